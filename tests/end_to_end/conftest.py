"""What the tests of the page share: a server, its words, and what drives a browser."""

from collections.abc import Iterator

import httpx
import pytest
from playwright.sync_api import Playwright, sync_playwright

from serving import Served, served
from watched import OFTEN


@pytest.fixture(scope="module")
def server() -> Iterator[Served]:
    with served(environ=OFTEN) as running:
        yield running


@pytest.fixture(scope="module")
def words(server: Served) -> dict[str, str]:
    return dict(httpx.get(f"{server.url}/web/words/en.json").json())


@pytest.fixture(scope="module")
def playwright() -> Iterator[Playwright]:
    with sync_playwright() as playwright:
        yield playwright
