"""The command `envcheck-livekit`."""

import argparse
import asyncio
import logging
import os
import signal
import sys
from collections.abc import Sequence

from envcheck_livekit.agent import Agent, Options
from envcheck_livekit.lobby import Refused, RoomNames

NEEDED = ("LIVEKIT_URL", "LIVEKIT_API_KEY", "LIVEKIT_API_SECRET")
UNUSABLE, FAULT = 3, 70


def parser() -> argparse.ArgumentParser:
    """What may be asked for; each option may stand in the environment instead, such as ENVCHECK_LIVEKIT_ROOMS."""
    command = argparse.ArgumentParser(prog="envcheck-livekit", description=__doc__)
    actions = command.add_subparsers(dest="action", required=True)
    run = actions.add_parser("run", help="waits for rooms, until it is stopped", description=", ".join(NEEDED))
    for name, default, kind, about in (
        ("rooms", "", str, "names of the lobbies, such as lobby-*, with commas between them; no others are joined"),
        (
            "guard-rooms",
            "",
            str,
            "names of the rooms of sessions, where a guard may be asked for; without them, nowhere",
        ),
        ("name", "envcheck", str, "by which the agent is asked for"),
        ("seconds", "180", float, "how long a check may last"),
        ("sessions", "10", int, "checks at one time"),
        ("busy", "0.7", float, "load of the machine from which no further room is taken; 2 for never"),
        ("host", "127.0.0.1", str, "address of the health check"),
        ("port", "8081", int, "its port; 0 for any"),
    ):
        value = os.environ.get(f"ENVCHECK_LIVEKIT_{name.upper().replace('-', '_')}", default)
        run.add_argument(f"--{name}", default=value, type=kind, help=f"{about} ({value})" if value else about)
    return command


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs the command and leaves with its exit code."""
    asked = parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    try:
        if missing := [name for name in NEEDED if not os.environ.get(name)]:
            raise Refused(f"{', '.join(missing)} must be set")
        if not min(asked.seconds, asked.sessions, asked.busy) > 0:
            raise Refused("seconds, sessions and busy must be above 0")
        lobbies, guarded = RoomNames(_listed(asked.rooms)), _listed(asked.guard_rooms)
        limits = (asked.seconds, asked.sessions, asked.busy)
        places = (asked.host, asked.port, RoomNames(guarded) if guarded else None)
        agent = Agent(Options(lobbies, asked.name, *limits, *places))
    except Refused as refused:
        print(f"envcheck-livekit: {refused}.", file=sys.stderr)
        sys.exit(UNUSABLE)
    agent.warm_up()
    try:
        asyncio.run(serve(agent))
    except (OSError, RuntimeError) as error:
        print(f"envcheck-livekit: {error}.", file=sys.stderr)
        sys.exit(FAULT)


def _listed(patterns: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in patterns.split(",") if part.strip())


async def serve(agent: Agent) -> None:
    """Runs until SIGTERM or Ctrl-C: then checks go on to their end, and no new one is taken; at the second they stop.

    Raises:
        RuntimeError: LiveKit's server could not be reached in many tries.
    """
    loop, asked, again = asyncio.get_running_loop(), asyncio.Event(), asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, lambda: again.set() if asked.is_set() else asked.set())
    running = asyncio.create_task(agent.server.run())
    leaving = asyncio.create_task(_leave(agent, asked, again))
    try:
        await asyncio.wait([running, leaving], return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            running.result()
    finally:
        leaving.cancel()
        await agent.close()


async def _leave(agent: Agent, asked: asyncio.Event, again: asyncio.Event) -> None:
    await asked.wait()
    work = [asyncio.create_task(one) for one in (agent.server.drain(), again.wait())]
    await asyncio.wait(work, return_when=asyncio.FIRST_COMPLETED)
    for task in work:
        task.cancel()
    await asyncio.gather(*work, return_exceptions=True)  # a guard may last longer than leaving may
