"""Which environment variables are settings: `ENVCHECK_` and the key, with two underscores between the levels.

Others make variables of that beginning as well: Kubernetes for a Service named envcheck, images for their version. They
are passed by, so that nothing around us stops a start; what is nearly a key of ours is somebody's slip and is not.
"""

import re
import tomllib
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import Any

PREFIX = "ENVCHECK_"

NO_SETTINGS = (
    "ENVCHECK_MODELS",
    "ENVCHECK_WEIGHTS",
    "ENVCHECK_CORPUS",
    "ENVCHECK_TOKENS",
    "ENVCHECK_JWT_KEY",
    "ENVCHECK_DEBUG",
)
"""Variables that begin like a setting and are none: folders of networks, at run time and for the build, and of the
labelled pictures, and the secrets of the server, which no error about a setting should print."""

OF_A_SERVICE = re.compile(r".*_(SERVICE_(HOST|PORT(_.*)?)|PORT(_\d+_(TCP|UDP|SCTP)(_(PROTO|PORT|ADDR))?)?)")
"""What Kubernetes, and Docker's links before it, make for a service, with any beginning."""

LONG_KEY = re.compile(r"""(?<![\w"'-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){100}""")
"""A key of more levels than anything has: what tomllib takes for one grows with their square, to gigabytes."""

NEAR = 0.7
"""How alike a name and a key are where the one is a slip for the other: `PROFLE` is, and `VERSION` is like none."""


def settings_of(environ: Mapping[str, str], keys: Mapping[str, Collection[str]]) -> list[tuple[str, dict[str, Any]]]:
    """One table for each variable that is a setting or is meant to be one, so that an error can name it.

    Args:
        environ: environment variables.
        keys: each key of the settings, and the keys within it where it is a table.
    """
    tables = []
    for name in sorted(name for name in environ if name.startswith(PREFIX) and name not in NO_SETTINGS):
        value: Any = _value(environ[name])
        if not _is_ours(name.removeprefix(PREFIX), value, keys):
            continue
        for part in reversed(name.removeprefix(PREFIX).split("__")):
            value = {part if any(char.isdigit() for char in part) else part.lower(): value}
        tables.append((name, value))
    return tables


def parse_toml(text: str) -> dict[str, Any]:
    """What a text in TOML says.

    Raises:
        ValueError: it is none, or has keys of too many levels or numbers of too many digits.
        RecursionError: it is nested too deeply.
    """
    if LONG_KEY.search(text):
        raise ValueError("it has a key of more than 100 levels")
    return tomllib.loads(text)


def _is_ours(name: str, value: Any, keys: Mapping[str, Collection[str]]) -> bool:
    table, _, inner = name.lower().partition("__")
    if inner in keys.get(table, ()):
        return True
    if OF_A_SERVICE.fullmatch(f"_{name}"):
        return False
    if "__" in name:
        return True
    key = name.lower()
    if key in keys:
        return not keys[key] or isinstance(value, dict)
    table, _, rest = key.partition("_")
    if rest and keys.get(table):
        return _is_near(rest, keys[table])
    return _is_near(key, keys)


def _is_near(name: str, keys: Collection[str]) -> bool:
    return bool(get_close_matches(name, list(keys), n=1, cutoff=NEAR))


def _value(text: str) -> Any:
    """A TOML value where the text is one, else the text."""
    try:
        return parse_toml(f"value = {text}")["value"]
    except (ValueError, RecursionError):
        return text
