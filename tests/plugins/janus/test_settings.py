"""What an operator sets for Janus: nothing is looked at that was not named, and no secret is shown."""

from pathlib import Path

import pytest
from envcheck_janus.settings import JanusSettings, UnusableSettings

TOKEN = "a-token-of-the-vendor"
GIVEN = {"ENVCHECK_JANUS_ROOMS": "lobby-*", "ENVCHECK_JANUS_TOKEN": TOKEN}


def test_variables_come_over_the_file_and_others_are_passed_by(tmp_path: Path) -> None:
    file = tmp_path / "janus.toml"
    file.write_text('[janus]\nurl = "ws://192.0.2.1:8188/"\nrooms = ["waiting-*"]\nseconds = 60\n')
    environ = {
        "ENVCHECK_JANUS_TOKEN": TOKEN,
        "ENVCHECK_JANUS_SECONDS": "90",
        "ENVCHECK_JANUS_PORT": "tcp://192.0.2.1:80",
    }
    settings = JanusSettings.load(file, environ)
    assert (settings.rooms, settings.seconds, settings.url) == (("waiting-*",), 90.0, "ws://192.0.2.1:8188/")
    assert settings.profile == "observer"


@pytest.mark.parametrize("rooms", [None, "", "*", "lobby-*,*", "?*", "[!x]*", "**"])
def test_without_a_pattern_of_the_lobbies_nothing_begins(rooms: str | None) -> None:
    environ = GIVEN | {"ENVCHECK_JANUS_ROOMS": rooms} if rooms is not None else {"ENVCHECK_JANUS_TOKEN": TOKEN}
    with pytest.raises(UnusableSettings, match=r"^rooms: name the lobbies by a pattern such as lobby-\*"):
        JanusSettings.load(environ=environ)


@pytest.mark.parametrize(
    ("key", "value"),
    [("TOKEN", "short"), ("URL", "http://192.0.2.9"), ("LISTEN", "81"), ("SECONDS", "-77"), ("OBSERVATIONS", "many")],
)
def test_what_does_not_fit_is_one_sentence_without_the_value(key: str, value: str) -> None:
    with pytest.raises(UnusableSettings) as refused:
        JanusSettings.load(environ=GIVEN | {f"ENVCHECK_JANUS_{key}": value})
    assert str(refused.value).startswith(f"{key.lower()}: ")
    assert str(refused.value).endswith(".")
    assert value not in str(refused.value)


def test_a_file_that_is_none_is_one_sentence(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.toml"
    for text in ("[janus", "janus = 1", "[janus]\ncolour = 1"):
        wrong.write_text(text)
        with pytest.raises(UnusableSettings, match=r"\.$"):
            JanusSettings.load(wrong, GIVEN)
    with pytest.raises(UnusableSettings, match="cannot be read"):
        JanusSettings.load(tmp_path / "none.toml", GIVEN)


def test_secrets_are_not_shown() -> None:
    settings = JanusSettings.load(
        environ=GIVEN | {"ENVCHECK_JANUS_API_SECRET": "janus-secret", "ENVCHECK_JANUS_PIN": "4321"}
    )
    assert not [one for one in (TOKEN, "janus-secret", "4321") if one in f"{settings!r} {settings}"]


@pytest.mark.parametrize(
    ("room", "is_lobby"),
    [
        ("lobby-1", True),
        ("lobby-", True),
        ("Lobby-1", False),
        ("therapy", False),
        ("my-lobby-1", False),
        (7700, True),
        (1, False),
    ],
)
def test_a_lobby_is_known_by_its_whole_name(room: str | int, is_lobby: bool) -> None:
    settings = JanusSettings.load(environ=GIVEN | {"ENVCHECK_JANUS_ROOMS": "lobby-*, 77*"})
    assert settings.is_lobby(room) is is_lobby


def test_where_it_listens() -> None:
    assert JanusSettings.load(environ=GIVEN).address == ("127.0.0.1", 8766)
    assert JanusSettings.load(environ=GIVEN | {"ENVCHECK_JANUS_LISTEN": "[::1]:0"}).address == ("::1", 0)
