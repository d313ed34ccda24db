from hypothesis import given
from hypothesis import strategies as st

from envcheck.judgement.hysteresis import Debounce, Hysteresis, State
from envcheck.model.findings import Limit

LIMIT = Limit(activate=10, deactivate=5, start_secs=1.0, stop_secs=2.0)
steps = st.lists(st.tuples(st.floats(0.05, 1.5), st.one_of(st.none(), st.floats(0, 15))), min_size=1, max_size=60)


def test_a_fault_is_told_after_it_has_lasted() -> None:
    machine = Hysteresis(LIMIT)
    assert [machine.update(time, 12) for time in (0.0, 0.5, 1.0)] == [False, False, True]
    assert machine.since == 0.0


def test_a_short_fault_is_never_told() -> None:
    machine = Hysteresis(LIMIT)
    assert not any(machine.update(time, value) for time, value in [(0.0, 12), (0.5, 12), (0.9, 3), (1.5, 12)])


def test_a_value_between_the_levels_keeps_what_is() -> None:
    machine = Hysteresis(LIMIT)
    for time, value in [(0.0, 12), (0.4, 12), (0.5, 7), (1.0, 7)]:
        machine.update(time, value)
    assert machine.state is State.ACTIVE


def test_one_perception_is_not_told_however_often_it_is_looked_at() -> None:
    machine = Hysteresis(LIMIT)
    assert not any(machine.update(time, 12, perceived_since=0.0) for time in (0.0, 1.0, 2.0, 3.0))
    assert machine.is_unconfirmed
    assert machine.update(3.5, 12, perceived_since=3.5)


def test_neither_is_one_that_a_second_does_not_show() -> None:
    machine = Hysteresis(LIMIT)
    assert not any(machine.update(time, value) for time, value in [(0.0, 12), (0.5, 7), (1.0, 7), (5.0, 7)])


def test_a_fault_is_taken_back_after_it_has_been_gone() -> None:
    machine = Hysteresis(LIMIT)
    told = [machine.update(time, value) for time, value in [(0, 12), (1, 12), (2, 3), (3, 3), (4, 3)]]
    assert told == [False, True, True, True, False]


def test_a_fault_that_comes_back_goes_on() -> None:
    machine = Hysteresis(LIMIT)
    for time, value in [(0, 12), (1, 12), (2, 3), (3, 12), (4.5, 3), (6, 3)]:
        told = machine.update(time, value)
    assert told


def test_what_cannot_be_measured_ends_in_time() -> None:
    machine = Hysteresis(LIMIT)
    told = [machine.update(time, value) for time, value in [(0, 12), (1, 12), (2, None), (4, None)]]
    assert told == [False, True, True, False]


def test_a_picture_is_judged_at_once() -> None:
    assert Hysteresis(LIMIT, immediate=True).update(0.0, 10)


@given(steps)
def test_nothing_is_told_without_a_value_beyond_the_level_for_long_enough(
    moves: list[tuple[float, float | None]],
) -> None:
    machine, time, beyond = Hysteresis(LIMIT), 0.0, None
    for step, value in moves:
        time += step
        if value is None or value <= LIMIT.deactivate:
            beyond = None
        elif value >= LIMIT.activate and beyond is None:
            beyond = time
        before = machine.is_active
        if machine.update(time, value) and not before:
            assert beyond is not None
            assert time - beyond >= LIMIT.start_secs


@given(steps)
def test_a_fault_that_is_gone_for_good_is_taken_back(moves: list[tuple[float, float | None]]) -> None:
    machine, time = Hysteresis(LIMIT), 0.0
    for step, value in moves:
        time += step
        machine.update(time, value)
    assert not [machine.update(time + later, 0.0) for later in (0.1, 2.2)][-1]


def test_a_new_wording_is_believed_once_it_has_stayed() -> None:
    held = Debounce(1.0)
    told = []
    for time, wording in ((0.0, "plant"), (0.5, None), (1.0, "plant"), (2.0, "books"), (2.9, "books"), (3.0, "books")):
        held.update(time, wording)
        told.append(held.wording)
    assert told == ["plant", "plant", "plant", "plant", "plant", "books"]
