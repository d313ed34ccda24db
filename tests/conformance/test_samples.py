"""The sample media against their manifest: what they are, and what must be found in them."""

import hashlib
import tomllib
from pathlib import Path
from typing import Any

import pytest

from builders import left_out
from envcheck import check_image, check_video
from envcheck.checks.catalog import BUILT_IN
from envcheck.media.clip import CLIP_SUFFIXES
from envcheck.model.findings import Severity
from envcheck.perception.models import Models
from envcheck.perception.weights import YOLOX_NANO, YUNET

MEDIA = Path(__file__).parents[2] / "samples" / "media"
MANIFEST: list[dict[str, Any]] = tomllib.loads((MEDIA / "manifest.toml").read_text())["media"]

every_file = pytest.mark.parametrize("entry", MANIFEST, ids=[entry["file"] for entry in MANIFEST])


@every_file
def test_the_file_is_the_one_the_manifest_describes(entry: dict[str, Any]) -> None:
    assert hashlib.sha256((MEDIA / entry["file"]).read_bytes()).hexdigest() == entry["sha256"]
    assert entry["origin"].startswith("drawn by samples/make_media.py")
    assert entry["licence"].startswith("MIT")


def test_no_file_is_without_an_entry() -> None:
    there = {path.name for path in MEDIA.iterdir()} - {"manifest.toml"}
    assert there == {entry["file"] for entry in MANIFEST}


@every_file
def test_exactly_the_expected_faults_are_found(entry: dict[str, Any]) -> None:
    path = MEDIA / entry["file"]
    report = check_video(path) if path.suffix in CLIP_SUFFIXES else check_image(path)

    assert [found.code for found in report.findings] == entry["expected_found"]
    assert report.verdict.value == entry["expected_verdict"]


def test_every_check_that_can_block_is_shown_by_a_sample() -> None:
    shown = {code for entry in MANIFEST for code in entry["expected_found"]}
    heard = {"SND101", "PRV104"}  # no sample has a sound
    assert {check.code for check in BUILT_IN if check.severity is Severity.MUST} - heard <= shown


def test_no_sample_lies_at_the_edge_of_a_must() -> None:
    """An encoder moves light by some tenths of a stop, and a trial that shows the sample would have two outcomes."""
    limits = {check.code: check.limit for check in BUILT_IN}
    for path in MEDIA.glob("*.jpg"):
        for found in check_image(path).findings:
            limit = limits[found.code]
            if limit.critical is not None:
                assert abs(found.value - limit.critical) > 0.15 * abs(limit.critical - limit.activate), path.name


@every_file
def test_a_build_that_could_not_have_two_networks_finds_the_same(
    entry: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Models, "installed", lambda: left_out(YUNET, YOLOX_NANO))
    test_exactly_the_expected_faults_are_found(entry)
