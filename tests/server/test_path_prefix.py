"""Below a path: what a proxy, or another program, has before the server's own."""

import asyncio
import re
from html import unescape
from typing import Any
from urllib.parse import urljoin

import httpx
import pytest

from envcheck.model.errors import SettingsError
from envcheck.server.app.page_parts import address
from envcheck.server.path_prefix import PathPrefix, own_path, url_path
from envcheck.server.webrtc.whip import link
from envcheck.settings import ServerSettings, Settings
from front_desk import SDP, Desk, desk, offer

PROXY = "192.0.2.9"


def passed(
    path: str, *named: str, root: str = "", client: str | None = PROXY, proxies: tuple[str, ...] = (PROXY,)
) -> tuple[str, str]:
    """Root path and path that the application is given."""
    given: dict[str, Any] = {}

    async def app(scope: Any, receive: Any, send: Any) -> None:
        given.update(scope)

    headers = [(b"x-forwarded-prefix", one.encode()) for one in named]
    scope = {"type": "http", "path": path, "headers": headers, "client": client and (client, 1)}
    asyncio.run(PathPrefix(app, root, proxies)(scope, None, None))
    return given.get("root_path", ""), given["path"]


@pytest.mark.parametrize("path", ["/whip", "/check/whip"])
def test_a_named_proxy_says_below_which_path_whether_or_not_it_takes_it_away(path: str) -> None:
    assert passed(path, "/check") == passed(path, "/check/") == ("/check", "/check/whip")
    assert passed(path, root="/check") == ("/check", "/check/whip")


def test_nothing_is_before_the_path_where_nobody_says_so() -> None:
    assert passed("/whip") == ("", "/whip")


@pytest.mark.parametrize("prefix", ["/whip", "/web", "/v1/check"])
def test_a_prefix_that_is_called_like_a_path_of_the_server_was_taken_away(prefix: str) -> None:
    assert passed("/whip", prefix) == (prefix, f"{prefix}/whip")


@pytest.mark.parametrize("client", ["192.0.2.10", None, "testclient", ""])
def test_anybody_else_is_not_believed(client: str | None) -> None:
    assert passed("/whip", "/evil", client=client) == ("", "/whip")
    assert passed("/whip", "/evil", client=client, root="/check") == ("/check", "/check/whip")


@pytest.mark.parametrize(
    ("client", "proxy"),
    [("10.1.2.3", "10.0.0.0/8"), ("::ffff:10.1.2.3", "10.0.0.0/8"), ("2001:db8::1", "2001:db8::/32"), ("::1", "::1")],
)
def test_a_proxy_is_an_address_or_a_network(client: str, proxy: str) -> None:
    assert passed("/whip", "/check", client=client, proxies=(proxy,)) == ("/check", "/check/whip")


@pytest.mark.parametrize(
    "named",
    ["check", "//evil.test", "/a//b", "/../a", "/a/..", "/%2e%2e", "/a/./b", "https://evil.test", "/a?b", "/a#b",
     "/a b", "/a\\b", "/a%0d%0ab", "", "/", "/a, /b", "/a" * 17],
)  # fmt: skip
def test_what_is_no_prefix_is_passed_by(named: str) -> None:
    assert passed("/whip", named) == ("", "/whip")


def test_two_prefixes_are_none() -> None:
    assert passed("/whip", "/a", "/b") == ("", "/whip")


@pytest.mark.parametrize(
    ("root", "path", "own"),
    [("", "/whip", "/whip"), ("/check", "/check/whip", "/whip"), ("/check", "/check", ""),
     ("/check", "/checks/whip", "/checks/whip"), ("/check", "/whip", "/whip"), ("/", "/whip", "/whip")],
)  # fmt: skip
def test_the_server_knows_its_own_paths_below_a_prefix(root: str, path: str, own: str) -> None:
    assert own_path({"path": path, "root_path": root}) == own


