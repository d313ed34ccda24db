"""Packs `<env-check>` for npm, with types made from its JSDoc: `make npm-package` lays it into `dist`."""

import json
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
WEB = ROOT / "envcheck" / "web"
COMPILER = ROOT / "tests" / "web" / "node_modules" / "typescript" / "bin" / "tsc"
ENTRY = "element.js"
WRITTEN = ("index.d.ts", "react.d.ts", "vue.d.ts", "messages.d.ts")
IMPORTED = re.compile(r'(?:from|import) "\./([\w-]+\.js)"')


def modules() -> set[str]:
    """Names of the modules that the element needs."""
    found, waiting = set[str](), [ENTRY]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += IMPORTED.findall((WEB / name).read_text(encoding="utf-8"))
    return found


def packed(folder: Path) -> Path:
    """The package as npm would publish it.

    Args:
        folder: takes what is packed, under `package`, and the archive.

    Raises:
        FileNotFoundError: Node, npm or the compiler of the types is not installed.
        CalledProcessError: one of them fails.
    """
    node, npm = shutil.which("node"), shutil.which("npm")
    if not node or not npm or not COMPILER.is_file():
        raise FileNotFoundError("Node, npm, or typescript in tests/web (npm ci --prefix tests/web)")
    place = folder / "package"
    shutil.rmtree(place, ignore_errors=True)
    types = ["--noEmit", "false", "--declaration", "--emitDeclarationOnly", "--outDir", str(place)]
    subprocess.run([node, str(COMPILER), "--project", str(WEB / "tsconfig.json"), *types], check=True)
    kept = modules()
    for path in place.iterdir():
        if path.name.replace(".d.ts", ".js") not in kept:
            path.unlink()
    for path in (*(WEB / name for name in (*kept, *WRITTEN, "package.json", "README.md")), ROOT / "LICENSE"):
        shutil.copy(path, place)
    command = [npm, "pack", "--json", "--silent", "--pack-destination", str(folder), str(place)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return folder / Path(json.loads(done.stdout)[0]["filename"]).name


if __name__ == "__main__":
    (ROOT / "dist").mkdir(exist_ok=True)
    print(shutil.copy(packed(ROOT / "build" / "npm"), ROOT / "dist"))
