"""For those who run the server: does it live, is there room, what has it done."""

import asyncio
from http import HTTPStatus as Http

from fastapi import APIRouter, Response

from envcheck.server.app.context import READ, AppContextOf
from envcheck.server.metrics import MEDIA_TYPE as METRICS
from envcheck.server.openapi import FULL, gives
from envcheck.server.problem import Problem

router = APIRouter()

public = APIRouter()
"""What needs no token."""


@public.get("/healthz", status_code=204, response_class=Response)
async def healthy() -> Response:
    """The server runs."""
    return Response(status_code=Http.NO_CONTENT)


@public.get("/readyz", status_code=204, response_class=Response, responses=FULL)
async def ready(context: AppContextOf) -> Response:
    """The server takes requests; 503 while it starts or leaves.

    One that is full is ready: its sessions have to stay reachable, and an offer is told of it with 503 and Retry-After.
    """
    if not context.sessions.ready:
        raise Problem(Http.SERVICE_UNAVAILABLE, "The server is starting, or about to leave.")
    return Response(status_code=Http.NO_CONTENT)


@router.get(
    "/metrics", dependencies=READ, response_class=Response, responses=gives(Http.OK, METRICS, description="Counts")
)
async def metrics(context: AppContextOf) -> Response:
    """Counts and times, for Prometheus."""
    context.sessions.metrics.tasks.set(len(asyncio.all_tasks()))
    return Response(context.sessions.metrics.text(), headers={"Content-Type": METRICS})
