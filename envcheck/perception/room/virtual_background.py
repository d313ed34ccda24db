"""Whether the grain of the camera is missing behind the people.

A sensor lays noise over all that it sees, in focus or not. Software that puts a picture or a blur behind people does so
after the camera: what it puts there has no such noise, while the people keep theirs. Noise depends on luma, so only
areas of like luma are compared, and only the flattest part of each, since cloth and hair look like noise.
"""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from envcheck.media.frame import resized
from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.arrays import Mask, Plane
from envcheck.perception.people.main_face import MainFace
from envcheck.perception.people.person_mask import PersonMask
from envcheck.perception.picture.frame_noise import KERNEL, KERNEL_GAIN
from envcheck.perception.room.background_mask import BackgroundMask
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import ABOUT_A_SECOND, IDLE, Refresh


@dataclass(frozen=True)
class VirtualBackground:
    """How far the grain behind the people differs from the grain on them, as it does where software put it there.

    Attributes:
        grain_gap: doublings by which the grain behind falls short of the grain on the people, at the same luma.
        grain: standard deviation in levels of the grain on the people.
    """

    grain_gap: float
    grain: float


Floats = NDArray[np.float32]

MOST_SIDE = 1280
"""Pixels of the longer side: larger pictures are taken at this size."""

BLOCK = 8
"""Pixels a side, as in an encoder: what it left out of one block says nothing of the next."""

MEAN_TO_SIGMA = 1.2533
"""Standard deviation of a normal distribution with a mean absolute deviation of one."""

FLATTEST = 0.05
"""Share of the blocks of an area that have less grain than the one that stands for all of them."""

SHADES = range(20, 236, 24)
"""Lower ends of the ranges of luma in which person and background are compared: 24 levels, 36 for the background."""

LEAST_BLOCKS = (8, 12)
"""On the person and behind, in one such range."""

OFF_ZERO = 0.15
"""Levels added to both, so that next to nothing is not infinitely less than little."""

GUARD = 0.015
"""Of the longer side: what lies so near to people is neither them nor the background for sure."""

FAINTEST = 0.5
"""Levels of grain on the person below which nothing can be missing behind: an encoder took it away everywhere."""

PALETTE, EVERY = 256, 4
"""Colours of a picture that was reduced to a palette, and pixels between those that are counted. A palette makes grain
of faces and none of walls."""


class VirtualBackgroundPerceiver:
    """Knows that it cannot tell: an encoder takes faint grain from flat walls first, and leaves it on skin and cloth.

    Of 80 labelled pictures without an effect ten lack two doublings of grain behind, measured against the skin, and all
    five that were told of other sources were false. What `measure_grain` gives is for whoever mends this.
    """

    facet = VirtualBackground
    refresh = Refresh(ABOUT_A_SECOND, "an effect is switched by hand, and changes all that is behind", IDLE)

    def perceive(self, scene: Scene) -> VirtualBackground:
        """Nothing so far.

        Raises:
            FacetUnavailable: always.
        """
        raise FacetUnavailable(N_("an effect cannot yet be told from what an encoder takes away"))


def measure_grain(scene: Scene) -> VirtualBackground:
    """By how many doublings the grain behind falls short of that on the skin of the main face.

    Raises:
        FacetUnavailable: there is no face, hardly any background, nothing of like luma to compare, too little grain on
            the person, or the picture has but a palette of colours.
    """
    face = scene[MainFace].face
    if _few_colours(scene):
        raise FacetUnavailable(N_("the picture shows too few colours to tell"))
    luma = _received_luma(scene)
    size = luma.shape[1], luma.shape[0]
    guard = max(3, round(GUARD * max(size)))
    person, behind = (
        np.asarray(cv2.erode(resized(mask.astype(np.uint8), *size), np.ones((2 * guard + 1,) * 2, np.uint8)) > 0)
        for mask in (scene[PersonMask].core, scene[BackgroundMask].mask)
    )
    skin = np.zeros(luma.shape, np.bool_)
    skin[face.skin.pixels(*size)] = True
    answer = compare_grain(luma, person & skin, behind)
    if answer is None:
        raise FacetUnavailable(N_("nothing behind is about as bright as the person"))
    if answer.grain < FAINTEST:
        raise FacetUnavailable(N_("the picture shows too little grain to tell"))
    return answer


def _received_luma(scene: Scene) -> Plane:
    """Luma at the size at which it arrives, up to `MOST_SIDE`."""
    scale = MOST_SIDE / max(scene.frame.width, scene.frame.height)
    luma = scene.frame.luma()
    return luma if scale >= 1 else resized(luma, round(luma.shape[1] * scale), round(luma.shape[0] * scale))


def _few_colours(scene: Scene) -> bool:
    colours = scene.frame.bgr(scene.frame.width, scene.frame.height)[::EVERY, ::EVERY].astype(np.uint32)
    return np.unique(colours @ np.array([1, 256, 65536], np.uint32)).size <= PALETTE


def compare_grain(luma: Plane, person: Mask, behind: Mask) -> VirtualBackground | None:
    """Grain behind against grain on the person, in each range of luma that both have; None where there is none.

    Args:
        luma: shape (height, width).
        person: likewise, True on a person.
        behind: likewise, True on background.
    """
    grain, shade = _blocks(luma)
    on, off = (_whole(mask) for mask in (person, behind))
    missing, levels, weights = [], [], []
    for low in SHADES:
        ours = grain[on & (shade >= low) & (shade < low + 24)]
        theirs = grain[off & (shade >= low - 6) & (shade < low + 30)]
        if ours.size >= LEAST_BLOCKS[0] and theirs.size >= LEAST_BLOCKS[1]:
            level, rest = np.quantile(ours, FLATTEST), np.quantile(theirs, FLATTEST)
            missing.append(np.log2((level + OFF_ZERO) / (rest + OFF_ZERO)))
            levels.append(level)
            weights.append(min(ours.size, 60))
    if not weights:
        return None
    return VirtualBackground(float(np.average(missing, weights=weights)), float(np.average(levels, weights=weights)))


def _tiles(plane: NDArray[np.generic]) -> NDArray[np.generic]:
    """Blocks of a plane, shape (rows, columns, BLOCK, BLOCK)."""
    rows, columns = plane.shape[0] // BLOCK, plane.shape[1] // BLOCK
    return plane[: rows * BLOCK, : columns * BLOCK].reshape(rows, BLOCK, columns, BLOCK).swapaxes(1, 2)


def _blocks(luma: Plane) -> tuple[Floats, Floats]:
    """Standard deviation of the grain, and mean, of each block in levels (after Immerkær, see `noise`)."""
    grain = _tiles(np.abs(cv2.filter2D(luma, cv2.CV_32F, KERNEL)))[:, :, 1:-1, 1:-1].mean(axis=(2, 3))
    return np.asarray(grain * MEAN_TO_SIGMA / KERNEL_GAIN, np.float32), np.asarray(_tiles(luma).mean(axis=(2, 3)))


def _whole(mask: Mask) -> Mask:
    """Blocks that lie in a mask altogether."""
    return np.asarray(_tiles(mask).all(axis=(2, 3)))
