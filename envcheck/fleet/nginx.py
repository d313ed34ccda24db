"""The configuration of nginx before several nodes."""

from envcheck.fleet.nodes import NodeAt, nodes_of, prefixed
from envcheck.settings import Settings

HEADERS_BYTES = 16_384
"""Beside an offer."""

TEXT = """\
# nginx before {count} of envcheck, written by `envcheck fleet nginx`: a file of `conf.d`, within `http`.
# It asks no node how it is: one that is full, or about to leave, says 503, and the next one is asked.
# Sessions are dealt out in turn, for nginx does not know how many go on where; HAProxy does.
upstream envcheck_nodes {{
  least_conn;
{servers}
}}
{upstreams}
server {{
  listen {listen};
{tls}  client_max_body_size {body};
  client_body_buffer_size {buffer};
  proxy_http_version 1.1;
  proxy_set_header Connection "";
  proxy_set_header Host $http_host;
  proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
  proxy_set_header X-Forwarded-Proto $scheme;
  proxy_set_header X-Forwarded-Prefix {root};
  proxy_connect_timeout 2s;
  proxy_read_timeout 60s;    # events come every 15 seconds at the latest
  proxy_next_upstream error timeout http_503 non_idempotent;
  proxy_next_upstream_tries {tries};
{locations}
  location {root}/ {{
    proxy_pass http://envcheck_nodes;
  }}

  # a node that is dead leaves its sessions to another one, which answers 404, so that their pages begin anew
  location @elsewhere {{
    proxy_pass http://envcheck_nodes;
  }}
}}
"""

UPSTREAM = """
upstream envcheck_{key} {{
  server {place} max_fails=0;
}}
"""

LOCATION = """
  location ^~ {path} {{
    proxy_pass http://envcheck_{key};
    proxy_next_upstream off;
    error_page 502 504 = @elsewhere;
  }}
"""


def nginx_config(settings: Settings) -> str:
    """The text of a file for `conf.d`."""
    server, fleet, nodes = settings.server, settings.fleet, nodes_of(settings)
    root, body = server.root_path, max(server.sdp_bytes, server.picture_bytes)
    certificate = f'  ssl_certificate "{fleet.certificate}";\n  ssl_certificate_key "{fleet.key}";\n'
    return TEXT.format(
        count=f"{len(nodes)} node{'s' if len(nodes) > 1 else ''}",
        servers="\n".join(f"  server {one.place} max_fails=0;" for one in nodes),
        upstreams="".join(UPSTREAM.format(key=_key(number), place=one.place) for number, one in enumerate(nodes)),
        listen=fleet.listen + (" ssl" if fleet.certificate else ""),
        tls=certificate if fleet.certificate else "",
        body=body,
        buffer=server.sdp_bytes + HEADERS_BYTES,
        root=root,
        tries=max(3, len(nodes)),
        locations="".join(_location(number, one, root) for number, one in enumerate(nodes)),
    ).replace("X-Forwarded-Prefix ;", 'X-Forwarded-Prefix "";')


def _location(number: int, node: NodeAt, root: str) -> str:
    return LOCATION.format(path=prefixed(node, root), key=_key(number))


def _key(number: int) -> str:
    return f"node_{number}"
