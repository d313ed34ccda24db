"""The server's HTTP side: the one place that knows the framework and chooses a status."""

from envcheck.server.app.mount import mounted

__all__ = ["mounted"]
