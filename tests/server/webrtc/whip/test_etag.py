import pytest

from envcheck.server.webrtc.whip.etag import Match, match_etag, quoted


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        (None, Match.MISSING),
        ("", Match.MISSING),
        ('"abc"', Match.SAME),
        (' "abc" ', Match.SAME),
        ('"xyz", "abc"', Match.SAME),
        ('"xyz"', Match.OTHER),
        ('W/"abc"', Match.OTHER),
        ("abc", Match.OTHER),
        ('"abc', Match.OTHER),
        ('"xyz" "abc"', Match.OTHER),
        ("*", Match.RESTART),
        ('"*"', Match.RESTART),
    ],
)
def test_what_a_condition_comes_to(header: str | None, expected: Match) -> None:
    assert match_etag(header, "abc") is expected


def test_a_tag_is_quoted_as_it_is_read() -> None:
    assert match_etag(quoted("abc"), "abc") is Match.SAME
