"""Begins a plugin: `make new-plugin NAME=acme` copies `plugins/template` to `plugins/acme` under names of its own.

The copy's check gets its own code and name, so that template and copy can be installed side by side.
"""

import argparse
import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from string import ascii_uppercase

from new_check import SUBJECTS, taken

NAME = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
LONGEST = 24
TEMPLATE_CODE = "TPL101"
TEMPLATE_CHECK = "low-contrast-picture"
LEFT_BEHIND = shutil.ignore_patterns(".*", "__pycache__", "build", "dist", "*.egg-info")


def main() -> None:
    """Reads the command line, copies the template and says what to do next."""
    parser = argparse.ArgumentParser(description="Begin a plugin as a copy of plugins/template.")
    parser.add_argument("name", help="lower-case letters, digits and hyphens, such as acme")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1], help="the repository")
    given = parser.parse_args()
    print(new_plugin(given.name, given.root))


def new_plugin(name: str, root: Path) -> str:
    """Copies the template; gives what to do next.

    Raises:
        SystemExit: one sentence: the name has a bad form, or it or its folder is taken.
    """
    if not NAME.fullmatch(name) or len(name) > LONGEST:
        raise SystemExit(
            f"{name!r} is no name for a plugin: it takes lower-case letters, digits and single hyphens, begins with a "
            f"letter and has at most {LONGEST} characters."
        )
    folder = root / "plugins" / name
    if folder.exists():
        raise SystemExit(f"plugins/{name} is already there; choose another NAME.")
    held = taken(root / "envcheck" / "checks") | taken(root / "plugins")
    code = f"{_letters(name, {key[:3] for key in held} | set(SUBJECTS))}101"
    check = "-".join([*re.findall("[a-z]+", name), TEMPLATE_CHECK])
    if check in held:
        raise SystemExit(f"{check} is already taken by {held[check].relative_to(root)}; choose another NAME.")
    shutil.copytree(root / "plugins" / "template", folder, ignore=LEFT_BEHIND)
    _rename(folder, _names(name, code, check))
    package = f"envcheck_{_module(name)}"
    return "\n".join(
        [
            f"Written: plugins/{name}, the distribution envcheck-{name} with one check, {code} {check}. Next:",
            f'  pip install --editable "plugins/{name}[dev]"',
            f"  pytest plugins/{name}",
            f"  envcheck explain {code}",
            f"Then write your own check in plugins/{name}/{package}/{_module(check)}.py; the README says how.",
        ]
    )


def _letters(name: str, held: set[str]) -> str:
    """Three letters for the codes, as near to the name as is free."""
    letters = re.sub("[^a-z]", "", name).upper()
    start = letters[:2].ljust(2, "X")
    for last in (letters[2:] or "X") + ascii_uppercase:
        if start + last not in held:
            return start + last
    raise SystemExit(f"Every code that begins with {start} is taken; choose another NAME.")


def _names(name: str, code: str, check: str) -> Mapping[str, str]:
    """What the template calls itself, with what the copy calls itself."""
    return {
        "plugins/template": f"plugins/{name}",
        "envcheck-template": f"envcheck-{name}",
        "envcheck_template": f"envcheck_{_module(name)}",
        TEMPLATE_CODE: code,
        TEMPLATE_CHECK: check,
        _module(TEMPLATE_CHECK): _module(check),
    }


def _rename(folder: Path, names: Mapping[str, str]) -> None:
    """Renames in one pass over texts and paths, so that no new name is renamed again."""
    old = re.compile("|".join(map(re.escape, names)))
    for path in sorted(folder.rglob("*"), reverse=True):  # what a folder holds comes before the folder
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            path.write_text(old.sub(lambda match: names[match[0]], text), encoding="utf-8")
        path.rename(path.with_name(old.sub(lambda match: names[match[0]], path.name)))


def _module(name: str) -> str:
    return name.replace("-", "_")


if __name__ == "__main__":
    main()
