"""Every status with which RFC 9725 has a server answer, asked of the application itself."""

import asyncio
import json
import re
from collections.abc import Iterator
from typing import Any

import aioice.ice
import httpx
import numpy as np
import pytest

from envcheck.media.frame import PictureFrame
from envcheck.server import session_manager
from envcheck.server.webrtc.peer import Peer
from envcheck.server.webrtc.whip import link
from envcheck.settings import ServerSettings, Settings
from front_desk import PROBLEM, SDP, TRICKLE, Desk, desk, offer

CANDIDATE = "a=candidate:1 1 udp 2130706431 192.0.2.1 50000 typ host"
TURN = link.ice_link("turn:turn.example.org:3478", "user", 'se"cret')


@pytest.fixture
def here() -> Iterator[Desk]:
    with desk(Settings(), None, TURN) as opened:
        yield opened


def test_an_offer_is_answered_whole(here: Desk) -> None:
    answer = here.begin("video", "audio")
    assert answer.status_code == 201
    assert answer.headers["Content-Type"] == "application/sdp"
    assert re.fullmatch(r"/whip/sessions/[\w-]{22,}", answer.headers["Location"]), "128 bits at least"
    assert re.fullmatch(r'"[\w-]+"', answer.headers["ETag"]), "a strong tag, in quotes"
    assert answer.headers["Accept-Patch"] == "application/trickle-ice-sdpfrag"
    assert re.findall(r"^a=(sendonly|sendrecv|recvonly|inactive)\r$", answer.text, re.M) == ["recvonly"] * 2
    for section in answer.text.split("m=")[1:]:
        assert "a=candidate:" in section, "all candidates stand in the answer; none follows"
        assert "a=end-of-candidates" in section
        assert "a=setup:active" in section or "a=setup:passive" in section
    assert "a=group:BUNDLE 0 1" in answer.text


def test_the_answer_names_ice_servers_and_where_findings_are_told(here: Desk) -> None:
    answer = here.begin()
    ice, events = link.parse_links(answer.headers.get_list("Link"))
    assert ice == TURN
    assert events == link.Link(f"{answer.headers['Location']}/events", "urn:envcheck:events")


def test_two_sessions_share_neither_address_nor_tag(here: Desk) -> None:
    one, other = here.begin(), here.begin()
    assert one.headers["Location"] != other.headers["Location"]
    assert one.headers["ETag"] != other.headers["ETag"]


VIDEO = offer("video")
UNFIT: dict[str, tuple[str, int, str]] = {
    "no SDP": ("hello", 400, "not a session description"),
    "empty": ("", 400, "not a session description"),
    "not text": ("", 400, "not text"),
    "too large": ("v=0\r\n" + "a=x\r\n" * 20_000, 413, "are not read"),
    "two cameras": (offer("video", "video"), 422, "One camera"),
    "two microphones": (offer("audio", "audio"), 422, "One microphone"),
    "receives only": (VIDEO.replace("a=sendonly", "a=recvonly"), 422, "sendonly"),
    "inactive": (VIDEO.replace("a=sendonly", "a=inactive"), 422, "sendonly"),
    "no media": (VIDEO.partition("m=")[0], 422, "no media"),
    "not bundled": (VIDEO.replace("a=group:BUNDLE 0\r\n", ""), 422, "bundled"),
    "no codec shared": (
        re.sub(r"(VP8|H264)/90000", r"AV1/90000", VIDEO),
        422,
        "AV1 for the camera; envcheck takes VP8",
    ),
    "no ICE": (re.sub(r"a=ice-(ufrag|pwd):.*\r\n", "", VIDEO), 422, "ICE credentials"),
    "no candidate": (VIDEO.replace("a=candidate:", "a=candidate:\r\na=x:"), 400, "is not a candidate"),
    "no port": (re.sub(r"(a=candidate.* )\d+ typ", r"\g<1>65536 typ", VIDEO), 400, "is not a candidate"),
    "no number": (re.sub(r"(a=rtpmap:)\d+", r"\g<1>" + "9" * 5000, VIDEO), 422, "No way to take this offer"),
    "no DTLS": (re.sub(r"a=(fingerprint|setup):.*\r\n", "", VIDEO), 422, "fingerprint"),
    "no fingerprint": (re.sub(r"a=fingerprint:.*\r\n", "", VIDEO), 422, "fingerprint"),
    "no fingerprint that is known": (re.sub(r"a=fingerprint:\S+", "a=fingerprint:sha-1", VIDEO), 422, "fingerprint"),
    "no role": (re.sub(r"a=setup:.*\r\n", "", VIDEO), 422, "role"),
}


