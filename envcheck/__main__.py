"""`python -m envcheck`, and the entry of the `envcheck` command."""

import os
import signal
import sys
import traceback

from envcheck.process import forbid_core_dumps, silence_libraries, to_nowhere

UNUSABLE, FAULT, INTERRUPTED = 3, 70, 130


def main() -> None:
    """Runs the command line and leaves with its exit code."""
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a reader that has gone ends us; see outlast_broken_pipes
    is_debugged = os.environ.get("ENVCHECK_DEBUG") == "1"
    _open_streams()
    if not is_debugged:
        forbid_core_dumps()
        silence_libraries()
    _keep_to_one_thread()
    try:
        from envcheck.cli.app import run  # inside, so that a stop while it is loaded is as quiet as any other

        code = run(sys.argv[1:])
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except OSError as error:
        print(f"envcheck: The report cannot be written ({error.strerror}).", file=sys.stderr)
        code = UNUSABLE
        to_nowhere(1)  # what is still buffered could not be written at exit either
    except Exception as error:  # the command line itself could not be loaded; it tells all that happens later
        if is_debugged:
            traceback.print_exc()
        print(f"envcheck: It cannot be started ({error}); please install it again.", file=sys.stderr)
        code = FAULT
    sys.exit(code)


def _open_streams() -> None:
    """Gives streams that were closed a place to write to, and those without UTF-8 a "?" for what they lack."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: SIM115  # open until the end
        else:
            stream.reconfigure(errors="replace")


def _keep_to_one_thread() -> None:
    """Keeps numpy's linear algebra to one thread: the others would spin for longer than our small products take.

    In a live session they took as much of the processor as all looks together. It has to be said before numpy loads.
    """
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


if __name__ == "__main__":
    main()
