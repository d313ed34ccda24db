"""Mirrors, by what is seen in them: something behind that moves whenever the person moves, and only then.

A mirror, a dark window or a screen with one's own picture moves in step with the person, however it turns, shrinks or
darkens what it shows. So the change of each place from look to look is ranked over some seconds and compared with the
ranks of the person's own change (Spearman, "The proof and measurement of association between two things", American
Journal of Psychology 15, 1904): one burst of movement in common says little, a common order of all of them says much.
A second person, a television or a pet moves at other times. What hangs together with the person is the person, and
what no straight lines border is a shadow.
"""

from collections import deque
from dataclasses import dataclass
from typing import Any, NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.media.frame import resized
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Mode
from envcheck.model.geometry import Box
from envcheck.model.words import N_
from envcheck.perception.arrays import Mask, Plane
from envcheck.perception.faces.face import Face
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.picture.luma import Luma
from envcheck.perception.room.borders import Extent, is_bordered, straight
from envcheck.perception.scene import Scene, Unavailable


@dataclass(frozen=True)
class Mirror:
    """A bordered place behind that moves in step with the person: a mirror, a dark window, or a screen with them on it.

    Attributes:
        box: where it moves.
        likeness: 0 to 1: rank correlation of its changes over the last seconds with the person's own.
    """

    box: Box
    likeness: float


@dataclass(frozen=True)
class Mirrors:
    """Places that move in step with the person, likest first."""

    mirrors: tuple[Mirror, ...]


Floats = NDArray[np.float32]

SIDE = 160
"""Pixels of the longer side at which looks are compared: noise averages out, a head in a mirror stays."""

CELL = 4
"""Pixels of a place, both ways."""

SOFT = 6.0
"""Standard deviation in pixels of what is taken out before: light and soft shadows."""

LEAST_LOOKS, LEAST_SECS, MEMORY_SECS = 12, 5.5, 10.0
"""Comparisons, and media time from the first to the last of them, from which a likeness says something; and how far
back they are counted where there are more."""

GAP_SECS = (0.4, 2.1)
"""Looks nearer together are passed over; after a longer gap all begins anew."""

UPSET_LEVELS, UPSET = 5.0, 0.6
"""Levels, and the share of places that change by more when a light is turned on (0.73 to 0.95 in drawn rooms); two
people who fill the frame and move reach 0.54."""

NEWS = 0.1
"""Share of a new look in the mean of looks, where lines are sought: what moves fades in it."""

ARMS = 2.2
"""Reach of the arms below the chin, in widths of the face to either side."""

LEAST_CHANGE, OVER_NOISE, STILL = 1.0, 2.5, 0.25
"""Mean change of a place that moves: in levels, and in times that of the quarter of places that change least."""

LEAST_PLACES = 6
RIM = 0.25
"""Share of the strongest change in a region below which a place belongs to it no more."""

STEEP, LEAST_STEEP, SHAKEN = 3.0, 20, 0.4
"""Mean steepness of a place with an edge, in levels per pixel; how many of them tell whether the camera shakes; and the
share of them that moves when it does."""

WORTH_A_LOOK = 0.5
"""Likeness from which lines around a place are looked for."""

SHADOW = 1.2
"""Stops (doublings of light) over which a place ranges: a shadow takes away about half of the light, a reflection of
somebody changes between their darkest and brightest parts."""

FLOOR = 0.005
"""Linear light kept off zero."""

TOO_FEW = Unavailable(N_("needs a few seconds of video"))
MOVING = Unavailable(N_("the camera is moving"))


class Span(NamedTuple):
    """What each pixel has shown of late: its mean, and the least and the most of it, which fade."""

    mean: Floats
    least: Floats
    most: Floats

    def with_look(self, now: Floats) -> "Span":
        """The same with one more look."""
        mean = self.mean + (now - self.mean) * NEWS
        least, most = (bound + (mean - bound) * NEWS for bound in (self.least, self.most))
        return Span(mean, np.minimum(least, now), np.maximum(most, now))


