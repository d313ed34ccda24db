"""The server's process is stopped for a while, as a suspended virtual machine is, and goes on."""

import asyncio
import os
import signal
import time

from chaos.trial import ANSWER_SECS, Outcome, Pulse, Said, begun, client, codes, ends, looks_on
from serving import served
from whip_client import Client

AFTER_SECS = 10.0
"""How long what is told is listened to once the process goes on."""


def stopped(secs: float = 10.0, silent_secs: float = 10.0, after: float = AFTER_SECS) -> Outcome:
    """Stops a server for so long, while a session runs.

    Args:
        secs: how long it stands still.
        silent_secs: the server's limit for sessions from which nothing comes.
        after: how long what is told is listened to.
    """
    with served(environ={"ENVCHECK_SERVER__SILENT_SECS": str(silent_secs)}) as server:
        said = Said()
        seen = asyncio.run(_stop(server.url, server.process.pid, secs, after, said))
    return Outcome(f"the server was stopped for {secs:.0f} s, and went on", seen, tuple(said.faults))


async def _stop(url: str, pid: int, secs: float, after: float, said: Said) -> str:
    async with client(url) as sending:
        await begun(sending)
        verdict, known = await _verdict(sending), codes(sending.told)
        os.kill(pid, signal.SIGSTOP)
        await asyncio.sleep(secs)
        os.kill(pid, signal.SIGCONT)
        went_on = time.monotonic()
        async with Pulse(url) as pulse:
            goes_on = await looks_on(sending)
            delay = time.monotonic() - went_on
            await asyncio.sleep(after)
        new = codes(sending.told) - known
        now = await _verdict(sending) if goes_on else "none"
        answer = await sending.http.delete(sending.session)
    said.expect(goes_on or ends(sending.told), "the session neither went on nor ended")
    said.expect(goes_on, f"the session ended: {ends(sending.told)}")
    said.expect(not new, f"told of the gap: {', '.join(sorted(new))}")
    said.expect(now == verdict or not goes_on, f"the verdict was {verdict}, and became {now}")
    said.expect(pulse.longest < ANSWER_SECS, f"no answer for {pulse.longest:.1f} s")
    said.expect(answer.status_code == 200, f"DELETE was answered with {answer.status_code}")
    return f"looks went on after {delay:.1f} s, verdict {now}, slowest answer {pulse.longest:.2f} s"


async def _verdict(sending: Client) -> str:
    return str((await sending.http.get(f"{sending.session}/report")).json()["verdict"])
