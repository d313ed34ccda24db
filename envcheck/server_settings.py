"""What `envcheck serve` allows, and what stands before several of it, as settings."""

import re
from ipaddress import ip_address, ip_network
from pathlib import Path
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


NODE = re.compile(r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")
"""A node's name: it stands in paths and in the configuration of routers (a label of RFC 1123)."""


def _node(value: str) -> str:
    if value and not NODE.fullmatch(value):
        raise PydanticCustomError("node", "{value} is no name of letters, digits and hyphens", {"value": value})
    return value


Node = Annotated[str, AfterValidator(_node)]


class Table(BaseModel):
    """A table of settings: it knows its keys, and never changes."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)


class ServerSettings(Table):
    """What `envcheck serve` allows."""

    host: str = Field("127.0.0.1", description="address to listen on; another than this machine's own needs tokens")
    port: int = Field(8765, ge=0, le=65_535, description="port to listen on, the first of several; 0 for any")
    workers: int = Field(1, ge=1, le=256, description="nodes on ports one after another, of which each takes a core")
    node: Node = Field("", description="name of this node in its sessions' paths; of workers the first part")
    certificate: Path | None = Field(None, description="PEM file of the TLS certificate")
    key: Path | None = Field(None, description="PEM file of the certificate's key")
    token_file: Path | None = Field(None, description="file of bearer tokens, one a line with its scopes")
    jwt_key_file: Path | None = Field(None, description="file of the key that JSON Web Tokens are checked by")
    jwt_algorithm: str = Field("RS256", description="how they are signed: HS256 or RS256")
    jwt_audience: str = Field("envcheck", description="audience that they have to name")
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


def _nodes(value: tuple[str, ...]) -> tuple[str, ...]:
    for one in value:
        name, _, place = one.partition("=")
        if not NODE.fullmatch(name) or not PLACE.fullmatch(place):
            raise PydanticCustomError("nodes", "{one} is no node such as n1=10.0.0.11:8765", {"one": one})
    if len({one.partition("=")[0] for one in value}) < len(value):
        raise PydanticCustomError("nodes", "two nodes have the same name")
    return value


PLACE = re.compile(r"(\[[0-9A-Fa-f:.]+\]|[A-Za-z0-9.-]+):[0-9]{1,5}")
"""An address or a name, and a port."""


def _place(value: str) -> str:
    if not PLACE.fullmatch(value):
        raise PydanticCustomError("place", "{value} is no address and port such as 0.0.0.0:443", {"value": value})
    return value


class FleetSettings(Table):
    """What `envcheck fleet` writes a router's configuration from, besides `[server]`."""

    nodes: Annotated[Names, AfterValidator(_nodes)] = Field(
        (), description="nodes as n1=10.0.0.11:8765; without any, the workers of this machine"
    )
    listen: Annotated[str, AfterValidator(_place)] = Field("0.0.0.0:443", description="where the router listens")
    certificate: str = Field(
        "", description="its certificate: a PEM file with key for HAProxy, for nginx without; none: no TLS"
    )
    key: str = Field("", description="the certificate's key, for nginx")
    image: str = Field("envcheck:latest", description="container image, for Kubernetes")
    replicas: int = Field(2, ge=1, le=1000, description="nodes at the beginning, for Kubernetes")
    most_replicas: int = Field(10, ge=1, le=1000, description="nodes at most, for Kubernetes")