@pytest.mark.parametrize("why", UNFIT)
def test_an_offer_that_cannot_be_taken_says_why(here: Desk, why: str) -> None:
    sdp, status, said = UNFIT[why]
    before = len(here.sessions)
    answer = here.ask("POST", "/whip", content=b"\xff\xfe" if why == "not text" else sdp, headers=SDP)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, PROBLEM)
    assert said in answer.json()["detail"]
    assert len(here.sessions) == before, "nothing is kept of it"


@pytest.mark.parametrize("role", ["actpass", "active", "passive"])
def test_any_role_in_dtls_is_taken(here: Desk, role: str) -> None:
    answer = here.ask("POST", "/whip", content=VIDEO.replace("a=setup:actpass", f"a=setup:{role}"), headers=SDP)
    assert answer.status_code == 201
    assert re.findall(r"a=setup:(\w+)", answer.text) == ["active" if role == "passive" else "passive"]


def test_one_fingerprint_stands_for_the_certificate(here: Desk) -> None:
    answer = here.begin("video", "audio").text
    assert re.findall(r"a=fingerprint:(\S+)", answer) == ["sha-256"] * answer.count("m=")


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "application/sdpx", None])
def test_an_offer_of_another_type_is_refused(here: Desk, kind: str | None) -> None:
    answer = here.ask("POST", "/whip", content=VIDEO, headers={"Content-Type": kind} if kind else {})
    assert (answer.status_code, answer.headers["Content-Type"]) == (415, PROBLEM)


def test_a_type_with_a_parameter_is_still_that_type(here: Desk) -> None:
    headers = {"Content-Type": "Application/SDP; charset=utf-8"}
    assert here.ask("POST", "/whip", content=VIDEO, headers=headers).status_code == 201


@pytest.mark.parametrize("query", ["?profile=nobody", "?lang=tlh", "?profile=" + "x" * 100])
def test_a_profile_or_language_that_does_not_exist(here: Desk, query: str) -> None:
    answer = here.begin(query=query)
    assert (answer.status_code, answer.headers["Content-Type"]) == (422, PROBLEM)


def test_a_body_that_lies_about_its_length_is_read_no_further_than_the_limit(here: Desk) -> None:
    sent = 0

    async def endless() -> Any:
        nonlocal sent
        while sent < 10_000_000:
            sent += 10_000
            yield b"a" * 10_000

    assert here.ask("POST", "/whip", content=endless(), headers=SDP).status_code == 413
    assert sent < 200_000


ALLOWED = {"/whip": "GET, HEAD, OPTIONS, POST", "session": "DELETE, GET, HEAD, OPTIONS, PATCH"}


@pytest.mark.parametrize(
    ("place", "method"),
    [("/whip", "PUT"), ("/whip", "DELETE"), ("/whip", "PATCH"), ("session", "PUT"), ("session", "POST")],
)
def test_another_method_is_not_allowed_and_the_answer_says_which_are(here: Desk, place: str, method: str) -> None:
    url = here.begin().headers["Location"] if place == "session" else place
    answer = here.ask(method, url)
    assert (answer.status_code, answer.headers["Content-Type"]) == (405, PROBLEM)
    assert answer.headers["Allow"] == ALLOWED[place]


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("place", ["/whip", "session"])
def test_a_media_address_that_is_read_gives_nothing(here: Desk, place: str, method: str) -> None:
    answer = here.ask(method, here.begin().headers["Location"] if place == "session" else place)
    assert (answer.status_code, answer.content) == (204, b"")


