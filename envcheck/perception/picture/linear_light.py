"""Linear light of sRGB-coded levels (IEC 61966-2-1): what can be compared, averaged and counted in stops."""

import numpy as np
from numpy.typing import ArrayLike, NDArray


def linear(levels: ArrayLike) -> NDArray[np.float64]:
    """Linear light (0 to 1) of levels from 0 to 255, of any shape."""
    share = np.asarray(levels, np.float64) / 255
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4)


LINEAR = linear(np.arange(256)).astype(np.float32)
"""Linear light of each whole level."""
