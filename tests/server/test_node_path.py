"""One node of a fleet: its name stands in its sessions' paths, and other names are none of its own."""

from urllib.parse import urljoin

import pytest

from envcheck.model.errors import SettingsError
from envcheck.server.path_prefix import PathPrefix
from envcheck.server.webrtc.whip import link
from envcheck.settings import ServerSettings, Settings
from front_desk import TRICKLE, desk

NODE = Settings(server=ServerSettings(node="n1"))
EVENTS = "urn:envcheck:events"


def test_a_session_is_where_its_node_is_with_and_without_the_name() -> None:
    with desk(NODE) as here:
        begun = here.begin()
        place = begun.headers["Location"]
        assert place.startswith("/n/n1/whip/sessions/")
        targets = {one.rel: one.target for one in link.parse_links(begun.headers.get_list("link"))}
        assert targets[EVENTS] == f"{place}/events"
        for path in (place, place.removeprefix("/n/n1")):
            assert here.ask("GET", f"{path}/report").status_code == 200
            assert here.ask("GET", path).status_code == 204
            assert here.ask("PATCH", path, content="", headers=TRICKLE).status_code == 428
        assert here.ask("GET", f"{place}/report/").headers["Location"] == f"{place}/report"
        assert here.ask("DELETE", place).status_code == 200
        assert here.ask("GET", f"{place}/report").status_code == 404


@pytest.mark.parametrize("name", ["n2", "N1", "n1x", "", "n1/n/n1"])
def test_another_node_s_session_is_not_there(name: str) -> None:
    with desk(NODE) as here:
        place = here.begin().headers["Location"].removeprefix("/n/n1")
        for method, path in (("GET", f"{place}/report"), ("DELETE", place), ("GET", f"{place}/events")):
            assert here.ask(method, f"/n/{name}{path}").status_code == 404
        assert here.ask("GET", f"{place}/report").status_code == 200


def test_a_server_without_a_name_knows_none() -> None:
    with desk() as here:
        place = here.begin().headers["Location"]
        assert place.startswith("/whip/sessions/")
        assert here.ask("GET", f"/n/n1{place}/report").status_code == 404


def test_only_sessions_are_at_a_node() -> None:
    with desk(NODE) as here:
        assert [here.ask("GET", f"/n/n1{path}").status_code for path in ("/", "/whip", "/healthz")] == [404] * 3


def test_below_a_path_the_node_comes_after_it() -> None:
    with desk(NODE) as here:
        here.app = PathPrefix(here.app, "/check", ())  # type: ignore[assignment]
        here._transport.app = here.app
        place = here.begin().headers["Location"]
        assert place.startswith("/check/n/n1/whip/sessions/")
        for path in (place, place.removeprefix("/check"), place.removeprefix("/check/n/n1")):
            assert here.ask("GET", f"{path}/report").status_code == 200
        assert here.ask("GET", f"{place}/report/").headers["Location"] == f"{place}/report"


def test_its_description_says_where_sessions_are() -> None:
    with desk(NODE) as here:
        paths = here.ask("GET", "/openapi.json").json()["paths"]
    (server,) = paths["/whip/sessions/{session_id}/report"]["servers"]
    url = server["url"].format(node=server["variables"]["node"]["default"])
    assert urljoin("https://check.example.org/rooms/openapi.json", url) == "https://check.example.org/rooms/n/n1"
    assert "servers" not in paths["/whip"]


@pytest.mark.parametrize("name", ["a/b", "n 1", "-a", "n.1", "x" * 64, "ä"])
def test_a_name_that_fits_no_path_is_refused(name: str) -> None:
    with pytest.raises(SettingsError, match="no name of letters"):
        Settings.load({"server": {"node": name}}, environ={})
