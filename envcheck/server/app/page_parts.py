"""The parts of the page as they are sent, and their addresses, which name their content."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from envcheck.server.app.one_script import one_script
from envcheck.server.app.part_answer import content_hash

FOLDER = Path(__file__).parents[2] / "web"

TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}

WHOLE = ("page.js", "embed.js", "element.js")
"""Modules that are sent with all that they import. The others are there for those who import them by themselves."""

ADDRESS = re.compile(r"([\w-]+)\.([0-9a-f]{16})(\.\w+)")


@cache
def parts() -> Mapping[str, bytes]:
    """What is sent, by its name.

    Raises:
        ServerError: the modules cannot be made into one script.
    """
    found = {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir()) if path.suffix in TYPES}
    return found | {name: one_script(FOLDER, name).encode() for name in WHOLE}


@cache
def address(name: str) -> str:
    """A part's name with its content's: `page.js` is `page.0123456789abcdef.js` then."""
    stem, _, suffix = name.rpartition(".")
    return f"{stem}.{content_hash(parts()[name])}.{suffix}"


def part_at(place: str) -> tuple[bytes, str, bool] | None:
    """What is to be sent from an address, or None where nothing is.

    An address of other content, as another version of this server has given it, leads to what there is now.

    Returns:
        The part, its media type, and whether it is what the address names.
    """
    named = ADDRESS.fullmatch(place)
    name = f"{named[1]}{named[3]}" if named else place
    body = parts().get(name)
    return (body, TYPES[Path(name).suffix], place == address(name)) if body is not None else None
