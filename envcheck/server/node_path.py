"""Which node of a fleet a session is at: its name stands in the session's path, so that a router needs to know no more.

`/n/n1/whip/sessions/…` is the session `/whip/sessions/…` of the node n1. A node answers to both, and to no other name.
"""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from envcheck.server.path_prefix import own_path, url_path

Scope = MutableMapping[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]

SESSIONS = "/whip/sessions/"


class NodePath:
    """ASGI middleware that takes the node's name for a part of what lies before the application (`root_path`).

    Args:
        app: is told.
        node: the name of this node, empty for none.
    """

    def __init__(self, app: App, node: str) -> None:
        self._app = app
        self._prefix = node_prefix(node)

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Passes the request on."""
        if scope["type"] == "http" and self._prefix:
            path, root = own_path(scope), str(scope.get("root_path", "")).rstrip("/")
            if path.startswith(self._prefix + SESSIONS):
                scope = {**scope, "root_path": root + self._prefix, "path": root + path}
        await self._app(scope, receive, send)


def node_prefix(node: str) -> str:
    """What stands before the paths of a node's sessions."""
    return f"/n/{node}" if node else ""


def session_path(scope: Scope, node: str, session_id: str) -> str:
    """A session as clients have to ask for it, after whom its request came through."""
    return url_path(scope, f"{node_prefix(node)}{SESSIONS}{session_id}")


def describe(schema: dict[str, Any], node: str) -> dict[str, Any]:
    """An OpenAPI description in which sessions are at their nodes; addresses are relative to its own."""
    server = {"url": "n/{node}", "variables": {"node": {"default": node, "description": "as `Location` names it"}}}
    for path, item in schema["paths"].items():
        if node and path.startswith(SESSIONS):
            item["servers"] = [server]
    return schema
