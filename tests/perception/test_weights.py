import hashlib
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from envcheck.perception.model_files import State, folders, locate_file, models_folder
from envcheck.perception.weights import DOWNLOADABLE, WEIGHTS, YUNET, Commit, Package, Weights

GRANTS = {"MIT": "Permission is hereby granted", "Apache-2.0": "Grant of Copyright License"}


@pytest.mark.parametrize("weights", WEIGHTS, ids=lambda one: one.name)
def test_the_network_and_its_licence_lie_in_the_package(weights: Weights[Any]) -> None:
    if weights in DOWNLOADABLE and not weights.path.exists():
        pytest.skip(f"this installation was built without {weights.name}")
    assert weights.path.stat().st_size == weights.size
    assert hashlib.sha256(weights.path.read_bytes()).hexdigest() == weights.sha256
    assert GRANTS[weights.licence] in weights.path.with_suffix(".LICENSE").read_text()


@pytest.mark.parametrize("weights", WEIGHTS, ids=lambda one: one.name)
def test_a_network_is_pinned_and_says_what_it_is(weights: Weights[Any]) -> None:
    assert re.fullmatch(r"[0-9a-f]{64}", weights.sha256)
    assert weights.licence in GRANTS
    assert all((weights.purpose, weights.without, weights.measured, weights.limits))
    if isinstance(weights.origin, Package):
        assert re.fullmatch(r"[\w-]+==[\d.]+", weights.origin.requirement)
        assert re.fullmatch(r"[0-9a-f]{64}", weights.origin.sha256)


@pytest.mark.parametrize("weights", DOWNLOADABLE, ids=lambda one: one.name)
def test_an_address_names_a_commit(weights: Weights[Commit]) -> None:
    address = weights.origin.address
    assert re.fullmatch(r"[0-9a-f]{40}", weights.origin.commit)
    assert address.startswith("https://raw.githubusercontent.com/")
    assert f"/{weights.origin.commit}/" in address
    assert address.endswith(f"/{weights.file}")
    assert weights.credit
    assert weights.published


def test_those_of_repositories_are_those_that_can_be_pulled() -> None:
    assert [one for one in WEIGHTS if isinstance(one.origin, Commit)] == list(DOWNLOADABLE)


def test_the_right_file_counts_wherever_it_lies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("envcheck.perception.weights.WEIGHTS_DIR", tmp_path / "install")
    network = replace(YUNET, size=1, sha256=hashlib.sha256(b"x").hexdigest())
    environ = {"ENVCHECK_MODELS": str(tmp_path / "mine")}
    install, mine = folders(environ)
    assert locate_file(network, environ)[0] is State.MISSING
    install.mkdir()
    (install / network.file).write_bytes(b"y")
    assert locate_file(network, environ) == (State.DAMAGED, install)
    mine.mkdir()
    (mine / network.file).write_bytes(b"x")
    assert locate_file(network, environ) == (State.RIGHT, mine)
    (install / network.file).write_bytes(b"x")
    assert locate_file(network, environ) == (State.RIGHT, install)


def test_an_address_names_repository_commit_and_path() -> None:
    assert YUNET.origin.address == (
        "https://raw.githubusercontent.com/ShiqiYu/libfacedetection.train/"
        "0047ac24afb1a50a0c6105001c89d1b5b805dbf1/onnx/yunet_n_dynamic.onnx"
    )


@pytest.mark.parametrize("field", ["name", "file", "sha256"])
def test_networks_differ(field: str) -> None:
    assert len({getattr(weights, field).lower() for weights in WEIGHTS}) == len(WEIGHTS)


@pytest.mark.parametrize(
    ("platform", "environ", "folder"),
    [
        ("linux", {}, "home/.local/share/envcheck/models"),
        ("linux", {"XDG_DATA_HOME": "/data"}, "/data/envcheck/models"),
        ("linux", {"XDG_DATA_HOME": "data"}, "home/.local/share/envcheck/models"),
        ("darwin", {"XDG_DATA_HOME": "/data"}, "home/Library/Application Support/envcheck/models"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/envcheck/models"),
        ("win32", {}, "home/AppData/Local/envcheck/models"),
        ("linux", {"ENVCHECK_MODELS": "/mine", "XDG_DATA_HOME": "/data"}, "/mine"),
        ("win32", {"ENVCHECK_MODELS": "/mine"}, "/mine"),
        ("linux", {"ENVCHECK_MODELS": ""}, "home/.local/share/envcheck/models"),
    ],
)
def test_each_system_has_its_folder(
    platform: str, environ: dict[str, str], folder: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "home")
    assert models_folder(environ, platform) == tmp_path / folder


def test_a_user_without_a_home_is_no_crash(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    assert models_folder({}, "linux") == Path("/.local/share/envcheck/models")
