"""Which networks are found, and that nothing looks for them while it looks at a picture."""

import hashlib
import os
import shutil
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest

from envcheck import Session
from envcheck.checks.base import Check
from envcheck.checks.privacy.readable_text import ReadableText
from envcheck.checks.privacy.second_person import SecondPerson
from envcheck.media.frame import PictureFrame
from envcheck.perception import models
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.model_files import FOLDER_VARIABLE
from envcheck.perception.models import Models
from envcheck.perception.weights import WEIGHTS, YUNET

MEDIA = Path(__file__).parents[2] / "samples" / "media"

CONTENT = b"a network" * 100
NETWORK = replace(YUNET, size=len(CONTENT), sha256=hashlib.sha256(CONTENT).hexdigest())


def test_only_the_published_file_counts_as_installed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(models, "WEIGHTS", (NETWORK,))

    def path(folder: Path = tmp_path) -> Path | None:
        return Models.installed({FOLDER_VARIABLE: str(folder)}).path(NETWORK)

    file = tmp_path / NETWORK.file
    assert path() is None
    for other in (CONTENT[:-1], CONTENT[:-1] + b"K", bytes(len(CONTENT))):
        file.write_bytes(other)
        assert path() is None
    file.write_bytes(CONTENT)
    assert path() == file
    file.write_bytes(bytes(len(CONTENT)))
    assert path() is None, "what was right before is looked at anew once it changes"
    assert path(file) is None


def test_what_the_installation_carries_is_there_and_goes_before_what_came_later(tmp_path: Path) -> None:
    found = Models.installed({FOLDER_VARIABLE: os.devnull})
    assert found == Models.bundled()
    here = [weights for weights in WEIGHTS if weights.path.exists()]
    assert [found.path(weights) for weights in here] == [weights.path for weights in here]
    for weights in here:
        shutil.copyfile(weights.path, tmp_path / weights.file)
    assert Models.installed({FOLDER_VARIABLE: str(tmp_path)}) == found


def test_what_the_installation_lacks_is_found_where_it_was_brought(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "mine").mkdir()
    for weights in WEIGHTS[1:3]:
        shutil.copyfile(weights.path, tmp_path / "mine" / weights.file)
    monkeypatch.setattr("envcheck.perception.weights.WEIGHTS_DIR", tmp_path / "install")
    found = Models.installed({FOLDER_VARIABLE: str(tmp_path / "mine")})
    assert set(found.files.values()) == set((tmp_path / "mine").iterdir())


def test_no_look_reads_the_environment_or_asks_for_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    checks: list[Check] = [SecondPerson(), ReadableText()]
    session = Session(checks, perceivers=new_perceivers(Models.bundled()))
    picture = np.asarray(cv2.imread(str(MEDIA / "second-person.jpg")), np.uint8)
    session.push(PictureFrame(picture, 0.0))  # what is loaded once is loaded by now

    def asked(*_: object, **__: object) -> None:
        raise AssertionError("a look asked the system")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "stat", asked)
        patched.setattr(os, "stat", asked)
        patched.setattr(type(os.environ), "__getitem__", asked)
        for look in range(1, 7):
            session.push(PictureFrame(np.roll(picture, 40 * look, axis=1), look / 2))
    assert [finding.code for finding in session.report().findings] == ["PRV101"]
