"""`envcheck serve`: the room check for WebRTC clients."""

from pathlib import Path
from typing import Annotated, Any

import typer

from envcheck.cli.options import Baseline, Fps, Ignore, Lang, Profile, Select, flags
from envcheck.process import outlast_broken_pipes

Host = Annotated[str, typer.Option(help="Address to listen on; another than this machine's own needs tokens.")]
Port = Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes a free one.")]
TokenFile = Annotated[Path | None, typer.Option(help="Bearer tokens, one a line with its scopes (create, read).")]
JwtKey = Annotated[Path | None, typer.Option(help="File of the key that JSON Web Tokens are checked by.")]
JwksUrl = Annotated[str | None, typer.Option(help="Address of the keys (JWKS) that they are checked by instead.")]
JwtAlgorithm = Annotated[str, typer.Option(help="How they are signed: HS256 or RS256.")]
JwtAudience = Annotated[str, typer.Option(help="Audience that they have to name.")]
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
Sessions = Annotated[int | None, typer.Option(min=1, help="Sessions at one time.")]


def serve(
    host: Host = "127.0.0.1",
    port: Port = 8765,
    profile: Profile = None,
    lang: Lang = None,
    select: Select = None,
    ignore: Ignore = None,
    fps: Fps = None,
    baseline: Baseline = None,
    token_file: TokenFile = None,
    jwt_key: JwtKey = None,
    jwks_url: JwksUrl = None,
    jwt_algorithm: JwtAlgorithm = "RS256",
    jwt_audience: JwtAudience = "envcheck",
    certificate: Certificate = None,
    key: Key = None,
    behind_proxy: BehindProxy = None,
    root_path: RootPath = None,
    origin: Origins = None,
    ice_server: IceServers = None,
    sessions: Sessions = None,
    drain: Drain = None,
) -> None:
    """Receive camera and microphone over WebRTC (WHIP), and tell what would help while looking."""
    from envcheck.server import logs, serving
    from envcheck.server.credentials import bearer_tokens, signed_tokens
    from envcheck.settings import Settings

    given = flags(profile=profile, lang=lang, select=select, ignore=ignore, baseline=baseline, fps=fps)
    around = {"jwks_url": jwks_url, "behind_proxy": behind_proxy, "root_path": root_path, "drain_secs": drain}
    settings = Settings.load(given | _server(sessions=sessions, origins=origin, ice_servers=ice_server, **around))
    bind = serving.Bind(host, port, certificate, key)
    logs.set_up()
    outlast_broken_pipes()
    signed = signed_tokens(jwt_key, jwt_algorithm, jwt_audience, address=settings.server.jwks_url)
    access = serving.access_for(settings, bind, bearer_tokens(token_file), signed)
    serving.serve(settings, bind, access)


def _server(**asked: object) -> dict[str, Any]:
    given = {name: value for name, value in asked.items() if value}
    return {"server": given} if given else {}
