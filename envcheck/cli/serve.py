"""`envcheck serve`: the room check for WebRTC clients."""

from pathlib import Path
from typing import Annotated, Any

import typer

from envcheck.cli.options import Baseline, Fps, Ignore, Lang, Profile, Select, flags
from envcheck.process import outlast_broken_pipes

Host = Annotated[str | None, typer.Option(help="Address to listen on; another than this machine's own needs tokens.")]
Port = Annotated[int | None, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")]
Node = Annotated[str | None, typer.Option(help="Name of this node of a fleet; its sessions are at /n/NAME/….")]
Workers = Annotated[
    int | None, typer.Option(min=1, max=256, help="Nodes on ports one after another, each of which takes a core.")
]
TokenFile = Annotated[Path | None, typer.Option(help="Bearer tokens, one a line with its scopes (create, read).")]
JwtKey = Annotated[Path | None, typer.Option(help="File of the key that JSON Web Tokens are checked by.")]
JwksUrl = Annotated[str | None, typer.Option(help="Address of the keys (JWKS) that they are checked by instead.")]
JwtAlgorithm = Annotated[str | None, typer.Option(help="How they are signed: HS256 or RS256.")]
JwtAudience = Annotated[str | None, typer.Option(help="Audience that they have to name.")]
Certificate = Annotated[Path | None, typer.Option(help="PEM file of the TLS certificate.")]
Key = Annotated[Path | None, typer.Option(help="PEM file of the certificate's key.")]
BehindProxy = Annotated[
    list[str] | None,
    typer.Option(help="Address of a proxy before this server, which does TLS and says who asks; may be repeated."),
]
RootPath = Annotated[str | None, typer.Option(help="Path below which a proxy has the server, such as /check.")]
Origins = Annotated[list[str] | None, typer.Option(help="Origin of web pages that may use it; may be repeated.")]
IceServers = Annotated[
    list[str] | None, typer.Option(help="STUN or TURN server, such as turn:user:secret@turn.example.org.")
]
Drain = Annotated[
    float | None, typer.Option(min=0, help="Seconds that sessions may go on once it is asked to stop; twice ends them.")
]
Sessions = Annotated[int | None, typer.Option(min=1, help="Sessions at one time, at each node.")]
PrintConfig = Annotated[bool, typer.Option("--print-config", help="Print all settings, each with a comment, and end.")]

SETTINGS = {
    "origin": "origins",
    "ice_server": "ice_servers",
    "drain": "drain_secs",
    "jwt_key": "jwt_key_file",
}
"""Options whose setting in `[server]` has another name."""


def serve(
    host: Host = None,
    port: Port = None,
    node: Node = None,
    workers: Workers = None,
    profile: Profile = None,
    lang: Lang = None,
    select: Select = None,
    ignore: Ignore = None,
    fps: Fps = None,
    baseline: Baseline = None,
    token_file: TokenFile = None,
    jwt_key: JwtKey = None,
    jwks_url: JwksUrl = None,
    jwt_algorithm: JwtAlgorithm = None,
    jwt_audience: JwtAudience = None,
    certificate: Certificate = None,
    key: Key = None,
    behind_proxy: BehindProxy = None,
    root_path: RootPath = None,
    origin: Origins = None,
    ice_server: IceServers = None,
    sessions: Sessions = None,
    drain: Drain = None,
    print_config: PrintConfig = False,
) -> None:
    """Receive camera and microphone over WebRTC (WHIP), and tell what would help while looking."""
    _start(dict(locals()))


LOOKING = ("profile", "lang", "select", "ignore", "fps", "baseline")
"""Options that every command has which looks."""


def _start(given: dict[str, Any]) -> None:
    from envcheck.settings import Settings

    shows = given.pop("print_config")
    looking = flags(**{name: given.pop(name) for name in LOOKING})
    settings = Settings.load(looking | server_settings(given))
    if not shows:
        return _run(settings)
    from envcheck.cli.config_text import config_text

    print(config_text(settings), end="")


def server_settings(given: dict[str, Any]) -> dict[str, Any]:
    """Options of `[server]` as settings, without those that were not given."""
    named = {SETTINGS.get(name, name): value for name, value in given.items() if value is not None and value != []}
    return {"server": named} if named else {}


def _run(settings: Any) -> None:
    from envcheck.server import logs, serving, workers
    from envcheck.server.credentials import bearer_tokens, signed_tokens

    server = settings.server
    bind = serving.Bind(server.host, server.port, server.certificate, server.key)
    logs.set_up()
    outlast_broken_pipes()
    signed = signed_tokens(server.jwt_key_file, server.jwt_algorithm, server.jwt_audience, address=server.jwks_url)
    access = serving.access_for(settings, bind, bearer_tokens(server.token_file), signed)
    if server.workers > 1:
        workers.serve(settings, bind, access)
    else:
        serving.serve(settings, bind, access)
