"""LIT106 flickering-light."""

from envcheck.checks.base import Check
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.light.flicker import Flicker
from envcheck.perception.scene import Scene

WHY = N_("Flicker tires the eyes, and for some people it is hard to bear.")


class FlickeringLight(Check):
    """A lamp that flickers in the picture.

    ## What it checks
    The depth of the flicker at least, as a share of the light up and down: of stripes that lie across the whole width
    and move, or of the whole picture when it grows brighter and darker by turns. It needs some seconds of video.

    ## Why it matters
    Lamps change 100 or 120 times a second with the mains. A camera set for the other mains shows it as stripes that
    wander through the picture for the whole session.

    ## Known limits
    Looks come half a second apart, so that only stripes which moved between looks up to 4 s apart are seen. Those
    that stand still, because camera and mains keep exact step, are taken for part of the room; slow ones seem weaker
    than they are. Less than one stripe in the height of the picture is only seen as brighter and darker.

    ## References
    IEEE 1789-2015 on flicker. Told in none of 36 clips, nor in 198 pictures played with noise, a shaking
    camera or a new exposure. Bands of 100 and 120 Hz over a read-out of 10 to 30 ms, put into 52 clips of 4 to 10 s:
    where they drift by 0.04 Hz or more 62 to 87 % found at a depth of 5 %, 81 to 100 % at 10 %, 90 to 100 % at 20 %;
    at 0.01 Hz 10 %, 10 % and 52 %; in exact step with the looks 10 %, however deep. Cleared in 1.5 s.
    """

    code = "LIT106"
    name = "flickering-light"
    title = N_("Flicker in the light")
    severity = Severity.SHOULD
    serves = Serves.PRESENCE
    limit = Limit(activate=0.015, deactivate=0.01, start_secs=1.5, stop_secs=0.5)
    words = {
        "": Words(
            message=N_("The light in your picture keeps growing brighter and darker."),
            why=WHY,
            advice=N_("Try another lamp, or turn the flickering one off."),
        ),
        "bands": Words(
            message=N_("Stripes of light and shade wander through your picture."),
            why=WHY,
            advice=N_("Try another lamp, or use daylight while you can."),
        ),
    }

    def observe(self, scene: Scene) -> Observation:
        """Share of light up and down; high is flicker."""
        flicker = scene[Flicker]
        variant = "bands" if flicker.bands >= flicker.beats else ""
        return Observation(max(flicker.bands, flicker.beats), variant=variant)
