"""What holds for every test."""

import logging
import os
import signal
from collections.abc import Iterator

import pytest

from envcheck.server.logs import JsonLines

signal.signal(signal.SIGINT, signal.default_int_handler)
"""A shell that starts the tests in the background leaves Ctrl-C ignored, in every program that they start as well."""

os.environ["ENVCHECK_MODELS"] = os.devnull
"""Commands and servers see what the installation carries alone, and nothing that somebody has brought here later."""


@pytest.fixture(autouse=True)
def no_log_is_left() -> Iterator[None]:
    """A command that serves sets up logs of its process, whose place to write to is gone with its test."""
    yield
    for handler in logging.root.handlers[:]:
        if isinstance(handler.formatter, JsonLines):
            logging.root.removeHandler(handler)
            logging.root.setLevel(logging.WARNING)
