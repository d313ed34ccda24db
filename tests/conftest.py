"""What holds for every test."""

import os
import signal

signal.signal(signal.SIGINT, signal.default_int_handler)
"""A shell that starts the tests in the background leaves Ctrl-C ignored, in every program that they start as well."""

os.environ["ENVCHECK_MODELS"] = os.devnull
"""Commands and servers see what the installation carries alone, and nothing that somebody has brought here later."""
