"""Every perceiver there is, in one place."""

from envcheck.perception.backdrop import BackdropPerceiver
from envcheck.perception.backlight import BacklightPerceiver
from envcheck.perception.cast import CastPerceiver
from envcheck.perception.change import ChangePerceiver
from envcheck.perception.cheeks import CheekPerceiver
from envcheck.perception.clutter import ClutterPerceiver
from envcheck.perception.decor import DecorPerceiver
from envcheck.perception.detail import DetailPerceiver
from envcheck.perception.every_face import EveryFacePerceiver, SmallFacePerceiver
from envcheck.perception.eye_level import EyeLevelPerceiver
from envcheck.perception.faces import FacePerceiver
from envcheck.perception.flicker import FlickerPerceiver
from envcheck.perception.glare import GlarePerceiver
from envcheck.perception.grain import GrainPerceiver
from envcheck.perception.head import HeadPerceiver
from envcheck.perception.hum import HumPerceiver
from envcheck.perception.likeness import LikenessPerceiver
from envcheck.perception.loudness import LoudnessPerceiver
from envcheck.perception.luma import LumaPerceiver
from envcheck.perception.main_face import MainFacePerceiver, OwnFacesPerceiver
from envcheck.perception.mirror import MirrorPerceiver
from envcheck.perception.motion import MotionPerceiver
from envcheck.perception.noise import NoisePerceiver
from envcheck.perception.patches import PatchPerceiver
from envcheck.perception.persons import PersonPerceiver
from envcheck.perception.pose import PosePerceiver
from envcheck.perception.quiet_test import QuietTestPerceiver
from envcheck.perception.repeats import RepeatsPerceiver
from envcheck.perception.replacement import ReplacementPerceiver
from envcheck.perception.resolution import ResolutionPerceiver
from envcheck.perception.reverberation import ReverberationPerceiver
from envcheck.perception.scene import Perceiver
from envcheck.perception.screens import ScreenPerceiver
from envcheck.perception.setting import SettingPerceiver
from envcheck.perception.sharpening import SharpeningPerceiver
from envcheck.perception.sharpness import SharpnessPerceiver
from envcheck.perception.silence import SilencePerceiver
from envcheck.perception.silhouette import SilhouettePerceiver
from envcheck.perception.sketch import SketchPerceiver
from envcheck.perception.text import TextPerceiver
from envcheck.perception.things import ThingPerceiver
from envcheck.perception.thumbnail import ThumbnailPerceiver
from envcheck.perception.tilt import TiltPerceiver
from envcheck.perception.turn import TurnPerceiver
from envcheck.perception.view import ViewPerceiver

PERCEIVERS: tuple[type[Perceiver], ...] = (
    ViewPerceiver,
    LumaPerceiver,
    DetailPerceiver,
    SharpeningPerceiver,
    FacePerceiver,
    ThingPerceiver,
    DecorPerceiver,
    ScreenPerceiver,
    SmallFacePerceiver,
    EveryFacePerceiver,
    LikenessPerceiver,
    PersonPerceiver,
    OwnFacesPerceiver,
    MainFacePerceiver,
    PosePerceiver,
    HeadPerceiver,
    NoisePerceiver,
    SilhouettePerceiver,
    SketchPerceiver,
    BackdropPerceiver,
    MotionPerceiver,
    ReplacementPerceiver,
    BacklightPerceiver,
    ThumbnailPerceiver,
    TiltPerceiver,
    EyeLevelPerceiver,
    SettingPerceiver,
    ChangePerceiver,
    ClutterPerceiver,
    TextPerceiver,
    CheekPerceiver,
    CastPerceiver,
    GlarePerceiver,
    PatchPerceiver,
    FlickerPerceiver,
    RepeatsPerceiver,
    MirrorPerceiver,
    SharpnessPerceiver,
    ResolutionPerceiver,
    GrainPerceiver,
    TurnPerceiver,
    SilencePerceiver,
    LoudnessPerceiver,
    QuietTestPerceiver,
    HumPerceiver,
    ReverberationPerceiver,
)


def new_perceivers() -> tuple[Perceiver, ...]:
    """Fresh perceivers for one session: some remember earlier frames."""
    return tuple(perceiver() for perceiver in PERCEIVERS)
