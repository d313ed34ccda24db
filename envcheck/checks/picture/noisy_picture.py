"""PIC106 noisy-picture."""

from envcheck.checks.base import Check
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.picture.frame_noise import FrameNoise
from envcheck.perception.scene import Scene


class NoisyPicture(Check):
    """A grainy picture.

    ## What it checks
    The standard deviation of the grain, in levels (of 255), at the size at which the picture arrives: the calmest
    third of its surfaces, walls and skin, tells.

    ## Why it matters
    Grain crawls over a still face, hides its fine play, and costs the connection what the face needs.

    ## Known limits
    Cameras smooth grain away and encoders drop it; a low value says nothing about the light. Where a whole picture
    is covered by fine texture, the texture counts as grain.

    ## References
    Immerkær, Computer Vision and Image Understanding 64, 1996, as the median over each block of 16 pixels. Of 421 real
    pictures at most 4.4 (98 % below 2.6). Made from 37 good ones by shot noise of 0.004 and read noise of 0.0004 of
    full light (variance), 95 % found, with two stops less light all, with a quarter of the noise one; sent at
    500 kbit/s afterwards none: the encoder had dropped the grain.
    """

    code = "PIC106"
    name = "noisy-picture"
    title = N_("Grain in the picture")
    severity = Severity.COULD
    serves = Serves.PRESENCE
    limit = Limit(activate=5.0, deactivate=4.0, start_secs=1.5, stop_secs=1.0)
    words = {
        "": Words(
            message=N_("The picture is grainy."),
            why=N_("Grain hides the fine play of an expression, and it never keeps still."),
            advice=N_("Turn on a lamp in front of you; with more light the grain goes away."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """Levels of grain; high is noisy."""
        return Observation(scene[FrameNoise].sigma)
