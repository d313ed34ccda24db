"""The page of the room check, its element, and the form that stands in other pages."""

from base64 import b64encode
from hashlib import sha256
from html import escape
from http import HTTPStatus as Http
from pathlib import Path

from fastapi import APIRouter, Request, Response

from envcheck.render.html import STYLE
from envcheck.render.interface import WORDS, interface
from envcheck.render.language import direction, languages, resolve_language, translator
from envcheck.server.app.context import AppContextOf, Asked
from envcheck.server.openapi import GONE, UNKNOWN, gives
from envcheck.server.path_prefix import url_path
from envcheck.server.problem import Problem

FOLDER = Path(__file__).parents[2] / "web"
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
ORIGINS, SCRIPTLESS = "<!-- origins -->", "<!-- without scripts -->"

REPORT_STYLE = b64encode(sha256(STYLE.encode()).digest()).decode()
"""A report that is printed stands in a page of this one's making, and so under this one's policy."""

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-{style}'; img-src 'self'; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
)

public = APIRouter()


@public.get("/", response_class=Response, responses=gives(Http.OK, "text/html", description="The page"))
async def index(request: Request) -> Response:
    """The page of the room check."""
    return _page(request, (FOLDER / "index.html").read_text(encoding="utf-8"), "'none'")


@public.get("/embed", response_class=Response, responses=gives(Http.OK, "text/html", description="The page"))
async def embed_page(request: Request, context: AppContextOf) -> Response:
    """The same for an iframe in a page of an origin that may use this server."""
    origins = " ".join(sorted(context.access.origins))
    text = (FOLDER / "embed.html").read_text(encoding="utf-8").replace(ORIGINS, escape(origins))
    return _page(request, text, origins or "'none'")


@public.get(
    "/web/words/{lang}.json",
    response_class=Response,
    responses=UNKNOWN | gives(Http.OK, "application/json", description="The words of the page"),
)
async def words(lang: str, context: AppContextOf, profile: Asked = None) -> Response:
    """What the page says in one language, and what a profile asks that no camera sees."""
    settings = context.sessions.settings
    if profile:
        settings = settings.model_copy(update={"profile": profile})
    code = resolve_language(lang)
    return Response(
        interface(code, translator(code), settings.answers(), settings.active.people), media_type="application/json"
    )


@public.get(
    "/web/{name}",
    response_class=Response,
    responses=GONE | gives(Http.OK, *TYPES.values(), description="A part of the page"),
)
async def part(name: str) -> Response:
    """A module, style or icon of the page."""
    path = next((one for one in FOLDER.iterdir() if one.name == name and one.suffix in TYPES), None)
    if path is None:
        raise Problem(Http.NOT_FOUND, "There is no such part of the page.")
    return Response(path.read_bytes(), media_type=TYPES[path.suffix])


def _page(request: Request, text: str, ancestors: str) -> Response:
    text = _below(url_path(request.scope, ""), text).replace(SCRIPTLESS, _scriptless())
    policy = POLICY.format(style=REPORT_STYLE, ancestors=ancestors)
    allowed = "camera=(self), microphone=(self), clipboard-write=(self)"
    headers = {"Content-Security-Policy": policy, "Permissions-Policy": allowed}
    return Response(text, media_type="text/html", headers=headers)


def _below(root: str, text: str) -> str:
    """A page with the addresses of its parts from the prefix on: its own may end without a slash, `/check` for one."""
    return (
        text.replace('="web/', f'="{escape(root)}/web/').replace('="whip"', f'="{escape(root)}/whip"') if root else text
    )


def _scriptless() -> str:
    """What a browser shows that is too old for the element, in every language, since it says nothing of its own."""
    speaking = ((f'lang="{lang}" dir="{direction(lang)}"', translator(lang)) for lang in languages())
    return "".join(f"<p {how}>{escape(translate(WORDS['remedy-too-old']))}</p>" for how, translate in speaking)
