"""Packs the room check for npm: `make npm-package` lays it into `dist`.

The package is that of `plugins/web`: the element of `envcheck/web`, in one module as the server sends it, and beside it
what pages of others need besides. All modules lie in one folder, and all types are made from their JSDoc.
"""

import json
import re
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLUGIN = ROOT / "plugins" / "web"
FOLDERS = (ROOT / "envcheck" / "web", PLUGIN / "src")
WITH_OTHERS = ROOT / "plugins" / "livekit" / "web"
"""Modules that import packages of others, which need not be here: they are packed as they are, with types by hand."""

COMPILER = ROOT / "tests" / "web" / "node_modules" / "typescript" / "bin" / "tsc"
OTHERS = ("package.json", "README.md", "CHANGELOG.md", "LICENSE")
WRITTEN = ("index.d.ts", "react-types.d.ts", "vue.d.ts", "messages.d.ts")
"""Types that no module has: they are written by hand, or from a schema."""

CALLED = ("index", "element", "reflected", "state", "outcome", "vue")
"""Modules whose types a host reads, besides those of `plugins/web`; of the others the types alone are packed."""

ELEMENT = "element.js"
"""Packed with all that it imports, and without what only its readers need: no host needs a part of it by itself."""

MINIFIED = """
import { build } from "esbuild";
const [whole, ...modules] = process.argv.slice(1);
const common = { minify: true, target: "es2022", format: "esm", charset: "utf8", allowOverwrite: true };
for (const path of modules) await build({ ...common, entryPoints: [path], outfile: path });
await build({ ...common, entryPoints: [whole], outfile: whole, bundle: true });
"""
"""Writes modules anew, with short names for what is their own; the first with all that it imports."""

IMPORTED = re.compile(r'(?:from ?|import ?|import\()"\./([\w-]+)\.js"')
NAMED = re.compile(r'(?:from |import\()"\./([\w-]+)(?:\.d\.ts|\.js)"')
"""A module whose types are spoken of."""
REMARK = re.compile(r"^\s*/\*\*.*?\*/\n", re.DOTALL | re.MULTILINE)


def needed(folder: Path, entries: set[str], suffix: str, named: re.Pattern[str]) -> set[str]:
    """Names of the files that some need, themselves among them, with their suffix."""
    found, waiting = set[str](), [*entries]
    while waiting:
        name = f"{waiting.pop().removesuffix(suffix)}{suffix}"
        if name not in found:
            found.add(name)
            waiting += named.findall((folder / name).read_text(encoding="utf-8"))
    return found


def compiled(folder: Path) -> Path:
    """Every module and its types, side by side; gives their folder."""
    node, place, made = shutil.which("node"), folder / "package", folder / "compiled"
    shutil.rmtree(place, ignore_errors=True)
    shutil.rmtree(made, ignore_errors=True)
    place.mkdir(parents=True)
    project = (str(node), str(COMPILER), "--project", str(PLUGIN / "tsconfig.json"), "--outDir", str(made))
    compiler = [*project, "--noEmit", "false"]
    subprocess.run([*compiler, "--removeComments"], check=True)  # the types say the same, and it is half of all
    subprocess.run([*compiler, "--declaration", "--emitDeclarationOnly"], check=True)
    for source in FOLDERS:
        for path in (made / source.relative_to(ROOT)).iterdir():
            shutil.move(path, place / path.name)
        for path in source.glob("*.d.ts"):
            shutil.copy(path, place)
    shutil.copytree(WITH_OTHERS, place, dirs_exist_ok=True)
    shutil.rmtree(made)
    return place


def minify(*modules: Path) -> None:
    """Writes modules anew as what runs, without what only people need who read them; the first with all it imports.

    Raises:
        CalledProcessError: one of them is none.
    """
    command = [str(shutil.which("node")), "--input-type=module", "--eval", MINIFIED, *map(str, modules)]
    subprocess.run(command, cwd=COMPILER.parents[3], check=True)


def packed(folder: Path) -> Path:
    """The package as npm would publish it.

    Args:
        folder: takes what is packed, under `package`, and the archive.

    Raises:
        FileNotFoundError: Node, npm or the compiler of the types is not installed.
        CalledProcessError: one of them fails.
    """
    npm = shutil.which("npm")
    if not shutil.which("node") or not npm or not COMPILER.is_file():
        raise FileNotFoundError("Node, npm, or typescript in tests/web (npm ci --prefix tests/web)")
    place = compiled(folder)
    exports = json.loads((PLUGIN / "package.json").read_text(encoding="utf-8"))["exports"].values()
    ways = [way for way in exports if isinstance(way, dict)]
    left = {place / path.name for path in WITH_OTHERS.iterdir()} | {place / ELEMENT}
    minify(place / ELEMENT, *sorted(set(place.glob("*.js")) - left))
    kept = needed(place, {Path(way["default"]).name for way in ways}, ".js", IMPORTED)
    kept |= needed(place, {Path(way["types"]).name for way in ways}, ".d.ts", NAMED) | {*WRITTEN}
    for path in place.iterdir():
        if path.name not in kept:
            path.unlink()
    spoken = {*CALLED, *(path.stem for path in (PLUGIN / "src").glob("*.js")), "react-types", "livekit-react"}
    for path in place.glob("*.d.ts"):
        if path.name.removesuffix(".d.ts") not in spoken:
            path.write_text(REMARK.sub("", path.read_text(encoding="utf-8")), encoding="utf-8")
    for name in OTHERS:
        shutil.copy(PLUGIN / name, place)
    command = [npm, "pack", "--json", "--silent", "--pack-destination", str(folder), str(place)]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    return folder / Path(json.loads(done.stdout)[0]["filename"]).name


if __name__ == "__main__":
    (ROOT / "dist").mkdir(exist_ok=True)
    print(shutil.copy(packed(ROOT / "build" / "npm"), ROOT / "dist"))
