"""`envcheck check`: pictures, clips and folders of them."""

from pathlib import Path
from typing import Annotated

import typer

from envcheck.cli.options import Attest, Baseline, Cluster, Fps, Ignore, Jobs, Json, Lang, Profile, Select, flags, names

Paths = Annotated[
    list[Path], typer.Argument(help="Pictures, clips, or folders of them.", show_default=False, readable=False)
]
Annotate = Annotated[
    Path | None,
    typer.Option(help="Write what was seen, drawn over the picture: a file, or a folder for several inputs."),
]


def check(
    paths: Paths,
    annotate: Annotate = None,
    force: Annotated[bool, typer.Option("--force", help="Replace annotated pictures that are there already.")] = False,
    profile: Profile = None,
    lang: Lang = None,
    select: Select = None,
    ignore: Ignore = None,
    fps: Fps = None,
    seconds: Annotated[float | None, typer.Option(help="Seconds of a clip that are looked at.")] = None,
    attest: Attest = None,
    baseline: Baseline = None,
    jobs: Jobs = None,
    cluster: Cluster = None,
    as_json: Json = False,
) -> None:
    """Look at pictures and clips, and tell what would help."""
    from envcheck.batch.chosen import chosen_engine
    from envcheck.cli.batch import Batch
    from envcheck.settings import Settings

    given = flags(profile=profile, lang=lang, select=select, ignore=ignore, baseline=baseline, fps=fps, seconds=seconds)
    batch = Batch(
        Settings.load(given),
        as_json=as_json,
        annotate=annotate,
        replace=force,
        confirmed=names(attest),
        engine=chosen_engine(jobs, cluster),
    )
    raise typer.Exit(batch.run(paths))
