"""A source and a session brought together."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from envcheck.baseline import load_baseline
from envcheck.checks.catalog import load_checks
from envcheck.checks.privacy.second_person import SecondPerson
from envcheck.guard import Guard
from envcheck.media.frame import Frame, PictureFrame, Pixels
from envcheck.media.source import Source, open_source
from envcheck.model.errors import FacetUnavailable, UnsuitableInput
from envcheck.model.events import Event
from envcheck.model.expectations import USUAL, Expectations
from envcheck.model.findings import Mode, Report
from envcheck.model.provenance import Provenance, product_version
from envcheck.model.room_signature import RoomSignature
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.models import Models
from envcheck.perception.room.room_signature import median_signature
from envcheck.perception.scene import LookInput
from envcheck.perception.schedule import Scheduler
from envcheck.session import Session
from envcheck.settings import Settings

Watcher = Callable[[Frame, list[Event]], None]


def new_session(settings: Settings, mode: Mode, sent: Expectations = USUAL) -> Session:
    """A session with the checks, limits, people and usual setting that the settings ask for.

    Args:
        settings: what to check and how.
        mode: a picture or a stream.
        sent: what is meant to come; people and the usual setting are those of the settings.

    Raises:
        BaselineError: the settings name a baseline that cannot be used.
        PluginError: a third-party check or perceiver cannot be used.
        SettingsError: the settings name a check or a profile that does not exist.
    """
    known = load_checks()
    return Session(
        settings.select_checks(known),
        mode=mode,
        limits=settings.limits_for(known),
        expectations=replace(
            sent,
            people=settings.active.people,
            baselines=(load_baseline(settings.baseline),) if settings.baseline else (),
        ),
    )


def new_guard(settings: Settings, sent: Expectations = USUAL) -> Guard:
    """A guard with the people, and the limit of its one check, that the settings ask for; nothing in them begins one.

    Args:
        settings: who is expected; what they choose to check makes no difference.
        sent: as for `new_session`.

    Raises:
        PluginError: a third-party check or perceiver cannot be used.
        SettingsError: the settings name a check or a profile that does not exist.
    """
    limits = settings.limits_for(load_checks())
    return Guard(replace(sent, people=settings.active.people), limit=limits.get(SecondPerson.code))


def provenance(settings: Settings, at: datetime, keeps_picture: bool = False) -> Provenance:
    """Where a report comes from that is made with these settings.

    Args:
        settings: what was checked and how.
        at: when, with a zone.
        keeps_picture: a picture of it is kept on purpose.
    """
    return Provenance(at, product_version(), settings.profile, keeps_picture)


def run(source: Source, session: Session, watcher: Watcher | None = None) -> Report:
    """Pushes every frame of the source; an interrupt (Ctrl-C) passes through, and `session` keeps what it has seen.

    Args:
        source: where frames come from.
        session: judges them.
        watcher: is shown each frame and what it changed, and may raise to stop.

    Raises:
        InputError: the source cannot be looked at.
    """
    source.listener = session.push_audio
    for frame in source:
        events = session.push(frame)
        if watcher:
            watcher(frame, events)
    return session.report()


def usual_signature(source: Source) -> RoomSignature:
    """What a source shows of the setting, as coarse numbers: the middle of all looks.

    Raises:
        InputError: the source cannot be looked at, or shows hardly anything of the room.
    """
    scheduler, looks, reason = Scheduler(new_perceivers(Models.installed())), [], "nothing was looked at yet"
    for frame in source:
        scene = scheduler.scene(LookInput(frame.time, frame), mode=source.mode)
        try:
            looks.append(scene[RoomSignature])
        except FacetUnavailable as unavailable:
            reason = unavailable.reason
        scheduler.keep(scene)
    if not looks:
        raise UnsuitableInput(source.name, f"the setting cannot be told: {reason}.")
    return median_signature(looks)


def check_image(picture: str | Path | Pixels, settings: Settings | None = None) -> Report:
    """Judges one picture.

    Args:
        picture: a file, or an array of shape (height, width, 3), uint8, BGR order.
        settings: the defaults when left out; no file or variable is read.

    Example:
        >>> import numpy as np
        >>> from envcheck import check_image
        >>> report = check_image(np.zeros((360, 640, 3), np.uint8))
        >>> report.verdict.value, report.findings[0].words.advice
        ('not ready', "Open the camera's cover or shutter.")

    Raises:
        InputError: the file cannot be looked at.
        ValueError: the array has another shape or type.
    """
    settings = settings or Settings()
    session = new_session(settings, Mode.PICTURE)
    if isinstance(picture, str | Path):
        return run(_open_source(Path(picture), settings), session)
    session.push(PictureFrame(picture))
    return session.report()


def check_video(clip: str | Path, settings: Settings | None = None) -> Report:
    """Judges a clip over its media time.

    Args:
        clip: a file.
        settings: the defaults when left out; no file or variable is read.

    Example:
        >>> from envcheck import check_video
        >>> report = check_video("samples/media/frozen.mp4")
        >>> [finding.name for finding in report.findings]
        ['frozen-picture']

    Raises:
        InputError: the file cannot be looked at.
    """
    settings = settings or Settings()
    source = _open_source(Path(clip), settings)
    return run(source, new_session(settings, source.mode))


def _open_source(path: Path, settings: Settings) -> Source:
    media = settings.media
    return open_source(path, fps=media.fps, max_seconds=media.seconds, max_megapixels=media.megapixels)