def test_options_say_what_can_be_sent(here: Desk) -> None:
    endpoint = here.ask("OPTIONS", "/whip")
    assert (endpoint.status_code, endpoint.headers["Accept-Post"]) == (200, "application/sdp")
    assert "Link" not in endpoint.headers, "credentials of ICE servers are for sessions alone"
    session = here.ask("OPTIONS", here.begin().headers["Location"])
    assert (session.status_code, session.headers["Accept-Patch"]) == (200, "application/trickle-ice-sdpfrag")
    for name in ("Allow", "Access-Control-Allow-Methods"):
        assert [one.headers[name] for one in (endpoint, session)] == list(ALLOWED.values())


@pytest.mark.parametrize("url", ["/whip/", "/v1/checks/", "/healthz/"])
def test_an_address_with_a_slash_too_many_is_never_moved_for_good(here: Desk, url: str) -> None:
    answer = here.ask("POST" if url == "/whip/" else "GET", url, content=VIDEO, headers=SDP)
    assert answer.status_code in (307, 404), "301 and 302 would turn a POST into a GET"


def test_what_does_not_exist_is_not_found(here: Desk) -> None:
    for url in (
        "/nope",
        "/web/nope.js",
        "/web/index.html",
        "/whip/sessions",
        "/whip/sessions/a/b/c",
        "/docs",
        "/redoc",
    ):
        answer = here.ask("GET", url)
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, PROBLEM), url


def _patched(here: Desk, body: str, **headers: str | None) -> int:
    begun = here.begin()
    given = TRICKLE | {"If-Match": begun.headers["ETag"]} | {key.replace("_", "-"): one for key, one in headers.items()}
    sent = {key: one for key, one in given.items() if one is not None}
    answer = here.ask("PATCH", begun.headers["Location"], content=body, headers=sent)
    assert (answer.status_code == 204) is (answer.content == b"")
    assert "ETag" not in answer.headers
    if answer.content:
        assert answer.headers["Content-Type"] == PROBLEM
    return answer.status_code


CREDENTIALS = "\r\n".join(re.findall(r"^a=ice-(?:ufrag|pwd):.*$", VIDEO.replace("\r", ""), re.M)) + "\r\n"
TRICKLED = f"{CREDENTIALS}m=video 9 UDP/TLS/RTP/SAVPF 0\r\na=mid:0\r\n{CANDIDATE}\r\n"


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (TRICKLED, 204),
        (TRICKLED + "a=end-of-candidates\r\n", 204),
        (TRICKLED.replace(" udp ", " tcp "), 204),
        (TRICKLED.replace("192.0.2.1", "printer.local"), 204),
        (TRICKLED.replace("192.0.2.1", "nobody.invalid"), 204),
        ("hello", 400),
        (TRICKLED.replace("192.0.2.1", "255.255.255.255"), 204),
        (re.sub(r"\d+ typ", "9" * 5000 + " typ", TRICKLED), 400),
        ("", 400),
        (TRICKLED.replace("typ host", ""), 400),
        (re.sub("ice-ufrag:.*", "ice-ufrag:other", TRICKLED), 422),
        ("a=x\r\n" * 20_000, 413),
    ],
)
def test_a_candidate_that_follows(here: Desk, body: str, status: int) -> None:
    assert _patched(here, body) == status


@pytest.mark.parametrize(
    ("tag", "status"),
    [(None, 428), ('"another"', 412), ("*", 422), ('"*"', 422), ("nonsense", 412)],
)
def test_a_candidate_needs_the_sessions_tag(here: Desk, tag: str | None, status: int) -> None:
    assert _patched(here, TRICKLED, If_Match=tag) == status


def test_a_candidate_of_another_type_is_refused(here: Desk) -> None:
    assert _patched(here, TRICKLED, Content_Type="application/sdp") == 415


