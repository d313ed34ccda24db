"""What can be perceived in a frame. Every facet is frozen; places are fractions of the frame."""

from envcheck.perception.facets.arrays import Mask, Plane
from envcheck.perception.facets.frame import Detail, Grain, Luma, Repeats, Resolution, Sharpness, Turn, View
from envcheck.perception.facets.light import Backlight, Cast, Cheeks, Flicker, Glare, Noise
from envcheck.perception.facets.people import (
    EyeLevel,
    Face,
    Faces,
    Head,
    Person,
    Persons,
    Pose,
    Silhouette,
    Thing,
    Things,
    five_landmarks,
)
from envcheck.perception.facets.room import Backdrop, Clutter, Patches, Tilt

__all__ = [
    "Backdrop",
    "Backlight",
    "Cast",
    "Cheeks",
    "Clutter",
    "Detail",
    "EyeLevel",
    "Face",
    "Faces",
    "Flicker",
    "Glare",
    "Grain",
    "Head",
    "Luma",
    "Mask",
    "Noise",
    "Patches",
    "Person",
    "Persons",
    "Plane",
    "Pose",
    "Repeats",
    "Resolution",
    "Sharpness",
    "Silhouette",
    "Thing",
    "Things",
    "Tilt",
    "Turn",
    "View",
    "five_landmarks",
]
