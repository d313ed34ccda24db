"""What an operator sets: a table `[janus]` of a TOML file, or variables that begin with `ENVCHECK_JANUS_`."""

import os
import re
import tomllib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, SecretStr, ValidationError

PREFIX = "ENVCHECK_JANUS_"

NONE = SecretStr("")

LISTEN = re.compile(r"(\[[0-9a-fA-F:.]+\]|[^:\s]+):([0-9]{1,5})")


class UnusableSettings(Exception):
    """Settings with which nothing can be looked at; the text is one sentence."""


def _split(value: Any) -> Any:
    return [entry.strip() for entry in value.split(",") if entry.strip()] if isinstance(value, str) else value


def _patterns(value: tuple[str, ...]) -> tuple[str, ...]:
    if not value or not all(re.search(r"[^*?\s]", re.sub(r"\[.*?\]", "", one)) for one in value):
        raise ValueError("name the lobbies by a pattern such as lobby-*, so that no session is ever looked at")
    return value


def _websocket(value: str) -> str:
    if not re.fullmatch(r"wss?://[^\s/]+(/\S*)?", value):
        raise ValueError("give the address of Janus' WebSocket, such as ws://127.0.0.1:8188/")
    return value


def _listen(value: str) -> str:
    found = LISTEN.fullmatch(value)
    if not found or int(found[2]) > 65_535:
        raise ValueError("give an address and a port, such as 127.0.0.1:8766")
    return value


def _present(value: SecretStr) -> SecretStr:
    if len(value.get_secret_value()) < 16:
        raise ValueError("give the secret of those who may ask, of at least 16 characters")
    return value


Words = Annotated[tuple[str, ...], BeforeValidator(_split)]
"""Several words, as a list or with commas between them."""


class JanusSettings(BaseModel):
    """What may be looked at, and how.

    Attributes:
        url: Janus' WebSocket.
        rooms: patterns of the lobbies' names, as of a shell; no other room is ever joined.
        token: whoever shows it may have a lobby looked at.
        api_secret: Janus' own `api_secret`, where it has one.
        janus_token: a token of Janus' own (`token_auth`), where it wants one.
        pin: of the lobbies, where they have one.
        seconds: after which a look at a lobby ends, whether somebody came or not.
        observations: lobbies that are looked at at one time.
        profile: the profile of envcheck, where whoever asks names none.
        ice_servers: STUN servers, such as stun:stun.example.org.
        listen: address and port of our own HTTP.
        origins: web pages of other origins that may read findings.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    url: Annotated[str, AfterValidator(_websocket)] = "ws://127.0.0.1:8188/"
    rooms: Annotated[Words, AfterValidator(_patterns)] = Field((), validate_default=True)
    token: Annotated[SecretStr, AfterValidator(_present)] = Field(NONE, validate_default=True)
    api_secret: SecretStr = NONE
    janus_token: SecretStr = NONE
    pin: SecretStr = NONE
    seconds: float = Field(180.0, gt=0, le=3600)
    observations: int = Field(10, ge=1, le=1000)
    profile: str = "observer"
    ice_servers: Words = ()
    listen: Annotated[str, AfterValidator(_listen)] = "127.0.0.1:8766"
    origins: Words = ()

    @classmethod
    def load(cls, file: Path | None = None, environ: Mapping[str, str] | None = None) -> Self:
        """Settings of the file, and of variables over them; other variables are passed by.

        Raises:
            UnusableSettings: one does not fit, or the lobbies are not named.
        """
        table = _table(file) if file else {}
        given = os.environ if environ is None else environ
        for key in cls.model_fields:
            if (value := given.get(PREFIX + key.upper())) is not None:
                table[key] = value
        try:
            return cls.model_validate(table)
        except ValidationError as error:
            raise UnusableSettings(_sentence(error)) from None

    def is_lobby(self, room: str | int) -> bool:
        """True for a room that may be looked at."""
        return any(fnmatchcase(str(room), pattern) for pattern in self.rooms)

    @property
    def address(self) -> tuple[str, int]:
        """Where to listen: host and port."""
        host, _, port = self.listen.rpartition(":")
        return host.strip("[]"), int(port)


def _table(file: Path) -> dict[str, Any]:
    try:
        table = tomllib.loads(file.read_text(encoding="utf-8")).get("janus", {})
    except (OSError, ValueError) as error:
        raise UnusableSettings(f"{file} cannot be read ({type(error).__name__}).") from None
    if not isinstance(table, dict):
        raise UnusableSettings(f"{file}: [janus] is no table.")
    return table


def _sentence(error: ValidationError) -> str:
    """The first fault as one sentence, without the value: it may be a secret."""
    first = error.errors(include_input=False, include_url=False)[0]
    return f"{'.'.join(str(part) for part in first['loc'])}: {first['msg'].removeprefix('Value error, ')}."
