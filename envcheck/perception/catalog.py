"""Every perceiver there is, in one place; others come by the entry point `envcheck.perceivers`."""

from collections.abc import Callable, Iterable
from functools import cache, partial
from importlib.metadata import EntryPoint
from inspect import signature
from typing import Any

from envcheck.model.plugins import distribution_of, installed_entry_points, instantiate, load_entry_point, refuse
from envcheck.perception.faces.faces import FacePerceiver
from envcheck.perception.faces.multiscale_faces import MultiscaleFacePerceiver, SmallFacePerceiver
from envcheck.perception.light.backlight import BacklightPerceiver
from envcheck.perception.light.cheeks import CheekPerceiver
from envcheck.perception.light.colour_cast import ColourCastPerceiver
from envcheck.perception.light.face_light import FaceLightPerceiver
from envcheck.perception.light.face_noise import FaceNoisePerceiver
from envcheck.perception.light.flicker import FlickerPerceiver
from envcheck.perception.light.glare import GlarePerceiver
from envcheck.perception.models import Models
from envcheck.perception.people.detections import DetectionPerceiver
from envcheck.perception.people.head import HeadPerceiver
from envcheck.perception.people.liveness import LivenessPerceiver
from envcheck.perception.people.main_face import MainFacePerceiver, OwnFacesPerceiver
from envcheck.perception.people.main_face_landmarks import FaceLandmarksPerceiver
from envcheck.perception.people.people import PeoplePerceiver
from envcheck.perception.people.person_mask import PersonMaskPerceiver
from envcheck.perception.people.pose import PosePerceiver
from envcheck.perception.people.sketch import SketchPerceiver
from envcheck.perception.people.turned_faces import TurnedFacePerceiver
from envcheck.perception.picture.analysis_frame import AnalysisFramePerceiver
from envcheck.perception.picture.coarse_frame import CoarseFramePerceiver
from envcheck.perception.picture.detail import DetailPerceiver
from envcheck.perception.picture.frame_noise import FrameNoisePerceiver
from envcheck.perception.picture.freeze import FreezePerceiver
from envcheck.perception.picture.luma import LumaPerceiver
from envcheck.perception.picture.orientation import OrientationPerceiver
from envcheck.perception.picture.resolution import ResolutionPerceiver
from envcheck.perception.picture.sharpening import SharpeningPerceiver
from envcheck.perception.picture.sharpness import SharpnessPerceiver
from envcheck.perception.room.background_mask import BackgroundMaskPerceiver
from envcheck.perception.room.baseline_difference import BaselineDifferencePerceiver
from envcheck.perception.room.camera_pitch import CameraPitchPerceiver
from envcheck.perception.room.camera_roll import CameraRollPerceiver
from envcheck.perception.room.clutter import ClutterPerceiver
from envcheck.perception.room.decor import DecorPerceiver
from envcheck.perception.room.eye_level import EyeLevelPerceiver
from envcheck.perception.room.mirror import MirrorPerceiver
from envcheck.perception.room.motion import MotionPerceiver
from envcheck.perception.room.room_signature import RoomSignaturePerceiver
from envcheck.perception.room.salient_colour import SalientColourPerceiver
from envcheck.perception.room.screens import ScreenPerceiver
from envcheck.perception.room.straight_lines import StraightLinePerceiver
from envcheck.perception.room.thumbnail import ThumbnailPerceiver
from envcheck.perception.room.upward_view import UpwardViewPerceiver
from envcheck.perception.room.virtual_background import VirtualBackgroundPerceiver
from envcheck.perception.scene import Perceiver
from envcheck.perception.schedule import EVERY_LOOK, Refresh
from envcheck.perception.sound.hum import HumPerceiver
from envcheck.perception.sound.loudness import LoudnessPerceiver
from envcheck.perception.sound.quiet_test import QuietTestPerceiver
from envcheck.perception.sound.reverberation import ReverberationPerceiver
from envcheck.perception.sound.silence import SilencePerceiver
from envcheck.perception.text.text import TextPerceiver

