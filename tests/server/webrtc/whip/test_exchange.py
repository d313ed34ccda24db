import pytest

from envcheck.server.webrtc.whip.description import join_lines, split
from envcheck.server.webrtc.whip.exchange import as_dtls_server, completed_answer, normalized_offer
from envcheck.server.webrtc.whip.offer import Offer, parse_offer

SESSION = "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\n"
TRANSPORT = (
    *("a=ice-ufrag:u", "a=ice-pwd:p", "a=fingerprint:sha-256 AB:CD", "a=fingerprint:sha-512 EF:01"),
    *("a=setup:actpass", "a=rtcp-mux"),
)
AUDIO = ("m=audio 9 UDP/TLS/RTP/SAVPF 111", "c=IN IP4 0.0.0.0", "a=mid:a", "a=rtpmap:111 opus/48000/2")
VIDEO = ("m=video 9 UDP/TLS/RTP/SAVPF 96 97", "c=IN IP4 0.0.0.0", "a=mid:v", "a=rtpmap:96 VP8/90000")
REJECTED = ("m=video 0 UDP/TLS/RTP/SAVPF 96", "a=mid:r", "a=rtpmap:96 AV1/90000")


def offer(*sections: tuple[str, ...], session: tuple[str, ...] = ("a=group:BUNDLE a v",)) -> Offer:
    """An offer of these sections."""
    return parse_offer(SESSION + "".join(f"{line}\r\n" for part in (session, *sections) for line in part))


def test_each_section_says_all_that_holds_for_it() -> None:
    # as in RFC 9725, section 4.2: what is bundled repeats nothing
    bundled = (VIDEO[0].replace(" 9 ", " 0 "), *VIDEO[2:], "a=bundle-only", "a=sendonly")
    whole, sections = split(normalized_offer(offer((*AUDIO, *TRANSPORT, "a=sendrecv"), bundled)))
    assert "a=group:BUNDLE a v" in whole
    for section, direction in zip(sections, ("sendrecv", "sendonly"), strict=True):
        assert section[-7:] == (*TRANSPORT, f"a={direction}")
        assert len([line for line in section if line in TRANSPORT]) == len(TRANSPORT)


def test_what_the_session_says_is_said_by_each_section_and_overruled_by_it() -> None:
    session = ("a=setup:passive", "a=group:LS a v", "a=sendonly", *TRANSPORT[:4], "a=group:BUNDLE a v", "a=ice-lite")
    whole, sections = split(normalized_offer(offer((*AUDIO, "a=inactive", *TRANSPORT[4:]), VIDEO, session=session)))
    assert whole[4:] == ("a=ice-lite", "a=group:BUNDLE a v")
    assert [section[-7:] for section in sections] == [(*TRANSPORT, "a=inactive"), (*TRANSPORT, "a=sendonly")]


def test_a_rejected_section_is_left_out_and_answered_as_rejected() -> None:
    made = offer(REJECTED, (*AUDIO, *TRANSPORT), REJECTED[:1], VIDEO)
    text = normalized_offer(made)
    assert [section[0] for section in split(text)[1]] == [AUDIO[0], VIDEO[0]]
    whole, sections = split(completed_answer(text, made))
    assert "a=group:BUNDLE a v" in whole
    assert [section[0] for section in sections] == [REJECTED[0], AUDIO[0], REJECTED[0], VIDEO[0]]
    assert sections[0] == (REJECTED[0], "c=IN IP4 0.0.0.0", "a=mid:r", "a=inactive")
    assert sections[2] == (REJECTED[0], "c=IN IP4 0.0.0.0", "a=inactive")


def test_candidates_to_which_nothing_may_be_sent_are_left_out_and_none_is_the_last() -> None:
    kept = ("a=candidate:1 1 udp 9 192.0.2.1 5000 typ host", "a=candidate:2 1 udp 8 2001:db8::1 5000 typ host")
    hidden = (
        "a=candidate:3 1 UDP 7 5cff00db-cb9a.local 5000 typ host",
        "a=candidate:4 1 udp 6 239.255.255.250 1900 typ host",
        "a=end-of-candidates",
    )
    text = normalized_offer(offer((*VIDEO, *TRANSPORT, *kept, *hidden), session=("a=group:BUNDLE v",)))
    assert [line for line in text.splitlines() if "candidate" in line] == list(kept)


