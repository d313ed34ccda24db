"""Where people are: cut out by the segmentation network, else by colour from their faces."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import atan2, degrees

import cv2
import numpy as np

from envcheck.model.errors import FacetUnavailable
from envcheck.model.geometry import Box
from envcheck.model.words import N_
from envcheck.perception.arrays import Mask, Plane
from envcheck.perception.faces.face import Face
from envcheck.perception.models import Models
from envcheck.perception.people import segmentation
from envcheck.perception.people.grabcut import segment
from envcheck.perception.people.outline import AT_MOST, SURELY, USUALLY, drawn, portrait
from envcheck.perception.people.people import People, Person
from envcheck.perception.picture.analysis_frame import AnalysisFrame
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import ABOUT_A_SECOND, IDLE, Refresh
from envcheck.perception.weights import SELFIE_SEGMENTATION


@dataclass(frozen=True, eq=False)
class PersonMask:
    """Where people are, both ways on the safe side.

    Attributes:
        mask: shape of the view, True on people and a little around them: what is left is background for sure.
        core: the same shape, True on what is people for sure, without their edges; a body without a face has none.
    """

    mask: Mask
    core: Mask


SURE = 0.4
"""Confidence from which somebody is left out of the background."""

SIDE = 320
"""Pixels of the longer side at which outlines are joined: the size of the network's answer."""

MOST_CUT = 2
"""The most prominent people are cut out; of more, the usual outline is enough: the picture is then about a group."""

LEAST_FACE, LEAST_BODY, MOST_STRAY = 0.9, 0.5, 0.3
"""Where the network is believed: the share of the face, and of what is surely the person, that its answer covers, and
the share of its answer beyond the farthest reach of anybody seen. On labelled pictures each lies where answers begin to
be of somebody else, of a table or of nothing."""

LEAST_ALIKE = 0.6
"""Overlap (intersection over union) with the usual outline from which a cut by colour is believed: that of all 132
labelled faces on which the network's answer was believed lies above."""

MOST_LEAN = 30.0
"""Degrees by which a head may lean for the usual outline to hold."""

MARGIN, COARSE_MARGIN, DRAWN_MARGIN = 0.05, 0.06, 0.15
"""How much wider the mask and narrower the core is, in heights of the face: by the network, by colour, by proportions.
Of two people of known outline put into 166 rooms the mask then holds 97 % by the network (all but a helmet that one of
them holds), 95 % by colour and 93 % by proportions; the core is people to 99, 96 and 99 %, and 95 % of the background
or more is left."""


@dataclass(frozen=True, eq=False)
class Outline:
    """One person on the grid: a mask a little wider than they are, and a core a little narrower."""

    mask: Mask
    core: Mask


class PersonMaskPerceiver:
    """Leaves everybody out of the background who is seen for sure: faces with their bodies, and bodies alone."""

    facet = PersonMask
    refresh = Refresh(
        ABOUT_A_SECOND, "it is wider than people by what they sway; in 26 labelled clips it made no difference", IDLE
    )

    def __init__(self, models: Models) -> None:
        self._path = models.path(SELFIE_SEGMENTATION)

    def perceive(self, scene: Scene) -> PersonMask:
        """Everybody's outline; empty where nobody is seen.

        Raises:
            FacetUnavailable: the outline of the most prominent person contradicts what is known of people.
        """
        view = scene[AnalysisFrame].bgr
        height, width = view.shape[:2]
        seen = [person for person in scene[People].persons if person.confidence >= SURE]
        people = [person for rank, person in enumerate(seen) if rank == 0 or person.is_live is not False]
        if not people:
            return PersonMask(np.zeros((height, width), np.bool_), np.zeros((height, width), np.bool_))
        outlines = self._outlines(view, people)
        return PersonMask(
            _enlarged(np.logical_or.reduce([outline.mask for outline in outlines]), width, height),
            _enlarged(np.logical_or.reduce([outline.core for outline in outlines]), width, height),
        )

    def _outlines(self, view: Plane, people: list[Person]) -> list[Outline]:
        """One for each, in their order."""
        height, width = view.shape[:2]
        scale = SIDE / max(height, width)
        grid = _Grid(width / height, (max(1, round(height * scale)), max(1, round(width * scale))))
        reach = grid.reach(people)
        outlines = []
        for rank, person in enumerate(people):
            if person.face is None:
                outlines.append(grid.of_body(person.box))
            elif rank < MOST_CUT:
                outlines.append(
                    self._segment(view, grid, person, person.face, reach) or _spared(grid, person.face, rank)
                )
            else:
                outlines.append(grid.usual(person.face))
        return outlines

    def _segment(self, view: Plane, grid: "_Grid", person: Person, face: Face, reach: Mask) -> Outline | None:
        """By the network, else by colour; None where neither can be believed."""
        within = portrait(face.box, grid.aspect)
        part = view[within.pixels(view.shape[1], view.shape[0])]
        if self._path:
            likely = grid.placed(segmentation.probability(part, self._path), within)
            found = grid.attached(likely > 0.5, face)
            if _believable(grid, found, face, within, reach):
                return grid.outlined(found, found, MARGIN, person, face, within)
        if abs(_tilt(face, grid.aspect)) > MOST_LEAN:
            return None
        coarse = segment(part, face.box, grid.aspect, within)
        usual = grid.drawn(USUALLY, face) & grid.filled(within)
        if coarse is None:
            return grid.outlined(usual, usual, DRAWN_MARGIN, person, face, within)
        found = grid.attached(grid.placed(coarse.astype(np.float32), within) > 0.5, face)
        if np.count_nonzero(found & usual) < LEAST_ALIKE * np.count_nonzero(found | usual):
            return None
        return grid.outlined(found | usual, found & usual, COARSE_MARGIN, person, face, within)


