"""The helpers of this folder, and LiveKit's packages where they are installed."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent))

from livekit_packages import bring

bring()
