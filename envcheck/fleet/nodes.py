"""Which nodes there are, and where a router finds them."""

from dataclasses import dataclass

from envcheck.server_settings import ServerSettings
from envcheck.settings import Settings

NAME = "node"
"""How workers are named where nobody has named their machine."""

OWN = {"0.0.0.0": "127.0.0.1", "::": "::1"}
"""Where a server on this machine is found that listens everywhere."""


@dataclass(frozen=True)
class NodeAt:
    """A node.

    Attributes:
        name: as its sessions' paths have it.
        place: its address, in brackets where it is one of IPv6, and port.
    """

    name: str
    place: str


def worker_names(server: ServerSettings) -> tuple[str, ...]:
    """The names of the nodes that one `envcheck serve` runs: its own, or with a number for each of several."""
    if server.workers == 1:
        return (server.node or NAME,)
    return tuple(f"{server.node or NAME}-{number}" for number in range(server.workers))


def nodes_of(settings: Settings) -> tuple[NodeAt, ...]:
    """The nodes behind a router: those that are listed, else those that `serve` runs here with the same settings."""
    if settings.fleet.nodes:
        return tuple(NodeAt(name, place) for name, _, place in (one.partition("=") for one in settings.fleet.nodes))
    server = settings.server
    host = OWN.get(server.host, server.host)
    shown = f"[{host}]" if ":" in host else host
    return tuple(NodeAt(name, f"{shown}:{server.port + n}") for n, name in enumerate(worker_names(server)))


def prefixed(node: NodeAt, root_path: str) -> str:
    """How the paths of a node's sessions begin where clients ask for them."""
    return f"{root_path}/n/{node.name}/"
