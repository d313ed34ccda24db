"""What `@telehealth-envcheck/web` holds, and that what it gives to platforms is what their own types take."""

import gzip
import io
import json
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

import bundled_pages
from envcheck.model.provenance import product_version
from npm_package import COMPILER, IMPORTED, NAMED, PLUGIN, needed, packed
from plugin_pages import IS_READY, WHY, pages

HERE = Path(__file__).parent
NODE = shutil.which("node")

pytestmark = pytest.mark.slow
ready = pytest.mark.skipif(not IS_READY, reason=WHY)

ELEMENT_BYTES, ALL_BYTES = 50_000, 60_000


@pytest.mark.skipif(not NODE, reason="Node is not installed")
def test_each_adapter_hands_the_devices_on() -> None:
    assert NODE
    done = subprocess.run([NODE, "--test", HERE / "adapters.test.js"], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout


@ready
def test_the_types_of_the_platforms_take_what_the_adapters_give(tmp_path: Path) -> None:
    bundled_pages.run(pages(tmp_path), COMPILER, "--project", "tsconfig.json")


@pytest.mark.skipif(not bundled_pages.IS_READY, reason="TypeScript and React are missing (npm ci --prefix tests/web)")
def test_the_package_has_every_way_in_and_stays_small(tmp_path: Path) -> None:
    archive = packed(tmp_path)
    place = tmp_path / "package"
    known = json.loads((place / "package.json").read_text(encoding="utf-8"))
    assert (known["name"], known["version"]) == ("@telehealth-envcheck/web", product_version())
    assert "dependencies" not in known
    with tarfile.open(archive) as opened:
        names = {name.removeprefix("package/") for name in opened.getnames()}
    assert all("/" not in name for name in names)
    for way in known["exports"].values():
        assert {*(way.values() if isinstance(way, dict) else [way])} <= {f"./{name}" for name in names}
    assert {"README.md", "CHANGELOG.md", "LICENSE"} <= names
    assert not {"page.js", "embed.js"} & names
    assert element_bytes(place) <= ELEMENT_BYTES
    assert archive.stat().st_size <= ALL_BYTES


def test_it_says_that_no_verdict_decides() -> None:
    source = (PLUGIN / "src" / "gate.js").read_text(encoding="utf-8")
    assert "require" not in source
    assert "no option" in (PLUGIN / "README.md").read_text(encoding="utf-8")


def element_bytes(place: Path) -> int:
    """What the element alone would take, packed, with its types."""
    names = needed(place, {"element"}, ".js", IMPORTED) | needed(place, {"index"}, ".d.ts", NAMED)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name in sorted(names):
            archive.add(place / name, name)
    return len(gzip.compress(packed.getvalue()))
