"""`envcheck evaluate`: how often the checks are right on labelled pictures and clips."""

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from envcheck.cli.options import Cluster, Fps, Ignore, Jobs, Json, Profile, Select, flags
from envcheck.evaluation import labels as label_format

SUMMARY = "Run every check over labelled pictures and clips, and say how often each is right."


class By(StrEnum):
    """What the scores are told for, besides all rows together."""

    SOURCE = "source"


def evaluate(
    labels: Annotated[Path, typer.Argument(help="CSV file of labels.", show_default=False)],
    root: Annotated[
        Path | None, typer.Option(help="Folder of the pictures and clips, instead of that of the CSV file.")
    ] = None,
    worst: Annotated[
        int, typer.Option(min=0, help="How many of the inputs a check is most wrong about are named.")
    ] = 3,
    by: Annotated[By | None, typer.Option(help="Tell the scores for each source_repo too.")] = None,
    profile: Profile = None,
    select: Select = None,
    ignore: Ignore = None,
    fps: Fps = None,
    seconds: Annotated[float | None, typer.Option(help="Seconds of a clip that are looked at.")] = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    as_json: Json = False,
) -> None:
    """Take the labels, look at every input, and print the scores."""
    from envcheck.batch.chosen import chosen_engine
    from envcheck.cli.evaluation_run import EvaluationRun
    from envcheck.settings import Settings

    given = flags(profile=profile, select=select, ignore=ignore, fps=fps, seconds=seconds)
    evaluation = EvaluationRun(
        Settings.load(given),
        as_json=as_json,
        worst=worst,
        by_source=by is not None,
        engine=chosen_engine(jobs, cluster),
    )
    raise typer.Exit(evaluation.run(labels, root))


# the format is said once, where it is read; a paragraph is one line, so that it wraps to the terminal
evaluate.__doc__ = re.sub(r"(?<!\n)\n(?!\n)", " ", f"{SUMMARY}\n\n{label_format.__doc__}")
