"""The plugin template as an installed distribution, plugins that are broken, and the scripts that begin new ones."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import cv2
import numpy as np
import pytest

from builders import scene
from envcheck.checks.base import Check
from envcheck.checks.catalog import BUILT_IN, instantiate_checks
from envcheck.checks.examine import run_checks
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import NotAssessed
from envcheck.perception import catalog
from envcheck.perception.models import Models
from new_perceiver import ROOMS

ROOT = Path(__file__).parents[2]
Done = subprocess.CompletedProcess[str]


def python(*arguments: str | Path, site: Path | None = None, cwd: Path | None = None, stdin: str = "") -> Done:
    """Runs this interpreter with `site` in front of its path, and without settings from outside."""
    own = {key: value for key, value in os.environ.items() if not key.startswith(("ENVCHECK_", "PYTHON", "PIP_"))}
    path = {"PYTHONPATH": str(site)} if site else {}
    command = [sys.executable, *map(str, arguments)]
    where = cwd or site
    return subprocess.run(command, env=own | path, cwd=where, input=stdin, capture_output=True, text=True, timeout=300)


def install(plugin: Path, site: Path) -> None:
    """Builds the plugin and lays it into `site`, without any network."""
    if importlib.util.find_spec("pip") is None:
        pytest.fail(f"{sys.executable} has no pip, with which plugins are installed: run `python -m ensurepip` first.")
    offline = ("--no-index", "--no-deps", "--no-build-isolation", "--disable-pip-version-check")
    done = python("-m", "pip", "install", "--quiet", *offline, "--target", site, plugin, cwd=plugin)
    assert done.returncode == 0, done.stderr


def announce(site: Path, distribution: str, target: str, group: str = "envcheck.checks") -> None:
    """Lays the bare record of an installed plugin into `site`."""
    folder = site / f"{distribution.replace('-', '_')}-1.0.dist-info"
    folder.mkdir()
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {distribution}\nVersion: 1.0\n")
    (folder / "entry_points.txt").write_text(f"[{group}]\nXYZ101 = {target}\n")


def listed(site: Path) -> set[str]:
    """Codes that `envcheck checks` lists as chosen."""
    done = python("-m", "envcheck", "checks", "--json", site=site)
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    return {row["code"] for row in rows if row["selected"]}


def begin(script: str, *arguments: str, root: Path) -> Done:
    return python(ROOT / "tools" / script, *arguments, "--root", root)


def files(root: Path) -> set[Path]:
    return {path for path in root.rglob("*") if path.is_file()}


def assert_refused(done: Done, why: str) -> None:
    """Exit code 1 and one sentence that says why."""
    assert done.returncode == 1
    assert why in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.endswith(".\n")
    assert not done.stdout


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder into which the template is installed."""
    site = tmp_path_factory.mktemp("site")
    install(ROOT / "plugins" / "template", site)
    return site


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A copy of what the scripts read and write."""
    copy = tmp_path / "repository"
    for part in ("envcheck", "plugins/template"):
        shutil.copytree(ROOT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__", "_weights"))
    return copy


def test_the_installed_template_is_listed(template: Path) -> None:
    assert listed(template) >= {"TPL101"} | {check.code for check in BUILT_IN}


def test_the_installed_template_has_its_page(template: Path) -> None:
    done = python("-m", "envcheck", "explain", "low-contrast-picture", site=template)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("# TPL101 low-contrast-picture")


@pytest.mark.parametrize(("veil", "found"), [(0.0, False), (0.65, True)])
def test_the_installed_template_sees_haze(template: Path, tmp_path: Path, veil: float, found: bool) -> None:
    clear = np.asarray(cv2.imread(str(ROOT / "samples" / "media" / "ready.jpg")))
    picture = tmp_path / "picture.png"
    assert cv2.imwrite(str(picture), np.rint(clear * (1 - veil) + 255 * veil).astype(np.uint8))

    done = python("-m", "envcheck", "check", picture, "--json", site=template)

    assert done.returncode == 0, done.stderr
    report = json.loads(done.stdout)
    assert ("TPL101" in [finding["code"] for finding in report["findings"]]) is found
    assert ("TPL101" in report["passed"]) is not found


@pytest.mark.parametrize(
    ("target", "why"),
    [
        ("nowhere_at_all.check:Found", "nowhere_at_all.check:Found cannot be imported (ModuleNotFoundError"),
        ("envcheck.checks.lighting.dim_face:DimFace", "LIT101 is already taken by envcheck"),
        ("json:JSONDecoder", "json:JSONDecoder is not a subclass of envcheck.checks.base.Check"),
        ("envcheck.checks.base:Check", "envcheck.checks.base:Check has no code"),
    ],
    ids=["missing module", "duplicate code", "no check", "incomplete check"],
)
@pytest.mark.parametrize("command", [("checks", "--json"), ("check", str(ROOT / "samples" / "media" / "bare.jpg"))])
def test_a_broken_plugin_is_one_clear_sentence(tmp_path: Path, target: str, why: str, command: tuple[str, ...]) -> None:
    announce(tmp_path, "someones-plugin", target)

    done = python("-m", "envcheck", *command, site=tmp_path)

    assert done.returncode == 3
    assert done.stderr.startswith(f"envcheck: The plugin someones-plugin cannot be used: {why}")
    assert len(done.stderr.splitlines()) == 1
    assert done.stderr.endswith(".\n")
    assert not done.stdout


@pytest.mark.parametrize("command", [("check", str(ROOT / "samples" / "media" / "bare.jpg")), ("serve", "--port", "0")])
def test_a_broken_perceiver_of_a_plugin_is_told_before_anything_is_looked_at(
    tmp_path: Path, command: tuple[str, ...]
) -> None:
    announce(tmp_path, "someones-plugin", "json:JSONDecoder", group="envcheck.perceivers")

    done = python("-m", "envcheck", *command, site=tmp_path)

    assert done.returncode == 3
    why = "json:JSONDecoder has no facet, which is the type that it makes."
    assert done.stderr == f"envcheck: The plugin someones-plugin cannot be used: {why}\n"
    assert not done.stdout


def test_a_new_plugin_passes_its_own_tests_beside_the_template(root: Path, template: Path, tmp_path: Path) -> None:
    done = begin("new_plugin.py", "acme", root=root)
    assert done.returncode == 0, done.stderr
    assert "ACM101 acme-low-contrast-picture" in done.stdout
    copy, site = root / "plugins" / "acme", tmp_path / "site"
    shutil.copytree(template, site)
    install(copy, site)

    own = python("-m", "pytest", "-p", "no:cacheprovider", "tests", site=site, cwd=copy)

    assert own.returncode == 0, own.stdout
    assert "8 passed" in own.stdout
    assert listed(site) >= {"TPL101", "ACM101"}


def test_a_new_plugin_keeps_no_name_of_the_template(root: Path) -> None:
    assert begin("new_plugin.py", "mind-care2", root=root).returncode == 0

    copy = root / "plugins" / "mind-care2"
    assert len(files(copy)) == len(files(root / "plugins" / "template"))
    assert (copy / "envcheck_mind_care2" / "mind_care_low_contrast_picture.py").is_file()
    for file in files(copy):
        told = f"{file.relative_to(copy)} {file.read_text()}"
        assert "template" not in told
        assert "TPL" not in told


def test_new_plugins_share_no_letters_with_others(root: Path) -> None:
    told = [begin("new_plugin.py", name, root=root).stdout for name in ("picnic", "pictogram", "a", "template-two")]

    codes = [next(word for word in text.split() if word.endswith("101")) for text in told]
    assert codes == ["PIN101", "PIT101", "AXX101", "TEM101"]


@pytest.mark.parametrize(
    "name", ["", "Acme", "acme_care", "acme care", "../acme", "2care", "acme-", "acme\n", "a" * 25]
)
def test_a_bad_plugin_name_is_refused(root: Path, name: str) -> None:
    before = files(root)

    assert_refused(begin("new_plugin.py", name, root=root), "is no name for a plugin")
    assert files(root) == before


def test_a_plugin_that_is_there_is_left_alone(root: Path) -> None:
    before = files(root)

    assert_refused(begin("new_plugin.py", "template", root=root), "plugins/template is already there")
    assert files(root) == before


def written(root: Path, code: str, name: str, place: str) -> type[Check]:
    """The class in the file that `new_check.py` writes to `place`."""
    done = begin("new_check.py", code, name, root=root)
    assert done.returncode == 0, done.stderr
    file = root / "envcheck" / "checks" / place
    kind = file.stem.title().replace("_", "")
    listed = (root / "envcheck" / "checks" / "catalog.py").read_text()
    assert f"from envcheck.checks.{place.removesuffix('.py').replace('/', '.')} import {kind}\n" in listed
    assert f"    {kind},\n" in listed.partition("BUILT_IN")[2]
    found = loaded(file, kind)
    assert issubclass(found, Check)
    return found


def loaded(file: Path, kind: str) -> type:
    """A class of a file that lies anywhere."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    found = getattr(module, kind)
    assert isinstance(found, type)
    return found


