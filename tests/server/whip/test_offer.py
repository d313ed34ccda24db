import pytest

from envcheck.server.whip.offer import MalformedOffer, UnusableOffer, parsed, reachable

HEAD = "v=0\no=- 1 2 IN IP4 127.0.0.1\ns=-\nt=0 0\na=group:BUNDLE {mids}\na=ice-ufrag:u\na=ice-pwd:p\n"


def offer(*sections: tuple[str, str], group: str | None = None) -> str:
    """An offer with a section for each (kind, direction)."""
    mids = " ".join(str(number) for number in range(len(sections)))
    head = HEAD.format(mids=mids) if group is None else HEAD.replace("a=group:BUNDLE {mids}\n", group)
    bodies = (
        f"m={kind} 9 UDP/TLS/RTP/SAVPF 96\na=mid:{number}\n" + (f"a={direction}\n" if direction else "")
        for number, (kind, direction) in enumerate(sections)
    )
    return head + "".join(bodies)


@pytest.mark.parametrize(
    ("sections", "audio", "video"),
    [
        ([("audio", "sendonly"), ("video", "sendonly")], 1, 1),
        ([("video", "sendonly")], 0, 1),
        ([("audio", "sendrecv")], 1, 0),
        ([("video", "")], 0, 1),
        ([("video", "sendonly"), ("video", "recvonly")], 0, 1),
        ([("audio", "inactive"), ("video", "sendonly"), ("application", "")], 0, 1),
    ],
)
def test_what_an_offer_sends(sections: list[tuple[str, str]], audio: int, video: int) -> None:
    taken = parsed(offer(*sections))
    assert (taken.sent("audio"), taken.sent("video")) == (audio, video)
    assert (taken.ufrag, taken.password) == ("u", "p")


def test_line_ends_may_be_of_either_kind() -> None:
    text = offer(("video", "sendonly"))
    assert parsed(text.replace("\n", "\r\n")) == parsed(text)


def test_credentials_may_stand_in_the_first_section() -> None:
    text = offer(("video", "sendonly")).replace("a=ice-ufrag:u\na=ice-pwd:p\n", "") + "a=ice-ufrag:x\na=ice-pwd:y\n"
    assert (parsed(text).ufrag, parsed(text).password) == ("x", "y")


@pytest.mark.parametrize("text", ["", "hello", "v=1\n", '{"sdp": "v=0"}', "v=0\nm\n", "v=0\nnonsense"])
def test_what_is_no_offer(text: str) -> None:
    with pytest.raises(MalformedOffer, match=r"\.$"):
        parsed(text)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        (offer(), "no media"),
        (offer(("video", "sendonly"), ("video", "sendonly")), "one camera"),
        (offer(("audio", "sendonly"), ("audio", "sendonly")), "one microphone"),
        (offer(("video", "recvonly")), "sendonly"),
        (offer(("application", "")), "sendonly"),
        (offer(("video", "sendonly"), ("audio", "sendonly"), group="a=group:BUNDLE 0\n"), "bundled"),
        (offer(("video", "sendonly"), group=""), "bundled"),
        (offer(("video", "sendonly")).replace("a=ice-pwd:p\n", ""), "credentials"),
    ],
)
def test_what_cannot_be_taken(text: str, match: str) -> None:
    with pytest.raises(UnusableOffer, match=match):
        parsed(text)


def test_candidates_that_are_names_are_left_out_and_none_is_the_last() -> None:
    kept = "a=candidate:1 1 udp 9 192.0.2.1 5000 typ host\r\na=candidate:2 1 udp 8 2001:db8::1 5000 typ host\r\n"
    hidden = "a=candidate:3 1 UDP 7 5cff00db-cb9a.local 5000 typ host\r\na=end-of-candidates\r\n"
    text = offer(("video", "sendonly")).replace("\n", "\r\n")
    assert reachable(text + hidden + kept) == text + kept
