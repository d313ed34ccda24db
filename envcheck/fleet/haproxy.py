"""The configuration of HAProxy (2.4 or later) before several nodes."""

from envcheck.fleet.nodes import NodeAt, nodes_of, prefixed
from envcheck.settings import Settings

HEADERS_BYTES = 16_384
"""Beside an offer, in one buffer."""

LEAST_RETRIES, MOST_RETRIES = 4, 16
"""How often a request that is refused is offered once more. HAProxy passes by the last node alone, not all that have
refused; where sessions have open streams it finds the one with room at first, else it may ask one twice."""

TEXT = """\
# HAProxy before {count} of envcheck, written by `envcheck fleet haproxy`.
# {tokens}
global
  maxconn {connections}
  tune.bufsize {buffer}    # an offer has to fit in whole, so that the next node can be asked where one is full

defaults
  mode http
  timeout connect 2s
  timeout check 3s
  timeout http-request 20s
  timeout client 60s    # events come every 15 seconds at the latest
  timeout server 60s
  retries {retries}
  option redispatch 1
  retry-on conn-failure empty-response 503    # a node that is full, or about to leave, says 503

frontend rooms
  bind {listen}
  option forwardfor
  http-request set-header X-Forwarded-Proto {scheme}
  http-request {prefix}
{leaving}
  default_backend nodes

# a session counts by its open stream of events; who is not ready gets no new one
backend nodes
  balance leastconn
  option httpchk
  http-check send meth GET uri /readyz
  http-check expect status 204
{sessions}
{servers}
{backends}"""

BACKEND = """
# what goes on at {name} while it takes nothing new; once it has left, another one answers that there is no such session
backend at-{name}
  option httpchk
  http-check send meth GET uri /healthz
  http-check expect status 204
  server {name} {place} check inter 1s fastinter 100ms fall 2 rise 1 observe layer4 error-limit 1 on-error mark-down
{others}"""


def haproxy_config(settings: Settings) -> str:
    """The text of `haproxy.cfg`.

    A node that is dead leaves its sessions' paths to another one, which answers 404, so that their pages begin anew.
    """
    server, fleet, nodes = settings.server, settings.fleet, nodes_of(settings)
    root = server.root_path
    return TEXT.format(
        count=f"{len(nodes)} node{'s' if len(nodes) > 1 else ''}",
        tokens="Tell the nodes whom they believe: [server] behind_proxy, with the address that it asks from.",
        connections=2 * len(nodes) * server.connections,
        buffer=server.sdp_bytes + HEADERS_BYTES,
        retries=max(LEAST_RETRIES, min(2 * len(nodes), MOST_RETRIES)),
        listen=fleet.listen + (f" ssl crt {_quoted(fleet.certificate)}" if fleet.certificate else ""),
        scheme="https if { ssl_fc }" if fleet.certificate else "http",
        prefix=f"set-header X-Forwarded-Prefix {root}" if root else "del-header X-Forwarded-Prefix",
        leaving="\n".join(f"  use_backend at-{one.name} if {_leaves(one, root)}" for one in nodes),
        sessions="\n".join(f"  use-server {one.name} if {_path(one, root)}" for one in nodes),
        servers="\n".join(
            f"  server {one.name} {one.place} check inter 1s fastinter 100ms fall 2 rise 1" for one in nodes
        ),
        backends="".join(_backend(one, nodes) for one in nodes),
    )


def _backend(node: NodeAt, nodes: tuple[NodeAt, ...]) -> str:
    others = "".join(f"  server {one.name} {one.place} backup\n" for one in nodes if one != node)
    return BACKEND.format(name=node.name, place=node.place, others=others)


def _path(node: NodeAt, root: str) -> str:
    return f"{{ path_beg {prefixed(node, root)} }}"


def _leaves(node: NodeAt, root: str) -> str:
    """It lives, and is not ready."""
    return f"{_path(node, root)} !{{ srv_is_up(nodes/{node.name}) }} {{ srv_is_up(at-{node.name}/{node.name}) }}"


def _quoted(text: str) -> str:
    """A word of HAProxy's, whatever is in it."""
    return "'" + text.replace("'", "'\\''") + "'"
