"""What the scripts that begin a check, a perceiver or a plugin share."""

import re
from pathlib import Path

NAME = re.compile(r"[a-z]+(-[a-z]+)*")
LONGEST = 40
IMPORT = re.compile(r"^from (envcheck\.\S+) import (\([^)]*\)|[^(\n]+)$", re.MULTILINE)
"""One import of ours, which may span several lines: its module and what it imports."""


def module_of(name: str) -> str:
    """File name of a name in kebab case."""
    return name.replace("-", "_")


def class_of(name: str) -> str:
    """Class name of a name in kebab case."""
    return "".join(part.capitalize() for part in name.split("-"))


def refuse_bad_name(name: str) -> None:
    """Passes where a name has the right form.

    Raises:
        SystemExit: one sentence.
    """
    if not NAME.fullmatch(name) or len(name) > LONGEST:
        raise SystemExit(
            f"{name!r} is no name: it takes lower-case words with hyphens between them, such as mixed-light, "
            f"and at most {LONGEST} letters."
        )


def write_new(files: dict[Path, str], root: Path) -> None:
    """Writes files that are not there yet.

    Raises:
        SystemExit: one sentence: one of them is.
    """
    for file in files:
        if file.exists():
            raise SystemExit(f"{file.relative_to(root)} is already there; choose another name, or remove it.")
    for file, text in files.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def register(catalog: Path, name: str, module: str, kind: str) -> None:
    """Imports a class in a catalogue and puts it into its tuple, after the last of the same folder.

    Args:
        catalog: the catalogue's file.
        name: of the tuple.
        module: where the class is.
        kind: the class.
    """
    text = catalog.read_text(encoding="utf-8")
    folder = module.rpartition(".")[0]
    imports = [(found[1], found[0], re.findall(r"\w+", found[2])) for found in IMPORT.finditer(text)]
    fellows = [one for home, _, imported in imports if home.rpartition(".")[0] == folder for one in imported]
    head, start, tail = text.partition(f"{name}: ")
    members, end, rest = tail.partition("\n)\n")
    last = max((members.find(f"\n    {fellow},") for fellow in fellows), default=-1)
    at = members.index(",", last) + 1 if last >= 0 else len(members)
    members = f"{members[:at]}\n    {kind},{members[at:]}"
    own = f"from {module} import {kind}"
    before = [statement for home, statement, _ in imports if home < module]
    near = before[-1] if before else imports[0][1]
    head = head.replace(near, f"{near}\n{own}" if before else f"{own}\n{near}", 1)
    catalog.write_text(head + start + members + end + rest, encoding="utf-8")
