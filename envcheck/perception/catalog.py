"""Every perceiver there is, in one place."""

from envcheck.perception.backdrop import BackdropPerceiver
from envcheck.perception.clutter import ClutterPerceiver
from envcheck.perception.detail import DetailPerceiver
from envcheck.perception.faces import FacePerceiver
from envcheck.perception.luma import LumaPerceiver
from envcheck.perception.noise import NoisePerceiver
from envcheck.perception.repeats import RepeatsPerceiver
from envcheck.perception.scene import Perceiver
from envcheck.perception.silhouette import SilhouettePerceiver
from envcheck.perception.view import ViewPerceiver

PERCEIVERS: tuple[type[Perceiver], ...] = (
    ViewPerceiver,
    LumaPerceiver,
    DetailPerceiver,
    FacePerceiver,
    NoisePerceiver,
    SilhouettePerceiver,
    BackdropPerceiver,
    ClutterPerceiver,
    RepeatsPerceiver,
)


def new_perceivers() -> tuple[Perceiver, ...]:
    """Fresh perceivers for one session: some remember earlier frames."""
    return tuple(perceiver() for perceiver in PERCEIVERS)
