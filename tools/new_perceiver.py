"""Begins a perceiver of our own: `make new-perceiver ROOM=light NAME=mixed-light`.

Writes one file with its facet, its perceiver and its refresh, another for its test, and registers it. The facet can be
asked for at once, and is not to be had until its author has written how.
"""

import argparse
from pathlib import Path
from string import Template

from scaffold import class_of, module_of, refuse_bad_name, register, write_new

ROOMS = ("faces", "people", "light", "room", "text", "picture", "sound")

PERCEIVER = Template('''\
"""What is measured, in one line.

By whose method, with its source; what was measured to choose its numbers.
"""

from dataclasses import dataclass

from envcheck.model.errors import FacetUnavailable
from envcheck.model.words import N_
from envcheck.perception.scene import Scene
from envcheck.perception.schedule import ABOUT_A_SECOND, Refresh


@dataclass(frozen=True)
class ${title}Estimate:
    """What is perceived.

    Attributes:
        strength: its unit and its range.
    """

    strength: float


class ${title}Perceiver:
    """How it is perceived."""

    facet = ${title}Estimate
    refresh = Refresh(ABOUT_A_SECOND, "what makes this often enough")

    def perceive(self, scene: Scene) -> ${title}Estimate:
        """The facet.

        Raises:
            FacetUnavailable: where the frame does not show it.
        """
        raise FacetUnavailable(N_("not written yet"))
''')

TEST = Template("""\
import pytest

from builders import scene
from envcheck.model.errors import FacetUnavailable
from envcheck.perception.$room.$module import ${title}Perceiver


def test_it_is_seen_where_it_is() -> None:
    raise NotImplementedError("there is no picture yet that shows $name")


def test_it_is_not_seen_where_it_is_not() -> None:
    raise NotImplementedError("there is no picture yet without $name")


def test_nothing_is_told_where_the_picture_does_not_show_it() -> None:
    with pytest.raises(FacetUnavailable):
        ${title}Perceiver().perceive(scene())
""")


def main() -> None:
    """Reads the command line, writes the files and says what is left to do."""
    parser = argparse.ArgumentParser(description="Begin a perceiver of envcheck's own.")
    parser.add_argument("room", help=f"one of {', '.join(ROOMS)}")
    parser.add_argument("name", help="what is perceived, in kebab case, such as mixed-light")
    parser.add_argument("--root", type=Path, default=Path(__file__).resolve().parents[1], help="the repository")
    given = parser.parse_args()
    print(new_perceiver(given.room, given.name, given.root))


def new_perceiver(room: str, name: str, root: Path) -> str:
    """Writes the files and registers the perceiver; gives what is left to do.

    Raises:
        SystemExit: one sentence: room or name has a bad form or is taken.
    """
    if room not in ROOMS:
        raise SystemExit(f"{room!r} is no room: perception has {', '.join(ROOMS)}.")
    refuse_bad_name(name)
    perception, module, title = root / "envcheck" / "perception", module_of(name), class_of(name)
    for other in perception.rglob(f"{module}.py"):
        raise SystemExit(f"{name} is already taken by {other.relative_to(root)}; choose another.")
    words = {"room": room, "name": name, "module": module, "title": title}
    perceiver = perception / room / f"{module}.py"
    test = root / "tests" / "perception" / room / f"test_{module}.py"
    write_new({perceiver: PERCEIVER.substitute(words), test: TEST.substitute(words)}, root)
    register(perception / "catalog.py", "PERCEIVERS", f"envcheck.perception.{room}.{module}", f"{title}Perceiver")
    return "\n".join(
        [
            f"Written: {perceiver.relative_to(root)} (facet and perceiver) and {test.relative_to(root)}; registered.",
            f"A check asks for it by `scene[{title}Estimate]`, and says what the perceiver's FacetUnavailable says.",
        ]
    )


if __name__ == "__main__":
    main()
