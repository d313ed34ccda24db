"""The command: looks at lobbies until it is stopped."""

import argparse
import asyncio
import logging
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

import uvicorn

from envcheck import EnvcheckError
from envcheck.settings import Settings
from envcheck_janus.app import create_app
from envcheck_janus.client import JanusAway, Refused, connected
from envcheck_janus.observations import Observations
from envcheck_janus.settings import PREFIX, JanusSettings, UnusableSettings

log = logging.getLogger(__name__)

UNUSABLE = 3
"""The exit code where nothing can be looked at as the settings are."""

LEAVE_SECS = 4
"""How long readers may take to read the end once the process was asked to leave."""


class Serving(uvicorn.Server):
    """A server that ends its observations before it waits for those who read them.

    Args:
        config: of the server.
        observations: those.
    """

    def __init__(self, config: uvicorn.Config, observations: Observations) -> None:
        super().__init__(config)
        self._observations = observations
        self._loop = asyncio.get_running_loop()
        self._ending: asyncio.Task[None] | None = None

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Is called at a signal, in the midst of anything; the second one does not wait."""
        self.force_exit, self.should_exit = self.should_exit, True
        self._loop.call_soon_threadsafe(self._leave)

    async def startup(self, sockets: list[object] | None = None) -> None:  # type: ignore[override]
        """Listens, and says where: the port may be any free one."""
        await super().startup()
        for one in (place for server in self.servers for place in server.sockets):
            host, port = one.getsockname()[:2]
            print(f"envcheck-janus listens at http://{host}:{port}", flush=True)

    def _leave(self) -> None:
        self._ending = self._ending or asyncio.create_task(self._observations.leave())


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs until a signal; gives the exit code."""
    parser = argparse.ArgumentParser("envcheck-janus", description="Looks at lobbies of Janus' VideoRoom.")
    parser.add_argument("--config", type=Path, help="TOML file with a table [janus]")
    chosen = parser.parse_args(arguments)
    try:
        settings = JanusSettings.load(chosen.config)
        environ = {key: value for key, value in os.environ.items() if not key.startswith(PREFIX)}
        checks = Settings.load({"profile": settings.profile}, environ=environ)
        _set_up_logs()
        asyncio.run(_serve(settings, checks))
    except (UnusableSettings, EnvcheckError) as error:
        print(f"envcheck-janus: {error}", file=sys.stderr)
        return UNUSABLE
    except Refused as refused:
        print(f"envcheck-janus: Janus refuses our secret or token ({refused.code}).", file=sys.stderr)
        return UNUSABLE
    return 0


def _set_up_logs() -> None:
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s: %(message)s")
    for name in ("websockets", "aiortc", "aioice", "uvicorn"):
        logging.getLogger(name).setLevel(logging.WARNING)


async def _serve(settings: JanusSettings, checks: Settings) -> None:
    observations = Observations(settings, checks)
    observations.verify()
    try:
        async with connected(settings):
            log.info("Janus is there")
    except JanusAway:
        log.warning("Janus cannot be reached at present; each observation will try again")
    observations.warm_up()
    host, port = settings.address
    config = uvicorn.Config(
        create_app(settings, observations),
        host=host,
        port=port,
        log_config=None,
        access_log=False,  # addresses are secrets
        server_header=False,
        lifespan="off",
        timeout_graceful_shutdown=LEAVE_SECS,
    )
    await Serving(config, observations).serve()
