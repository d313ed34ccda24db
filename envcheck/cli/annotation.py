"""`--annotate`: where the drawn-over picture goes, and which frame of a clip it shows."""

import os
from collections.abc import Sequence
from pathlib import Path

import cv2

from envcheck.judgement.verdict import ORDER
from envcheck.media.frame import Frame
from envcheck.model.errors import SettingsError
from envcheck.model.findings import Finding
from envcheck.model.geometry import Box
from envcheck.render.language import Translate
from envcheck.render.overlay import annotated
from envcheck.session import Session

WHERE = "--annotate"
SUFFIXES = (".png", ".jpg", ".jpeg")


class Annotation:
    """Keeps the frame that shows most of what there is to tell, and draws it once the report is known."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._frame: Frame | None = None
        self._heads: tuple[Box, ...] = ()
        self._findings: tuple[Finding, ...] = ()
        self._weight = -1.0

    def consider(self, frame: Frame) -> None:
        """Keeps `frame`, just pushed, if it shows as much as the one kept so far or more."""
        findings = self._session.now().findings
        weight = sum(10.0 ** -ORDER[finding.severity] for finding in findings)
        if weight >= self._weight:
            self._frame, self._findings, self._weight = frame, findings, weight
            self._heads = tuple(face.head for face in self._session.faces)

    def write(self, path: Path, translate: Translate, lang: str) -> None:
        """Draws the kept frame above the session's report, for its owner alone to read, whole or not at all.

        Raises:
            SettingsError: the file cannot be written.
        """
        if self._frame is None:
            return
        drawn = annotated(self._frame, self._heads, self._findings, self._session.report(), translate, lang)
        _, data = cv2.imencode(path.suffix, drawn)
        part = path.with_name(f".{os.getpid()}.part{path.suffix}")
        try:
            try:
                with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                    file.write(data.tobytes())
                os.replace(part, path)
            finally:
                part.unlink(missing_ok=True)
        except OSError as error:
            raise _unwritable(path, error) from None


def targets(out: Path, files: Sequence[Path], *, replace: bool = False) -> list[Path]:
    """Where the annotated picture of each file goes: `out` itself for one input, files in that folder for several.

    Args:
        out: what was asked for.
        files: the inputs.
        replace: a picture that is there already may go, unless it is an input.

    Raises:
        SettingsError: `out` is no picture, cannot be written, would replace something, or is one for several inputs.
    """
    if out.is_file() and not out.suffix:
        raise SettingsError(WHERE, f"{out} cannot be written: it is a file, without the suffix of a picture.")
    is_folder = out.is_dir() or not out.suffix
    if not is_folder and out.suffix.lower() not in SUFFIXES:
        raise SettingsError(WHERE, f"{out} must end in {', '.join(SUFFIXES)}, or be a folder.")
    if not is_folder and len(files) > 1:
        raise SettingsError(WHERE, f"{len(files)} inputs need a folder, not the one file {out}.")
    places = [out / _output_path(file, files[:place]) if is_folder else out for place, file in enumerate(files)]
    try:
        (out if is_folder else out.parent).mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _unwritable(out, error) from None
    for place in places:
        if place.exists() and not place.is_file():
            raise SettingsError(WHERE, f"{place} is a folder, a pipe or a device; choose another name.")
        if place.exists() and any(place.samefile(file) for file in files):
            raise SettingsError(WHERE, f"{place} is an input and will not be replaced; choose another name.")
        if os.path.lexists(place) and not replace:
            raise SettingsError(WHERE, f"{place} is there already; --force replaces it.")
    return places


def _unwritable(path: Path, error: OSError) -> SettingsError:
    return SettingsError(WHERE, f"{path} cannot be written ({error.strerror}).")


def _output_path(file: Path, before: Sequence[Path]) -> str:
    """A name that says which file it came from, numbered where another folder's file has the same."""
    twins = sum(other.name == file.name for other in before)
    return f"{file.stem}-{file.suffix.lstrip('.')}{f'-{twins + 1}' if twins else ''}.png"
