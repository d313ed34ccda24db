"""Devices as a browser has them: another one is chosen, a chime and one's own voice are played, a level is read."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Playwright

from chromium import CHROMIUM, launched, voice
from serving import Served
from watched import watched

pytestmark = pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed")

TWO_OF_EACH = ("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream=device-count=2")

CHOOSE = """async () => {
  const {Capture} = await import("/web/capture.js");
  const capture = new Capture({onLost: () => undefined, onChange: () => undefined});
  await capture.hold(await capture.open());
  const [camera, sound] = capture.stream.getTracks().sort((one, other) => one.kind < other.kind ? 1 : -1);
  const other = capture.cameras.find(one => one.deviceId !== capture.devices.camera.id);
  capture.choose("camera", other.deviceId);
  const stream = await capture.exchange("camera");
  const during = camera.readyState;
  await capture.hold(stream);
  const found = {
    cameras: capture.cameras.length,
    isOther: capture.devices.camera.id === other.deviceId,
    during,
    after: camera.readyState,
    keepsSound: stream.getAudioTracks()[0] === sound && sound.readyState === "live",
  };
  capture.release();
  const again = new Capture({onLost: () => undefined, onChange: () => undefined});
  await again.hold(await again.open());
  found.isRemembered = again.devices.camera.id === other.deviceId && !again.notices.length && !again.offer;
  again.release();
  return found;
}"""

HEAR = """async () => {
  const {HearYourself} = await import("/web/hear-yourself.js");
  const stream = await navigator.mediaDevices.getUserMedia({audio: true});
  const phases = [];
  const hear = new HearYourself(() => phases.push(`${hear.phase} ${hear.left}`));
  await hear.begin(stream);
  stream.getTracks().forEach(track => track.stop());
  return phases;
}"""

LEVEL = """async () => {
  const {Level} = await import("/web/level.js");
  const stream = await navigator.mediaDevices.getUserMedia({audio: true});
  const level = new Level(stream);
  let read = {};
  for (let turn = 0; turn < 300 && read.word !== "level-heard"; turn++) {
    await new Promise(resolve => setTimeout(resolve, 100));
    read = level.read();
  }
  level.close();
  stream.getTracks().forEach(track => track.stop());
  return read;
}"""


@pytest.fixture(scope="module")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    sound = voice(tmp_path_factory.mktemp("sound") / "sound.wav")
    browser = launched(playwright, [*TWO_OF_EACH, f"--use-file-for-fake-audio-capture={sound}"])
    yield browser
    browser.close()


@pytest.fixture
def page(browser: Browser, server: Served) -> Iterator[Page]:
    with watched(browser, server.url, permissions=["camera", "microphone"]) as context:
        page = context.new_page()
        page.goto(server.url)
        page.locator("#begin").wait_for()
        page.locator("env-check").click(
            position={"x": 1, "y": 1}
        )  # nothing sounds before somebody has touched the page
        yield page


def test_another_camera_is_open_before_the_one_before_is_closed_and_is_remembered(page: Page) -> None:
    found: dict[str, Any] = page.evaluate(CHOOSE)
    assert found == {
        "cameras": 2,
        "isOther": True,
        "during": "live",
        "after": "ended",
        "keepsSound": True,
        "isRemembered": True,
    }


def test_a_chime_is_played_to_its_end(page: Page) -> None:
    assert page.evaluate("import('/web/speaker.js').then(speaker => speaker.chime())")
    assert not page.evaluate("import('/web/speaker.js').then(speaker => speaker.chime('gone'))")


def test_ones_own_voice_is_recorded_counted_and_played(page: Page) -> None:
    counted = [f"recording {left}" for left in (5, 4, 3, 2, 1)]
    assert page.evaluate(HEAR) == [*counted, "playing 0", "played 0"]


def test_who_speaks_is_heard(page: Page) -> None:
    read: dict[str, Any] = page.evaluate(LEVEL)
    assert read["word"] == "level-heard"
    assert 0 < read["level"] <= read["peak"] <= 1
