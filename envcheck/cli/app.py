"""The `envcheck` command: its parts, and what an error costs."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer
from typer.exceptions import Abort, TyperException

from envcheck.cli.baseline import baseline
from envcheck.cli.check import check
from envcheck.cli.checks import checks
from envcheck.cli.doctor import doctor
from envcheck.cli.evaluate import evaluate
from envcheck.cli.exits import FAULT, INTERRUPTED, UNUSABLE
from envcheck.cli.explain import explain
from envcheck.cli.fleet import fleet
from envcheck.cli.models import models
from envcheck.cli.open import open_page
from envcheck.cli.serve import serve
from envcheck.cli.watch import watch
from envcheck.fault import describe_fault, is_of_output
from envcheck.model.errors import EnvcheckError
from envcheck.model.provenance import product_version

app = typer.Typer(
    name="envcheck",
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Checks an online therapist's room before a session: light, framing, background, privacy and picture.",
    epilog="Exit codes: 0 ready (with or without advice), 1 not ready, 2 could not tell, 3 unusable input or usage, "
    "70 a fault of envcheck itself, 130 stopped by Ctrl-C. Of several inputs the highest counts.",
)
for command in (check, watch, serve, checks, explain, evaluate, doctor):
    app.command()(command)
app.command("open")(open_page)
app.add_typer(baseline)
app.add_typer(fleet)
app.add_typer(models)


def _version(asked: bool) -> None:
    if asked:
        print(f"envcheck {product_version()}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which version.")
    ] = False,
) -> None:
    """Nothing is stored, and nothing leaves this machine."""


def run(arguments: Sequence[str]) -> int:
    """Runs one command; gives the exit code. Every error but that of an unwritable output becomes one sentence.

    Raises:
        OSError: what was to be told could not be written.
    """
    if not arguments:
        app(args=["--help"], prog_name="envcheck", standalone_mode=False)
        return UNUSABLE
    try:
        return app(args=list(arguments), prog_name="envcheck", standalone_mode=False) or 0
    except EnvcheckError as error:
        return _print_error(str(error), UNUSABLE)
    except TyperException as error:
        fault = error.format_message() if isinstance(error, typer.BadParameter) else str(error)
        return _print_error(f"{fault} (envcheck --help tells more.)", UNUSABLE)
    except (Abort, KeyboardInterrupt):
        return _print_error("Stopped.", INTERRUPTED)
    except Exception as error:
        if is_of_output(error):
            raise
        return _print_error(describe_fault(error), FAULT)


def _print_error(sentence: str, code: int) -> int:
    print(f"envcheck: {sentence}", file=sys.stderr)
    return code
