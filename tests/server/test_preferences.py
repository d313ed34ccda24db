"""Headers that weigh one thing against another."""

import pytest

from envcheck.server.preferences import MOST, weights


@pytest.mark.parametrize(
    ("header", "wanted"),
    [
        ("", []),
        ("de-AT, en;q=0.8, FR;q=0.9 , *;q=0", [("de-at", 1), ("fr", 0.9), ("en", 0.8), ("*", 0)]),
        ("es,fr", [("es", 1), ("fr", 1)]),
        ("gzip ; q=0", [("gzip", 0)]),
        (";q=1, x;q=7, y;z=1, ok;q=0.5", [("ok", 0.5)]),
    ],
)
def test_what_is_dearest_comes_first_and_what_cannot_be_read_is_passed_by(
    header: str, wanted: list[tuple[str, float]]
) -> None:
    assert list(weights(header).items()) == wanted


def test_a_long_header_is_read_in_part() -> None:
    assert len(weights(",".join(f"x{number}" for number in range(10_000)))) == MOST
