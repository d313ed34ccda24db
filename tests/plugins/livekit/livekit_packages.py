"""Where `make test` installs LiveKit's packages, beside those of this environment: only these tests need them."""

import site
from pathlib import Path

INSTALLED = Path(__file__).parents[3] / "build" / "livekit"
MISSING = "LiveKit's packages are not here: `make test` installs them into build/livekit"


def bring() -> None:
    """Brings them within reach of this process, after its own."""
    for packages in INSTALLED.glob("lib/python*/site-packages"):
        site.addsitedir(str(packages))
