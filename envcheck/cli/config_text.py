"""All settings as a file that can be read again, each with what it is for."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from envcheck.settings import Settings

HEAD = (
    "# All settings of envcheck as they are now; a variable ENVCHECK_TABLE__KEY sets one as well.",
    "# As envcheck.toml in the working folder, or above it, this file is read.",
)


def config_text(settings: Settings) -> str:
    """The settings in TOML; what has no value stands there as a comment."""
    return "\n".join([*HEAD, "", *_table((), settings), ""])


def _table(path: tuple[str, ...], table: Any) -> Iterator[str]:
    """The keys of one table, and those within it after them, as TOML wants it."""
    inner: list[tuple[str, Any]] = []
    for name, field in type(table).model_fields.items():
        value = getattr(table, name)
        if hasattr(type(value), "model_fields") or isinstance(value, Mapping):
            inner.append((name, value))
            continue
        yield f"# {field.description}"
        yield f"# {name} =" if value is None else f"{name} = {_value(value)}"
    for name, value in inner:
        yield from ("", f"# {type(table).model_fields[name].description}")
        if isinstance(value, Mapping):
            yield from _named((*path, name), value)
        else:
            yield from (f"[{_key((*path, name))}]", *_table((*path, name), value))


def _named(path: tuple[str, ...], tables: Mapping[str, Any]) -> Iterator[str]:
    if not tables:
        yield f"# [{_key(path)}.…]"
    for name, table in tables.items():
        yield from (f"[{_key((*path, name))}]", *_table((*path, name), table), "")


def _key(path: tuple[str, ...]) -> str:
    return ".".join(part if part.isidentifier() and part.isascii() else _text(part) for part in path)


def _value(value: Any) -> str:
    if isinstance(value, tuple | list):
        if len(value) == 2 and all(isinstance(one, int) for one in value):
            return _text(f"{value[0]}-{value[1]}")  # ports
        return f"[{', '.join(map(_value, value))}]"
    return _text(str(value)) if isinstance(value, str | Path) else json.dumps(value)


def _text(text: str) -> str:
    """A basic string of TOML, which is one of JSON but for one character that JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007F")
