"""Where the frozen program begins: without a word it is the room check in the browser, with words the command line."""

import multiprocessing
import os
import runpy
import sys

PAGE = ("open", "--until-left")
"""What a click on its icon means."""

OWN = "envcheck"


def start() -> None:
    """Runs what was asked for.

    Processes of its own begin as `PROGRAM -m MODULE`, as they do where a Python is; no other module is run so.
    """
    multiprocessing.freeze_support()
    _give_back_libraries()
    if sys.argv[1:2] == ["-m"] and sys.argv[2:3] and sys.argv[2].partition(".")[0] == OWN:
        module = sys.argv.pop(2)
        del sys.argv[1]
        runpy.run_module(module, run_name="__main__", alter_sys=True)
        return
    if not sys.argv[1:]:
        sys.argv += PAGE
    from envcheck.__main__ import main

    main()


def _give_back_libraries() -> None:
    """Lets the browser that is opened load the system's libraries, and not those that were packed here."""
    for name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
        before = os.environ.pop(f"{name}_ORIG", None)
        if before is not None:
            os.environ[name] = before
        else:
            os.environ.pop(name, None)


if __name__ == "__main__":
    start()
