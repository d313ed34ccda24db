import hashlib
import re
from pathlib import Path

import pytest

from envcheck.perception.weights import (
    BUNDLED,
    OPTIONAL,
    YUNET,
    BundledWeights,
    OptionalWeights,
    models_folder,
)

GRANTS = {"MIT": "Permission is hereby granted", "Apache-2.0": "Grant of Copyright License"}


@pytest.mark.parametrize("weights", BUNDLED, ids=lambda one: one.name)
def test_the_network_and_its_licence_lie_in_the_package(weights: BundledWeights) -> None:
    assert hashlib.sha256(weights.path.read_bytes()).hexdigest() == weights.sha256
    assert GRANTS[weights.licence] in weights.path.with_suffix(".LICENSE").read_text()


@pytest.mark.parametrize("weights", OPTIONAL, ids=lambda one: one.name)
def test_an_optional_network_is_pinned_and_says_what_it_is(weights: OptionalWeights) -> None:
    assert re.fullmatch(r"[0-9a-f]{40}", weights.commit)
    assert re.fullmatch(r"[0-9a-f]{64}", weights.sha256)
    assert weights.address.startswith("https://raw.githubusercontent.com/")
    assert f"/{weights.commit}/" in weights.address
    assert weights.address.endswith(f"/{weights.file}")
    assert weights.licence in ("MIT", "Apache-2.0")
    assert all((weights.purpose, weights.without, weights.published, weights.measured, weights.limits))


def test_an_address_names_repository_commit_and_path() -> None:
    assert YUNET.address == (
        "https://raw.githubusercontent.com/ShiqiYu/libfacedetection.train/"
        "0047ac24afb1a50a0c6105001c89d1b5b805dbf1/onnx/yunet_n_dynamic.onnx"
    )


@pytest.mark.parametrize("field", ["name", "file", "sha256"])
def test_optional_networks_differ(field: str) -> None:
    assert len({getattr(weights, field).lower() for weights in OPTIONAL}) == len(OPTIONAL)


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
