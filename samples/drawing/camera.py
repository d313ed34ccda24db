"""A laptop's camera: light that arrives to the eight-bit picture it delivers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from drawing.canvas import HEIGHT, WIDTH
from drawing.colour import ByteArray, FloatArray, blur, encode


@dataclass(frozen=True)
class Camera:
    """What the camera does to the light.

    Attributes:
        exposure: gain from scene light to a share of what the sensor can hold; above 1 it clips.
        electrons: what a full pixel holds at this sensitivity; fewer means more shot noise.
        read: read noise in electrons.
        grain: blur of the noise in pixels; cameras smooth more in the dark, which makes noise coarse.
        glare: share of very bright light that spreads over the picture in the lens.
        balance: gains of red, green and blue.
    """

    exposure: float = 0.94
    electrons: float = 9000.0
    read: float = 7.0
    grain: float = 0.55
    glare: float = 0.06
    balance: tuple[float, float, float] = (1.0, 1.0, 1.0)

    def takes(self, light: FloatArray, seed: int) -> ByteArray:
        """Return the RGB picture of linear scene light; each seed gives its own sensor noise."""
        held = light * (self.exposure * np.asarray(self.balance, dtype=np.float32))
        held = self._through_lens(held)
        held = held + self._noise(held, np.random.default_rng(seed))
        return np.asarray(np.rint(encode(held) * 255), dtype=np.uint8)

    def _through_lens(self, held: FloatArray) -> FloatArray:
        bright = np.clip(held - 0.8, 0, 3)[::4, ::4]
        spread = np.repeat(np.repeat(blur(bright, 4) * 0.6 + blur(bright, 22) * 0.7, 4, 0), 4, 1)
        ys, xs = np.mgrid[-1 : 1 : HEIGHT * 1j, -1 : 1 : WIDTH * 1j].astype(np.float32)
        vignette = 1 / (1 + 0.11 * (xs**2 + 0.32 * ys**2)) ** 2
        return np.asarray((held + self.glare * blur(spread, 3)) * vignette[..., None], dtype=np.float32)

    def _noise(self, held: FloatArray, rng: np.random.Generator) -> FloatArray:
        spread = np.sqrt(np.clip(held, 0, 1) / self.electrons + (self.read / self.electrons) ** 2)
        shared = rng.standard_normal(held.shape[:2], dtype=np.float32)[..., None]
        single = rng.standard_normal(held.shape, dtype=np.float32)
        noise = blur(0.8 * shared + 0.6 * single, self.grain)
        return np.asarray(noise * spread / noise.std(), dtype=np.float32)
