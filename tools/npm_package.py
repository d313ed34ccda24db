"""Packs `<env-check>` for npm, with types made from its JSDoc: `make npm-package` lays it into `dist`."""

import json
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
WEB = ROOT / "envcheck" / "web"
COMPILER = ROOT / "tests" / "web" / "node_modules" / "typescript" / "bin" / "tsc"
OTHERS = ("package.json", "README.md", "LICENSE")
WRITTEN = ("index.d.ts", "react.d.ts", "vue.d.ts", "messages.d.ts")
CALLED = ("index", "element", "reflected", "state", "outcome", "react", "vue")
"""Modules whose types a host reads; of the others the types alone are packed."""

IMPORTED = re.compile(r'(?:from|import) "\./([\w-]+)\.js"')
NAMED = re.compile(r'(?:from |import\()"\./([\w-]+)(?:\.d\.ts|\.js)"')
"""A module whose types are spoken of."""
REMARK = re.compile(r"^\s*/\*\*.*?\*/\n", re.DOTALL | re.MULTILINE)


def needed(folder: Path, entry: str, suffix: str, named: re.Pattern[str]) -> set[str]:
    """Names of the files that one needs, itself among them, without their suffix."""
    found, waiting = set[str](), [entry]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += named.findall((folder / f"{name}{suffix}").read_text(encoding="utf-8"))
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
    compiler = [
        node,
        str(COMPILER),
        "--project",
        str(WEB / "tsconfig.json"),
        "--noEmit",
        "false",
        "--outDir",
        str(place),
    ]
    subprocess.run([*compiler, "--removeComments"], check=True)  # the types say the same, and it is half of all
    subprocess.run([*compiler, "--declaration", "--emitDeclarationOnly"], check=True)
    for path in (*(WEB / name for name in (*WRITTEN, "package.json", "README.md")), ROOT / "LICENSE"):
        shutil.copy(path, place)
    kept = {f"{name}.js" for name in needed(WEB, "element", ".js", IMPORTED)}
    kept |= {f"{name}.d.ts" for name in needed(place, "index", ".d.ts", NAMED)} | {*WRITTEN, *OTHERS}
    for path in place.iterdir():
        if path.name not in kept:
            path.unlink()
    for path in place.glob("*.d.ts"):
        if path.name.removesuffix(".d.ts") not in CALLED:
            path.write_text(REMARK.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    command = [npm, "pack", "--json", "--silent", "--pack-destination", str(folder), str(place)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return folder / Path(json.loads(done.stdout)[0]["filename"]).name


if __name__ == "__main__":
    (ROOT / "dist").mkdir(exist_ok=True)
    print(shutil.copy(packed(ROOT / "build" / "npm"), ROOT / "dist"))
