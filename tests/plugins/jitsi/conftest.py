"""What the tests of the Jitsi plugin share: pages built once, and a browser with two cameras and microphones."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from chromium import launched
from jitsi_pages import installed

FLAGS = ("--use-fake-device-for-media-stream=device-count=2", "--use-fake-ui-for-media-stream")


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return installed(tmp_path_factory.mktemp("jitsi"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = launched(playwright, FLAGS)
        yield browser
        browser.close()
