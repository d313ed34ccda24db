"""Offers as RFCs let clients write them, against the application itself: each is answered, section by section."""

import re
from collections.abc import Iterator

import pytest

from front_desk import SDP, Desk, desk, offer

OWN = r"a=(?:ice-ufrag|ice-pwd|fingerprint|setup):.*\r\n"
"""What a section says of its transport besides the candidates."""

UNTAGGED = r"c=.*\r\n|a=(?:rtcp-mux|end-of-candidates|(?:rtcp|candidate):.*)\r\n"
"""What besides it leaves to the section that is bundled first."""


@pytest.fixture(scope="module")
def here() -> Iterator[Desk]:
    with desk() as opened:
        yield opened


BOTH = offer("audio", "video")
TRANSPORT = "".join(re.findall(OWN, BOTH.partition("m=video")[0]))
SESSION, AUDIO, VIDEO = re.split("(?=m=)", BOTH)
BARE = re.sub(OWN, "", VIDEO)
UNUSED = "m=video 0 UDP/TLS/RTP/SAVPF 96\r\nc=IN IP4 0.0.0.0\r\na=mid:2\r\na=inactive\r\na=rtpmap:96 VP8/90000\r\n"
H264 = re.sub(r"a=(rtpmap|fmtp|rtcp-fb):.*\r\n", "", VIDEO) + "a=rtpmap:97 H264/90000\r\n"

OFFERS = {
    "as it comes": BOTH,
    "another group first": BOTH.replace("a=group:", "a=group:LS 0 1\r\na=group:"),
    "attributes before the group": BOTH.replace("a=group:", "a=extmap-allow-mixed\r\na=x-own:1\r\na=group:"),
    "groups on either side": SESSION.replace("a=group:", "a=group:FID 0\r\na=group:")
    + "a=group:LS 0 1\r\n"
    + AUDIO
    + VIDEO,
    "direction of the session": BOTH.replace("a=sendonly\r\n", "").replace("t=0 0\r\n", "t=0 0\r\na=sendonly\r\n"),
    "no direction": BOTH.replace("a=sendonly\r\n", ""),
    "transport of the session": SESSION + TRANSPORT + re.sub(OWN, "", AUDIO) + BARE,
    "bundled alone": SESSION
    + AUDIO
    + re.sub(r"m=video \d+(.*)", r"m=video 0\1\na=bundle-only\r", re.sub(UNTAGGED, "", BARE)),
    "bundled by the second section": SESSION.replace("BUNDLE 0 1", "BUNDLE 1 0") + re.sub(OWN, "", AUDIO) + VIDEO,
    "an unused section first": SESSION + UNUSED + AUDIO + VIDEO,
    "an unused section between": SESSION + AUDIO + UNUSED + VIDEO,
    "an unused section last": SESSION + AUDIO + VIDEO + UNUSED,
    **{
        f"H.264 {said}": SESSION + AUDIO + H264 + (f"a=fmtp:97 {said}\r\n" if said else "")
        for said in (
            "packetization-mode=1;profile-level-id=64001f",
            "level-asymmetry-allowed=1; packetization-mode=1; profile-level-id=640c1f",
            "packetization-mode=1;profile-level-id=4d001f",
            "packetization-mode=0;profile-level-id=42e01f",
            "profile-level-id=42e01f",
            "packetization-mode=1;profile-level-id=6e001f;sprop-parameter-sets=Z0IAHw==",
            "",
        )
    },
}


@pytest.mark.parametrize("text", OFFERS.values(), ids=OFFERS)
def test_an_offer_is_answered_section_by_section(here: Desk, text: str) -> None:
    answer = here.ask("POST", "/whip", content=text, headers=SDP)
    assert answer.status_code == 201, answer.text
    here.ask("DELETE", answer.headers["Location"])
    offered, answered = text.split("m=")[1:], answer.text.split("m=")[1:]
    assert [section.split()[0] for section in answered] == [section.split()[0] for section in offered]
    for theirs, ours in zip(offered, answered, strict=True):
        assert re.findall(r"a=mid:\S+", ours) == re.findall(r"a=mid:\S+", theirs)
        rejected = theirs.startswith("video 0") and "bundle-only" not in text
        assert ours.startswith("video 0 ") is rejected
        assert ("a=inactive" if rejected else "a=recvonly") in ours
    (group,) = re.findall(r"a=group:(.*)\r\n", answer.text)
    assert group == re.findall(r"a=group:(BUNDLE.*)\r\n", text)[0]
