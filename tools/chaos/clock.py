"""The wall clock of the server's machine steps by an hour, there and back, while a session runs."""

import asyncio
import os
import tempfile
import time
from pathlib import Path

import httpx
import jwt

from chaos.trial import ANSWER_SECS, Outcome, Pulse, Said, begun, client, codes, ends, looks_on
from serving import served

LIBRARY = "faketime/libfaketimeMT.so.1"
HOUR = 3600
KEY = "a key that is as long as a shared key has to be"
TOKEN_SECS = 1200
"""For so long a token is good: less than a step."""

SEEN_SECS = 2.0
"""After which a step is seen for sure: the library looks for it once a second."""


def library() -> Path | None:
    """What shows a program another time; None where it is not installed."""
    return next((path for path in Path("/usr/lib").glob(f"*/{LIBRARY}")), None)


def clock(after: float = 5.0) -> Outcome:
    """Sets a server's clock forward, back, and behind.

    Args:
        after: seconds for which what is told is listened to after each step.
    """
    done = "the wall clock stepped by an hour: forward, back, behind, and back"
    preloaded = library()
    if preloaded is None:
        return Outcome(done, "nothing", missing="libfaketime is not installed")
    said = Said()
    with tempfile.TemporaryDirectory() as folder:
        offset, key = Path(folder, "offset"), Path(folder, "key")
        offset.write_text("+0")
        key.write_text(KEY)
        key.chmod(0o600)
        environ = {
            "LD_PRELOAD": str(preloaded),
            "FAKETIME_TIMESTAMP_FILE": str(offset),
            "FAKETIME_DONT_FAKE_MONOTONIC": "1",
            "FAKETIME_CACHE_DURATION": "1",
        }
        with served("--jwt-key", str(key), "--jwt-algorithm", "HS256", environ=environ) as server:
            seen = asyncio.run(_step(server.url, offset, after, said))
            said.expect(
                not any('"error"' in line for line in server.lines), "an error that nobody foresaw is in the log"
            )
    return Outcome(done, seen, tuple(said.faults))


async def _step(url: str, offset: Path, after: float, said: Said) -> str:
    token = _token()
    slowest = 0.0
    async with client(url, token) as sending:
        await begun(sending)
        known = codes(sending.told)
        for secs, answered in ((HOUR, 401), (0, 200), (-HOUR, 200), (0, 200)):
            _set(offset, secs)
            await asyncio.sleep(SEEN_SECS)
            async with Pulse(url) as pulse:
                goes_on = await looks_on(sending)
                await asyncio.sleep(after)
            slowest = max(slowest, pulse.longest)
            said.expect(goes_on, f"the session did not go on at {secs:+} s: {ends(sending.told)}")
            said.expect(pulse.longest < ANSWER_SECS, f"no answer for {pulse.longest:.1f} s at {secs:+} s")
            status = await _status(url, token)
            said.expect(status == answered, f"a token of twenty minutes was answered with {status} at {secs:+} s")
        new = codes(sending.told) - known
        said.expect(not new, f"told of the step: {', '.join(sorted(new))}")
        await sending.end()
    said.expect(ends(sending.told) == ["closed"], f"the session ended: {ends(sending.told)}")
    return f"the session went on, slowest answer {slowest:.2f} s, the token was refused an hour later and taken again"


def _token() -> str:
    now = int(time.time())
    claims = {"exp": now + TOKEN_SECS, "aud": "envcheck", "scope": "create read"}
    return jwt.encode(claims, KEY, "HS256")


async def _status(url: str, token: str) -> int:
    async with httpx.AsyncClient(timeout=60) as http:
        return (await http.get(f"{url}/v1/checks", headers={"Authorization": f"Bearer {token}"})).status_code


def _set(offset: Path, secs: int) -> None:
    """Written aside and moved, so that nobody reads half of it."""
    part = offset.with_suffix(".part")
    part.write_text(f"{secs:+d}")
    os.replace(part, offset)
