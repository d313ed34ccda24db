"""Draws the house from the imports that there are: `make drawing` writes `docs/house.svg`.

A row for each layer of `[tool.importlinter]`, what others stand on at the foot; in a box its name, what it says of
itself, and which others it imports.
"""

import ast
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path
from textwrap import wrap

ROOT = Path(__file__).parents[1]
DRAWING = ROOT / "docs" / "house.svg"
PACKAGE = "envcheck"
WIDTH, GAP, PADDING, LINE = 960, 10, 12, 17
"""Of the drawing, between boxes, within one, from line to line: in units of the drawing."""

LETTER = 6.9
"""How wide a letter is, about, at the size of the text."""


def layers() -> list[list[str]]:
    """The rows of the house, the uppermost first."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    (stages,) = (one for one in told["tool"]["importlinter"]["contracts"] if one["id"] == "stages")
    return [[name.strip() for name in layer.split("|")] for layer in stages["layers"]]


def sources(stage: str) -> list[Path]:
    """The files of a stage, that which says what it is first."""
    folder = ROOT / PACKAGE / stage
    if not folder.is_dir():
        return [folder.with_suffix(".py")]
    return [folder / "__init__.py", *sorted(path for path in folder.rglob("*.py") if path != folder / "__init__.py")]


def imported(stage: str) -> set[str]:
    """The other stages that it imports anything of."""
    names = set[str]()
    for path in sources(stage):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                names |= {f"{node.module}.{alias.name}" for alias in node.names}
    inside = {name.split(".")[1] for name in names if name.startswith(f"{PACKAGE}.")}
    return inside & {name for row in layers() for name in row} - {stage}


def purpose(stage: str) -> str:
    """What a stage says of itself, in one sentence."""
    told = ast.get_docstring(ast.parse(sources(stage)[0].read_text(encoding="utf-8"))) or ""
    return told.partition("\n")[0].replace("`", "")


def drawing() -> str:
    """The house as SVG."""
    order = [name for row in layers() for name in row]
    top, parts = GAP, list[str]()
    for row in layers():
        width = (WIDTH - GAP * (len(row) + 1)) / len(row)
        texts = [list(_lines(stage, order, int((width - 2 * PADDING) / LETTER))) for stage in row]
        height = max(map(len, texts)) * LINE + 2 * PADDING - 4
        for place, lines in enumerate(texts):
            parts += _box(GAP + place * (width + GAP), top, width, height, lines)
        top += height + GAP
    size = f'viewBox="0 0 {WIDTH} {top}" width="{WIDTH}" height="{top}"'
    style = "text { font: 13px system-ui, sans-serif; fill: #2e343a } .name { font-weight: 700 } .on { fill: #20607a }"
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="Who imports whom in envcheck">'
    ground = f'<rect width="{WIDTH}" height="{top}" fill="#faf8f4"/>'
    return "\n".join([head, f"<style>{style}</style>", ground, *parts, "</svg>", ""])


def _lines(stage: str, order: list[str], letters: int) -> Iterator[tuple[str, str]]:
    yield "name", stage
    yield from (("says", line) for line in wrap(purpose(stage), letters))
    needs = sorted(imported(stage), key=order.index)
    yield from (("on", line) for line in wrap(f"imports {', '.join(needs)}" if needs else "imports none", letters))


def _box(left: float, top: int, width: float, height: int, lines: list[tuple[str, str]]) -> Iterator[str]:
    place = f'x="{left:.0f}" y="{top}" width="{width:.0f}" height="{height}"'
    yield f'<rect {place} rx="6" fill="#fff" stroke="#8fb3a4"/>'
    for number, (kind, line) in enumerate(lines, 1):
        y = top + PADDING + number * LINE - 6
        yield f'<text class="{kind}" x="{left + PADDING:.0f}" y="{y}">{escape(line)}</text>'


if __name__ == "__main__":
    DRAWING.write_text(drawing(), encoding="utf-8")
    print(DRAWING.relative_to(ROOT))
