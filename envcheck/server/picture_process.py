"""The process in which pictures of strangers are decoded and judged: `python -m envcheck.server.picture_process`.

Over its standard input come settings and a picture, over its standard output goes what came of them, each part with its
length before it. It ends with its input. A decoder that loses its way takes no more than this process down.
"""

import json
import os
import signal
import struct
from contextlib import suppress
from datetime import datetime
from typing import BinaryIO

import cv2
import numpy as np

from envcheck.child import own_streams
from envcheck.media.still.image import decode_picture
from envcheck.media.still.picture_format import SENT
from envcheck.model.errors import InputError, SettingsError
from envcheck.process import forbid_core_dumps, limit_memory
from envcheck.render.language import translator
from envcheck.runner import check_image, provenance
from envcheck.settings import Settings
from envcheck.wire.messages import report_message

LENGTH = struct.Struct(">Q")

MOST_MEMORY = 1_500_000_000
"""Bytes of address space for one picture beyond what the networks take: decoding may need 1 GB."""

MOST_SECS = 15.0
"""Of the processor for one picture: the most costly that may be sent takes 3."""

PATIENCE = 5
"""How far this process stands back behind the one that looks at live pictures (nice)."""

READY, REPORT, INPUT, SETTINGS, FAULT = "ready", "report", "input", "settings", "fault"
"""What an answer is, and its first field: nothing yet, a report, why not (of the picture; of the settings), a fault."""


def write_part(stream: BinaryIO, data: bytes) -> None:
    """Sends one part.

    Raises:
        OSError: the other side is gone.
    """
    stream.write(LENGTH.pack(len(data)))
    stream.write(data)
    stream.flush()


def read_part(stream: BinaryIO) -> bytes:
    """The next part.

    Raises:
        EOFError: the other side is gone.
        OSError: likewise.
    """
    (length,) = LENGTH.unpack(_exactly(stream, LENGTH.size))
    return _exactly(stream, length)


def main() -> None:
    """Judges one picture after another until the input ends."""
    given, told = own_streams()
    _limit_oneself()
    check_image(np.random.default_rng(0).integers(0, 256, (360, 640, 3), np.uint8))  # loads all there is to load
    limit_memory(MOST_MEMORY)
    write_part(told, json.dumps([READY]).encode())
    with suppress(EOFError, OSError):
        while True:
            settings, data = read_part(given), read_part(given)
            write_part(told, json.dumps(_answer(settings, data)).encode())


def _answer(settings_text: bytes, data: bytes) -> list[str]:
    _allow_secs(MOST_SECS)
    try:
        settings = Settings.model_validate_json(settings_text)
        pixels = decode_picture(data, "picture", settings.server.megapixels, SENT)
        origin = provenance(settings, datetime.now().astimezone())
        message = report_message("picture", check_image(pixels, settings), origin, translator(settings.lang))
    except InputError as error:
        return [INPUT, error.reason]
    except SettingsError as error:
        return [SETTINGS, error.where, error.reason]
    except Exception as error:
        trace = error.__traceback__
        while trace and trace.tb_next:
            trace = trace.tb_next
        return [FAULT, type(error).__name__, f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace else ""]
    finally:
        _allow_secs(0)
    return [REPORT, message.model_dump_json()]


def _limit_oneself() -> None:
    forbid_core_dumps()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the server, which then ends this process
    cv2.setNumThreads(1)
    if hasattr(os, "nice"):
        os.nice(PATIENCE)


def _allow_secs(secs: float) -> None:
    """Ends this process, whatever it is at, once it has used so much of the processor; 0 for no end."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_PROF, secs)


def _exactly(stream: BinaryIO, length: int) -> bytes:
    data = stream.read(length)
    if len(data) < length:
        raise EOFError
    return data


if __name__ == "__main__":
    main()
