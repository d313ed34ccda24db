"""A picture of what was seen: which frame of a clip it shows, and the file it becomes."""

import os
import threading
from pathlib import Path

import cv2

from envcheck.judgement.verdict import ORDER
from envcheck.media.frame import Frame
from envcheck.model.errors import SettingsError
from envcheck.model.findings import Finding
from envcheck.model.geometry import Box
from envcheck.render.language import resolve_language, translator
from envcheck.render.overlay import annotated
from envcheck.session import Session

WHERE = "--annotate"


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

    def encoded(self, suffix: str, lang: str) -> bytes | None:
        """The kept frame above the session's report, as a file of this kind; None where no frame came.

        Args:
            suffix: such as `.png`.
            lang: of the report's words, as `resolve_language` takes it.
        """
        if self._frame is None:
            return None
        report, translate = self._session.report(), translator(lang)
        drawn = annotated(self._frame, self._heads, self._findings, report, translate, resolve_language(lang))
        return cv2.imencode(suffix, drawn)[1].tobytes()


def write_picture(path: Path, data: bytes) -> None:
    """Writes a picture for its owner alone to read, whole or not at all.

    Raises:
        SettingsError: the file cannot be written.
    """
    part = path.with_name(f".{os.getpid()}-{threading.get_ident()}.part")
    try:
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
                file.write(data)
            os.replace(part, path)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise unwritable(path, error) from None


def unwritable(path: Path, error: OSError) -> SettingsError:
    """Why no annotated picture can be written there."""
    return SettingsError(WHERE, f"{path} cannot be written ({error.strerror}).")
