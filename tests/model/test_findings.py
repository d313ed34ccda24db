import pytest
from hypothesis import given
from hypothesis import strategies as st

from envcheck.model.findings import Limit

values = st.floats(-1e6, 1e6, allow_nan=False)


def test_the_order_of_the_levels_says_where_the_fault_lies() -> None:
    high, low = Limit(activate=2, deactivate=1), Limit(activate=1, deactivate=2)
    assert (high.activates(2), high.activates(1.5), high.deactivates(1)) == (True, False, True)
    assert (low.activates(1), low.activates(1.5), low.deactivates(2)) == (True, False, True)


@pytest.mark.parametrize("wrong", [{"deactivate": 1.0}, {"deactivate": 0.0, "stop_secs": -1.0}])
def test_a_limit_without_sense_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(ValueError, match="must"):
        Limit(activate=1.0, **wrong)


@given(values, values, values)
def test_no_value_begins_and_ends_a_fault_at_once(activate: float, deactivate: float, value: float) -> None:
    if activate != deactivate:
        limit = Limit(activate, deactivate)
        assert not (limit.activates(value) and limit.deactivates(value))
