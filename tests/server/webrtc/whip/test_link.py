import pytest
from hypothesis import given
from hypothesis import strategies as st

from envcheck.server.webrtc.whip.link import Link, ice_link, parse_links


@pytest.mark.parametrize(
    ("link", "text"),
    [
        (Link("/s/1/events", "events"), '</s/1/events>; rel="events"'),
        (ice_link("stun:stun.example.org"), '<stun:stun.example.org>; rel="ice-server"'),
        (
            ice_link("turn:turn.example.org?transport=udp", "u", 'a"b\\c'),
            '<turn:turn.example.org?transport=udp>; rel="ice-server"; username="u"; credential="a\\"b\\\\c"; '
            'credential-type="password"',
        ),
    ],
)
def test_a_link_as_a_header_carries_it(link: Link, text: str) -> None:
    assert str(link) == text
    assert parse_links([text]) == [link]


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        ([], []),
        (["nonsense"], []),
        (["<a>; rel=x, <b>; rel=y"], [Link("a", "x"), Link("b", "y")]),
        (["<a>;rel=x", "<b> ; REL = y"], [Link("a", "x"), Link("b", "y")]),
        (['<a,b>; title="c, d; e"; rel=x'], [Link("a,b", "x", {"title": "c, d; e"})]),
        (["<a>; rel=x; rel=y; crossorigin"], [Link("a", "x", {"crossorigin": ""})]),
        (["<a>"], [Link("a", "")]),
        (["<a>; rel=x, broken, <b>; rel=y"], [Link("a", "x")]),
    ],
)
def test_links_are_read(headers: list[str], expected: list[Link]) -> None:
    assert parse_links(headers) == expected


@given(st.text(st.characters(min_codepoint=32, max_codepoint=126)))
def test_any_credential_survives(secret: str) -> None:
    assert parse_links([str(ice_link("turn:example.org", "u", secret))])[0].parameters["credential"] == secret


@pytest.mark.parametrize("url", ["", "http://example.org", "stun:", "turn: x", "stun:a>b", "example.org"])
def test_what_is_no_ice_server(url: str) -> None:
    with pytest.raises(ValueError, match="STUN or TURN"):
        ice_link(url)
