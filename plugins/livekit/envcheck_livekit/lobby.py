"""Which rooms are joined, and what a dispatch asks for there."""

import json
import re
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any, Literal

from envcheck import EnvcheckError
from envcheck.settings import Settings

Mode = Literal["check", "guard"]
"""What is asked for: the room check before a session, or, during one, only who else comes into view."""

THROUGH_SERVER = ("PIC103", "PIC105", "BKG105", "NET")
"""Checks that are left out: rate, layers and compression are the server's choice, and no camera is to blame."""

GUARD_SECS = 4 * 3600.0
"""How long a guard may last that was forgotten; no session is as long."""

SILENT_SECS = 60.0
"""How long a therapist may take to join and to allow a camera."""

LONGEST = 128
"""Characters of an identity or a topic."""


class Refused(ValueError):
    """A dispatch or an option that cannot be used; its text says why, and quotes nothing of anybody."""


@dataclass(frozen=True)
class RoomNames:
    """Names of the rooms that may be joined: the lobbies, or those of sessions for a guard.

    Args:
        patterns: each with `*` for any letters, such as `lobby-*`.

    Raises:
        Refused: there is none, or one that fits about every room, therapy sessions among them.
    """

    patterns: tuple[str, ...]

    def __post_init__(self) -> None:
        if not self.patterns:
            raise Refused("name the lobbies, such as lobby-*: no other room is ever joined")
        for pattern in self.patterns:
            if len(re.sub(r"\[.*?\]|[*?\W_]", "", pattern)) < 3:
                raise Refused(f"{pattern!r} fits almost every room; name rooms by three letters or more")

    def __contains__(self, room: str) -> bool:
        return any(fnmatchcase(room, pattern) for pattern in self.patterns)


@dataclass(frozen=True)
class Dispatch:
    """What somebody asks for when the agent is sent to a room.

    Attributes:
        identity: of the one participant who is looked at, and told.
        mode: a guard has to be asked for, each time.
        lang: code of the language of the words; the agent's own where it is empty.
        profile: of envcheck, such as `client`.
        topic: of the text streams, both ways.
        secs: how long it may last.
    """

    identity: str
    lang: str = ""
    profile: str = "individual"
    topic: str = "envcheck"
    secs: float = 180.0
    mode: Mode = "check"

    @property
    def settings(self) -> Settings:
        """Envcheck's settings for it: those of the profile, less what the server between is to blame for.

        Raises:
            Refused: there is no such profile.
        """
        times = {"silent_secs": min(SILENT_SECS, self.secs), "total_secs": self.secs}
        settings = Settings.model_validate({"profile": self.profile, "ignore": THROUGH_SERVER, "server": times})
        try:
            _ = settings.active
        except EnvcheckError:
            raise Refused("there is no such profile") from None
        return settings


def read_dispatch(metadata: str, most_secs: float) -> Dispatch:
    """The metadata of a dispatch: `{"identity": …}`, and with it `mode`, `lang`, `profile`, `topic`, `seconds`.

    Args:
        metadata: JSON; further keys are passed over.
        most_secs: how long a check may last at most.

    Raises:
        Refused: nobody is named, or a value does not fit.
    """
    try:
        told = json.loads(metadata or "{}")
    except ValueError:
        raise Refused("the metadata of the dispatch is no JSON") from None
    if not isinstance(told, dict):
        raise Refused("the metadata of the dispatch is no JSON object")
    mode = _mode(told)
    most_secs = GUARD_SECS if mode == "guard" else most_secs
    dispatch = Dispatch(
        identity=_word(told, "identity", ""),
        lang=_word(told, "lang", ""),
        profile=_word(told, "profile", "individual"),
        topic=_word(told, "topic", "envcheck"),
        secs=min(most_secs, _seconds(told, most_secs)),
        mode=mode,
    )
    if not dispatch.identity:
        raise Refused("the dispatch names nobody: its metadata needs an identity")
    _ = dispatch.settings
    return dispatch


def _mode(told: dict[str, Any]) -> Mode:
    match told.get("mode", "check"):
        case "check":
            return "check"
        case "guard":
            return "guard"
    raise Refused("mode of the dispatch is neither check nor guard")


def _word(told: dict[str, Any], key: str, default: str) -> str:
    value = told.get(key, default)
    if not isinstance(value, str) or len(value) > LONGEST:
        raise Refused(f"{key} of the dispatch is no text of at most {LONGEST} characters")
    return value or default


def _seconds(told: dict[str, Any], default: float) -> float:
    value = told.get("seconds", default)
    if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
        raise Refused("seconds of the dispatch are no number above 0")
    return float(value)
