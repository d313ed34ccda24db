"""Which engine looks at files, as it was asked for."""

from envcheck.batch.cluster import Cluster
from envcheck.batch.engines import Engine, InThisProcess
from envcheck.batch.processes import processes


def chosen_engine(jobs: int | None, cluster: str | None) -> Engine:
    """The engine for what the command line asks.

    Args:
        jobs: so many files at a time, each in a process; None for this one alone, or for all cores of a cluster.
        cluster: the address of a Ray cluster, or `local` for one of this machine; None for none.
    """
    if cluster:
        return Cluster(cluster, jobs)
    return processes(jobs) if jobs else InThisProcess()
