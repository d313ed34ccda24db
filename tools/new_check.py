"""Begins a check of our own: `make new-check CODE=LIT108 NAME=mixed-light`.

Writes the check's file and a stub for its fixtures, and registers the check, which answers "not assessed" until its
author has written how it observes.
"""

import argparse
import re
from pathlib import Path
from string import Template

from scaffold import class_of, module_of, refuse_bad_name, register, write_new

SUBJECTS = {
    "LIT": ("lighting", "PRESENCE"),
    "FRM": ("framing", "PRESENCE"),
    "BKG": ("background", "INVITING"),
    "PRV": ("privacy", "CONFIDENTIALITY"),
    "PIC": ("picture", "RELIABILITY"),
    "SND": ("sound", "RELIABILITY"),
    "NET": ("connection", "RELIABILITY"),
}
"""The first letters of each code, with the folder of the subject and what its checks mostly serve."""

CODE = re.compile(r"[A-Z]{3}[0-9]{3}")
KEYS = re.compile(r'^ {4}(?:code|name) = "([^"]+)"$', re.MULTILINE)

CHECK = Template('''\
"""$code $name."""

from envcheck.checks.base import Check
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, Observation, Serves, Severity
from envcheck.model.words import N_, Words
from envcheck.perception.scene import Scene


class $kind(Check):
    """The fault in one line.

    ## What it checks
    The one value, its unit and its range.

    ## Why it matters
    What the fault means for the client.

    ## Known limits
    What the value cannot know.

    ## References
    The standard or study behind it, and what was measured to choose the limit.
    """

    code = "$code"
    name = "$name"
    title = N_("$title")
    severity = Severity.COULD
    serves = Serves.$serves
    limit = Limit(activate=1.0, deactivate=0.9, start_secs=1.0, stop_secs=1.0)
    words = {
        "": Words(
            message=N_("What is seen, as a fact about the picture."),
            why=N_("What it means for the client."),
            advice=N_("One thing to do."),
        )
    }

    def observe(self, scene: Scene) -> Observation:
        """The value and its unit; which end is the fault."""
        raise FacetUnavailable(N_("not written yet"))
''')

FIXTURES = Template("""\
from builders import scene
from envcheck.perception.scene import Scene


def flagged() -> Scene:
    raise NotImplementedError("$code has no scene yet in which $name is found")


def clean() -> Scene:
    raise NotImplementedError("$code has no scene yet in which all is well")


def not_assessed() -> Scene:
    return scene()
""")


def main() -> None:
    """Reads the command line, writes the files and says what is left to do."""
    parser = argparse.ArgumentParser(description="Begin a check of envcheck's own.")
    parser.add_argument("code", help="three letters for the subject and three digits, such as LIT108")
    parser.add_argument("name", help="the fault in kebab case, such as mixed-light")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1], help="the repository")
    given = parser.parse_args()
    print(new_check(given.code, given.name, given.root))


def new_check(code: str, name: str, root: Path) -> str:
    """Writes the files; gives what is left to do.

    Raises:
        SystemExit: one sentence: code or name has a bad form or is taken.
    """
    _refuse_bad_form(code, name)
    _refuse_taken(code, name, root)
    folder, serves = SUBJECTS[code[:3]]
    checks, module, kind = root / "envcheck" / "checks", module_of(name), class_of(name)
    check = checks / folder / f"{module}.py"
    fixtures = root / "tests" / "checks" / "fixtures" / f"{code.lower()}.py"
    title = f"What {name} looks at"
    words = {"code": code, "name": name, "kind": kind, "title": title, "serves": serves}
    write_new({check: CHECK.substitute(words), fixtures: FIXTURES.substitute(words)}, root)
    register(checks / "catalog.py", "BUILT_IN", f"envcheck.checks.{folder}.{module}", kind)
    return "\n".join(
        [
            f"Written: {check.relative_to(root)} and {fixtures.relative_to(root)}, its fixtures; registered.",
            "Once both are filled in, `pytest tests/checks --snapshot-update` keeps what a reader is told: read it.",
        ]
    )


def taken(folder: Path) -> dict[str, Path]:
    """Every code and name of the checks below `folder`, with the file that holds it."""
    files = sorted(folder.rglob("*.py"))
    return {key: file for file in files for key in KEYS.findall(file.read_text(encoding="utf-8"))}


def _refuse_bad_form(code: str, name: str) -> None:
    if not CODE.fullmatch(code) or code[:3] not in SUBJECTS:
        subjects = ", ".join(SUBJECTS)
        raise SystemExit(f"{code!r} is no code: it takes one of {subjects} and three digits, such as LIT108.")
    refuse_bad_name(name)


def _refuse_taken(code: str, name: str, root: Path) -> None:
    held = taken(root / "envcheck" / "checks") | taken(root / "plugins")
    for key in (code, name):
        if key in held:
            raise SystemExit(f"{key} is already taken by {held[key].relative_to(root)}; choose another.")


if __name__ == "__main__":
    main()
