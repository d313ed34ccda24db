"""The server's HTTP side: the one place that knows the framework and chooses a status."""
