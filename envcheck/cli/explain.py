"""`envcheck explain`: a check's page."""

import sys
from typing import Annotated

import typer

from envcheck.cli.options import Lang, flags


def explain(
    check: Annotated[str, typer.Argument(help="Code or name, such as LIT103 or backlit-face.", show_default=False)],
    lang: Lang = None,
) -> None:
    """Say what a check measures, why it matters, what it cannot know, and what it says."""
    from rich.console import Console
    from rich.markdown import Markdown

    from envcheck.checks.catalog import load_checks
    from envcheck.judgement.selection import select_checks
    from envcheck.render.language import translator
    from envcheck.render.pages import page
    from envcheck.settings import Settings

    translate = translator(Settings.load(flags(lang=lang)).language)
    for found in select_checks(load_checks(), [check if "-" in check else check.upper()], []):
        text = page(found, translate)
        if sys.stdout.isatty():
            Console().print(Markdown(text))
        else:
            typer.echo(text)
