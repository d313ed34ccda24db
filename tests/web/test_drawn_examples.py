"""Whether every drawn example belongs to an advice that is really given."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from envcheck.checks.catalog import BUILT_IN

EXAMPLES = Path(__file__).parents[2] / "envcheck" / "web" / "examples.js"
NODE = shutil.which("node")
SCENES = "import(process.argv[1]).then(it => console.log(JSON.stringify(it.SCENE_OF)))"

WITHOUT = {"BKG106-", "BKG106-light", "PIC103-"}
"""A word about a new place, lights as they usually are, another camera: no drawing says more."""

pytestmark = pytest.mark.skipif(not NODE, reason="Node is not installed")


def drawn() -> dict[str, str]:
    assert NODE
    done = subprocess.run(
        [NODE, "--eval", SCENES, EXAMPLES.as_uri()], capture_output=True, encoding="utf-8", timeout=60
    )
    assert done.returncode == 0, done.stderr
    scenes: dict[str, str] = json.loads(done.stdout)
    return scenes


def test_every_drawing_belongs_to_a_check_and_to_a_wording_that_it_has() -> None:
    known = {f"{check.code}-{variant}" for check in BUILT_IN for variant in check.words}
    assert {key for key in drawn() if key not in known} <= {check.code for check in BUILT_IN}


def test_every_advice_has_a_drawing_but_those_that_none_would_help() -> None:
    scenes = drawn()
    told = {(check.code, variant) for check in BUILT_IN for variant in check.words}
    assert {f"{code}-{name}" for code, name in told if f"{code}-{name}" not in scenes and code not in scenes} == WITHOUT


def test_what_is_drawn_whatever_the_wording_advises_the_same() -> None:
    """Where wordings of one check share a drawing, each was looked at: a new wording has to be, too."""
    scenes = drawn()
    shared = {
        check.code: {str(variant) for variant in check.words if f"{check.code}-{variant}" not in scenes}
        for check in BUILT_IN
        if check.code in scenes and len(check.words) > 1
    }
    assert shared == {
        "BKG104": {"", "kitchen", "bathroom"},
        "FRM102": {"left", "right"},
        "FRM110": {""},
        "LIT105": {"warm", "cool", "green", "pink"},
        "LIT106": {"", "bands"},
        "PRV101": {"", "several"},
        "SND101": {"", "lost"},
    }
