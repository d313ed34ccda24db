"""What the routes share: the sessions, who may ask, and what a request names."""

from dataclasses import dataclass
from http import HTTPStatus as Http
from typing import Annotated, Any

from fastapi import Depends, Header, Query, Request

from envcheck.server.access import Access, Scope
from envcheck.server.live_session import LiveSession
from envcheck.server.presence import Presence
from envcheck.server.problem import Problem
from envcheck.server.session_manager import SessionManager
from envcheck.server.whip_session import WhipSession


@dataclass(frozen=True)
class AppContext:
    """What the routes need.

    Attributes:
        sessions: those there are.
        access: who may ask.
        presence: counts open pages, where the server is there for them alone.
    """

    sessions: SessionManager
    access: Access
    presence: Presence | None = None


def _house(request: Request) -> AppContext:
    context = request.app.state.context
    assert isinstance(context, AppContext)
    return context


AppContextOf = Annotated[AppContext, Depends(_house)]
Asked = Annotated[str | None, Query(max_length=64)]


def _needs(scope: Scope) -> Any:
    """A dependency that passes with a token of that scope."""

    def permit(
        context: AppContextOf, authorization: Annotated[str | None, Header(include_in_schema=False)] = None
    ) -> None:
        context.access.verify(authorization, scope)

    return Depends(permit)


def _session(context: AppContextOf, session_id: str) -> WhipSession:
    if live := context.sessions.get(session_id):
        return live
    raise gone()


SessionOf = Annotated[WhipSession, Depends(_session)]


def _live_session(live: SessionOf) -> LiveSession:
    if isinstance(live, LiveSession):
        return live
    raise Problem(Http.NOT_FOUND, "This session is a guard: it tells who comes into view, and has nothing else.")


def gone() -> Problem:
    """What is answered where there is no such session."""
    return Problem(Http.NOT_FOUND, "There is no such session, or it is over.")


LiveSessionOf = Annotated[LiveSession, Depends(_live_session)]


def _flags(profile: Asked = None, lang: Asked = None) -> dict[str, str]:
    return {key: value for key, value in (("profile", profile), ("lang", lang)) if value}


Flags = Annotated[dict[str, str], Depends(_flags)]
CREATE, READ = [_needs(Scope.CREATE)], [_needs(Scope.READ)]