class MirrorPerceiver:
    """Remembers how much each place changed over the last seconds: some 900 numbers a look."""

    facet = Mirrors

    def __init__(self) -> None:
        self._changes: deque[tuple[float, Floats]] = deque()
        self._last: tuple[float, Floats] | None = None
        self._span: Span | None = None
        self._last_answer: Mirrors | Unavailable = TOO_FEW
        self._was_abrupt = False

    def perceive(self, scene: Scene) -> Mirrors:
        """What moves with the person, as it was at the last look that was compared.

        Raises:
            FacetUnavailable: a single picture cannot show it, nobody is seen, too little was seen so far, or the camera
                moves.
        """
        if scene.mode is Mode.PICTURE:
            raise FacetUnavailable(N_("needs video"), not_applicable=True)
        face = scene[MainFace].face
        if self._add_look(scene[Luma].plane, scene.time):
            self._last_answer = self._answer(face)
        if isinstance(self._last_answer, Unavailable):
            raise FacetUnavailable(self._last_answer.reason)
        return self._last_answer

    def _add_look(self, plane: Plane, time: float) -> bool:
        """Takes one look; False where it follows too closely on the last."""
        before, last = self._last or (time, None)
        if 0 < time - before < GAP_SECS[0] - 1e-6:
            return False
        scale = SIDE / max(plane.shape)
        size = max(CELL, round(plane.shape[1] * scale)), max(CELL, round(plane.shape[0] * scale))
        now = resized(plane, *size).astype(np.float32)
        if last is None or self._span is None or last.shape != now.shape:
            self._last_answer = TOO_FEW
            self._restart(now)
        elif not 0 < time - before <= GAP_SECS[1]:
            self._restart(now)  # what was told stands until enough was seen anew
        elif is_abrupt(change := mean_changes(now, last)):
            self._last_answer = (
                MOVING if self._was_abrupt else self._last_answer
            )  # once is a light, twice running is the camera
            self._restart(now, is_abrupt=True)
        else:
            self._was_abrupt = False
            self._changes.append((time, change))
            while len(self._changes) > LEAST_LOOKS and time - self._changes[0][0] > MEMORY_SECS:
                self._changes.popleft()
            self._span = self._span.with_look(now)
        self._last = time, now
        return True

    def _restart(self, now: Floats, *, is_abrupt: bool = False) -> None:
        self._was_abrupt = is_abrupt
        self._changes.clear()
        self._span = Span(now, now, now)

    def _answer(self, face: Face) -> Mirrors | Unavailable:
        lasted = self._changes[-1][0] - self._changes[0][0] if self._changes else 0.0
        if self._span is None or len(self._changes) < LEAST_LOOKS or lasted < LEAST_SECS - 1e-6:
            return self._last_answer
        changes = np.stack([change for _, change in self._changes])
        try:
            return moving_along(changes, _reach(face, changes.shape[1:]), self._span)
        except FacetUnavailable as unavailable:
            return Unavailable(unavailable.reason)


def mean_changes(now: Floats, last: Floats) -> Floats:
    """Mean change of each place in levels, without light and soft shadows."""
    change = now - last
    return _places(np.abs(change - cv2.GaussianBlur(change, (0, 0), SOFT)))


def is_abrupt(change: Floats) -> bool:
    """True where so much of the picture changed at once that it is the light, or another room."""
    return float((change > UPSET_LEVELS).mean()) >= UPSET


def moving_along(changes: Floats, theirs: Mask, span: Span) -> Mirrors:
    """Bordered regions that change in step with the person, likest first.

    Args:
        changes: shape (looks, rows, columns), of each place in levels.
        theirs: shape (rows, columns), True where the person reaches.
        span: of the same looks, shape (`CELL` times rows, `CELL` times columns) or a little more.

    Raises:
        FacetUnavailable: the camera moves.
    """
    mean = changes.mean(axis=0)
    moving = mean > max(LEAST_CHANGE, OVER_NOISE * float(np.quantile(mean, STILL)))
    person = _connected_to(moving, theirs)
    if not (person & moving).any():
        return Mirrors(())
    own = changes[:, person & moving].mean(axis=1)
    alike = [
        (_rank_correlation(changes[:, region].mean(axis=1), own), region) for region in _regions(moving & ~person, mean)
    ]
    likely = [(likeness, region) for likeness, region in alike if likeness >= WORTH_A_LOOK and is_deep(region, span)]
    if not likely:
        return Mirrors(())
    if _is_shaken(moving[_edges(span.mean) & ~person]):
        raise FacetUnavailable(MOVING.reason)
    lines = straight(span.mean)
    found = [(likeness, region) for likeness, region in likely if is_bordered(_extent(region), lines, span.mean.shape)]
    ordered = sorted(found, key=lambda one: one[0], reverse=True)
    return Mirrors(tuple(Mirror(_box(region, span.mean.shape), likeness) for likeness, region in ordered))


