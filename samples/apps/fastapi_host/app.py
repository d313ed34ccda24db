"""A FastAPI program with a login of its own; the room check is mounted below /room-check, for who is logged in."""

import secrets
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Annotated

import jwt
from fastapi import Cookie, FastAPI, HTTPException, Response
from fastapi.responses import FileResponse

from envcheck.server.access import Access, SignedTokens
from envcheck.server.app import mounted
from envcheck.settings import Settings

KEY = secrets.token_urlsafe(48)  # of this run alone
room_check = mounted(Settings.load(), Access(signed=SignedTokens(KEY, "HS256", "envcheck")))
logged_in: set[str] = set()


@asynccontextmanager
async def lifespan(_: FastAPI) -> AsyncIterator[None]:
    """Begins the room check before the first visitor, and ends it with the program."""
    async with room_check:
        yield


app = FastAPI(lifespan=lifespan)
app.mount("/room-check", room_check)


@app.get("/")
def page() -> FileResponse:
    """The program's page."""
    return FileResponse(Path(__file__).with_name("index.html"))


@app.post("/login", status_code=204)
def login(response: Response) -> None:
    """Anybody, here: this is where your own login is."""
    logged_in.add(session := secrets.token_urlsafe())
    response.set_cookie("session", session, httponly=True, samesite="strict")


@app.post("/room-token")
def room_token(session: Annotated[str, Cookie()] = "") -> dict[str, str]:
    """A token of ten minutes for who has our cookie; it holds no name."""
    if session not in logged_in:
        raise HTTPException(401)
    return {"token": jwt.encode({"aud": "envcheck", "scope": "create read", "exp": time.time() + 600}, KEY, "HS256")}
