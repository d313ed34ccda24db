"""Below which path clients reach the server: what a proxy, or another program that holds it, has before its own paths.

ASGI says so by `root_path`; `path` then begins with it (ASGI HTTP specification, version 2.4).
"""

import ipaddress
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any
from urllib.parse import quote, unquote

from envcheck.server_settings import PREFIX

Scope = MutableMapping[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]

HEADER = b"x-forwarded-prefix"

OWN = ("n", "v1", "web", "whip")
"""How paths of the server itself begin: a prefix of such a name is always taken as one that the proxy took away."""


class PathPrefix:
    """ASGI middleware that tells an application below which path its clients see it.

    Args:
        app: is told.
        root_path: the prefix where no proxy names one; empty for none.
        proxies: addresses and networks whose `X-Forwarded-Prefix` is believed.
    """

    def __init__(self, app: App, root_path: str, proxies: Collection[str]) -> None:
        self._app = app
        self._root_path = root_path
        self._proxies = [ipaddress.ip_network(proxy) for proxy in proxies]

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        """Passes the request on."""
        if scope["type"] == "http" and (prefix := self._prefix(scope)):
            scope = {**scope, "root_path": prefix, "path": _whole(scope["path"], prefix)}
        await self._app(scope, receive, send)

    def _prefix(self, scope: Scope) -> str:
        named = [value for name, value in scope["headers"] if name == HEADER]
        if len(named) == 1 and self._is_trusted((scope.get("client") or ("",))[0]):
            prefix = unquote(named[0].decode("latin-1")).rstrip("/")
            if PREFIX.fullmatch(prefix):
                return prefix
        return self._root_path

    def _is_trusted(self, client: str) -> bool:
        try:
            address = ipaddress.ip_address(client)
        except ValueError:
            return False
        address = getattr(address, "ipv4_mapped", None) or address  # one socket may listen for both kinds
        return any(address in network for network in self._proxies)


def own_path(scope: Scope) -> str:
    """The path of a request as the server knows it, whatever stands before it."""
    path, root = str(scope["path"]), str(scope.get("root_path", "")).rstrip("/")
    return path[len(root) :] if path.startswith(f"{root}/") or path == root else path


def url_path(scope: Scope, path: str) -> str:
    """One of the server's own paths as clients have to ask for it, percent-encoded (RFC 3986)."""
    return quote(str(scope.get("root_path", "")).rstrip("/")) + path


def _whole(path: str, prefix: str) -> str:
    """The path with the prefix, which some proxies take away and others leave."""
    left = path == prefix or path.startswith(f"{prefix}/")
    return path if left and prefix.split("/")[1] not in OWN else prefix + path
