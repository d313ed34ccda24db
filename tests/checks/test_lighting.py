"""What the lighting checks make of levels."""

import pytest

from builders import HEIGHT, WIDTH, face, faces, luma, scene
from envcheck.checks.lighting.overexposed_face import OverexposedFace
from envcheck.perception.picture.luma import Luma


@pytest.mark.parametrize(("level", "told"), [(236, False), (252, True)])
def test_skin_that_keeps_its_shading_is_not_lost_in_white(level: int, told: bool) -> None:
    """A fifth of a very light face lies at 236: from 235 alike it counted as blown."""
    plane = luma(skin=205).plane
    plane[face().skin.pixels(WIDTH, HEIGHT)][:, ::5] = level
    assert OverexposedFace.limit.activates(OverexposedFace().observe(scene(faces(face()), Luma(plane))).value) is told
