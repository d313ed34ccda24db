"""One file looked at: the one function that is mapped over many, wherever it runs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from envcheck.batch.annotation import Annotation
from envcheck.fault import as_input_errors
from envcheck.media.clip import ClipSource
from envcheck.media.frame import Frame
from envcheck.media.source import Source, open_source
from envcheck.model.errors import EnvcheckError, InputError
from envcheck.model.events import Event
from envcheck.model.findings import Report
from envcheck.render.phrases import clock
from envcheck.runner import new_session, run
from envcheck.settings import Settings

ShareSeen = Callable[[float], None]
"""Is told how much of a clip has been looked at, from 0 to 1."""


@dataclass(frozen=True, slots=True)
class Request:
    """A file to be looked at.

    Attributes:
        name: what reports and errors call it.
        path: where it lies.
        settings: what to check and how.
        annotate: where a picture goes that shows what was seen, None for nowhere; whoever asked writes it there.
    """

    name: str
    path: Path
    settings: Settings
    annotate: Path | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a file that could be looked at.

    Attributes:
        name: of its request.
        report: what is known of it.
        meters: how near each check is to its fault, by code (`Session.meters`).
        largest_face: height of the largest face that was seen, as a share of the picture's; None where none was.
        left_out: what of a clip was not looked at, as a clause; None where all of it was.
        is_whole: it was not stopped by Ctrl-C.
        picture: what was seen, as a file of the kind that `Request.annotate` ends in, where one was asked for.
    """

    name: str
    report: Report
    meters: Mapping[str, float]
    largest_face: float | None
    left_out: str | None
    is_whole: bool = True
    picture: bytes | None = None


Result = Outcome | EnvcheckError
"""What came of a request. An `InputError` costs its file; any other, such as one of the settings, all files alike."""


def check_file(request: Request, seen: ShareSeen = lambda share: None) -> Result:
    """Looks at one file. An error is the result as well, so that it reaches whoever asked from any process.

    A stop by Ctrl-C leaves an outcome that is not whole, or passes where nothing has been seen yet.

    Args:
        request: the file, and what to do.
        seen: is told how far a clip is looked at.
    """
    try:
        with as_input_errors(request.name):
            return _outcome(request, seen)
    except InputError as error:
        return type(error)(request.name, error.reason)
    except EnvcheckError as error:
        return error


def _outcome(request: Request, seen: ShareSeen) -> Outcome:
    media = request.settings.media
    source = open_source(request.path, fps=media.fps, max_seconds=media.seconds, max_megapixels=media.megapixels)
    session = new_session(request.settings, source.mode)
    annotation = Annotation(session) if request.annotate else None
    heights: list[float] = []

    def watch(frame: Frame, events: list[Event]) -> None:
        heights.extend(face.box.height for face in session.faces)
        if source.seconds:
            seen(min(1.0, frame.time / source.seconds))
        if annotation:
            annotation.consider(frame)

    is_whole = True
    try:
        run(source, session, watch)
    except KeyboardInterrupt:
        is_whole = False
    report = session.report()
    return Outcome(
        request.name,
        report,
        session.meters(),
        max(heights, default=None),
        _left_out(source, report.seconds, media.seconds) if is_whole else None,
        is_whole,
        annotation.encoded(request.annotate.suffix, request.settings.language)
        if annotation and request.annotate and is_whole
        else None,
    )


def _left_out(source: Source, seconds: float, most: float) -> str | None:
    """What of a clip was not looked at."""
    if not isinstance(source, ClipSource):
        return None
    whole = f" of {clock(source.duration)}" if source.duration else ""
    if source.cut_short:
        return f"the file breaks off after {clock(seconds)}; the report is on what came before."
    if source.slow:
        return (
            f"the first {clock(seconds)}{whole} were looked at, since this clip takes far longer to decode than to "
            "play; a smaller copy of it is looked at whole."
        )
    if source.stopped:
        return f"the first {clock(most)}{whole} were looked at (--seconds looks further)."
    return None
