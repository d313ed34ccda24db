"""A sender that is limited: the page keeps the size of its picture, and no camera is blamed for the rest."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Playwright

from chromium import CHROMIUM, changing_camera, faked, launched, still_room
from room_page import begin, opened
from serving import Served
from watched import CHECK, until, watched

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

LOOKED_SECS = 120.0
"""At most, until a hundred frames were sent."""

PEERS = """
window.peers = [];
window.RTCPeerConnection = class extends RTCPeerConnection {
  constructor(...given) {
    super(...given);
    peers.push(this);
  }
};
window.sent = async () => {
  const stats = await Promise.all(peers.filter(one => one.connectionState === "connected").map(one => one.getStats()));
  const all = stats.flatMap(one => [...one.values()]);
  return all.find(one => one.type === "outbound-rtp" && one.kind === "video") ?? {};
};
"""

BUSY = """
window.reason = "cpu";
const stats = RTCRtpSender.prototype.getStats;
RTCRtpSender.prototype.getStats = async function () {
  const said = one => one.type === "outbound-rtp" ? {...one, qualityLimitationReason: reason} : one;
  return new Map([...await stats.call(this)].map(([id, one]) => [id, said(one)]));
};
"""

PIC103 = f"{CHECK}.state.findings.find(one => one.code === 'PIC103')?.message"


@pytest.fixture(scope="module")
def fine(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    yield from camera(playwright, tmp_path_factory, (1280, 720))


@pytest.fixture(scope="module")
def coarse(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    yield from camera(playwright, tmp_path_factory, (320, 180))


def test_the_picture_is_never_sent_smaller_than_it_is_meant_to_be(fine: Browser, server: Served) -> None:
    with watched(fine, server.url) as context:
        context.add_init_script(PEERS)
        page = opened(context, server)
        begin(page)
        widths, deadline = set(), time.monotonic() + LOOKED_SECS
        while (seen := page.evaluate("sent()")).get("framesEncoded", 0) < 100:
            assert time.monotonic() < deadline, seen
            widths.add(seen.get("frameWidth", 640))
            page.wait_for_timeout(200)
        assert widths <= {640, 1280}
        assert until(page, f"{CHECK}.state.looks > 4")
        assert not {"PIC103", "PIC104"} & set(page.evaluate(f"{CHECK}.state.findings.map(one => one.code)"))


def test_a_track_of_the_page_around_stays_as_it_was(fine: Browser, server: Served) -> None:
    with watched(fine, server.url) as context:
        page = opened(context, server)
        page.evaluate(f"""async () => {{
            window.track = (await navigator.mediaDevices.getUserMedia({{video: true}})).getVideoTracks()[0];
            {CHECK}.stream = new MediaStream([track]);
        }}""")
        begin(page)
        until(page, f"{CHECK}.state.looks")
        assert page.evaluate("track.contentHint") == ""
        page.evaluate(f"{CHECK}.stop()")
        assert page.evaluate("track.readyState") == "live"


def test_a_busy_computer_is_named_and_the_camera_is_not(coarse: Browser, server: Served, words: dict[str, str]) -> None:
    with watched(coarse, server.url) as context:
        context.add_init_script(BUSY)
        page = opened(context, server, "?lang=en")
        begin(page)
        assert until(page, PIC103, secs=90) == "This computer is busy, so the picture is sent with less detail."
        told = page.evaluate("noted.flatMap(one => one.detail.findings ?? []).map(one => one.advice)")
        assert not any("camera" in advice for advice in told), told
        page.evaluate("window.reason = 'none'")
        until(page, f"{PIC103} === 'The picture arrives with little detail.'", secs=90)


def camera(playwright: Playwright, folders: pytest.TempPathFactory, size: tuple[int, int]) -> Iterator[Browser]:
    """A browser in a room that has everything, with a camera of that size."""
    folder = folders.mktemp("camera")
    file = changing_camera(folder / "camera.mjpeg", ("ready.jpg", 2), size=size)
    browser = launched(playwright, faked(file, still_room(folder / "sound.wav")))
    yield browser
    browser.close()
    file.unlink()
