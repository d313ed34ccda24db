"""How light falls on the face."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Noise:
    """Grain of the picture on the main face.

    Attributes:
        sigma: standard deviation in levels.
    """

    sigma: float
