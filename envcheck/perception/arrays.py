"""The arrays that facets hold."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Mask: TypeAlias = NDArray[np.bool_]
Plane: TypeAlias = NDArray[np.uint8]
