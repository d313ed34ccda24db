"""Builds the pages of the project as one site: `make docs` writes it to `build/docs`.

It is made of every page of the repository in Markdown, one for each check from its docstring, and one of the networks.
Plain HTML without scripts, which a folder on a disk shows as well as a server. Markdown is read by the library that
envcheck has for its reports anyway, so no generator with its own dependencies is needed.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from functools import partial
from html import escape
from inspect import cleandoc, getfile
from itertools import pairwise
from pathlib import Path

from markdown_it import MarkdownIt
from markdown_it.token import Token

from envcheck.checks.base import Check
from envcheck.checks.catalog import load_checks
from envcheck.render.language import translator
from envcheck.render.networks import networks_page
from envcheck.render.pages import page

ROOT = Path(__file__).parents[1]
LEFT_OUT = {".git", ".venv", "build", "dist", "node_modules"}
PICTURES = {".jpg", ".png", ".svg"}
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
STRIPPED = re.compile(r"[^\w\- ]")

STYLE = """
body { max-width: 46rem; margin: 2rem auto; padding: 0 1.5rem; font: 1.05rem/1.6 system-ui, sans-serif;
       color: #2e343a; background: #faf8f4 }
a { color: #20607a } h1, h2 { line-height: 1.25 } h2 { margin-top: 2.2rem; font-size: 1.15rem } img { max-width: 100% }
blockquote { margin: 1rem 0; padding: .4rem 1.2rem; border-left: .25rem solid #8fb3a4; background: #fff }
pre { overflow-x: auto; padding: .6rem 1rem; background: #fff; font-size: .85rem } nav { font-size: .95rem }
table { display: block; overflow-x: auto; border-collapse: collapse }
td, th { text-align: left; vertical-align: top; padding: .4rem .8rem .4rem 0; border-bottom: 1px solid #e3ded4 }
"""


def documents(root: Path) -> list[Path]:
    """Every page in Markdown that is ours, relative to the root."""
    found = []
    for folder, folders, files in os.walk(root):
        folders[:] = sorted(set(folders) - LEFT_OUT - {name for name in folders if name.startswith(".")})
        found += [Path(folder, name).relative_to(root) for name in sorted(files) if name.endswith(".md")]
    return found


def slug(heading: str) -> str:
    """The anchor of a heading, as GitHub makes it."""
    return STRIPPED.sub("", heading.strip().lower()).replace(" ", "-")


def place_of(document: Path) -> Path:
    """Where a page stands in the site: those of `docs/` at its head, others as in the repository."""
    inside = document.relative_to("docs") if document.parts[0] == "docs" else document
    return Path("index.html") if document == Path("docs/README.md") else inside.with_suffix(".html")


def markdown() -> MarkdownIt:
    """Markdown as we write it: with tables, and pictures given as HTML."""
    return MarkdownIt("commonmark").enable("table")


def parsed(text: str) -> list[Token]:
    """A page's tokens, each heading with its anchor; one that comes twice is counted on."""
    tokens, seen = markdown().parse(text), dict[str, int]()
    for token, content in pairwise(tokens):
        if token.type == "heading_open":
            anchor = slug("".join(child.content for child in content.children or ()))
            again = seen[anchor] = seen.get(anchor, -1) + 1
            token.attrSet("id", f"{anchor}-{again}" if again else anchor)
    return tokens


def links(tokens: Iterable[Token]) -> Iterator[Token]:
    """Every link and picture of a page."""
    for token in tokens:
        yield from (child for child in token.children or () if child.type in ("link_open", "image"))


class Site:
    """The site of a repository.

    Args:
        root: of the repository.
        checks: those that get a page.
    """

    def __init__(self, root: Path, checks: Iterable[Check]) -> None:
        self.root = root
        self.checks = sorted(checks, key=lambda check: check.code)
        self.pages = {document: place_of(document) for document in documents(root)}
        sources = {Path(getfile(type(check))).resolve(): check.code for check in self.checks}
        self.code_pages = {
            source.relative_to(root): Path(f"{code}.html") for source, code in sources.items() if root in source.parents
        }

    def write(self, folder: Path) -> Path:
        """Writes all of it into a folder; gives the index."""
        for document, place in self.pages.items():
            tokens = parsed((self.root / document).read_text(encoding="utf-8"))
            for link in links(tokens):
                self._turn(link, document, folder)
            body = markdown().renderer.render(tokens, markdown().options, {})
            body = re.sub(r'src="([^"]+)"', partial(self._picture, document, folder), body)
            more = self._checks() if place == Path("index.html") else ""
            _write(folder, place, body + more)
        for check in self.checks:
            _write(folder, Path(f"{check.code}.html"), markdown().render(page(check, translator("en"))))
        _write(folder, Path("networks.html"), markdown().render(networks_page()))
        return folder / "index.html"

    def _turn(self, link: Token, document: Path, folder: Path) -> None:
        """Lets a link lead to the page of what it names; without a page of its own a file is named, and not linked."""
        target = str(link.attrs.get("href", ""))
        if not target or SCHEME.match(target) or target.startswith("#"):
            return
        path, _, anchor = target.partition("#")
        named = Path(os.path.normpath(document.parent / path))
        if (self.root / named).is_dir():
            named /= "README.md"
        place = self.pages.get(named) or self.code_pages.get(named)
        if not place:
            del link.attrs["href"]
            return
        address = os.path.relpath(place, self.pages[document].parent)
        link.attrSet("href", f"{address}#{anchor}" if anchor else address)

    def _picture(self, document: Path, folder: Path, found: re.Match[str]) -> str:
        """A picture comes along, into the folder that it has in the repository."""
        named = Path(os.path.normpath(document.parent / found[1]))
        target = folder / named
        if named.suffix in PICTURES:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(self.root / named, target)
        return f'src="{os.path.relpath(named, self.pages[document].parent)}"'

    def _checks(self) -> str:
        """The table of all checks."""
        rows = []
        for check in self.checks:
            summary = escape(cleandoc(check.__doc__ or "").partition("\n")[0])
            link = f'<a href="{check.code}.html">{check.code}</a>'
            kinds = f"<td>{check.name}<td>{escape(check.title)}<td>{check.severity.value}"
            rows.append(f"<tr><td>{link}{kinds}<td>{summary}</tr>")
        table = f"<table><tr><th>Code<th>Name<th>In reports<th>Severity<th>Fault</tr>{''.join(rows)}</table>"
        return f'<h2 id="the-checks">The checks</h2><p><a href="networks.html">What they go by</a></p>{table}'


def _write(folder: Path, place: Path, body: str) -> None:
    """Writes one page, titled as its first heading."""
    title = re.sub("<[^>]+>", "", body.partition("<h1")[2].partition("</h1>")[0].partition(">")[2]) or place.stem
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    home = os.path.relpath("index.html", place.parent)
    way = f'<nav><a href="{home}">All pages</a> · <a href="{home}#the-checks">The checks</a></nav>'
    target = folder / place
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(
        f'<!doctype html><html lang="en"><head>{head}<style>{STYLE}</style></head><body>{way}{body}</body></html>\n',
        encoding="utf-8",
    )


if __name__ == "__main__":
    print(Site(ROOT, load_checks()).write(Path(sys.argv[1])))
