"""Sessions over WebRTC: WHIP (RFC 9725) in, findings out."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from http import HTTPStatus as Http
from typing import Annotated, Any

from fastapi import APIRouter, Header, Query, Request, Response
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import TypeAdapter, ValidationError

from envcheck.baseline import MOST_BYTES
from envcheck.model.errors import FacetUnavailable
from envcheck.model.provenance import product_version
from envcheck.render.fhir import FHIR, questionnaire_response
from envcheck.render.html import html_report
from envcheck.server.app.context import CREATE, READ, AppContext, AppContextOf, Flags, LiveSessionOf, SessionOf, gone
from envcheck.server.body import text_of
from envcheck.server.listener import client_of
from envcheck.server.node_path import session_path
from envcheck.server.openapi import BODY, FULL, GONE, TAG, gives, problems, takes, takes_json
from envcheck.server.problem import Problem, sentence
from envcheck.server.session_manager import ClientFull, Full
from envcheck.server.webrtc.peer import NoNetwork
from envcheck.server.webrtc.whip import etag, fragment, offer
from envcheck.server.webrtc.whip.link import Link
from envcheck.wire.baseline_messages import (
    BaselineMessage,
    BaselineRequest,
    BaselinesRequest,
    baseline_message,
    settings_of,
)
from envcheck.wire.messages import ReportMessage, SenderMessage, report_message

EVENTS = "urn:envcheck:events"
"""Relation of the event stream in `Link`; an absolute URI of our own, which RFC 8288 lets anybody choose."""

JSON = "application/json"

RETRY_SECS = 15

EVENT_ID = re.compile("[0-9]{1,18}")
"""As messages are numbered here; any other is of no stream of ours."""

BASELINES: TypeAdapter[BaselineRequest | BaselinesRequest] = TypeAdapter(BaselineRequest | BaselinesRequest)

router = APIRouter()

public = APIRouter()
"""What needs no token."""


@router.post(
    "/whip",
    status_code=201,
    dependencies=CREATE,
    response_class=Response,
    openapi_extra=takes(offer.MEDIA_TYPE),
    responses=BODY
    | FULL
    | problems(Http.INTERNAL_SERVER_ERROR)
    | gives(Http.CREATED, offer.MEDIA_TYPE, description="The answer"),
)
async def begin(
    request: Request,
    context: AppContextOf,
    flags: Flags,
    rate: Annotated[float | None, Query(ge=1, le=120)] = None,
    guard: Annotated[bool, Query(description="goes on during a session, and tells who comes into view alone")] = False,
) -> Response:
    """Takes an offer (RFC 9725) and begins to look at what it brings."""
    if guard and not context.sessions.settings.server.guards:
        raise Problem(Http.FORBIDDEN, "This server guards no sessions.")
    text = await _text(request, offer.MEDIA_TYPE, context)
    client = client_of(request.client.host) if request.client else ""
    try:
        live, answer = await context.sessions.begin(text, flags, rate, client, is_guard=guard)
    except offer.MalformedOffer as error:
        raise Problem(Http.BAD_REQUEST, sentence(error)) from None
    except offer.UnusableOffer as error:
        raise Problem(Http.UNPROCESSABLE_ENTITY, sentence(error)) from None
    except ClientFull:
        several = "You have as many sessions as one client may have. Please end one, or try again in a moment."
        raise Problem(Http.TOO_MANY_REQUESTS, several, {"Retry-After": str(RETRY_SECS)}) from None
    except Full:
        busy = "No more sessions can be looked at just now. Please try again in a moment."
        raise Problem(Http.SERVICE_UNAVAILABLE, busy, {"Retry-After": str(RETRY_SECS)}) from None
    except NoNetwork:
        offline = "This machine has no network over which a picture could come. Please connect it, then try again."
        raise Problem(Http.INTERNAL_SERVER_ERROR, offline) from None
    place = session_path(request.scope, context.sessions.settings.server.node, live.session_id)
    response = Response(answer, Http.CREATED, media_type=offer.MEDIA_TYPE)
    response.headers["Location"] = place
    response.headers["ETag"] = etag.quoted(live.etag)
    response.headers["Accept-Patch"] = fragment.MEDIA_TYPE
    for link in (*context.sessions.ice_servers, Link(f"{place}/events", EVENTS)):
        response.headers.append("Link", str(link))
    return response


@public.get("/whip", status_code=204, response_class=Response)
@public.head("/whip", status_code=204, response_class=Response)
async def no_media() -> Response:
    """Media cannot be fetched here; RFC 9725 asks for an empty answer."""
    return Response(status_code=Http.NO_CONTENT)


@public.get("/whip/sessions/{session_id}", status_code=204, response_class=Response)
@public.head("/whip/sessions/{session_id}", status_code=204, response_class=Response)
async def no_session_media(session_id: str) -> Response:
    """The same for a session, whether there is one or not."""
    return await no_media()


@public.options("/whip", response_class=Response)
async def options() -> Response:
    """Says what can be posted here."""
    return Response(headers={"Accept-Post": offer.MEDIA_TYPE, **_allowing("GET, HEAD, OPTIONS, POST")})


@public.options("/whip/sessions/{session_id}", response_class=Response)
async def session_options(session_id: str) -> Response:
    """Says what can be sent to a session."""
    return Response(headers={"Accept-Patch": fragment.MEDIA_TYPE, **_allowing("DELETE, GET, HEAD, OPTIONS, PATCH")})


def _allowing(methods: str) -> dict[str, str]:
    """The headers that list methods: clients in browsers read the second, though it is meant for preflights."""
    return {"Allow": methods, "Access-Control-Allow-Methods": methods}


@router.patch(
    "/whip/sessions/{session_id}",
    status_code=204,
    dependencies=CREATE,
    response_class=Response,
    openapi_extra=takes(fragment.MEDIA_TYPE),
    responses=BODY | GONE | TAG,
)
async def trickle(
    request: Request, live: SessionOf, context: AppContextOf, if_match: Annotated[str | None, Header()] = None
) -> Response:
    """Takes candidates of the client; an ICE restart is not possible here."""
    text = await _text(request, fragment.MEDIA_TYPE, context)
    match = etag.match_etag(if_match, live.etag)
    if match is etag.Match.MISSING:
        raise Problem(Http.PRECONDITION_REQUIRED, "If-Match is missing.")
    if match is etag.Match.OTHER:
        raise Problem(Http.PRECONDITION_FAILED, "If-Match names another session.")
    try:
        said = fragment.parse_fragment(text)
    except fragment.MalformedFragment as error:
        raise Problem(Http.BAD_REQUEST, sentence(error)) from None
    if match is etag.Match.RESTART or said.restarts(*live.credentials):
        raise Problem(Http.UNPROCESSABLE_ENTITY, "ICE cannot be restarted here; please begin a new session.")
    await live.trickle(said)
    return Response(status_code=Http.NO_CONTENT)


@router.delete("/whip/sessions/{session_id}", dependencies=CREATE, response_class=Response, responses=GONE)
async def finish(session_id: str, context: AppContextOf) -> Response:
    """Ends the session; one that its client has ended by closing the connection first is ended by this as well."""
    if live := context.sessions.get(session_id):
        await live.close("closed")
    if not context.sessions.forget(session_id):
        raise gone()
    return Response()


@router.get("/whip/sessions/{session_id}/events", dependencies=READ, response_class=EventSourceResponse, responses=GONE)
async def events(
    live: SessionOf, last_event_id: Annotated[str | None, Header()] = None
) -> AsyncIterator[ServerSentEvent]:
    """Findings as server-sent events, the present state first."""
    last = int(last_event_id) if last_event_id and EVENT_ID.fullmatch(last_event_id) else None
    async for entry in live.broadcaster.subscribe(last):
        yield ServerSentEvent(raw_data=entry.text, event=entry.kind, id=str(entry.number))


@router.post(
    "/whip/sessions/{session_id}/quiet-test",
    status_code=202,
    dependencies=CREATE,
    response_class=Response,
    responses=GONE,
)
async def quiet_test(live: LiveSessionOf) -> Response:
    """Begins the quiet test: voices heard in the next three seconds come from somebody else."""
    live.session.begin_quiet_test()
    return Response(status_code=Http.ACCEPTED)


@router.put(
    "/whip/sessions/{session_id}/sender",
    status_code=204,
    dependencies=CREATE,
    response_class=Response,
    openapi_extra=takes_json(SenderMessage),
    responses=BODY | GONE,
)
async def sender(request: Request, live: LiveSessionOf, context: AppContextOf) -> Response:
    """Takes what the sender says keeps it from sending more, so that its camera is not blamed for that."""
    text = await _text(request, JSON, context)
    try:
        live.session.note_limitation(SenderMessage.model_validate_json(text).limitation)
    except ValidationError:
        raise Problem(
            Http.UNPROCESSABLE_ENTITY, "quality_limitation_reason is none, cpu, bandwidth or other."
        ) from None
    return Response(status_code=Http.NO_CONTENT)


@router.get(
    "/whip/sessions/{session_id}/report",
    dependencies=READ,
    response_model=ReportMessage,
    responses=GONE | gives(Http.OK, "text/html", FHIR, description="The report"),
)
async def report(
    live: LiveSessionOf,
    context: AppContextOf,
    accept: Annotated[str, Header()] = "application/json",
    attest: Annotated[str, Query(max_length=512, description="attestations that are ticked, with commas")] = "",
    utc_offset: Annotated[
        int | None, Query(ge=-1439, le=1439, description="minutes that a reader is before UTC")
    ] = None,
) -> Any:
    """What is seen, as JSON, as a page (Accept: text/html), or as FHIR (Accept: application/fhir+json)."""
    seen, translate = await live.report(), live.encoder.translate
    answers = context.sessions.settings.answers([name for name in attest.split(",") if name])
    origin = live.provenance if utc_offset is None else live.provenance.in_zone(utc_offset)
    if "text/html" in accept:
        text = html_report(seen, live.session.sketch, origin, translate, live.encoder.lang, answers)
        return Response(text, media_type="text/html")
    if FHIR in accept:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        told = questionnaire_response(seen, live.session.titles, translate, now, product_version())
        return Response(told, media_type=FHIR)
    return report_message("session", seen, origin, translate, answers)


@router.get("/whip/sessions/{session_id}/baseline", dependencies=READ, responses=GONE | problems(Http.CONFLICT))
async def baseline(live: LiveSessionOf) -> BaselineMessage:
    """The setting that is seen, as coarse numbers from which no picture can be made; the server keeps none."""
    try:
        return baseline_message(await live.room_signature())
    except FacetUnavailable as unavailable:
        raise Problem(Http.CONFLICT, f"The setting cannot be told: {unavailable.reason}.") from None


@router.put(
    "/whip/sessions/{session_id}/baseline",
    status_code=204,
    dependencies=CREATE,
    response_class=Response,
    openapi_extra=takes_json(BaselineRequest, BaselinesRequest),
    responses=BODY | GONE,
)
async def compare(request: Request, live: LiveSessionOf) -> Response:
    """Compares what is seen with the usual setting from now on, or with several, in place of any others."""
    text = await text_of(request.stream(), request.headers, JSON, MOST_BYTES)
    try:
        given = BASELINES.validate_json(text)
    except ValueError:
        raise Problem(Http.UNPROCESSABLE_ENTITY, "This is not a saved setting, or it is damaged.") from None
    live.session.compare_with(*settings_of(given))
    return Response(status_code=Http.NO_CONTENT)


async def _text(request: Request, wanted: str, context: AppContext) -> str:
    limit = context.sessions.settings.server.sdp_bytes
    return await text_of(request.stream(), request.headers, wanted, limit)
