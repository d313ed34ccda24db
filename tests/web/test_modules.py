"""The modules of the page: their types, and what they do without a browser."""

import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parent
WEB = HERE.parents[1] / "envcheck" / "web"
NODE = shutil.which("node")
COMPILER = HERE / "node_modules" / "typescript" / "bin" / "tsc"

pytestmark = pytest.mark.skipif(not NODE, reason="Node is not installed")


def test_every_module_does_what_it_says() -> None:
    run("--test", *map(str, sorted(HERE.glob("*.test.js"))))


@pytest.mark.skipif(not COMPILER.is_file(), reason="TypeScript is not installed (npm ci --prefix tests/web)")
def test_the_types_of_every_module_fit() -> None:
    run(str(COMPILER), "--project", str(WEB / "tsconfig.json"))


def run(*words: str) -> None:
    assert NODE
    done = subprocess.run([NODE, *words], cwd=HERE, capture_output=True, encoding="utf-8", timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
