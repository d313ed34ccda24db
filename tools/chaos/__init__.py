"""What goes wrong round a server, done to a real one on purpose: it has to be borne, or said."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.append(str(ROOT / "tests"))
