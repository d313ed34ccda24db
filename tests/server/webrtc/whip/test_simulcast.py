import pytest

from envcheck.server.webrtc.whip.simulcast import EXTENSIONS, simulcast_lines

OFFERS = {
    "as browsers do, the smallest first": ("q;h;f", "f"),
    "the largest first": ("f;h;q", "f"),
    "high, medium and low": ("h;m;l", "h"),
    "by numbers": ("0;1;2", "2"),
    "high, mid, low": ("low;mid;high", "high"),
    "with a choice": ("small,tiny;big", "big"),
    "with one that is paused": ("low;~high", "low"),
}


@pytest.mark.parametrize(("streams", "chosen"), OFFERS.values(), ids=OFFERS)
def test_the_largest_stream_is_taken(streams: str, chosen: str) -> None:
    names = streams.replace(",", ";").replace("~", "").split(";")
    section = (*(f"a=rid:{name} send" for name in names), f"a=simulcast:send {streams}")
    assert tuple(simulcast_lines(section, ())) == (f"a=rid:{chosen} recv", f"a=simulcast:recv {chosen}")


@pytest.mark.parametrize("larger", ["max-width=1280;max-height=720", "pt=96;max-height=720", "pt=96"])
def test_limits_say_which_is_the_largest(larger: str) -> None:
    section = (
        "a=rid:",
        f"a=rid:a send {larger}",
        "a=rid:f send max-width=320;max-height=180",
        "a=simulcast:recv 1 send a;f",
    )
    assert "a=rid:a recv" in tuple(simulcast_lines(section, ()))


def test_the_extensions_are_answered_wherever_they_are_offered() -> None:
    section = (f"a=extmap:10 {EXTENSIONS[0]}", "a=extmap:1 urn:other", "a=rid:f send", "a=simulcast:send f")
    answered = tuple(simulcast_lines(section, (f"a=extmap:11 {EXTENSIONS[1]}",)))
    assert answered[:2] == (f"a=extmap:10 {EXTENSIONS[0]}", f"a=extmap:11 {EXTENSIONS[1]}")


@pytest.mark.parametrize(
    "section",
    [
        (),
        ("a=rid:f send",),
        ("a=simulcast:send f",),
        ("a=rid:f recv", "a=simulcast:send f"),
        ("a=simulcast:",),
        ("a=rid:", "a=rid:f", "a=simulcast:send", "a=simulcast:recv f"),
    ],
)
def test_without_simulcast_nothing_is_said_of_it(section: tuple[str, ...]) -> None:
    assert tuple(simulcast_lines(section, ())) == ()