FORMATS = {
    "High": "packetization-mode=1;profile-level-id=64001f",
    "Constrained High": "level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=640c1f",
    "Main, one packet a unit": "packetization-mode=0;profile-level-id=4d001f",
    "no packetization": "profile-level-id=42e01f",
}


@pytest.mark.parametrize("said", FORMATS.values(), ids=FORMATS)
def test_h264_is_asked_for_in_one_format_and_answered_in_the_one_offered(said: str) -> None:
    h264 = ("a=rtpmap:97 H264/90000", f"a=fmtp:97 {said};sprop-parameter-sets=Z0IAH5WoFAFuQA==,aM4zCg==")
    made = offer((*VIDEO, *h264, *TRANSPORT), session=("a=group:BUNDLE v",))
    text = normalized_offer(made)
    plain = "a=fmtp:97 level-asymmetry-allowed=1;packetization-mode=1;profile-level-id=42e01f"
    assert [line for line in text.splitlines() if line.startswith("a=fmtp:97")] == [plain]
    formats = [line for line in completed_answer(text, made).splitlines() if line.startswith("a=fmtp")]
    assert formats == ["a=fmtp:96 x-google-start-bitrate=1200", f"a=fmtp:97 {said};x-google-start-bitrate=1200"]


def test_a_format_that_is_not_taken_is_left_as_it_is() -> None:
    h264 = ("a=rtpmap:97 H264/90000", "a=fmtp:97 packetization-mode=2")
    assert "a=fmtp:97 packetization-mode=2\r\n" in normalized_offer(
        offer((*VIDEO, *h264, *TRANSPORT), session=("a=group:BUNDLE v",))
    )


def test_the_answer_says_what_may_be_sent() -> None:
    data = ("m=application 9 UDP/DTLS/SCTP webrtc-datachannel", "c=IN IP4 0.0.0.0", "a=mid:d")
    made = offer((*AUDIO, *TRANSPORT), VIDEO, data, session=("a=group:BUNDLE a v d",))
    limits = [
        [line for line in section if line.startswith("b=")]
        for section in split(completed_answer(normalized_offer(made), made))[1]
    ]
    assert limits == [["b=AS:96"], ["b=AS:1500"], []]


def test_a_client_is_told_that_it_may_send_candidates_later() -> None:
    made = offer((*AUDIO, *TRANSPORT), session=("a=group:BUNDLE a",))
    whole, _ = split(completed_answer(normalized_offer(made), made))
    assert whole.count("a=ice-options:trickle") == 1


@pytest.mark.parametrize(("role", "ours"), [("actpass", "passive"), ("passive", "active"), ("active", "passive")])
def test_this_end_serves_wherever_it_is_free_to(role: str, ours: str) -> None:
    made = offer((*AUDIO, *(line.replace("actpass", role) for line in TRANSPORT)), session=("a=group:BUNDLE a",))
    theirs = "a=setup:passive" if role == "active" else "a=setup:active"
    assert as_dtls_server(theirs, made) == f"a=setup:{ours}"


def test_each_section_with_media_is_answered_with_rtcp_on_the_same_port_alone() -> None:
    data = ("m=application 9 UDP/DTLS/SCTP webrtc-datachannel", "c=IN IP4 0.0.0.0", "a=mid:d")
    made = offer((*AUDIO, *TRANSPORT), (*VIDEO, "a=rtcp-mux-only"), data, session=("a=group:BUNDLE a v d",))
    answer = join_lines([*made.whole, *AUDIO, "a=rtcp-mux", *VIDEO, "a=rtcp-mux", *data])
    sections = split(completed_answer(answer, made))[1]
    assert [section.count("a=rtcp-mux-only") for section in sections] == [1, 1, 0]


def test_of_a_picture_in_several_sizes_one_is_taken() -> None:
    extension = "a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id"
    offered = (extension, "a=rid:q send", "a=rid:f send", "a=simulcast:send q;f")
    made = offer((*VIDEO, *TRANSPORT, *offered), session=("a=group:BUNDLE v",))
    (section,) = split(completed_answer(join_lines([*made.whole, *VIDEO]), made))[1]
    assert section[-3:] == (extension, "a=rid:f recv", "a=simulcast:recv f")
