"""The application: routes, refusals in one form, and the gate before all of it."""

from collections.abc import AsyncIterator, Collection
from contextlib import asynccontextmanager
from http import HTTPStatus as Http
from urllib.parse import quote

from fastapi import FastAPI, Request, Response, Security
from fastapi.exceptions import RequestValidationError
from fastapi.middleware.cors import CORSMiddleware
from fastapi.security import HTTPBearer
from starlette.exceptions import HTTPException
from starlette.routing import Match, Route
from starlette.types import Scope

from envcheck.baseline import MOST_BYTES as BASELINE_BYTES
from envcheck.model.errors import SettingsError
from envcheck.model.provenance import product_version
from envcheck.process import EXHAUSTED
from envcheck.server.access import Refused
from envcheck.server.access_middleware import AccessMiddleware
from envcheck.server.app import operations, page, v1, whip
from envcheck.server.app.context import AppContext
from envcheck.server.app.page_parts import parts
from envcheck.server.node_path import NodePath, describe
from envcheck.server.openapi import EVERYWHERE, GUARDED
from envcheck.server.path_prefix import own_path, url_path
from envcheck.server.problem import MEDIA_TYPE, Problem, sentence
from envcheck.server.rate_limiter import RateLimiter

GUARDED_PARTS = (whip.router, v1.router, operations.router)
PUBLIC_PARTS = (page.public, whip.public, operations.public)

EXPOSED = (
    "Location",
    "Link",
    "ETag",
    "Retry-After",
    "Accept-Post",
    "Accept-Patch",
    "Allow",
    "Access-Control-Allow-Methods",
)


def create_app(context: AppContext) -> AccessMiddleware:
    """The application, ready for any ASGI server; it ends its sessions when it is shut down.

    Raises:
        ServerError: the page cannot be sent.
    """
    parts()

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        await context.sessions.warm_up()
        yield
        await context.sessions.close()

    server = context.sessions.settings.server
    app = FastAPI(
        title="envcheck",
        version=product_version(),
        docs_url=None,
        redoc_url=None,
        lifespan=lifespan,
        redirect_slashes=False,
        exception_handlers={OSError: _shortage, Exception: _fault},
    )
    app.state.context = context
    bearer = [Security(HTTPBearer(auto_error=False))] if context.access.asks else []
    for part in GUARDED_PARTS:
        app.include_router(part, responses=GUARDED, dependencies=bearer)
    for part in PUBLIC_PARTS:
        app.include_router(part, responses=EVERYWHERE)
    for kind in (Problem, Refused, SettingsError, HTTPException, RequestValidationError):
        app.add_exception_handler(kind, _refusal)
    _share(app, context.access.origins)
    largest = max(server.picture_bytes, server.sdp_bytes, BASELINE_BYTES)
    quota = RateLimiter(server.requests_per_minute)
    return AccessMiddleware(_at_node(app, server.node), context.access, quota, largest)


def _at_node(app: FastAPI, node: str) -> NodePath:
    """The application as one node of several, in what it describes as well."""
    plain = app.openapi
    app.openapi = lambda: describe(plain(), node)  # type: ignore[method-assign]
    return NodePath(app, node)


def _share(app: FastAPI, origins: Collection[str]) -> None:
    """Lets pages of these origins read what is answered."""
    app.add_middleware(
        CORSMiddleware,
        allow_origins=sorted(origins),
        allow_methods=["*"],
        allow_headers=["*"],
        expose_headers=EXPOSED,
    )


async def _refusal(request: Request, error: Exception) -> Response:
    """Every refusal, in one form."""
    problem = _problem(error)
    if problem.status is Http.NOT_FOUND and (moved := _moved(request)):
        return moved
    headers = dict(problem.headers)
    if problem.status is Http.METHOD_NOT_ALLOWED:
        headers = {"Allow": _allowed_methods(request)}
    return Response(problem.body, problem.status, headers=headers, media_type=MEDIA_TYPE)


async def _shortage(request: Request, error: Exception) -> Response:
    """No descriptor or memory is left for an answer; what else a system says is a fault as any other."""
    if getattr(error, "errno", None) not in EXHAUSTED:
        raise error
    busy = "This server has too much to do just now. Please try again in a moment."
    return await _refusal(request, Problem(Http.SERVICE_UNAVAILABLE, busy, {"Retry-After": str(v1.RETRY_SECS)}))


async def _fault(request: Request, error: Exception) -> Response:
    """What nobody foresaw, in the same form; the framework raises it once more, for the log."""
    problem = Problem(Http.INTERNAL_SERVER_ERROR, "Something went wrong here, which is not your fault.")
    return Response(problem.body, problem.status, media_type=MEDIA_TYPE)


def _allowed_methods(request: Request) -> str:
    """The methods of an address; the framework names those of its first route alone."""
    return ", ".join(sorted({method for route in _fitting(request.scope) for method in route.methods or ()}))


def _moved(request: Request) -> Response | None:
    """Where an address has a slash too many or too few: a path alone, so that no proxy's name is lost."""
    path = own_path(request.scope)
    other = path[:-1] if path.endswith("/") else f"{path}/"
    if _fitting(request.scope) or not _fitting({**request.scope, "path": other}):
        return None
    query = f"?{request.url.query}" if request.url.query else ""
    headers = {"Location": url_path(request.scope, quote(other)) + query}
    return Response(status_code=Http.TEMPORARY_REDIRECT, headers=headers)


def _fitting(scope: Scope) -> list[Route]:
    """The routes of a path, whatever their method."""
    routes = (route for part in (*GUARDED_PARTS, *PUBLIC_PARTS) for route in part.routes if isinstance(route, Route))
    return [route for route in routes if route.matches(scope)[0] is not Match.NONE]


def _problem(error: Exception) -> Problem:
    match error:
        case Problem():
            return error
        case Refused(known=True):
            return Problem(Http.FORBIDDEN, str(error))
        case Refused():
            return Problem(Http.UNAUTHORIZED, str(error), {"WWW-Authenticate": "Bearer"})
        case HTTPException():
            status = Http(error.status_code)
            return Problem(status, f"{status.description or status.phrase}.", error.headers or {})
        case RequestValidationError():
            return Problem(Http.UNPROCESSABLE_ENTITY, "Part of the request cannot be understood.")
        case _:
            return Problem(Http.UNPROCESSABLE_ENTITY, sentence(error))
