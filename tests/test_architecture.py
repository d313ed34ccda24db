"""The house: who imports whom, and how large things may grow."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[1]
MODULES = sorted(
    path for folder in ("envcheck", "tools", "samples", "plugins") for path in (ROOT / folder).rglob("*.py")
)
CHECK_FILES = [
    path for path in MODULES if path.parent.parent == ROOT / "envcheck" / "checks" and path.stem != "__init__"
]

MODULE_LINES, CHECK_LINES, FUNCTION_LINES, MEDIAN_LINES = 300, 90, 35, 10


def functions(path: Path) -> Iterator[tuple[str, int]]:
    """Name and length of each function, its docstring left out."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            page = node.body[0] if ast.get_docstring(node) else None
            lines = (node.end_lineno or 0) - node.lineno + 1
            yield f"{path.name}:{node.name}", lines - ((page.end_lineno or 0) - page.lineno + 1 if page else 0)


def test_the_import_contracts_hold() -> None:
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as c; c()", "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_stays_small(path: Path) -> None:
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= (CHECK_LINES if path in CHECK_FILES else MODULE_LINES)
    assert not [(name, length) for name, length in functions(path) if length > FUNCTION_LINES]


def test_functions_are_short_as_a_rule() -> None:
    assert median(length for path in MODULES for _, length in functions(path)) <= MEDIAN_LINES


def test_nothing_happens_on_import_in_the_package() -> None:
    """No statement at module level but definitions, imports, constants and the guarded main."""
    allowed = (
        ast.Import,
        ast.ImportFrom,
        ast.Assign,
        ast.AnnAssign,
        ast.ClassDef,
        ast.FunctionDef,
        ast.AsyncFunctionDef,
        ast.If,
    )
    for path in (ROOT / "envcheck").rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            is_text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            assert is_text or isinstance(node, allowed) or path.name == "app.py", f"{path}:{node.lineno}"
