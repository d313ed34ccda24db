"""What programs and pages ask over HTTP."""

import hmac
import json
from collections.abc import AsyncIterator
from typing import Any

from pydantic import ValidationError
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from envcheck import EnvcheckError
from envcheck_janus.observation import Observation
from envcheck_janus.observations import Full, NoLobby, Observations, Wish
from envcheck_janus.present import Event
from envcheck_janus.settings import JanusSettings

MOST_BYTES = 4096
"""Of a wish."""

RETRY_SECS = 15


class Endpoints:
    """Answers requests.

    Args:
        token: whoever shows it may have a lobby looked at.
        observations: those it begins and tells of.
    """

    def __init__(self, token: str, observations: Observations) -> None:
        self._token, self._observations = token.encode(), observations

    async def observe(self, request: Request) -> Response:
        """Begins an observation; its addresses are for the page of the person who waits in that lobby."""
        given = request.headers.get("authorization", "").partition(" ")[2].strip()
        if not hmac.compare_digest(given.encode(), self._token):
            return _problem(401, "A token is needed.", {"WWW-Authenticate": "Bearer"})
        try:
            begun = self._observations.begin(Wish.model_validate_json(await _body(request)))
        except NoLobby:
            return _problem(403, "The room is none of the lobbies that may be looked at.")
        except Full:
            return _problem(503, "As many lobbies are looked at as may be.", {"Retry-After": str(RETRY_SECS)})
        except ValidationError:
            return _problem(422, "Give the room, and feed, lang and profile where you like, as JSON.")
        except EnvcheckError as error:
            return _problem(422, str(error))
        place = f"{request.scope.get('root_path', '')}/observers/{begun.secret}"
        told = {"self": place, "events": f"{place}/events", "quiet_test": f"{place}/quiet-test"}
        return JSONResponse(told, 201, {"Location": place, "Cache-Control": "no-store"})

    async def events(self, request: Request) -> Response:
        """What is told, as server-sent events: the present state first."""
        found = self._found(request)
        if found is None:
            return _gone()
        last = request.headers.get("last-event-id", "")
        seen = int(last) if last.isascii() and last.isdecimal() and len(last) < 16 else 0
        if found.present.ended and seen >= found.present.number:
            return Response(status_code=204)  # which has a page's EventSource come back no more
        head = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
        return StreamingResponse(_lines(found, seen), media_type="text/event-stream", headers=head)

    async def quiet_test(self, request: Request) -> Response:
        """Begins the quiet test: voices heard in the next three seconds come from somebody else."""
        found = self._found(request)
        if found is None:
            return _gone()
        found.quiet_test()
        return Response(status_code=202)

    async def stop(self, request: Request) -> Response:
        """Ends an observation."""
        found = self._found(request)
        if found is None:
            return _gone()
        found.stop()
        return Response(status_code=204)

    async def healthz(self, request: Request) -> Response:
        """It answers."""
        return Response(status_code=204)

    def _found(self, request: Request) -> Observation | None:
        return self._observations.find(request.path_params["secret"])


def create_app(settings: JanusSettings, observations: Observations) -> Starlette:
    """The ASGI application.

    Args:
        settings: who may ask, and which pages may read.
        observations: those it begins and tells of.
    """
    ends = Endpoints(settings.token.get_secret_value(), observations)
    routes = [
        Route("/v1/observe", ends.observe, methods=["POST"]),
        Route("/observers/{secret}/events", ends.events),
        Route("/observers/{secret}/quiet-test", ends.quiet_test, methods=["POST"]),
        Route("/observers/{secret}", ends.stop, methods=["DELETE"]),
        Route("/healthz", ends.healthz),
    ]
    pages = Middleware(CORSMiddleware, allow_origins=settings.origins, allow_methods=["GET", "POST", "DELETE"])
    return Starlette(routes=routes, middleware=[pages] if settings.origins else [])


async def _body(request: Request) -> bytes:
    """The body, as far as a wish may be long; what is longer is no JSON then."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > MOST_BYTES:
            return b""
    return body


async def _lines(observation: Observation, seen: int) -> AsyncIterator[str]:
    """Server-sent events; a comment first and in every silence, so that nobody on the way lets go."""
    yield ": here\n\n"
    async for event in observation.present.since(seen):
        yield _line(event) if event else ": still here\n\n"


def _line(event: Event) -> str:
    return f"id: {event.number}\nevent: {event.kind}\ndata: {event.text}\n\n"


def _gone() -> Response:
    return _problem(404, "There is no such observation, or it is over.")


def _problem(status: int, title: str, headers: dict[str, str] | None = None) -> Response:
    """A problem (RFC 9457)."""
    text: dict[str, Any] = {"type": "about:blank", "title": title, "status": status}
    return Response(json.dumps(text), status, headers, "application/problem+json")
