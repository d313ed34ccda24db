"""What `envcheck serve` allows, as settings."""

import re
from ipaddress import ip_address, ip_network
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

PREFIX = re.compile(r"(/(?!\.{1,2}(/|$))[^/\s\\?#\x00-\x1f\x7f]+){0,16}")
"""A path below which something lies: it begins with a slash and ends without one, and leads nowhere else."""


MOST = 1_000_000
"""Of what is counted: no machine holds more, and what is beyond it is a slip of the keyboard."""

MOST_BYTES = 2**31 - 1


def _split_list(value: Any) -> Any:
    return [entry.strip() for entry in value.split(",") if entry.strip()] if isinstance(value, str) else value


Names = Annotated[tuple[str, ...], BeforeValidator(_split_list)]
"""Several words, as a list or with commas between them."""


def _networks(value: tuple[str, ...]) -> tuple[str, ...]:
    for one in value:
        try:
            ip_network(one)
        except ValueError:
            raise PydanticCustomError(
                "network", "{one} is neither an address nor a network, such as 127.0.0.1 or 10.0.0.0/8", {"one": one}
            ) from None
    return value


Networks = Annotated[Names, AfterValidator(_networks)]
"""Addresses and networks, such as 192.0.2.1 and 10.0.0.0/8."""


def _addresses(value: tuple[str, ...]) -> tuple[str, ...]:
    for one in value:
        try:
            ip_address(one)
        except ValueError:
            raise PydanticCustomError("address", "{one} is no address such as 203.0.113.7", {"one": one}) from None
    return value


Addresses = Annotated[Names, AfterValidator(_addresses)]


def _ports(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    first, dash, last = value.partition("-")
    found = [int(port) for port in (first, last) if port.isascii() and port.isdecimal() and len(port) < 6]
    if not dash or len(found) < 2 or not 1024 <= found[0] <= found[1] <= 65_535:
        raise PydanticCustomError("ports", "{value} are no ports such as 50000-50199", {"value": value})
    return tuple(found)


Ports = Annotated[tuple[int, int] | None, BeforeValidator(_ports)]


def _prefix(value: str) -> str:
    value = value.rstrip("/")
    if not PREFIX.fullmatch(value):
        raise PydanticCustomError("prefix", "{value} is no path such as /check", {"value": value})
    return value


class Table(BaseModel):
    """A table of settings: it knows its keys, and never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class ServerSettings(Table):
    """What `envcheck serve` allows."""

    sessions: int = Field(20, ge=1, le=MOST, description="sessions at one time")
    sessions_per_client: int = Field(10, ge=1, le=MOST, description="of which one client, by its address, may have")
    total_secs: float = Field(1200, gt=0, description="seconds after which a session ends")
    guards: int = Field(10, ge=0, le=MOST, description="sessions that may be guards, which last far longer; 0 for none")
    guard_secs: float = Field(7200, gt=0, description="seconds after which a guard ends")
    drain_secs: float = Field(0, ge=0, le=86_400, description="seconds that sessions may go on once it is to leave")
    silent_secs: float = Field(10, gt=0, description="seconds without anything arriving after which a session ends")
    connections: int = Field(
        512, ge=16, le=MOST, description="connections at one time; one client may have half of them"
    )
    sdp_bytes: int = Field(65_536, ge=1024, le=MOST_BYTES, description="larger offers are refused")
    picture_bytes: int = Field(20_971_520, ge=1024, le=MOST_BYTES, description="larger picture files are refused")
    megapixels: float = Field(40, gt=0, le=500, description="larger pictures are refused")
    live_megapixels: float = Field(4, gt=0, le=100, description="larger pictures end a live session")
    events: int = Field(64, ge=8, le=MOST, description="messages that may wait for one reader before it is cut off")
    requests_per_minute: float = Field(240, gt=0, description="requests of one client that are answered")
    origins: Names = Field((), description="web pages of other origins that may use the server")
    hosts: Names = Field((), description="names under which it may be addressed, besides those of this machine")
    jwks_url: str = Field("", description="address of the keys (JWKS) that signed tokens are checked by")
    ice_servers: Names = Field((), description="STUN and TURN servers, such as turn:user:secret@turn.example.org")
    media_ports: Ports = Field(None, description="UDP ports that media may take, such as 50000-50199")
    media_addresses: Addresses = Field(
        (), description="addresses at which clients reach those ports, instead of its own"
    )
    behind_proxy: Networks = Field((), description="proxies before it whose X-Forwarded-… headers are believed")
    root_path: Annotated[str, AfterValidator(_prefix)] = Field("", description="path below which a proxy has it")
