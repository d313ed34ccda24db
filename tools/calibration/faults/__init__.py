"""Every way a fault is made, in one visible tuple; a new check's recipe is one more file or one more entry.

None is made for FRM101 (rooms without people are real enough), FRM106 and FRM107 (a flat picture cannot be looked at
from below or above), FRM109 (nor from the side), BKG101, BKG102, BKG104 and the privacy checks (the corpus has them).
"""

from calibration.faults import framing, lighting, picture, room, streams
from calibration.faults.base import Recipe

RECIPES: tuple[Recipe, ...] = (
    *lighting.RECIPES,
    *framing.RECIPES,
    *room.RECIPES,
    *picture.RECIPES,
    *streams.RECIPES,
)
