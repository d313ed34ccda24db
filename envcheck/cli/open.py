"""`envcheck open`: the room check in the browser of this machine."""

from typing import Annotated

import typer

from envcheck.cli.options import Baseline, Fps, Ignore, Lang, Profile, Select, flags
from envcheck.process import outlast_broken_pipes

Port = Annotated[
    int | None, typer.Option(min=0, max=65535, help="Port to listen on, 8765 or else any free one; 0 for any.")
]
UntilLeft = Annotated[bool, typer.Option("--until-left", help="End a minute after the last page was closed.")]


def open_page(
    port: Port = None,
    profile: Profile = None,
    lang: Lang = None,
    select: Select = None,
    ignore: Ignore = None,
    fps: Fps = None,
    baseline: Baseline = None,
    until_left: UntilLeft = False,
) -> None:
    """Open the room check in the browser; it runs on this machine alone, until Ctrl-C."""
    print("The room check is starting. It opens in your browser in a moment.", flush=True)  # what follows takes seconds

    import logging
    import webbrowser

    from envcheck.server import logs
    from envcheck.server.presence import Presence
    from envcheck.server.serving import Bind, access_for, serve
    from envcheck.settings import Settings

    given = flags(profile=profile, lang=lang, select=select, ignore=ignore, baseline=baseline, fps=fps)
    # at the usual one a browser knows what it remembered, and its extension finds the check
    settings, bind = Settings.load(given), Bind(or_any=True) if port is None else Bind(port=port)
    asked = "" if settings.language == "auto" else f"?lang={settings.language}"  # else the browser's own
    logs.set_up(logging.WARNING)  # whoever looks at the page reads no log
    outlast_broken_pipes()
    presence = Presence() if until_left else None
    access = access_for(settings, bind, {}, None)
    serve(settings, bind, access, lambda page: webbrowser.open(page + asked), presence=presence)
