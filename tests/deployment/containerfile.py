"""Reads deploy/Containerfile, and carries out its steps in a folder where no container engine is."""

import json
import os
import re
import shlex
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]

KNOWN = ["FROM", "COPY", "RUN", "WORKDIR", "ENV", "USER", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD"]


@dataclass(frozen=True)
class Step:
    """One instruction: its name and all that follows it."""

    name: str
    rest: str

    def words(self) -> list[str]:
        """What follows, as a list in JSON or as a shell takes it apart, without flags."""
        listed = json.loads(self.rest) if self.rest.startswith("[") else shlex.split(self.rest)
        return [word for word in listed if not word.startswith("--")] if self.name == "COPY" else listed


def stages(text: str) -> dict[str, list[Step]]:
    """The steps of each stage, by its name; the last one, which is the image, is called "".

    Raises:
        ValueError: an instruction that is not known here.
    """
    found: dict[str, list[Step]] = {}
    lines = re.sub(r"\\\n", " ", re.sub(r"^\s*#.*\n", "", text, flags=re.MULTILINE)).splitlines()
    name = ""
    for line in filter(None, map(str.strip, lines)):
        step = Step(*line.split(maxsplit=1))
        if step.name not in KNOWN:
            raise ValueError(line)
        if step.name == "FROM":
            _, _, name = step.rest.partition(" AS ")
            found[name] = []
        found[name].append(step)
    return found


def environment(steps: list[Step]) -> dict[str, str]:
    """What the `ENV` of a stage say."""
    return dict(word.split("=", 1) for step in steps if step.name == "ENV" for word in step.words())


def of(steps: list[Step], name: str) -> list[Step]:
    """The steps of one name."""
    return [step for step in steps if step.name == name]


@dataclass
class Stage:
    """A folder in which steps of a stage are carried out; paths from the root are paths below it.

    Attributes:
        root: the folder.
        folder: where the next step works, as in the image.
        environ: what the steps are given besides PATH.
    """

    root: Path
    environ: Mapping[str, str]
    folder: str = "/"

    def copy(self, step: Step, source: Path) -> None:
        """A `COPY` from the checkout, or from another stage's folder."""
        *names, target = step.words()
        place = self.root / (Path(self.folder) / target).relative_to("/")
        for name in names:
            origin = source / name.lstrip("/")
            if origin.is_dir():
                shutil.copytree(origin, place, symlinks=True, dirs_exist_ok=True)
            else:
                into = place / origin.name if target.endswith("/") else place
                into.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(origin, into)

    def run(self, step: Step) -> None:
        """A `RUN`; what it names below `/opt` is below the folder.

        Raises:
            subprocess.CalledProcessError: it failed.
        """
        text = re.sub(r"(?<![\w.])/opt/", f"{self.root}/opt/", step.rest)
        place = self.root / self.folder.lstrip("/")
        environ = {"PATH": os.environ["PATH"], "HOME": str(self.root), **self.environ}
        subprocess.run(["sh", "-ec", text], cwd=place, env=environ, check=True, timeout=300)
