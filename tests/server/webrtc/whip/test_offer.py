import pytest

from envcheck.server.webrtc.whip.offer import MalformedOffer, UnusableOffer, parse_offer

SESSION = "v=0\no=- 1 2 IN IP4 127.0.0.1\ns=-\nt=0 0\n"
TRANSPORT = "a=ice-ufrag:u\na=ice-pwd:p\na=fingerprint:sha-256 AB:CD\na=setup:actpass\n"
CODEC = {"audio": "a=rtpmap:96 opus/48000/2\n", "video": "a=rtpmap:96 VP8/90000\n"}


def offer(*sections: tuple[str, str], group: str | None = None) -> str:
    """An offer with a section for each (kind, direction)."""
    mids = " ".join(str(number) for number in range(len(sections)))
    bodies = (
        f"m={kind} 9 UDP/TLS/RTP/SAVPF 96\na=mid:{number}\n{CODEC.get(kind, '')}"
        + (f"a={direction}\n" if direction else "")
        for number, (kind, direction) in enumerate(sections)
    )
    return SESSION + (f"a=group:BUNDLE {mids}\n" if group is None else group) + TRANSPORT + "".join(bodies)


VIDEO, REJECTED = offer(("video", "sendonly")), "m=video 0 UDP/TLS/RTP/SAVPF 96\na=mid:1\na=sendonly\n"


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
    taken = parse_offer(offer(*sections))
    assert (taken.track_count("audio"), taken.track_count("video")) == (audio, video)
    assert (taken.ufrag, taken.password) == ("u", "p")


def test_line_ends_may_be_of_either_kind() -> None:
    assert parse_offer(VIDEO.replace("\n", "\r\n")) == parse_offer(VIDEO)


def test_a_direction_of_the_session_holds_where_a_section_gives_none() -> None:
    text = offer(("audio", ""), ("video", "recvonly")).replace("t=0 0\n", "t=0 0\na=sendonly\n")
    assert [section.direction for section in parse_offer(text).sections] == ["sendonly", "recvonly"]


def test_a_rejected_section_is_none_of_the_media() -> None:
    taken = parse_offer(VIDEO + REJECTED)
    assert (taken.track_count("video"), taken.bundle) == (1, ("0",))
    assert [section.is_rejected for section in taken.sections] == [False, True]
    bundled = (VIDEO + REJECTED).replace("BUNDLE 0", "BUNDLE 0 1")
    assert parse_offer(bundled).bundle == ("0",)
    with pytest.raises(UnusableOffer, match="one camera"):
        parse_offer(bundled + "a=bundle-only\n" + CODEC["video"])


GROUPS = {
    "others before": "a=group:LS 0 1\na=group:FID 1\na=group:BUNDLE 0 1\n",
    "others after": "a=group:BUNDLE 0 1\na=group:LS 0 1\n",
    "a smaller one before": "a=group:BUNDLE 0\na=group:BUNDLE 0 1\n",
    "attributes before": "a=extmap-allow-mixed\na=msid-semantic: WMS *\na=group:BUNDLE 0 1\n",
    "more space than needed": "a=group:BUNDLE  0  1 \n",
    "an empty one before": "a=group:\na=group\na=group:BUNDLE 0 1\n",
}


@pytest.mark.parametrize("groups", GROUPS.values(), ids=GROUPS)
def test_groups_stand_in_any_order(groups: str) -> None:
    assert parse_offer(offer(("audio", "sendonly"), ("video", "sendonly"), group=groups)).bundle == ("0", "1")


def test_the_transport_is_that_of_the_section_that_is_bundled_first() -> None:
    text = offer(("audio", "sendonly"), ("video", "sendonly"), group="a=group:BUNDLE 1 0\n")
    taken = parse_offer(text + "a=ice-ufrag:x\na=ice-pwd:y\n")
    assert taken.transport == (
        *("a=ice-ufrag:x", "a=ice-pwd:y"),
        *("a=fingerprint:sha-256 AB:CD", "a=setup:actpass"),
    )
    assert (taken.ufrag, taken.password) == ("x", "y")


@pytest.mark.parametrize("port", ["65536", "9" * 5000])
def test_a_candidate_that_is_none_makes_no_offer(port: str) -> None:
    with pytest.raises(MalformedOffer, match="is not a candidate"):
        parse_offer(f"{VIDEO}a=candidate:1 1 udp 1 192.0.2.1 {port} typ host\n")


@pytest.mark.parametrize("text", ["", "hello", "v=1\n", '{"sdp": "v=0"}', "v=0\nm\n", "v=0\nnonsense", "m=video 9\n"])
def test_what_is_no_offer(text: str) -> None:
    with pytest.raises(MalformedOffer, match=r"\.$"):
        parse_offer(text)


@pytest.mark.parametrize(
    ("text", "match"),
    [
        (offer(), "no media"),
        (offer(("text", "sendonly"), ("video", "sendonly")), "kind 'text' are not taken"),
        (VIDEO.replace("m=video", "m=").replace("VP8", "H264"), "kind '' are not taken"),
        (VIDEO.replace("m=video", "m=\x1b" + "x" * 9000), r"kind '\\x1bx{19}' are not taken"),
        (offer(("video", "sendonly"), ("video", "sendonly")), "one camera"),
        (offer(("audio", "sendonly"), ("audio", "sendonly")), "one microphone"),
        (offer(("video", "recvonly")), "sendonly"),
        (offer(("application", "")), "sendonly"),
        (VIDEO.replace("m=video 9", "m=video 0"), "sendonly"),
        (offer(("video", "sendonly"), ("audio", "sendonly"), group="a=group:BUNDLE 0\n"), "bundled"),
        (offer(("video", "sendonly"), ("audio", "sendonly"), group="a=group:LS 0 1\n"), "bundled"),
        (
            offer(("video", "sendonly"), ("audio", "sendonly"), group="a=group:BUNDLE 0\na=group:BUNDLE 1\n"),
            "bundled",
        ),
        (offer(("video", "sendonly"), group=""), "bundled"),
        (offer(("video", "sendonly"), ("audio", "sendonly")).replace("a=mid:1", "a=mid:0"), "bundled"),
        (VIDEO.replace("a=mid:0\n", "a=mid:0\na=mid:1\n"), "more than one name"),
        (VIDEO.replace("a=ice-pwd:p\n", ""), "credentials"),
        (VIDEO.replace("a=fingerprint:sha-256 AB:CD\n", ""), "fingerprint"),
        (VIDEO.replace("sha-256", "md5"), "fingerprint"),
        (VIDEO.replace("a=setup:actpass\n", ""), "role"),
        (VIDEO.replace("VP8", "VP9"), "has VP9 for the camera; envcheck takes VP8 and H.264"),
        (offer(("audio", "sendonly")).replace("opus", "MPEG4"), "MPEG4 for the microphone; envcheck takes Opus, G.722"),
        (VIDEO.replace(CODEC["video"], ""), "nothing that has a name"),
    ],
)
def test_what_cannot_be_taken(text: str, match: str) -> None:
    with pytest.raises(UnusableOffer, match=match):
        parse_offer(text)
