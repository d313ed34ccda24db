"""Every perceiver there is, in one place."""

from envcheck.perception.faces.faces import FacePerceiver
from envcheck.perception.faces.multiscale_faces import MultiscaleFacePerceiver, SmallFacePerceiver
from envcheck.perception.light.backlight import BacklightPerceiver
from envcheck.perception.light.cheeks import CheekPerceiver
from envcheck.perception.light.colour_cast import ColourCastPerceiver
from envcheck.perception.light.face_noise import FaceNoisePerceiver
from envcheck.perception.light.flicker import FlickerPerceiver
from envcheck.perception.light.glare import GlarePerceiver
from envcheck.perception.people.detections import DetectionPerceiver
from envcheck.perception.people.head import HeadPerceiver
from envcheck.perception.people.liveness import LivenessPerceiver
from envcheck.perception.people.main_face import MainFacePerceiver, OwnFacesPerceiver
from envcheck.perception.people.people import PeoplePerceiver
from envcheck.perception.people.person_mask import PersonMaskPerceiver
from envcheck.perception.people.pose import PosePerceiver
from envcheck.perception.people.sketch import SketchPerceiver
from envcheck.perception.picture.analysis_frame import AnalysisFramePerceiver
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
from envcheck.perception.room.camera_roll import CameraRollPerceiver
from envcheck.perception.room.clutter import ClutterPerceiver
from envcheck.perception.room.decor import DecorPerceiver
from envcheck.perception.room.eye_level import EyeLevelPerceiver
from envcheck.perception.room.mirror import MirrorPerceiver
from envcheck.perception.room.motion import MotionPerceiver
from envcheck.perception.room.room_signature import RoomSignaturePerceiver
from envcheck.perception.room.salient_colour import SalientColourPerceiver
from envcheck.perception.room.screens import ScreenPerceiver
from envcheck.perception.room.thumbnail import ThumbnailPerceiver
from envcheck.perception.room.virtual_background import VirtualBackgroundPerceiver
from envcheck.perception.scene import Perceiver
from envcheck.perception.sound.hum import HumPerceiver
from envcheck.perception.sound.loudness import LoudnessPerceiver
from envcheck.perception.sound.quiet_test import QuietTestPerceiver
from envcheck.perception.sound.reverberation import ReverberationPerceiver
from envcheck.perception.sound.silence import SilencePerceiver
from envcheck.perception.text.text import TextPerceiver

PERCEIVERS: tuple[type[Perceiver], ...] = (
    AnalysisFramePerceiver,
    LumaPerceiver,
    DetailPerceiver,
    SharpeningPerceiver,
    FacePerceiver,
    DetectionPerceiver,
    DecorPerceiver,
    ScreenPerceiver,
    SmallFacePerceiver,
    MultiscaleFacePerceiver,
    LivenessPerceiver,
    PeoplePerceiver,
    OwnFacesPerceiver,
    MainFacePerceiver,
    PosePerceiver,
    HeadPerceiver,
    FaceNoisePerceiver,
    PersonMaskPerceiver,
    SketchPerceiver,
    BackgroundMaskPerceiver,
    MotionPerceiver,
    VirtualBackgroundPerceiver,
    BacklightPerceiver,
    ThumbnailPerceiver,
    CameraRollPerceiver,
    EyeLevelPerceiver,
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


def new_perceivers() -> tuple[Perceiver, ...]:
    """Fresh perceivers for one session: some remember earlier frames."""
    return tuple(perceiver() for perceiver in PERCEIVERS)
