"""Which engine looks at files, as it was asked for."""

from envcheck.batch.engines import Engine, InThisProcess
from envcheck.batch.processes import processes


def chosen_engine(jobs: int | None) -> Engine:
    """The engine for what the command line asks.

    Args:
        jobs: so many processes at a time; None for this one alone.
    """
    return processes(jobs) if jobs else InThisProcess()
