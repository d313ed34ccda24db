"""A session on pictures made in a test, and what it tells."""

from collections.abc import Iterable
from pathlib import Path

import cv2
import numpy as np

from envcheck.media.frame import PictureFrame, Pixels
from envcheck.model.findings import Mode
from envcheck.runner import new_session
from envcheck.settings import Settings
from envcheck.wire.live_encoder import LiveEncoder
from envcheck.wire.live_messages import LiveMessage

SAMPLES = Path(__file__).parents[1] / "samples" / "media"


def picture(name: str) -> Pixels:
    """A sample as a camera would send it, shape (360, 640, 3), BGR."""
    read = cv2.imread(str(SAMPLES / name))
    assert read is not None
    return np.asarray(cv2.resize(read, (640, 360)), np.uint8)


def told(pictures: Iterable[Pixels], fps: float) -> list[LiveMessage]:
    """All that is told of pictures, so many a second, in English."""
    session = new_session(Settings(), Mode.VIDEO)
    encoder = LiveEncoder(session, str, "en")
    messages: list[LiveMessage] = list(encoder.snapshot())
    for number, picture in enumerate(pictures):
        time = number / fps
        messages += encoder.messages(time, session.push(PictureFrame(picture, time)))
        messages.append(encoder.progress(number + 1, 0))
    return messages
