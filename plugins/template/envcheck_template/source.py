"""Frames that another program receives, as something that envcheck can look at."""

import numpy as np
from numpy.typing import NDArray

from envcheck.media.frame import PictureFrame
from envcheck.media.newest import Newest
from envcheck.watch import Connection


class Source:
    """A camera somewhere, which is shown frame by frame: an `envcheck.watch.Incoming`.

    Attributes:
        video: the newest frame waits here; older ones that nobody looked at are dropped.
        audio: none here; with sound it is an `envcheck.watch.SoundFeed`.
        expects_video: a camera was announced.

    Example:
        async with Watch(source, Settings(profile="client")) as watch:
            async for message in watch.messages():
                await send_to_the_therapist_alone(message.model_dump_json())
    """

    audio = None
    expects_video = True

    def __init__(self) -> None:
        self.video = Newest()

    @property
    def frame_counts(self) -> tuple[int, int]:
        """Frames that arrived, and those of them that nobody looked at."""
        return self.video.arrived, self.video.dropped

    def show(self, pixels: NDArray[np.uint8], time: float) -> None:
        """Takes the next frame, in the event loop of the watch.

        Args:
            pixels: shape (height, width, 3), BGR; I420 of a decoder goes by `envcheck.media.planar` instead.
            time: of the platform's media clock, in seconds; it never goes back.
        """
        self.video.put(PictureFrame(pixels, time))

    async def measure(self) -> Connection | None:
        """How the frames travelled; nothing here tells."""
        return None

    async def close(self) -> None:
        """Lets go of the camera, at the end; here there is nothing to let go of."""
