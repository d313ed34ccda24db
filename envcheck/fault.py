"""What nobody foresaw, told in one sentence: the next input is looked at all the same."""

import errno
import os
import sys
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from envcheck.model.errors import EnvcheckError, UnforeseenFault, UnsuitableInput

DEBUG_VARIABLE = "ENVCHECK_DEBUG"
"""Environment variable that shows where a fault came from, when it is 1."""


UNWRITABLE = frozenset({errno.EPIPE, errno.ENOSPC, errno.EFBIG, errno.EIO, errno.EBADF})
"""What standard output fails with: its reader has gone, its disk is full or broken, or it was closed."""


@contextmanager
def as_input_errors(input: str) -> Iterator[None]:
    """Turns whatever is raised while one input is looked at into an `InputError`.

    Errors raised on purpose pass, and so do those of the standard output, which end the command.

    Raises:
        UnforeseenFault: envcheck itself failed.
        UnsuitableInput: there is not enough memory.
    """
    try:
        yield
    except (EnvcheckError, BrokenPipeError):
        raise
    except MemoryError:
        raise UnsuitableInput(input, "there is not enough memory to look at it; please make it smaller.") from None
    except Exception as error:
        if is_of_output(error):
            raise
        raise UnforeseenFault(input, describe_fault(error)) from None


def is_of_output(error: BaseException) -> bool:
    """True where the report could not be written: unlike files, standard output has no name in such an error."""
    return isinstance(error, OSError) and error.errno in UNWRITABLE and error.filename is None


def describe_fault(error: BaseException) -> str:
    """One sentence on a fault that nobody foresaw; the whole of it where `ENVCHECK_DEBUG` is 1."""
    if os.environ.get(DEBUG_VARIABLE) == "1":
        traceback.print_exception(error, file=sys.stderr)
    place = traceback.extract_tb(error.__traceback__)[-1:]
    where = "".join(f" in {Path(line.filename).name}, line {line.lineno}" for line in place)
    return (
        f"envcheck itself failed here ({type(error).__name__}{where}), which is not your fault; "
        f"{DEBUG_VARIABLE}=1 shows more for a report to its makers."
    )
