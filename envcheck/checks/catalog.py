"""Every check there is: our own in one visible tuple, others by entry point."""

import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.metadata import EntryPoint

from envcheck.checks.background.bare_background import BareBackground
from envcheck.checks.background.changed_setting import ChangedSetting
from envcheck.checks.background.cluttered_background import ClutteredBackground
from envcheck.checks.background.distracting_colour import DistractingColour
from envcheck.checks.background.domestic_object import DomesticObject
from envcheck.checks.background.moving_background import MovingBackground
from envcheck.checks.background.replaced_background import ReplacedBackground
from envcheck.checks.base import Check
from envcheck.checks.connection.long_delay import LongDelay
from envcheck.checks.connection.lost_packets import LostPackets
from envcheck.checks.connection.thin_connection import ThinConnection
from envcheck.checks.framing.averted_face import AvertedFace
from envcheck.checks.framing.close_face import CloseFace
from envcheck.checks.framing.cropped_head import CroppedHead
from envcheck.checks.framing.distant_face import DistantFace
from envcheck.checks.framing.high_camera import HighCamera
from envcheck.checks.framing.high_headroom import HighHeadroom
from envcheck.checks.framing.low_camera import LowCamera
from envcheck.checks.framing.no_face import NoFace
from envcheck.checks.framing.off_centre_face import OffCentreFace
from envcheck.checks.framing.tilted_picture import TiltedPicture
from envcheck.checks.lighting.backlit_face import BacklitFace
from envcheck.checks.lighting.colour_cast import ColourCast
from envcheck.checks.lighting.dim_face import DimFace
from envcheck.checks.lighting.flickering_light import FlickeringLight
from envcheck.checks.lighting.glaring_background import GlaringBackground
from envcheck.checks.lighting.overexposed_face import OverexposedFace
from envcheck.checks.lighting.uneven_face_light import UnevenFaceLight
from envcheck.checks.picture.blurred_picture import BlurredPicture
from envcheck.checks.picture.covered_lens import CoveredLens
from envcheck.checks.picture.frozen_picture import FrozenPicture
from envcheck.checks.picture.low_frame_rate import LowFrameRate
from envcheck.checks.picture.low_resolution import LowResolution
from envcheck.checks.picture.noisy_picture import NoisyPicture
from envcheck.checks.picture.turned_picture import TurnedPicture
from envcheck.checks.privacy.background_voice import BackgroundVoice
from envcheck.checks.privacy.mirrored_room import MirroredRoom
from envcheck.checks.privacy.pictured_face import PicturedFace
from envcheck.checks.privacy.readable_text import ReadableText
from envcheck.checks.privacy.second_person import SecondPerson
from envcheck.checks.privacy.visible_screen import VisibleScreen
from envcheck.checks.sound.clipped_sound import ClippedSound
from envcheck.checks.sound.echoing_room import EchoingRoom
from envcheck.checks.sound.humming_sound import HummingSound
from envcheck.checks.sound.no_sound import NoSound
from envcheck.checks.sound.noisy_room import NoisyRoom
from envcheck.checks.sound.quiet_voice import QuietVoice
from envcheck.model.errors import PluginError
from envcheck.model.findings import Limit, Serves, Severity
from envcheck.model.plugins import distribution_of, installed_entry_points, instantiate, load_entry_point, refuse
from envcheck.model.words import Words

BUILT_IN: tuple[type[Check], ...] = (
    DimFace,
    OverexposedFace,
    BacklitFace,
    UnevenFaceLight,
    ColourCast,
    FlickeringLight,
    GlaringBackground,
    NoFace,
    OffCentreFace,
    DistantFace,
    CloseFace,
    CroppedHead,
    LowCamera,
    HighCamera,
    TiltedPicture,
    AvertedFace,
    HighHeadroom,
    ClutteredBackground,
    BareBackground,
    MovingBackground,
    DomesticObject,
    ReplacedBackground,
    ChangedSetting,
    DistractingColour,
    SecondPerson,
    PicturedFace,
    ReadableText,
    BackgroundVoice,
    VisibleScreen,
    MirroredRoom,
    CoveredLens,
    FrozenPicture,
    BlurredPicture,
    LowResolution,
    LowFrameRate,
    NoisyPicture,
    TurnedPicture,
    NoSound,
    ClippedSound,
    NoisyRoom,
    QuietVoice,
    EchoingRoom,
    HummingSound,
    LostPackets,
    LongDelay,
    ThinConnection,
)

ENTRY_POINT_GROUP = "envcheck.checks"

CODE = re.compile(r"[A-Z]{3}[0-9]{3}")
NAME = re.compile(r"[a-z]+(-[a-z]+)*")

EXPECTED: Mapping[str, type] = {
    "code": str,
    "name": str,
    "title": str,
    "severity": Severity,
    "serves": Serves,
    "limit": Limit,
    "words": Mapping,
}
"""What a check class has to name, and of which type."""


def load_checks() -> tuple[Check, ...]:
    """All checks: the built-in ones and those that installed distributions announce, sorted by code.

    Example:
        >>> from envcheck import load_checks
        >>> [check.name for check in load_checks() if check.code == "PRV101"]
        ['second-person']

    Raises:
        PluginError: a third-party check cannot be imported, is incomplete, or takes a code or name already taken.
    """
    return instantiate_checks(BUILT_IN, installed_entry_points(ENTRY_POINT_GROUP))


def instantiate_checks(built_in: Sequence[type[Check]], points: Iterable[EntryPoint]) -> tuple[Check, ...]:
    """One instance of each check, sorted by code.

    Raises:
        PluginError: as `load_checks`.
    """
    checks = [check() for check in built_in]
    taken = {key: "envcheck" for check in checks for key in (check.code, check.name)}
    for point in points:
        distribution, check = distribution_of(point), _load(point)
        for key in (check.code, check.name):
            if key in taken:
                raise PluginError(distribution, f"{key} is already taken by {taken[key]}.")
            taken[key] = distribution
        checks.append(check)
    return tuple(sorted(checks, key=lambda check: check.code))


def _load(point: EntryPoint) -> Check:
    kind = load_entry_point(point)
    if not (isinstance(kind, type) and issubclass(kind, Check)):
        refuse(point, "is not a subclass of envcheck.checks.base.Check")
    refuse(point, _fault(kind))
    check: Check = instantiate(point, kind)
    return check


def _fault(check: type[Check]) -> str | None:
    """What a check class lacks, as the end of a sentence; None where it is complete."""
    for attribute, kind in EXPECTED.items():
        if not isinstance(getattr(check, attribute, None), kind):
            return f"has no {attribute} of type {kind.__name__}"
    if not CODE.fullmatch(check.code):
        return f"has the code {check.code!r}, which is not three capital letters and three digits"
    if not NAME.fullmatch(check.name):
        return f"has the name {check.name!r}, which is not in kebab case"
    if not check.title.strip():
        return "has an empty title, which is what a reader calls it by"
    if not check.words or not all(isinstance(words, Words) for words in check.words.values()):
        return "has words that are not of type Words"
    if check.__abstractmethods__:
        return "does not say how to observe"
    return None if check.__doc__ else "has no docstring, which is its page"