def test_a_session_is_gone_once_it_is_deleted(here: Desk) -> None:
    url = here.begin().headers["Location"]
    assert here.ask("DELETE", url, headers={"If-Match": '"ignored here"'}).status_code == 200
    for method, ending in (
        ("DELETE", ""),
        ("PATCH", ""),
        ("GET", "/events"),
        ("GET", "/report"),
        ("POST", "/quiet-test"),
        ("PUT", "/sender"),
    ):
        answer = here.ask(method, url + ending, headers=TRICKLE)
        assert (answer.status_code, answer.headers["Content-Type"]) == (404, PROBLEM), (method, ending)


def test_a_session_that_its_client_closed_first_can_be_deleted_once(here: Desk) -> None:
    begun = here.begin()
    url, live = begun.headers["Location"], here.live(begun)
    here.pass_until_over(live.close("closed"))
    assert here.ask("GET", f"{url}/report").status_code == 404
    assert [here.ask("DELETE", url).status_code for _ in range(2)] == [200, 404]


def test_what_is_known_of_sessions_that_are_over_is_bounded(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_manager, "MOST_ENDED", 1)
    urls = []
    for _ in range(2):
        begun = here.begin()
        here.pass_until_over(here.live(begun).close("closed"))
        urls.append(begun.headers["Location"])
    assert [here.ask("DELETE", url).status_code for url in urls] == [404, 200]


def test_a_machine_without_network_says_so_at_once(here: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(aioice.ice, "get_host_addresses", lambda **_: [])
    refused = here.ask("POST", "/whip", content=VIDEO, headers=SDP)
    assert (refused.status_code, refused.headers["Content-Type"]) == (500, PROBLEM)
    assert "no network" in refused.json()["detail"]
    assert len(here.sessions) == 0


def test_a_session_in_which_nothing_arrives_is_gone_after_its_time_and_no_sooner(here: Desk) -> None:
    url = f"{here.begin().headers['Location']}/report"
    secs = here.sessions.settings.server.silent_secs
    here.run(here.clock.advance(secs))
    assert here.ask("GET", url).status_code == 200
    here.run(here.clock.advance(1.0))
    here.pass_until_over(here.sessions.close())
    assert here.ask("GET", url).status_code == 404


def test_a_session_whose_connection_never_closes_is_gone_all_the_same(
    here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def never(_: Peer) -> None:
        await asyncio.Event().wait()

    monkeypatch.setattr(Peer, "close", never)
    first, second = here.begin(), here.begin()
    peers = [here.live(begun).peer for begun in (first, second)]
    assert here.pass_until_over(here.asking("DELETE", first.headers["Location"])).status_code == 200
    assert len(here.sessions) == 1
    here.pass_until_over(here.sessions.close())
    assert len(here.sessions) == 0
    monkeypatch.undo()
    for peer in peers:
        assert peer
        here.run(peer.close())


def test_a_quiet_test_begins_when_it_is_asked_for(here: Desk) -> None:
    begun = here.begin("video", "audio")
    assert here.live(begun).session.quiet_secs is None
    assert here.ask("POST", f"{begun.headers['Location']}/quiet-test").status_code == 202
    assert here.live(begun).session.quiet_secs == 3.0


SENDER = {"Content-Type": "application/json"}


def limitation(here: Desk, begun: httpx.Response, *reasons: str) -> list[int]:
    """Statuses that a session answers with, one after another."""
    url = f"{begun.headers['Location']}/sender"
    bodies = [json.dumps({"quality_limitation_reason": reason}) for reason in reasons]
    return [here.ask("PUT", url, content=body, headers=SENDER).status_code for body in bodies]


def test_what_limits_a_sender_is_said_instead_of_blaming_its_camera(here: Desk) -> None:
    begun = here.begin()
    session = here.live(begun).session
    tiles = np.random.default_rng(1).integers(0, 255, (9, 16, 3), np.uint8)
    still = tiles.repeat(16, axis=0).repeat(16, axis=1)

    def told(*halves: int) -> set[str]:
        for half in range(*halves):
            session.push(PictureFrame(still, time=half / 2))
        return {finding.variant for finding in session.now().findings if finding.code == "PIC104"}

    assert limitation(here, begun, "cpu", "bandwidth") == [204, 204]
    assert told(58) == set(), "an encoder may leave nothing of a camera's noise"
    assert told(58, 64) == {"bandwidth"}
    assert limitation(here, begun, "none", "other") == [204, 204]
    assert told(64, 70) == {""}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ('{"quality_limitation_reason": "camera"}', 422),
        ('{"quality_limitation_reason": "cpu", "more": 1}', 422),
        ('{"quality_limitation_reason": null}', 422),
        *(("{}", 422), ("[]", 422), ("", 422), ("cpu", 422), ("[" * 5000, 422)),
        (" " * 70_000, 413),
        (b"\xff", 400),
    ],
)
def test_what_a_sender_cannot_be_is_refused(here: Desk, body: str | bytes, status: int) -> None:
    url = f"{here.begin().headers['Location']}/sender"
    answer = here.ask("PUT", url, content=body, headers=SENDER)
    assert (answer.status_code, answer.headers["Content-Type"]) == (status, PROBLEM)
    assert here.ask("PUT", url, content=body, headers=SDP).status_code == 415