PERCEIVERS: tuple[type[Perceiver], ...] = (
    AnalysisFramePerceiver,
    CoarseFramePerceiver,
    LumaPerceiver,
    DetailPerceiver,
    SharpeningPerceiver,
    FacePerceiver,
    DetectionPerceiver,
    DecorPerceiver,
    ScreenPerceiver,
    SmallFacePerceiver,
    MultiscaleFacePerceiver,
    TurnedFacePerceiver,
    LivenessPerceiver,
    PeoplePerceiver,
    OwnFacesPerceiver,
    MainFacePerceiver,
    FaceLandmarksPerceiver,
    PosePerceiver,
    HeadPerceiver,
    FaceLightPerceiver,
    FaceNoisePerceiver,
    PersonMaskPerceiver,
    SketchPerceiver,
    BackgroundMaskPerceiver,
    MotionPerceiver,
    VirtualBackgroundPerceiver,
    BacklightPerceiver,
    ThumbnailPerceiver,
    StraightLinePerceiver,
    CameraRollPerceiver,
    EyeLevelPerceiver,
    CameraPitchPerceiver,
    UpwardViewPerceiver,
    RoomSignaturePerceiver,
    BaselineDifferencePerceiver,
    ClutterPerceiver,
    TextPerceiver,
    CheekPerceiver,
    ColourCastPerceiver,
    GlarePerceiver,
    SalientColourPerceiver,
    FlickerPerceiver,
    FreezePerceiver,
    MirrorPerceiver,
    SharpnessPerceiver,
    ResolutionPerceiver,
    FrameNoisePerceiver,
    OrientationPerceiver,
    SilencePerceiver,
    LoudnessPerceiver,
    QuietTestPerceiver,
    HumPerceiver,
    ReverberationPerceiver,
)


ENTRY_POINT_GROUP = "envcheck.perceivers"


def new_perceivers(models: Models) -> tuple[Perceiver, ...]:
    """Fresh perceivers for one session, since some remember earlier frames: ours and those of installed distributions.

    Args:
        models: the networks that are here; a perceiver whose constructor has an argument of that name is given them.

    Raises:
        PluginError: a third-party perceiver cannot be imported or made, is incomplete, or makes a facet that another
            makes already.
    """
    return instantiate_perceivers(PERCEIVERS, installed_entry_points(ENTRY_POINT_GROUP), models)


def instantiate_perceivers(
    built_in: Iterable[type[Perceiver]], points: Iterable[EntryPoint], models: Models
) -> tuple[Perceiver, ...]:
    """One perceiver of each class.

    Raises:
        PluginError: as `new_perceivers`.
    """
    perceivers = [_make(kind, models) for kind in built_in]
    taken = {perceiver.facet: "envcheck" for perceiver in perceivers}
    for point in points:
        kind = load_entry_point(point)
        if not isinstance(kind, type):
            refuse(point, "is not a class")
        perceiver = instantiate(point, partial(_make, kind, models))
        refuse(point, _fault(perceiver))
        if perceiver.facet in taken:
            refuse(point, f"perceives {perceiver.facet.__name__}, as {taken[perceiver.facet]} does already")
        taken[perceiver.facet] = distribution_of(point)
        perceivers.append(perceiver)
    return tuple(perceivers)


def _make(kind: Callable[..., Perceiver], models: Models) -> Perceiver:
    return kind(models) if _goes_by_networks(kind) else kind()


@cache
def _goes_by_networks(kind: Callable[..., Perceiver]) -> bool:
    return "models" in signature(kind).parameters


def _fault(perceiver: Any) -> str | None:
    """What it lacks, as the end of a sentence; None where it is complete."""
    if not isinstance(getattr(perceiver, "facet", None), type):
        return "has no facet, which is the type that it makes"
    if not callable(getattr(perceiver, "perceive", None)):
        return "does not say how to perceive"
    if not isinstance(getattr(perceiver, "refresh", EVERY_LOOK), Refresh):
        return "has a refresh that is not of type Refresh"
    return None
