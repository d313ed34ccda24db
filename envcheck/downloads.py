"""Brings networks that an installation lacks: from the repositories that publish them, or from a folder.

Nothing here runs unless it is asked for. A file arrives with `.part` behind its name and takes its own name only once
its size and SHA-256 are those that were published: under that name lies the whole file, or what lay there before.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException, HTTPResponse
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from envcheck.model.errors import DamagedModel, MissingModel, ModelError
from envcheck.perception.model_files import FOLDER_VARIABLE, intact
from envcheck.perception.weights import Commit, Weights

BLOCK = 1 << 16
"""Bytes taken at a time."""

PATIENCE = 15.0
"""Seconds a server may be silent."""

Progress = Callable[[int], None]
"""Is given the bytes that have come so far."""

NOT_PUBLISHED = "is not the published file (its size or SHA-256 differs), so nothing was installed."


def download(weights: Weights[Commit], folder: Path, progress: Progress | None = None) -> Path:
    """Fetches the file from the repository that publishes it; goes on where an earlier try broke off.

    Args:
        weights: which file.
        folder: where it is to lie; made where it is missing.
        progress: told how much has come.

    Returns:
        Where the file lies now.

    Raises:
        MissingModel: the server no longer has it.
        DamagedModel: what came is not what was published; nothing of it is kept.
        ModelError: the server cannot be reached or broke off, or the folder cannot take the file.
    """
    part = _part(weights, folder)
    progress = progress or (lambda done: None)
    begin = _length(part)
    if 0 < begin <= weights.size:
        with suppress(DamagedModel):  # of something else, then: everything anew
            return _fetch(weights, part, begin, progress)
    return _fetch(weights, part, 0, progress)


def copy(weights: Weights[Commit], source: Path, folder: Path) -> Path:
    """Takes the file from another folder; parameters and result are those of `download`.

    Raises:
        MissingModel: it is not in `source`.
        DamagedModel: what lies there is not what was published.
        ModelError: it cannot be read, or `folder` cannot take it.
    """
    file = source / weights.file
    try:
        if not intact(weights, file):
            raise DamagedModel(weights.name, f"{file} {NOT_PUBLISHED}")
    except FileNotFoundError:
        raise MissingModel(weights.name, f"there is no {weights.file} in {source}.") from None
    except OSError as error:
        raise ModelError(weights.name, f"{file} cannot be read ({_cause(error)}).") from None
    part = _part(weights, folder)
    with _storing(weights, part):
        shutil.copyfile(file, part)
    return _move_into_place(weights, part)


def _fetch(weights: Weights[Commit], part: Path, begin: int, progress: Progress) -> Path:
    """One try, from byte `begin` onwards."""
    if begin < weights.size:
        with _answer(weights, begin) as answer:
            begin = begin if answer.status == 206 else 0
            if answer.length not in (None, weights.size - begin):
                raise DamagedModel(weights.name, f"what {_host(weights)} sends {NOT_PUBLISHED}")
            done = _write(weights, part, _blocks(answer), begin, progress)
        if done < weights.size:
            raise ModelError(
                weights.name,
                f"the connection to {_host(weights)} broke off after {done} of {weights.size} bytes; "
                "the same command goes on from there.",
            )
    return _move_into_place(weights, part)


def _answer(weights: Weights[Commit], begin: int) -> HTTPResponse:
    request = Request(weights.origin.address, headers={"Range": f"bytes={begin}-"} if begin else {})
    try:
        answer: HTTPResponse = urlopen(request, timeout=PATIENCE)
    except HTTPError as error:
        error.close()
        if error.code == 416:  # what has come so far is longer than the file
            raise DamagedModel(weights.name, f"what {_host(weights)} has {NOT_PUBLISHED}") from None
        if error.code in (404, 410):
            raise MissingModel(
                weights.name,
                f"{weights.origin.address} is no longer there (HTTP {error.code}); "
                "`--from` takes the file from a folder.",
            ) from None
        raise ModelError(
            weights.name, f"{_host(weights)} answers with HTTP {error.code} ({error.reason}); please try again later."
        ) from None
    except (OSError, HTTPException) as error:
        cause = error.reason if isinstance(error, URLError) else error
        raise ModelError(
            weights.name,
            f"{_host(weights)} cannot be reached ({_cause(cause)}); `--from` takes the networks from a folder.",
        ) from None
    return answer


def _blocks(answer: HTTPResponse) -> Iterator[bytes]:
    """What comes until the end, or until the connection breaks off."""
    with suppress(OSError, HTTPException):
        while block := answer.read(BLOCK):
            yield block


def _write(weights: Weights[Commit], part: Path, blocks: Iterable[bytes], begin: int, progress: Progress) -> int:
    """Lays `blocks` behind the first `begin` bytes; gives the bytes that are there then."""
    done = begin
    with _storing(weights, part), part.open("ab" if begin else "wb") as file:
        progress(done)
        for block in blocks:
            file.write(block)
            done += len(block)
            progress(done)
            if done > weights.size:
                break
    return done


def _move_into_place(weights: Weights[Commit], part: Path) -> Path:
    """Gives what has come its own name, if it is the published file."""
    final = part.with_name(weights.file)
    with _storing(weights, part):
        if intact(weights, part):
            os.replace(part, final)
            return final
        part.unlink()
    raise DamagedModel(weights.name, f"what came {NOT_PUBLISHED}")


def _length(part: Path) -> int:
    """Bytes that an earlier try left."""
    try:
        return part.stat().st_size
    except OSError:
        return 0


def _part(weights: Weights[Commit], folder: Path) -> Path:
    part = folder / f"{weights.file}.part"
    with _storing(weights, part):
        folder.mkdir(parents=True, exist_ok=True)
    return part


@contextmanager
def _storing(weights: Weights[Commit], part: Path) -> Iterator[None]:
    """Makes one sentence of a folder that takes no file, and leaves nothing there."""
    try:
        yield
    except OSError as error:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise ModelError(
            weights.name,
            f"the file cannot be written in {part.parent} ({_cause(error)}); "
            f"another folder can be named in {FOLDER_VARIABLE} or by `--to`.",
        ) from None


def _host(weights: Weights[Commit]) -> str:
    return urlsplit(weights.origin.address).netloc


def _cause(error: object) -> str:
    """The cause in a few words: a certificate's, the system's, else the error's own."""
    found = getattr(error, "verify_message", None) or getattr(error, "strerror", None) or str(error)
    return " ".join(str(found).split()) or type(error).__name__