def _spared(grid: "_Grid", face: Face, rank: int) -> Outline:
    """The usual outline of somebody who could not be cut out: good enough behind, not for whom the picture is about."""
    if rank == 0:
        raise FacetUnavailable(N_("the person cannot be told apart from the background"))
    return grid.usual(face)


def _believable(grid: "_Grid", found: Mask, face: Face, within: Box, reach: Mask) -> bool:
    """Whether the network's answer agrees with the faces and bodies that were seen."""
    height, width = found.shape
    surely = grid.drawn(SURELY, face) & grid.filled(within)
    covers_face = found[face.skin.pixels(width, height)].mean() >= LEAST_FACE
    covers_body = np.count_nonzero(found & surely) >= LEAST_BODY * np.count_nonzero(surely)
    stray = np.count_nonzero(found & ~reach)
    return bool(covers_face and covers_body and stray <= MOST_STRAY * np.count_nonzero(found))


def _tilt(face: Face, aspect: float) -> float:
    right, left = face.landmarks[:2]
    return degrees(atan2(left.y - right.y, (left.x - right.x) * aspect))


def _enlarged(mask: Mask, width: int, height: int) -> Mask:
    soft = cv2.resize(mask.astype(np.uint8) * 255, (width, height), interpolation=cv2.INTER_LINEAR)
    return np.asarray(soft) > 127


@dataclass(frozen=True)
class _Grid:
    """The frame at the size at which outlines are joined.

    Attributes:
        aspect: width of the frame over its height.
        shape: rows and columns.
    """

    aspect: float
    shape: tuple[int, int]

    def pixels(self, box: Box) -> tuple[slice, slice]:
        """Rows and columns of the box."""
        return box.pixels(self.shape[1], self.shape[0])

    def filled(self, box: Box) -> Mask:
        """True in the box."""
        mask = np.zeros(self.shape, np.bool_)
        mask[self.pixels(box)] = True
        return mask

    def placed(self, part: cv2.typing.MatLike, within: Box) -> cv2.typing.MatLike:
        """What is known of a part of the frame at its place, 0 elsewhere."""
        whole = np.zeros(self.shape, np.float32)
        rows, columns = self.pixels(within)
        size = (columns.stop - columns.start, rows.stop - rows.start)
        whole[rows, columns] = cv2.resize(part, size, interpolation=cv2.INTER_LINEAR)
        return whole

    def drawn(self, half_widths: tuple[float, ...], face: Face) -> Mask:
        """An outline by proportions."""
        return drawn(half_widths, face.box, self.aspect, Box(0, 0, 1, 1), self.shape)

    def reach(self, people: Iterable[Person]) -> Mask:
        """As far as anybody who was seen can reach."""
        masks = [self.filled(person.box.grown(0.05, 0.05, 0.05, 0.05)) for person in people]
        return np.asarray(
            np.logical_or.reduce([*masks, *(self.drawn(AT_MOST, one.face) for one in people if one.face)])
        )

    def attached(self, mask: Mask, face: Face) -> Mask:
        """The parts of the mask that touch the face."""
        count, labels = cv2.connectedComponents(mask.astype(np.uint8), connectivity=4)
        touching = np.zeros(count, np.bool_)
        touching[np.asarray(labels)[self.pixels(face.skin)]] = True
        touching[0] = False
        return np.asarray(touching[labels])

    def of_body(self, box: Box) -> Outline:
        """Somebody whose face is not seen: they are in the box, and it is not known where."""
        return Outline(self.filled(box), np.zeros(self.shape, np.bool_))

    def usual(self, face: Face) -> Outline:
        """By proportions alone."""
        margin = DRAWN_MARGIN * face.box.height * self.shape[0]
        return Outline(_wider(self.drawn(USUALLY, face), margin), self.filled(face.skin))

    def outlined(self, most: Mask, least: Mask, share: float, person: Person, face: Face, within: Box) -> Outline:
        """Widened and narrowed by a share of the face's height; beyond the portrait what is known of the body."""
        margin = share * face.box.height * self.shape[0]
        body = self.filled(person.box) & self.drawn(AT_MOST, face)
        beyond = body if person.has_body else self.drawn(USUALLY, face)
        return Outline(_wider(most, margin) | (beyond & ~self.filled(within)), _narrower(least, margin))


def _wider(mask: Mask, margin: float) -> Mask:
    return np.asarray(cv2.distanceTransform((~mask).astype(np.uint8), cv2.DIST_L2, 3)) <= margin


def _narrower(mask: Mask, margin: float) -> Mask:
    return np.asarray(cv2.distanceTransform(mask.astype(np.uint8), cv2.DIST_L2, 3)) > margin
