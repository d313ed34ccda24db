"""The modules of the page: their types, and what they do without a browser."""

import json
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

import bundled_pages
import fallback_words
from bundled_pages import IS_READY, installed
from envcheck.model.provenance import product_version
from message_types import TARGET, types
from npm_package import OTHERS, WRITTEN, packed

HERE = Path(__file__).parent
WEB = HERE.parents[1] / "envcheck" / "web"
NODE = shutil.which("node")
COMPILER = HERE / "node_modules" / "typescript" / "bin" / "tsc"

pytestmark = pytest.mark.skipif(not NODE, reason="Node is not installed")


def test_every_module_does_what_it_says() -> None:
    assert NODE
    run(NODE, "--test", *map(str, sorted(HERE.glob("*.test.js"))))


@pytest.mark.skipif(not COMPILER.is_file(), reason="TypeScript is not installed (npm ci --prefix tests/web)")
def test_the_types_of_every_module_fit() -> None:
    assert NODE
    run(NODE, str(COMPILER), "--project", str(WEB / "tsconfig.json"))


@pytest.mark.skipif(not COMPILER.is_file(), reason="TypeScript is not installed (npm ci --prefix tests/web)")
def test_the_types_of_what_the_server_tells_are_those_of_its_schema() -> None:
    assert TARGET.read_text(encoding="utf-8") == types(), "`make message-types` writes them anew"


def test_what_is_said_where_the_server_is_away_is_what_it_would_say() -> None:
    known = fallback_words.TARGET.read_text(encoding="utf-8")
    assert known == fallback_words.source(), "`make fallback-words` writes it anew"


@pytest.mark.skipif(not IS_READY, reason="Vite and webpack are not installed (npm ci --prefix tests/web)")
def test_the_package_holds_the_element_with_its_types_and_no_more(tmp_path: Path) -> None:
    archive = packed(tmp_path)
    with tarfile.open(archive) as opened:
        names = {Path(name).name for name in opened.getnames()}
    modules = {name for name in names if name.endswith(".js")}
    assert "element.js" in modules
    assert not {"page.js", "embed.js", "params.js", "whip-client.js"} & modules
    types = names - modules - {*OTHERS}
    assert {"element.d.ts", *WRITTEN} <= types
    assert all(name.endswith(".d.ts") for name in types)
    assert "drawn-scenes.d.ts" not in types, "nobody speaks of them"
    assert archive.stat().st_size <= 60_000
    known = json.loads((tmp_path / "package" / "package.json").read_text(encoding="utf-8"))
    assert (known["name"], known["version"]) == ("@telehealth-envcheck/web", product_version())


@pytest.mark.skipif(not IS_READY, reason="Vite and webpack are not installed (npm ci --prefix tests/web)")
def test_its_types_are_known_in_typescript_react_and_vue_and_it_is_imported_without_a_page(tmp_path: Path) -> None:
    hosts = installed(tmp_path)
    bundled_pages.run(hosts, COMPILER, "--project", "tsconfig.json")
    for name in ("", "/react", "/vue"):
        bundled_pages.run(hosts, "--input-type=module", "--eval", f'import "@telehealth-envcheck/web{name}"')


def run(program: str, *words: str) -> str:
    """What a program prints, once it has ended well."""
    done = subprocess.run([program, *words], cwd=HERE, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
