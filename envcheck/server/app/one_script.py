"""Modules of the page made into one script, so that a slow line has one answer to wait for instead of thirty.

Each module becomes a function that gives what the module exports; they stand in the order in which they need one
another. Nothing is parsed: imports and exports have to be written as ours are, and whatever else begins like one is
refused when the server starts. What documents the modules, which is half of them, is left out; the lines stay where
they are, so that an error names them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from envcheck.model.errors import ServerError

IMPORT = re.compile(r'^import (?:\{([\w$,\s]*)\} from )?"\./([\w-]+\.js)";$', re.MULTILINE)
EXPORT = re.compile(r"^export ((?:async )?function\*? |class |const )([\w$]+)", re.MULTILINE)
NAME = re.compile(r"([\w$]+)(?: as ([\w$]+))?")

REMARK = re.compile(r"^\s*(?://|/?\*).*|/\*\*.*?\*/", re.MULTILINE)
"""A line of a comment, or a short one in a line: types in them name modules, too."""

DOCUMENTATION = re.compile(r"/\*\*.*?\*/[ ]?", re.DOTALL)

UNKNOWN = re.compile(
    r"^\s*(?:import|export)\b.*|^(?:await|for await)\b.*|\bimport\s*[.(].*|.*\bmodule\$.*", re.MULTILINE
)
"""What is left of other imports and exports, and what would not work within a function."""


@dataclass(frozen=True)
class _Module:
    text: str
    imports: tuple[tuple[str, tuple[str, ...]], ...]
    exports: tuple[str, ...]


def one_script(folder: Path, entry: str) -> str:
    """One module that does what an entry and all that it imports do, and exports what the entry exports.

    Args:
        folder: holds the modules.
        entry: file name of the module that is asked for.

    Raises:
        ServerError: a module is missing, needs itself, or imports or exports in a way that is not known here.
    """
    modules: dict[str, _Module] = {}
    _gather(folder, entry, modules, ())
    parts = [_scoped(name, module) for name, module in modules.items()]
    exports = modules[entry].exports
    kept = f"export const {{ {', '.join(exports)} }} = {_variable(entry)};\n" if exports else ""
    return "".join(parts) + kept


def _gather(folder: Path, name: str, modules: dict[str, _Module], needing: tuple[str, ...]) -> None:
    """Adds a module behind those that it needs."""
    if name in modules:
        return
    if name in needing:
        raise _refused(name, f"it needs itself, by {', '.join(needing)}")
    module = _read(folder / name)
    for other, names in module.imports:
        _gather(folder, other, modules, (*needing, name))
        for lacking in set(names) - set(modules[other].exports):
            raise _refused(name, f"{other} does not export {lacking!r} by itself")
    modules[name] = module


def _read(path: Path) -> _Module:
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise _refused(path.name, "there is no such module") from None
    bare = EXPORT.sub("", IMPORT.sub("", REMARK.sub("", text)))
    if unknown := UNKNOWN.search(bare):
        raise _refused(path.name, f"what this does is not known here: {unknown[0].strip()}")
    imports = tuple((found[2], tuple(one for one, _ in _names(found[1]))) for found in IMPORT.finditer(text))
    return _Module(text, imports, tuple(found[2] for found in EXPORT.finditer(text)))


def _scoped(name: str, module: _Module) -> str:
    undocumented = DOCUMENTATION.sub(lambda found: "\n" * found[0].count("\n"), module.text)
    text = EXPORT.sub(r"\1\2", IMPORT.sub(_taken, undocumented))
    given = ", ".join(module.exports)
    return f"const {_variable(name)} = (() => {{\n{text}\nreturn {{ {given} }};\n}})();\n"


def _taken(found: re.Match[str]) -> str:
    """An import, taken from what the other module's function gave; on as many lines, as errors name them."""
    names = ", ".join(f"{one}: {other}" if other else one for one, other in _names(found[1]))
    lines = "\n" * found[0].count("\n")
    return f"const {{ {names} }} = {_variable(found[2])};{lines}" if names else lines


def _names(listed: str | None) -> Iterator[tuple[str, str]]:
    return ((one, other) for one, other in NAME.findall(listed or ""))


def _variable(name: str) -> str:
    return "module$" + name.removesuffix(".js").replace("-", "_")


def _refused(name: str, why: str) -> ServerError:
    return ServerError(f"The module {name} of the page cannot be sent: {why}.")