def is_deep(region: Mask, span: Span) -> bool:
    """True where light changes by more than a shadow takes away."""
    where = cv2.resize(region.astype(np.uint8), None, fx=CELL, fy=CELL, interpolation=cv2.INTER_NEAREST) > 0
    least, most = ((FLOOR + (bound[: where.shape[0], : where.shape[1]][where] / 255) ** 2.2) for bound in span[1:])
    return bool(np.percentile(np.log2(most / least), 90) >= SHADOW)


def _regions(moving: Mask, mean: Floats) -> list[Mask]:
    """Moving places that lie close together, where they are enough to tell, without their faint rim."""
    _, labels = cv2.connectedComponents(cv2.dilate(moving.astype(np.uint8), np.ones((3, 3), np.uint8)))
    labels[~moving] = 0
    regions = [np.asarray(labels == label) for label in range(1, int(labels.max()) + 1)]
    regions = [region & (mean >= RIM * np.percentile(mean[region], 90)) for region in regions]
    return [region for region in regions if np.count_nonzero(region) >= LEAST_PLACES]


def _extent(region: Mask) -> Extent:
    rows, columns = np.nonzero(region)
    return columns.min() * CELL, (columns.max() + 1) * CELL, rows.min() * CELL, (rows.max() + 1) * CELL


def _reach(face: Face, shape: tuple[int, ...]) -> Mask:
    """Places of the head, and of what the arms can reach below the chin."""
    theirs = np.zeros(shape, np.bool_)
    box, middle = face.box, face.box.center.x
    body = Box(middle - ARMS * box.width, box.y2, middle + ARMS * box.width, 1.0)
    for part in (face.head.grown(0.15, 0.1, 0.15, 0.0), body):
        theirs[part.pixels(shape[1], shape[0])] = True
    return theirs


def _connected_to(moving: Mask, theirs: Mask) -> Mask:
    """What the person reaches, with all movement that hangs together with it."""
    _, labels = cv2.connectedComponents((moving | theirs).astype(np.uint8))
    return np.isin(labels, np.unique(labels[theirs]))


def _box(region: Mask, shape: tuple[int, ...]) -> Box:
    left, right, top, bottom = map(float, _extent(region))
    height, width = shape
    return Box(left / width, top / height, right / width, bottom / height).clipped()


def _places(pixels: NDArray[Any]) -> Floats:
    height, width = pixels.shape
    size = width // CELL, height // CELL
    whole = pixels[: size[1] * CELL, : size[0] * CELL]
    return np.asarray(cv2.resize(whole, size, interpolation=cv2.INTER_AREA), np.float32)


def _edges(usual: Floats) -> Mask:
    """Places with an edge, where a camera that shakes shows."""
    across, down = (cv2.Sobel(usual, cv2.CV_32F, 1 - axis, axis, ksize=3, scale=0.125) for axis in (0, 1))
    return np.asarray(_places(cv2.magnitude(across, down)) >= STEEP)


def _is_shaken(edges: Mask) -> bool:
    """True where so many places with an edge move that it is the camera."""
    return edges.size >= LEAST_STEEP and float(edges.mean()) > SHAKEN


def _rank_correlation(one: Floats, other: Floats) -> float:
    """Rank correlation."""
    return float(np.corrcoef(np.argsort(np.argsort(one)), np.argsort(np.argsort(other)))[0, 1])