@pytest.mark.parametrize(
    ("code", "name", "place"),
    [("LIT999", "unwritten-light", "lighting/unwritten_light.py"), ("NET999", "lag", "connection/lag.py")],
)
def test_a_new_check_is_complete_but_claims_nothing(root: Path, code: str, name: str, place: str) -> None:
    check = written(root, code, name, place)

    answers = run_checks(scene(), instantiate_checks([*BUILT_IN, check], []))
    assert answers[code].result == NotAssessed(code, "not written yet", title=check.title)
    assert check.name == name
    assert name in check.title
    assert (root / "envcheck" / "checks" / place).with_name("__init__.py").is_file()


def test_a_new_check_is_imported_after_an_import_of_several_lines(root: Path) -> None:
    catalog = root / "envcheck" / "checks" / "catalog.py"
    one = "from envcheck.checks.connection.thin_connection import ThinConnection\n"
    several = one.replace("ThinConnection", "(\n    Thin,\n    ThinConnection,\n)")
    catalog.write_text(catalog.read_text().replace(one, several))

    assert begin("new_check.py", "NET999", "unwritten-lag", root=root).returncode == 0

    own = "from envcheck.checks.connection.unwritten_lag import UnwrittenLag\n"
    listed = catalog.read_text()
    assert several + own in listed
    assert "    ThinConnection,\n    UnwrittenLag,\n" in listed.partition("BUILT_IN")[2]


