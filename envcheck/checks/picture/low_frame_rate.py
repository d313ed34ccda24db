"""PIC105 low-frame-rate."""

import numpy as np

from envcheck.checks.base import Check
from envcheck.checks.connection.lost_packets import loses_pictures
from envcheck.checks.picture.low_resolution import arrives_coarse
from envcheck.media.connection import Limitation
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, Mode, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene

DIM = 105

ENOUGH = 15.0
"""Frames per second. A sender who sends fewer on purpose is not told that they are few."""


class LowFrameRate(Check):
    """A picture that moves in jumps.

    ## What it checks
    How many frames arrived per second over the last two seconds, looked at or not, by the times of the stream. Where
    the sender says that it sends fewer than 15 on purpose, all of those count as 15. Where it says that its computer or
    its connection keeps it from sending more, the words are about that; and nothing is told here where little detail
    arrives for the same reason (PIC103). Where packets get lost, pictures do, and the words are about the connection.

    ## Why it matters
    Lips that move in jumps are hard to follow, and a nod or a smile can fall between two pictures.

    ## Known limits
    Needs video. Software that repeats frames to fill a steady rate hides the fault. A computer that is busy with
    other things may give frames late; so does a camera that exposes longer in a dim room.

    ## References
    EN 301 549, 6.5.1, after ITU-T H-series Supplement 1: 20 frames per second are of good use for lip-reading, and 12
    are usable with some restrictions.
    """

    code = "PIC105"
    name = "low-frame-rate"
    title = N_("Smoothness of the picture")
    severity = Severity.COULD
    serves = Serves.PRESENCE
    limit = Limit(activate=11.5, deactivate=13, start_secs=2.0, stop_secs=1.0)
    words = {
        "": Words(
            message=N_("The picture moves in small jumps."),
            why=N_("Lips that move in jumps are hard to follow."),
            advice=N_("Close other programs that keep the computer busy."),
        ),
        "dim": Words(
            message=N_("The picture moves in small jumps, as cameras do in a dim room."),
            why=N_("Lips that move in jumps are hard to follow."),
            advice=N_("Turn on a lamp in front of you, so that the camera can work faster."),
        ),
        Limitation.CPU: Words(
            message=N_("This computer is busy, so the picture moves in small jumps."),
            why=N_("Lips that move in jumps are hard to follow."),
            advice=N_("Close other programs that keep the computer busy."),
        ),
        Limitation.BANDWIDTH: Words(
            message=N_("The connection is narrow, so the picture moves in small jumps."),
            why=N_("Lips that move in jumps are hard to follow."),
            advice=N_("Move closer to the router, or connect by cable."),
        ),
    }

    def observe(self, scene: Scene) -> Observation:
        """Frames per second; low is jerky."""
        if scene.mode is Mode.PICTURE:
            raise FacetUnavailable(N_("needs video"), not_applicable=True)
        rate = scene.frame.rate
        if rate is None:
            raise FacetUnavailable(N_("how many frames arrive is not known yet"))
        rate *= max(1.0, ENOUGH / scene.expectations.declared_fps) if scene.expectations.declared_fps else 1.0
        if scene.limitation:
            if arrives_coarse(scene):
                raise FacetUnavailable(N_("little detail arrives for the same reason"))
            return Observation(rate, variant=scene.limitation)
        if loses_pictures(scene):
            return Observation(rate, variant=Limitation.BANDWIDTH)
        highlights = np.percentile(scene[Luma].plane[::4, ::4], 90)
        return Observation(rate, variant="dim" if highlights < DIM else "")