def test_an_address_is_written_as_it_has_to_be_asked_for() -> None:
    assert url_path({"root_path": "/prüfung 1"}, "/whip") == "/pr%C3%BCfung%201/whip"
    assert url_path({"root_path": "/check/"}, "/whip") == "/check/whip"
    assert url_path({}, "/whip") == "/whip"


@pytest.mark.parametrize("root", ["check", "/a/../b", "//a", "/a b"])
def test_a_root_path_that_is_none_is_told_in_one_sentence(root: str) -> None:
    with pytest.raises(SettingsError, match="is no path such as /check"):
        Settings.load({"server": {"root_path": root}}, environ={})


def test_a_proxy_that_is_no_address_is_told_in_one_sentence() -> None:
    with pytest.raises(SettingsError, match=r"proxy\.example is neither an address nor a network"):
        Settings.load({"server": {"behind_proxy": "10.0.0.0/8,proxy.example"}}, environ={})


def below(here: Desk, method: str, path: str, **how: Any) -> httpx.Response:
    """One request as it comes by a proxy that takes `/check` away, and the answer."""

    async def asking() -> httpx.Response:
        app = PathPrefix(here.app, "/check", ())
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://127.0.0.1:8765") as http:
            return await http.request(method, path, **how)

    told: list[httpx.Response] = []

    async def kept() -> None:
        told.append(await asking())

    here.run(kept())
    return told[0]


def test_a_session_below_a_prefix_is_found_where_its_answer_says() -> None:
    with desk() as here:
        begun = below(here, "POST", "/whip", content=offer("video"), headers=SDP)
        place = begun.headers["Location"]
        assert (begun.status_code, place.rpartition("/")[0]) == (201, "/check/whip/sessions")
        (events,) = link.parse_links(begun.headers.get_list("Link"))
        assert events.target == f"{place}/events"
        assert below(here, "GET", f"{place}/report").status_code == 200
        assert below(here, "DELETE", place.removeprefix("/check")).status_code == 200


@pytest.mark.parametrize("page", ["/", "/embed"])
def test_a_page_below_a_prefix_names_its_parts_from_there_on(page: str) -> None:
    with desk() as here:
        told = below(here, "GET", page).text
        assert f'src="/check/web/{address("embed.js" if page == "/embed" else "page.js")}"' in told
        assert 'href="/check/web/words/en.json"' in told
        assert 'endpoint="/check/whip"' in told
        assert '="web/' not in told
        assert '="web/' in here.ask("GET", page).text, "any proxy may put it below a path that it does not name"


def test_the_manifest_below_a_prefix_starts_there() -> None:
    with desk() as here:
        (place,) = re.findall(r'rel="manifest" href="([^"]+)"', below(here, "GET", "/").text)
        told = below(here, "GET", unescape(place)).json()
        assert told["id"] == "/check/"
        assert urljoin(place, told["start_url"]).partition("?")[0] == urljoin(place, told["scope"]) == "/check/"
        for icon in told["icons"]:
            assert below(here, "GET", urljoin(place, icon["src"])).headers["Content-Type"] == icon["type"]


@pytest.mark.parametrize(
    ("path", "place"),
    [("/check", "/check/"), ("/whip/?lang=de", "/check/whip?lang=de"), ("/embed/", "/check/embed")],
)
def test_a_redirect_names_a_path_alone_with_its_prefix(path: str, place: str) -> None:
    with desk() as here:
        moved = below(here, "GET", path)
        assert (moved.status_code, moved.headers["Location"]) == (307, place)


def test_parts_of_the_page_and_probes_are_not_counted_below_a_prefix_either() -> None:
    with desk(Settings(server=ServerSettings(requests_per_minute=4))) as here:
        for path in ("/check/web/element.js", "/check/healthz"):
            assert {below(here, "GET", path).status_code for _ in range(9)} <= {200, 204}


def test_the_description_says_where_the_server_is() -> None:
    with desk() as here:
        assert below(here, "GET", "/openapi.json").json()["servers"] == [{"url": "/check"}]
