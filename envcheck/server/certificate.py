"""The server's TLS certificate: read when it starts, and anew at SIGHUP, so that a renewed one ends no session."""

import asyncio
import logging
import signal
import ssl
from pathlib import Path
from typing import Any

import uvicorn

from envcheck.model.errors import ServerError
from envcheck.model.regular_file import verify_regular

log = logging.getLogger(__name__)


class Certificate:
    """Meets each new connection with what was last read and could be used; those there are go on with theirs.

    Args:
        config: of a server that does TLS, loaded.
    """

    def __init__(self, config: uvicorn.Config) -> None:
        assert config.ssl
        self._config = config
        self._current = config.ssl
        config.ssl.sni_callback = self._choose

    def renew_at_hangup(self) -> None:
        """Has SIGHUP read the files anew, where there is such a signal; within the event loop of the main thread."""
        if hasattr(signal, "SIGHUP"):
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, self.renew)

    def renew(self) -> None:
        """Reads both files anew; where they cannot be used, the log says why and nothing changes."""
        try:
            self._current = _read(self._config)
        except ServerError as error:
            log.error("the certificate stays as it was", extra={"fields": {"reason": str(error)}})
        else:
            log.info("certificate read anew")

    def _choose(self, connection: Any, name: str | None, context: ssl.SSLContext) -> None:
        """Called by OpenSSL for each connection, whether it names a server or not, before a certificate is shown."""
        connection.context = self._current


def load(config: uvicorn.Config) -> None:
    """Loads a configuration, with its certificate where there is one.

    Raises:
        ServerError: the certificate or its key cannot be used.
    """
    try:
        for file in (config.ssl_certfile, config.ssl_keyfile):
            if file:
                verify_regular(Path(file))
        config.load()
    except (OSError, ssl.SSLError) as error:
        raise ServerError(f"The certificate or its key cannot be used ({error.strerror or error}).") from None


def _read(config: uvicorn.Config) -> ssl.SSLContext:
    """What the same files give now."""
    fresh = uvicorn.Config(
        config.app,
        http=config.http,
        ssl_certfile=config.ssl_certfile,
        ssl_keyfile=config.ssl_keyfile,
        log_config=None,
        ws="none",
    )
    load(fresh)
    assert fresh.ssl
    return fresh.ssl
