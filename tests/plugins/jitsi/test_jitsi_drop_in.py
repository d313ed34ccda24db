"""The drop-in folder behind a real nginx, in front of a stand-in of Jitsi's page."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, Page

from chromium import CHROMIUM
from jitsi_drop_in import laid_out
from jitsi_pages import IS_READY, call_page, nginx_places
from npm_package import PLUGIN
from proxies import NGINX, free_port, nginx
from serving import Served, served
from watched import CHECK, OFTEN, until, watched

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CHROMIUM, reason="Chromium is not installed"),
    pytest.mark.skipif(not NGINX, reason="nginx is not installed"),
    pytest.mark.skipif(not IS_READY, reason="The packages of Jitsi are missing (npm ci --prefix tests/plugins)"),
]

SAID = "?lang=de&jwt=a.b.c#config.startWithAudioMuted=true"
UNCHECKED = "#config.prejoinConfig.enabled=true"


@dataclass(frozen=True)
class Meet:
    """A Jitsi with the drop-in: its origin, the folder, and where the server of envcheck would be."""

    url: str
    drop_in: Path
    checks: str


@contextmanager
def meeting(site: Path, folder: Path) -> Iterator[Meet]:
    """A Jitsi with the drop-in; nobody is yet where its server of envcheck would be."""
    checks = f"http://127.0.0.1:{free_port()}"
    drop_in = laid_out(folder, site / "node_modules" / "@telehealth-envcheck" / "web")
    config = drop_in / "envcheck" / "assets" / "check-config.js"
    config.write_text(
        config.read_text(encoding="utf-8").replace("https://check.clinic.example", checks), encoding="utf-8"
    )
    page = folder / "jitsi"
    page.mkdir()
    (page / "index.html").write_text(call_page().replace("<body>", '<body><script src="/config.js"></script>'))
    own = "var config = { prejoinConfig: { enabled: true } };\n"
    (page / "config.js").write_text(own + (drop_in / "custom-config.js").read_text(encoding="utf-8"), encoding="utf-8")
    with nginx(folder, nginx_places(drop_in, checks, str(page))) as url:
        yield Meet(url, drop_in, checks)


@pytest.fixture(scope="module")
def meet(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Meet]:
    with meeting(site, tmp_path_factory.mktemp("meet")) as meet:
        yield meet


@pytest.fixture(scope="module")
def server(meet: Meet) -> Iterator[Served]:
    port = meet.checks.rpartition(":")[2]
    with served("--port", port, "--origin", meet.url, environ=OFTEN) as running:
        yield running


def call_after(page: Page) -> dict[str, Any]:
    """What has become of the call, once the page has gone on to it."""
    page.wait_for_url(lambda url: "/check/" not in url)
    return dict(until(page, "window.call"))


def test_a_check_leads_to_its_room_with_camera_and_microphone_on(browser: Browser, meet: Meet, server: Served) -> None:
    with watched(browser, meet.url, meet.checks) as context:
        page = context.new_page()
        page.goto(f"{meet.url}/check/Room%207{SAID}")
        until(page, f"{CHECK}?.words?.lang === 'de' && Boolean({CHECK}.start)")
        assert (page.title(), page.locator("html").get_attribute("lang")) == ("Raumprüfung", "de")
        assert page.evaluate(f"{CHECK}.start()")
        devices = until(page, f"{CHECK}.capture.devices.camera?.label && {CHECK}.capture.devices")
        page.evaluate(f"void {CHECK}.finish('finished')")
        call = call_after(page)
        until(page, "call.joined")
        named = [f"devices.{kind}=%22{devices[one]['label'].replace(' ', '%20')}%22" for kind, one in KINDS]
        assert sorted(call["address"].removeprefix(f"{meet.url}/Room%207{SAID}&").split("&")) == sorted(named)
        assert (call["showsPrejoin"], call["hasMedia"]) == (False, True)
        assert page.evaluate("call.devices.videoInput") == devices["camera"]["label"]
        page.reload()
        assert call_after(page)["showsPrejoin"], "the page before the call is left out once"


KINDS = (("videoInput", "camera"), ("audioInput", "microphone"))


def test_going_on_without_the_check_leads_to_the_page_before_the_call(
    browser: Browser, meet: Meet, server: Served
) -> None:
    with watched(browser, meet.url, meet.checks) as context:
        page = context.new_page()
        page.goto(f"{meet.url}/check/team/room")
        page.locator("env-check button[slot=skip]").click()
        call = call_after(page)
        assert (call["showsPrejoin"], call["address"]) == (True, f"{meet.url}/team/room{UNCHECKED}")


def test_server_away_the_call_opens(browser: Browser, site: Path, tmp_path: Path) -> None:
    refused = ("ERR_CONNECTION_REFUSED",)
    with meeting(site, tmp_path) as meet, watched(browser, meet.url, meet.checks, forgiven=refused) as context:
        page = context.new_page()
        page.clock.install()
        page.goto(f"{meet.url}/check/room")
        page.locator("env-check").wait_for(state="attached")
        page.clock.run_for(4500)
        call = call_after(page)
        assert (call["showsPrejoin"], call["address"]) == (True, f"{meet.url}/room{UNCHECKED}")


@pytest.mark.parametrize(
    ("part", "answer"),
    [
        ("envcheck.js", {"status": 404}),
        ("check-config.js", {"body": "export default { endpoint: oops", "content_type": "text/javascript"}),
        ("envcheck.js", {"body": "", "content_type": "text/javascript"}),
    ],
    ids=["module gone", "configuration broken by hand", "module of something else"],
)
def test_part_away_the_call_opens(browser: Browser, meet: Meet, part: str, answer: dict[str, Any]) -> None:
    forgiven = ("The room check could not begin", "status of 404")
    with watched(browser, meet.url, forgiven=forgiven) as context:
        context.route(f"**/{part}", lambda route: route.fulfill(**answer))
        page = context.new_page()
        page.goto(f"{meet.url}/check/room")
        assert call_after(page)["address"] == f"{meet.url}/room{UNCHECKED}"


def test_token_away_the_call_opens(browser: Browser, meet: Meet, server: Served) -> None:
    config = f'export default {{ endpoint: "{meet.checks}/whip", tokenAddress: "/session/room-check-token" }};'
    with watched(browser, meet.url, meet.checks, forgiven=("status of 500",)) as context:
        context.route("**/check-config.js", lambda route: route.fulfill(body=config, content_type="text/javascript"))
        context.route("**/session/room-check-token", lambda route: route.fulfill(status=500))
        page = context.new_page()
        page.goto(f"{meet.url}/check/room")
        assert call_after(page)["showsPrejoin"]


def test_nginx_serves_it_before_what_it_does_for_jitsi(meet: Meet) -> None:
    page = httpx.get(f"{meet.url}/check/any/room")
    policy = page.headers["content-security-policy"]
    assert "assets/check.js" in page.text
    assert f"connect-src 'self' {meet.checks};" in policy
    assert "'unsafe-inline'" not in policy.partition("script-src")[2].partition(";")[0]
    script = httpx.get(f"{meet.url}/check/assets/envcheck.js")
    assert script.headers["content-type"].partition(";")[0] in ("application/javascript", "text/javascript")
    assert httpx.get(f"{meet.url}/check/assets/none.js").status_code == 404
    assert "stand-in" in httpx.get(f"{meet.url}/team/room").text


def test_the_folder_holds_what_is_needed_and_no_more(meet: Meet) -> None:
    names = {str(path.relative_to(meet.drop_in)) for path in meet.drop_in.rglob("*") if path.is_file()}
    assets = {
        f"envcheck/assets/{name}"
        for name in ("call-address.js", "check-config.js", "check.css", "check.js", "envcheck.js")
    }
    assert names == assets | {"envcheck/check.html", "custom-config.js", "custom-meet.conf", "LICENSE", "README.md"}
    bundle = (meet.drop_in / "envcheck" / "assets" / "envcheck.js").read_text(encoding="utf-8")
    version = json.loads((PLUGIN / "package.json").read_text(encoding="utf-8"))["version"]
    assert bundle.startswith(f"/* @telehealth-envcheck/web {version}, MIT */")
    assert "<!--#" not in bundle, "Jitsi's nginx reads its scripts for commands of its own"
