"""A plugin as its files: what is shipped, what tests it, and how long its functions are, whatever it is written in."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cached_property
from pathlib import Path

PYTHON, SCRIPT, PHP = (".py",), (".js", ".mjs", ".jsx", ".ts", ".tsx"), (".php",)
CODE = PYTHON + SCRIPT + PHP
NOT_SHIPPED = {"tests", "node_modules", "dist", "build", "vendor", "__pycache__"}


@dataclass(frozen=True)
class Plugin:
    """One folder of `plugins/`, and where its tests are."""

    folder: Path
    tests: tuple[Path, ...]

    @cached_property
    def shipped(self) -> list[Path]:
        """Its files, but those of tests and of builds."""
        inside = (path for path in sorted(self.folder.rglob("*")) if path.is_file())
        return [path for path in inside if not NOT_SHIPPED & set(path.relative_to(self.folder).parts)]

    @cached_property
    def tested(self) -> list[Path]:
        """The files of its tests."""
        found = [path for place in self.tests for path in ([place] if place.is_file() else sorted(place.rglob("*")))]
        return [path for path in found if path.is_file() and not {"node_modules", "__pycache__"} & set(path.parts)]

    def code(self, *suffixes: str) -> Iterator[tuple[str, str]]:
        """Name and text of each of its files of these kinds."""
        for path in self.shipped:
            if path.suffix in suffixes:
                yield str(path.relative_to(self.folder)), text_of(path)

    def named(self, pattern: str) -> list[Path]:
        """Its files of a name, in which * stands for anything, those further up first."""
        return sorted((path for path in self.shipped if fnmatch(path.name, pattern)), key=lambda path: len(path.parts))

    def has_test_of(self, word: str) -> bool:
        """Whether a file or a test of its own has that word in its name."""
        title = rf"""def test\w*{word}|\b(?:test|it)\(\s*["'`][^"'`]*\b{word}|function test\w*{word}"""
        files = [path for path in self.tested if path.suffix in CODE]
        return any(word in path.name or re.search(title, text_of(path), re.IGNORECASE) for path in files)


def text_of(path: Path) -> str:
    """A file's text, or none where it is no text."""
    return path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""


BEGINS = re.compile(
    r"^(\s*)(?!.*\b(?:if|for|while|switch|catch|class|else|try|foreach)\b).*(?:\bfunction\b.*|\)|=>)\s*\{$"
)


def python_functions(text: str) -> Iterator[tuple[str, int]]:
    """Name and length of each function, its docstring left out."""
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            page = node.body[0] if ast.get_docstring(node) else None
            lines = (node.end_lineno or 0) - node.lineno + 1
            yield node.name, lines - ((page.end_lineno or 0) - page.lineno + 1 if page else 0)


def braced_functions(text: str) -> Iterator[tuple[str, int]]:
    """First line and length of each function of JavaScript or PHP, by its indentation."""
    lines = text.splitlines()
    for number, (line, after) in enumerate(zip(lines, [*lines[1:], ""], strict=True)):
        if begun := BEGINS.match(f"{line} {{" if after.strip() == "{" else line):
            end = next((at for at in range(number + 1, len(lines)) if lines[at].startswith(begun[1] + "}")), number)
            yield line.strip(), end - number + 1
