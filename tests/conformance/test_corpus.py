"""Labelled real pictures: what the catalogue must reach on them. They lie beside the project, never in it."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

CORPUS = Path(
    os.environ.get("ENVCHECK_CORPUS", str(Path(__file__).parents[3] / "shared" / "corpus")).split(os.pathsep)[0]
)

pytestmark = [
    pytest.mark.skipif(not CORPUS.is_dir(), reason=f"needs the labelled pictures in {CORPUS}"),
    pytest.mark.slow,
]

Told = dict[str, dict[str, Any]]


@pytest.fixture(scope="module")
def told() -> Told:
    """One call over the whole folder of people, as a user would make it."""
    pictures = sorted(str(path) for path in (CORPUS / "people").glob("*.jpg"))
    command = [sys.executable, "-m", "envcheck", "check", *pictures, "--json"]
    environ = {name: value for name, value in os.environ.items() if not name.startswith("ENVCHECK_")}
    done = subprocess.run(command, capture_output=True, text=True, env=environ | {"LANG": "C.UTF-8"})
    assert done.stderr == ""
    assert done.returncode == 1
    return {line["input"]: line for line in map(json.loads, done.stdout.splitlines())}


def found(told: Told, code: str, **labels: set[str]) -> list[bool]:
    """Whether `code` was found, for each picture with one of the wanted labels in every named column."""
    with (CORPUS / "labels.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if str(CORPUS / row["file"]) in told]
    wanted = [row for row in rows if all(row[column] in values for column, values in labels.items())]
    codes = [{one["code"] for one in told[str(CORPUS / row["file"])]["findings"]} for row in wanted]
    return [code in seen for seen in codes]


def test_every_picture_is_looked_at(told: Told) -> None:
    assert len(told) == len(list((CORPUS / "people").glob("*.jpg")))
    assert not [line for line in told.values() if "error" in line]


def test_a_second_visible_face_is_found(told: Told) -> None:
    several = found(told, "PRV101", faces_visible={str(number) for number in range(2, 20)})
    assert len(several) >= 40
    assert sum(several) / len(several) >= 0.96


def test_a_lone_person_is_not_accused(told: Told) -> None:
    lone = found(told, "PRV101", faces_visible={"1"}, n_people_visible={"1"})
    assert len(lone) >= 50
    assert sum(lone) / len(lone) <= 0.04


def test_a_lone_visible_face_is_never_missed(told: Told) -> None:
    assert not any(found(told, "FRM101", faces_visible={"1"}, n_people_visible={"1"}))
