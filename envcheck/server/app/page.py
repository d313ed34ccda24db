"""The page of the room check, its element, and the form that stands in other pages."""

from base64 import b64encode
from collections.abc import AsyncIterator
from hashlib import sha256
from http import HTTPStatus as Http
from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent

from envcheck.render.html import STYLE as REPORT_STYLE
from envcheck.render.interface import interface
from envcheck.render.language import resolve_language, translator
from envcheck.server.app.context import AppContextOf, Asked
from envcheck.server.app.page_parts import TYPES, part_at
from envcheck.server.app.page_text import STYLE, PageRequest, manifest_text, page_text
from envcheck.server.app.part_answer import part_answer
from envcheck.server.openapi import GONE, UNKNOWN, gives
from envcheck.server.presence import Presence
from envcheck.server.problem import Problem

HTML, MANIFEST = "text/html", "application/manifest+json"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src {styles}; img-src 'self'; connect-src 'self'; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors {ancestors}"
)

STYLES = " ".join(f"'sha256-{b64encode(sha256(one.encode()).digest()).decode()}'" for one in (STYLE, REPORT_STYLE))
"""The page's own, and a report's: one that is printed stands in a page of this one's making, under this policy."""

NO_PART = Problem(Http.NOT_FOUND, "There is no such part of the page.")

BY_LANGUAGE = {"Vary": "Accept-Language"}

public = APIRouter()


def _presence(context: AppContextOf) -> Presence:
    if context.presence is None:
        raise NO_PART
    return context.presence


@public.get("/", response_class=Response, responses=gives(Http.OK, HTML, description="The page"))
async def index(request: Request, context: AppContextOf) -> Response:
    """The page of the room check."""
    text = page_text(PageRequest.of(request), "index", is_counted=context.presence is not None)
    return _page(request, text, "'none'")


@public.get("/embed", response_class=Response, responses=gives(Http.OK, HTML, description="The page"))
async def embed_page(request: Request, context: AppContextOf) -> Response:
    """The same for an iframe in a page of an origin that may use this server."""
    origins = " ".join(sorted(context.access.origins))
    text = page_text(PageRequest.of(request), "embed", is_counted=context.presence is not None, origins=origins)
    return _page(request, text, origins or "'none'")


@public.get("/web/here", response_class=EventSourceResponse, include_in_schema=False)
async def here(presence: Annotated[Presence, Depends(_presence)]) -> AsyncIterator[ServerSentEvent]:
    """A page is open for as long as it listens; nothing is told."""
    async for _ in presence.stay():
        yield ServerSentEvent(comment="here")


@public.get(
    "/web/words/{lang}.json",
    response_class=Response,
    responses=UNKNOWN | gives(Http.OK, "application/json", description="The words of the page"),
)
async def words(request: Request, lang: str, context: AppContextOf, profile: Asked = None) -> Response:
    """What the page says in one language, and what a profile asks that no camera sees."""
    settings = context.sessions.settings
    if profile:
        settings = settings.model_copy(update={"profile": profile})
    code = resolve_language(lang)
    told = interface(code, translator(code), settings.answers(), settings.active.people)
    return part_answer(request, told.encode(), "application/json")


@public.get(
    "/web/manifest.webmanifest",
    response_class=Response,
    responses={
        Http.OK.value: {"description": "The web manifest", "content": {MANIFEST: {"schema": {"type": "object"}}}}
    },
)
async def manifest(request: Request) -> Response:
    """What the page is called, and looks like, among the programs of a system."""
    told = manifest_text(PageRequest.of(request))
    return part_answer(request, told.encode(), MANIFEST, headers=BY_LANGUAGE)


@public.get(
    "/web/{name}",
    response_class=Response,
    responses=GONE | gives(Http.OK, *TYPES.values(), description="A part of the page"),
)
async def part(request: Request, name: str) -> Response:
    """A module, style or icon of the page."""
    found = part_at(name)
    if found is None:
        raise NO_PART
    body, media_type, is_named = found
    return part_answer(request, body, media_type, is_named_by_content=is_named)


def _page(request: Request, text: str, ancestors: str) -> Response:
    policy = POLICY.format(styles=STYLES, ancestors=ancestors)
    allowed = "camera=(self), microphone=(self), clipboard-write=(self)"
    headers = {"Content-Security-Policy": policy, "Permissions-Policy": allowed, **BY_LANGUAGE}
    return part_answer(request, text.encode(), HTML, headers=headers)