def test_a_full_server_says_when_to_come_back() -> None:
    with desk(Settings(server=ServerSettings(sessions=1))) as small:
        assert small.ask("GET", "/readyz").status_code == 204
        first = small.begin()
        second = small.begin()
        assert (second.status_code, second.headers["Content-Type"]) == (503, PROBLEM)
        assert int(second.headers["Retry-After"]) > 0
        assert small.ask("GET", "/readyz").status_code == 204, "a balancer would take its open sessions away"
        assert small.ask("GET", "/healthz").status_code == 204
        small.ask("DELETE", first.headers["Location"])
        assert small.begin().status_code == 201


def test_one_client_leaves_room_for_others() -> None:
    with desk(Settings(server=ServerSettings(sessions=5, sessions_per_client=2))) as shared:
        assert [shared.begin().status_code for _ in range(2)] == [201, 201]
        refused = shared.begin()
        assert (refused.status_code, refused.headers["Content-Type"]) == (429, PROBLEM)
        assert int(refused.headers["Retry-After"]) > 0
        other = shared.begin(client="198.51.100.7")
        assert other.status_code == 201
        shared.ask("DELETE", other.headers["Location"])
        assert [shared.begin(client="198.51.100.7").status_code for _ in range(3)] == [201, 201, 429]


def test_every_answer_keeps_the_address_secret(here: Desk) -> None:
    begun = here.begin()
    for answer in (begun, here.ask("GET", f"{begun.headers['Location']}/report"), here.ask("GET", "/nope")):
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("last", ["9" * 5000, "²", "-1", "next"])
def test_a_stream_is_told_anew_to_somebody_who_knows_it_by_another_number(here: Desk, last: str) -> None:
    begun = here.begin()
    live = here.live(begun)

    async def listened() -> httpx.Response:
        last_id = {"Last-Event-ID": last.encode("latin-1")}
        listening = asyncio.create_task(here.asking("GET", f"{begun.headers['Location']}/events", headers=last_id))
        while not len(live.broadcaster):  # noqa: ASYNC110  # whoever listens is told of to nobody
            await asyncio.sleep(0.01)
        live.end("closed")
        return await listening

    answer = here.pass_until_over(listened())
    assert answer.status_code == 200
    assert '"type":"end"' in answer.text


def test_a_fault_that_nobody_foresaw_has_the_form_of_a_refusal_and_says_nothing_of_itself(
    here: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> bytes:
        raise ZeroDivisionError("s3cr3t")

    monkeypatch.setattr(here.sessions.metrics, "text", fail)
    with pytest.raises(ZeroDivisionError):  # for the log of the process
        here.ask("GET", "/metrics")
    answer = here.ask_past_faults("GET", "/metrics")
    assert (answer.status_code, answer.headers["Content-Type"]) == (500, PROBLEM)
    assert answer.json()["detail"] == "Something went wrong here, which is not your fault."
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_refusal_has_the_form_of_rfc_9457(here: Desk) -> None:
    told = json.loads(here.ask("GET", "/nope").content)
    assert told == {"type": "about:blank", "title": "Not Found", "status": 404, "detail": told["detail"]}
    assert told["detail"].endswith(".")
