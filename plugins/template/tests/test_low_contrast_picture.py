"""The check on a picture of each kind, and its place in envcheck's catalogue."""

import numpy as np
from envcheck_template.haze import Haze, HazePerceiver
from envcheck_template.low_contrast_picture import LowContrastPicture
from numpy.typing import NDArray

from envcheck import Report, Session, load_checks
from envcheck.checks.picture.covered_lens import CoveredLens
from envcheck.media.frame import PictureFrame
from envcheck.model.findings import Mode
from envcheck.perception.picture.detail import DetailPerceiver
from envcheck.perception.picture.luma import LumaPerceiver
from envcheck.perception.scene import Scene

Pixels = NDArray[np.uint8]
CODE = LowContrastPicture.code


def shaded(darkest: int, brightest: int) -> Pixels:
    """A picture with every level from `darkest` (left) to `brightest` (right)."""
    row = np.linspace(darkest, brightest, 640).astype(np.uint8)
    return np.tile(row[None, :, None], (360, 1, 3))


def veiled(picture: Pixels, share: float) -> Pixels:
    """The picture behind a white veil that takes `share` of it."""
    return np.asarray(np.rint(picture * (1 - share) + 255 * share), np.uint8)


def report(picture: Pixels) -> Report:
    """What the check alone says of the picture."""
    session = Session([LowContrastPicture()], mode=Mode.PICTURE)
    session.push(PictureFrame(picture))
    return session.report()


def test_a_veiled_picture_is_flagged() -> None:
    """Haze is told, with the spread that is left of 0.9 times 220 levels."""
    (finding,) = report(veiled(shaded(20, 240), 0.65)).findings
    assert finding.code == CODE
    assert round(finding.value) == 69


def test_a_clear_picture_is_clean() -> None:
    """The same picture without the veil passes."""
    assert report(shaded(20, 240)).passed == (CODE,)


def test_a_slight_veil_is_clean() -> None:
    """A little haze is nobody's concern."""
    assert report(veiled(shaded(20, 240), 0.3)).passed == (CODE,)


def test_a_dark_picture_is_not_assessed() -> None:
    """Where light lacks, the spread says nothing of haze."""
    (missing,) = report(shaded(0, 60)).not_assessed
    assert missing.code == CODE
    assert "too dark" in missing.reason


def test_the_spread_is_measured_as_it_was_drawn() -> None:
    """The perceiver alone, with what of envcheck it goes by."""
    scene = Scene(PictureFrame(shaded(20, 240)), [LumaPerceiver(), HazePerceiver()])
    assert abs(scene[Haze].spread - 0.9 * 220) < 2


def test_the_installed_plugin_is_in_the_catalogue() -> None:
    """Envcheck finds the check by its entry point; where this fails, install the plugin first."""
    assert CODE in [check.code for check in load_checks()]


def test_with_its_measure_away_the_rest_is_told() -> None:
    """Without its perceiver the check says that it could not tell, and no other one is kept from telling."""
    session = Session(
        [LowContrastPicture(), CoveredLens()], perceivers=[LumaPerceiver(), DetailPerceiver()], mode=Mode.PICTURE
    )
    session.push(PictureFrame(shaded(0, 0)))
    told = session.report()
    assert [missing.code for missing in told.not_assessed] == [CODE]
    assert [finding.code for finding in told.findings] == [CoveredLens.code]