@pytest.mark.parametrize("room", ROOMS)
def test_a_new_perceiver_is_registered_and_claims_nothing(root: Path, room: str) -> None:
    done = begin("new_perceiver.py", room, "unwritten-thing", root=root)
    assert done.returncode == 0, done.stderr

    listed = (root / "envcheck" / "perception" / "catalog.py").read_text()
    assert f"from envcheck.perception.{room}.unwritten_thing import UnwrittenThingPerceiver\n" in listed
    assert "    UnwrittenThingPerceiver,\n" in listed.partition("PERCEIVERS")[2]
    kind = loaded(root / "envcheck" / "perception" / room / "unwritten_thing.py", "UnwrittenThingPerceiver")
    (perceiver,) = catalog.instantiate_perceivers([kind], (), Models.bundled())
    with pytest.raises(FacetUnavailable, match="not written yet"):
        perceiver.perceive(scene())


def test_what_is_begun_fails_for_what_its_author_has_to_write_alone(root: Path) -> None:
    assert begin("new_perceiver.py", "light", "unwritten-light", root=root).returncode == 0
    test = root / "tests" / "perception" / "light" / "test_unwritten_light.py"
    target = root / "envcheck" / "perception" / "light" / "unwritten_light.py"
    text = test.read_text().replace("envcheck.perception.light.unwritten_light", "unwritten_light")
    test.write_text(text)

    done = python("-m", "pytest", "-q", "-p", "no:cacheprovider", test, site=target.parent, cwd=ROOT / "tests")

    assert "2 failed, 1 passed" in done.stdout
    assert done.stdout.count("\nE       NotImplementedError: there is no picture yet") == 2


def test_what_is_begun_is_in_our_style(root: Path) -> None:
    before = files(root)
    assert begin("new_check.py", "SND999", "unwritten-sound", root=root).returncode == 0
    assert begin("new_check.py", "LIT999", "a-light", root=root).returncode == 0
    assert begin("new_perceiver.py", "text", "unwritten-text", root=root).returncode == 0
    assert begin("new_perceiver.py", "faces", "aged", root=root).returncode == 0

    made = sorted(files(root) - before)
    assert root / "tests" / "checks" / "fixtures" / "snd999.py" in made
    assert root / "tests" / "perception" / "text" / "test_unwritten_text.py" in made
    made += [root / "envcheck" / part / "catalog.py" for part in ("checks", "perception")]
    for part in ("pyproject.toml", "tests/builders.py"):
        shutil.copy(ROOT / part, root / part)
    for rule in (["check"], ["format", "--check"]):
        linted = python("-m", "ruff", *rule, "--no-cache", *made, cwd=root)
        assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize(
    ("room", "name", "why"),
    [
        ("kitchen", "unwritten-light", "'kitchen' is no room: perception has faces"),
        ("", "unwritten-light", "'' is no room"),
        ("light", "Unwritten_Light", "is no name"),
        ("light", "", "is no name"),
        ("light", "mirror", "mirror is already taken by envcheck/perception/room/mirror.py"),
        ("light", "scene", "scene is already taken by envcheck/perception/scene.py"),
    ],
)
def test_a_perceiver_that_cannot_be_is_refused(root: Path, room: str, name: str, why: str) -> None:
    before = files(root)

    assert_refused(begin("new_perceiver.py", room, name, root=root), why)
    assert files(root) == before


@pytest.mark.parametrize(
    ("code", "name", "why"),
    [
        ("LIT101", "unwritten-light", "LIT101 is already taken by envcheck/checks/lighting/dim_face.py"),
        ("LIT999", "dim-face", "dim-face is already taken by envcheck/checks/lighting/dim_face.py"),
        ("LIT999", "low-contrast-picture", "low-contrast-picture is already taken by plugins/template/"),
        ("lit999", "unwritten-light", "is no code"),
        ("TPL999", "unwritten-light", "is no code"),
        ("LIT99", "unwritten-light", "is no code"),
        ("LIT999", "Unwritten_Light", "is no name"),
        ("LIT999", "unwritten-light-", "is no name"),
        ("LIT999", "", "is no name"),
    ],
)
def test_a_check_that_cannot_be_is_refused(root: Path, code: str, name: str, why: str) -> None:
    before = files(root)

    assert_refused(begin("new_check.py", code, name, root=root), why)
    assert files(root) == before
