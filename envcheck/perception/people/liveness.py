"""Living or pictured: what tells a face on a wall from a face in the room.

In one look, straight edges that close around it. Over time, whether it ever moves by itself. Measured on clips made
with sensor noise, a trembling camera, unsteady light and H.264 at 200 to 600 kbit/s: of 113 living faces 14 to 56
pixels high 107 moved within three seconds (77 of 80 from one source, 30 of 33 from others), of 100 photos on walls
none; over two seconds 265 of 300 photos were as still as `STILL` asks, and none of 165 living faces. Nearly all of
these people speak or sign: somebody who listens moves less.
"""

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Mode
from envcheck.model.geometry import Box
from envcheck.perception.arrays import Plane
from envcheck.perception.faces.multiscale_faces import MultiscaleFaces
from envcheck.perception.people.detections import Detections
from envcheck.perception.people.micro_motion import micro_motion
from envcheck.perception.people.picture_frames import is_framed
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import Scene


@dataclass(frozen=True)
class Liveness:
    """What tells a picture of somebody from somebody.

    Attributes:
        is_framed: True where straight edges close around them, as those of a photo, a poster or a screen do.
        moved: True where they moved by themselves over the last seconds, False where they kept as still as a picture,
            None where neither is known, as in a single picture.
        still_secs: how long they have kept so.
    """

    is_framed: bool = False
    moved: bool | None = None
    still_secs: float = 0.0

    @property
    def lasts(self) -> bool:
        """True where they keep still for longer than anybody does."""
        return self.moved is False and self.still_secs >= LASTING_SECS


@dataclass(frozen=True)
class LivenessMap:
    """What is known of the faces and bodies that may be pictures, by their boxes."""

    by_box: Mapping[Box, Liveness]

    def of(self, box: Box) -> Liveness:
        """What is known of the face or body in this box."""
        return self.by_box.get(box, Liveness())


MOST = 4
"""Faces, and bodies, that are looked at: the most prominent."""

SMALL_BODY = 0.6
"""Share of the frame's height up to which a body may hang on a wall."""

GAP_SECS, USUAL_SECS = (0.25, 1.25), 0.5
"""Two looks are compared over about half a second, and over no shorter or longer time than this."""

SWAYS, PLAINLY = 0.5, 0.8
"""Pixels of the view by which somebody living moves: seen twice, or by so much once."""

STILL = 0.23
"""Pixels of the view within which a picture stays."""

STILL_SECS, STILL_LOOKS = 2.0, 4
"""For so long, and at so many looks at least, which take longer where there are few."""

LASTING_SECS = 30.0
"""For so long whoever has a body, or is the one the picture is about, has to keep still to be taken for a picture. Of
people in clips of up to 11 seconds none did for longer than 0.3; but encoders pass over what hardly moves, for 12
seconds and more in a room at rest."""

REMEMBERED_SECS = 20.0
"""How long somebody who moved is taken for living: nobody keeps still for much longer."""

AGAIN_SECS = 1.0
"""Seconds after which edges around a face are sought anew."""


@dataclass
class _Track:
    """One face in one place."""

    box: Box
    since: float
    is_framed: bool
    framed_at: float
    unrest_at: float
    motions: deque[tuple[float, float]] = field(default_factory=lambda: deque(maxlen=64))

    def note(self, now: float, shift: float | None) -> None:
        """Takes in by how far it moved; None where that cannot be told."""
        if shift is None:
            self.unrest_at = now
            return
        self.motions.append((now, shift))
        if shift >= STILL:
            self.unrest_at = now

    def moved(self, now: float) -> bool | None:
        """As `Liveness.moved`."""
        shifts = [shift for time, shift in self.motions if now - time <= REMEMBERED_SECS]
        if sum(shift > SWAYS for shift in shifts) > 1 or any(shift > PLAINLY for shift in shifts):
            return True
        spans = [shift for time, shift in self.motions if now - time < STILL_SECS]
        lately = [shift for _, shift in self.motions][-max(STILL_LOOKS, len(spans)) :]
        enough = now - self.since >= STILL_SECS and len(lately) >= STILL_LOOKS
        return False if enough and max(lately) < STILL else None


class LivenessPerceiver:
    """Follows faces by their places."""

    facet = LivenessMap

    def __init__(self) -> None:
        self._looks: deque[tuple[float, Plane]] = deque(maxlen=8)
        self._tracks: list[_Track] = []

    def perceive(self, scene: Scene) -> LivenessMap:
        """What is known of the faces, and of small bodies.

        Raises:
            FacetUnavailable: as for `MultiscaleFaces`.
        """
        faces = scene[MultiscaleFaces].faces
        boxes = [face.box for face in faces[:MOST]]
        bodies = _small_bodies(scene)
        if not boxes and not bodies:
            self._looks.clear()
            self._tracks.clear()
            return LivenessMap({})
        plane = scene[Luma].plane
        known = {box: Liveness(is_framed(plane, box)) for box in bodies}
        if scene.mode is Mode.PICTURE:
            return LivenessMap(known | {box: Liveness(is_framed(plane, box)) for box in boxes})
        return LivenessMap(known | self._update_tracks(boxes, plane, scene.time))

    def _update_tracks(self, boxes: Iterable[Box], plane: Plane, time: float) -> dict[Box, Liveness]:
        if self._looks and (self._looks[-1][0] >= time or self._looks[-1][1].shape != plane.shape):
            self._looks.clear()
            self._tracks.clear()
        earlier = self._earlier(time)
        frozen = earlier is not None and np.array_equal(plane, earlier[1])
        tracks = [self._track(box, plane, time) for box in boxes]
        for track in tracks:
            if frozen:  # in a picture that stands still everybody does
                track.unrest_at = time
            elif earlier and earlier[0] >= track.since:
                track.note(time, micro_motion(plane, earlier[1], track.box))
        self._tracks = tracks
        self._looks.append((time, plane))
        return {track.box: Liveness(track.is_framed, track.moved(time), time - track.unrest_at) for track in tracks}

    def _earlier(self, time: float) -> tuple[float, Plane] | None:
        """The look nearest to half a second earlier."""
        fitting = [look for look in self._looks if GAP_SECS[0] - 1e-6 <= time - look[0] <= GAP_SECS[1] + 1e-6]
        return min(fitting, key=lambda look: abs(time - look[0] - USUAL_SECS), default=None)

    def _track(self, box: Box, plane: Plane, time: float) -> _Track:
        """The face that was seen in this place before, moved on, or a new one."""
        old = next((track for track in self._tracks if _overlap(track.box, box)), None)
        if old is None:
            return _Track(box, time, is_framed(plane, box), time, time)
        self._tracks.remove(old)
        old.box = box
        if time - old.framed_at >= AGAIN_SECS:
            old.is_framed, old.framed_at = is_framed(plane, box), time
        return old


def _small_bodies(scene: Scene) -> list[Box]:
    """Bodies that may hang on a wall, surest first."""
    try:
        bodies = scene[Detections].of_class("person")
    except FacetUnavailable:
        return []
    return [body.box for body in bodies if body.box.height <= SMALL_BODY][:MOST]


def _overlap(one: Box, other: Box) -> bool:
    """True where the boxes share half of the smaller one."""
    width = min(one.x2, other.x2) - max(one.x1, other.x1)
    height = min(one.y2, other.y2) - max(one.y1, other.y1)
    return width > 0 and height > 0 and width * height > min(one.area, other.area) / 2
