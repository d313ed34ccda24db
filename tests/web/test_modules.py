"""The modules of the page: their types, and what they do without a browser."""

import json
import shutil
import subprocess
from importlib.metadata import version
from pathlib import Path

import pytest

import fallback_words
from message_types import TARGET, types

HERE = Path(__file__).parent
WEB = HERE.parents[1] / "envcheck" / "web"
NODE, NPM = shutil.which("node"), shutil.which("npm")
COMPILER = HERE / "node_modules" / "typescript" / "bin" / "tsc"
MODULES = [path.name for end in ("js", "d.ts") for path in WEB.glob(f"*.{end}")]

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


@pytest.mark.skipif(not NPM, reason="npm is not installed")
def test_npm_packs_every_module_and_nothing_else() -> None:
    assert NPM
    (packed,) = json.loads(run(NPM, "pack", "--dry-run", "--json", "--silent", str(WEB)))
    assert packed["name"] == "env-check"
    assert packed["version"] == version("envcheck")
    assert {file["path"] for file in packed["files"]} == {"package.json", *MODULES}


def run(program: str, *words: str) -> str:
    """What a program prints, once it has ended well."""
    done = subprocess.run([program, *words], cwd=HERE, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
