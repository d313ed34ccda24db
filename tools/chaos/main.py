"""All trials by their names: `make torture` runs them one after another."""

import argparse
import sys
from collections.abc import Callable

from chaos.clock import clock
from chaos.descriptors import descriptors
from chaos.disk import full_disk, read_only_disk
from chaos.killed import killed
from chaos.loss import loss
from chaos.stopped import stopped
from chaos.trial import Outcome

TRIALS: dict[str, Callable[[], Outcome]] = {
    "killed": killed,
    "stopped": stopped,
    "full-disk": full_disk,
    "read-only-disk": read_only_disk,
    "clock": clock,
    "descriptors": descriptors,
    "loss": loss,
}


def main() -> int:
    """Runs those that are named, or all; gives 1 where one of them went wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *TRIALS], default=[], metavar="NAME", help=", ".join(TRIALS))
    went_wrong = False
    for name in parser.parse_args().names or TRIALS:
        try:
            outcome = TRIALS[name]()
        except (AssertionError, OSError) as error:
            outcome = Outcome(name, "an error", (f"{type(error).__name__}: {error}",))
        print(outcome, flush=True)
        went_wrong |= bool(outcome.faults)
    return int(went_wrong)


if __name__ == "__main__":
    sys.exit(main())
