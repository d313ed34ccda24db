"""Pictures and the catalogue: all that needs no session."""

from http import HTTPStatus as Http
from typing import Any

from fastapi import APIRouter, Request, Response

from envcheck.checks.catalog import load_checks
from envcheck.model.errors import InputError
from envcheck.render.language import SOURCE, translator
from envcheck.render.pages import page
from envcheck.server.app.context import CREATE, READ, AppContextOf, Asked, Flags
from envcheck.server.body import bytes_of
from envcheck.server.openapi import BINARY, BODY, FULL, GONE, gives, takes
from envcheck.server.pictures import Busy
from envcheck.server.problem import Problem, sentence
from envcheck.wire.live_messages import live_schema
from envcheck.wire.messages import CheckMessage, ReportMessage

MARKDOWN = "text/markdown; charset=utf-8"
PICTURES = ("image/jpeg", "image/png", "image/webp", "image/avif", "image/heic", "image/heif")
"""Any of them for any of them: the content says which it is."""

RETRY_SECS = 5

router = APIRouter()


@router.post(
    "/v1/check",
    dependencies=CREATE,
    openapi_extra=takes(*PICTURES, schema=BINARY),
    responses=BODY | FULL,
)
async def check(request: Request, context: AppContextOf, flags: Flags) -> ReportMessage:
    """Judges one picture, which is kept nowhere."""
    limit = context.sessions.settings.server.picture_bytes
    data = await bytes_of(request.stream(), request.headers, PICTURES, limit)
    try:
        return await context.sessions.check_picture(data, flags)
    except InputError as error:
        raise Problem(Http.UNPROCESSABLE_ENTITY, sentence(error.reason)) from None
    except Busy:
        busy = "Many pictures wait to be looked at. Please try again in a moment."
        raise Problem(Http.SERVICE_UNAVAILABLE, busy, {"Retry-After": str(RETRY_SECS)}) from None


@router.get("/v1/checks", dependencies=READ)
async def checks(lang: Asked = None) -> list[CheckMessage]:
    """The checks there are."""
    translate = translator(lang or SOURCE)
    return [
        CheckMessage(code=one.code, name=one.name, title=translate(one.title), severity=one.severity, serves=one.serves)
        for one in load_checks()
    ]


@router.get(
    "/v1/checks/{code}",
    dependencies=READ,
    response_class=Response,
    responses=GONE | gives(Http.OK, MARKDOWN, description="The page"),
)
async def check_page(code: str, lang: Asked = None) -> Response:
    """A check's page, as Markdown."""
    for one in load_checks():
        if code in (one.code, one.name):
            return Response(page(one, translator(lang or SOURCE)), media_type=MARKDOWN)
    raise Problem(Http.NOT_FOUND, "There is no such check.")


@router.get("/v1/live-schema", dependencies=READ)
async def schema() -> dict[str, Any]:
    """The JSON Schema of the messages of a live session."""
    return live_schema()
