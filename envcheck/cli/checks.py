"""`envcheck checks`: the catalogue."""

import json

import typer

from envcheck.cli.json_lines import write_line
from envcheck.cli.options import Ignore, Json, Profile, Select, flags


def checks(profile: Profile = None, select: Select = None, ignore: Ignore = None, as_json: Json = False) -> None:
    """List the checks, and which of them a profile runs."""
    from envcheck.checks.catalog import load_checks
    from envcheck.settings import Settings

    settings = Settings.load(flags(profile=profile, select=select, ignore=ignore))
    known = load_checks()
    chosen = {check.code for check in settings.select_checks(known)}
    rows = [
        {
            "code": check.code,
            "name": check.name,
            "title": check.title,
            "severity": check.severity.value,
            "serves": check.serves.value,
            "selected": check.code in chosen,
            "fault": (check.__doc__ or "").strip().partition("\n")[0],
        }
        for check in known
    ]
    if as_json:
        for row in rows:
            write_line(json.dumps(row, ensure_ascii=False))
        return
    for row in rows:
        left_out = "" if row["selected"] else " (left out)"
        typer.echo(f"{row['code']}  {row['name']:<22}{row['severity']:<8}{row['serves']:<17}{row['fault']}{left_out}")
