"""How seldom costly perceivers run on a stream: between two runs their last answer is used, with its age.

What shows how a room is need not be seen anew while the room stays as it is, which a thumbnail of it tells.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from envcheck.errors import FacetUnavailable
from envcheck.findings import Mode
from envcheck.perception.facets import (
    Cast,
    Change,
    Clutter,
    Glare,
    Grain,
    Patches,
    Replacement,
    Resolution,
    Silhouette,
    Texts,
    Things,
    Tilt,
    Turn,
)
from envcheck.perception.rest import Rest
from envcheck.perception.scene import Perceiver, Scene


@dataclass(frozen=True)
class Cadence:
    """How seldom a facet may be perceived.

    Attributes:
        every_secs: media time after which its last answer is too old.
        why: what makes this often enough.
        at_rest_secs: the same at most while the room stays as it was; 0 where that makes no difference.
    """

    every_secs: float
    why: str
    at_rest_secs: float = 0.0


ABOUT_A_SECOND = 0.9
"""Every second look at the default pace. What is mended is then taken back within 3 s, its `stop_secs` included."""

AT_REST = 9.9
"""Every other look while all is well. A picture that gets finer shows in no thumbnail: few answers are used for longer.
What follows people rests as well: a head that moves aside shows the room that it hid, which is a change."""

LONG_AT_REST = 60.0
"""For what lies still, and costs more than all else: papers and boards that come into view change the room."""

CADENCES: Mapping[type[Any], Cadence] = {
    Silhouette: Cadence(
        ABOUT_A_SECOND, "it is wider than people by what they sway; in 26 labelled clips it made no difference", AT_REST
    ),
    Things: Cadence(ABOUT_A_SECOND, "furniture stays, and somebody who walks in changes what is behind", 2 * AT_REST),
    Change: Cadence(ABOUT_A_SECOND, "a room and a camera seldom change while they are looked at", AT_REST),
    Turn: Cadence(ABOUT_A_SECOND, "a telephone is seldom turned"),
    Tilt: Cadence(ABOUT_A_SECOND, "a camera seldom moves", AT_REST),
    Clutter: Cadence(ABOUT_A_SECOND, "things behind stay where they are", AT_REST),
    Patches: Cadence(ABOUT_A_SECOND, "things behind stay where they are", AT_REST),
    Glare: Cadence(ABOUT_A_SECOND, "a curtain takes about that long to be drawn"),
    Cast: Cadence(ABOUT_A_SECOND, "a camera takes longer to settle its white balance"),
    Replacement: Cadence(ABOUT_A_SECOND, "an effect is switched by hand, and changes all that is behind", AT_REST),
    Resolution: Cadence(ABOUT_A_SECOND, "an encoder changes its size every few seconds at most"),
    Grain: Cadence(ABOUT_A_SECOND, "a camera changes its gain over a second or more"),
    Texts: Cadence(
        2.0, "papers and boards stay where they are, and looking for them costs more than all else", LONG_AT_REST
    ),
}
"""The facets that need not be perceived at every look. All others are cheap, or follow what moves."""


class Paced:
    """Runs another perceiver only when its last answer has grown too old; on a single picture at once.

    A failure is an answer as well, so that what cannot be perceived costs no more than what can.

    Args:
        perceiver: does the work.
        cadence: how often.
    """

    def __init__(self, perceiver: Perceiver, cadence: Cadence) -> None:
        self._perceiver = perceiver
        self._rest = Rest(cadence.every_secs, cadence.at_rest_secs)
        self._last: Any = None

    @property
    def facet(self) -> type[Any]:
        """The type that is perceived."""
        return self._perceiver.facet

    def perceive(self, scene: Scene) -> Any:
        """The facet, or the last one while it is young enough; raises `FacetUnavailable` likewise."""
        if scene.mode is Mode.PICTURE or self._rest.is_over(scene):
            self._rest.begin(scene)
            self._last = self._answer(scene)
        if isinstance(self._last, FacetUnavailable):
            raise self._last.again()
        return self._last

    def age(self, time: float) -> float:
        """Seconds of media time at `time` since the facet was perceived."""
        return self._rest.age(time)

    def _answer(self, scene: Scene) -> Any:
        try:
            return self._perceiver.perceive(scene)
        except FacetUnavailable as unavailable:
            return unavailable.again()


def paced(perceiver: Perceiver) -> Perceiver:
    """The perceiver at the cadence of its facet; itself where it runs at every look."""
    cadence = CADENCES.get(perceiver.facet)
    return Paced(perceiver, cadence) if cadence else perceiver
