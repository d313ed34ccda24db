"""The page of each check, from its docstring: printed by `envcheck explain`, and as a small site of plain HTML.

python -m envcheck.render.pages FOLDER [MORE]

MORE is a folder of further pages in Markdown: what was measured of all checks together.
"""

import sys
from collections.abc import Iterable
from html import escape
from inspect import cleandoc
from pathlib import Path

from markdown_it import MarkdownIt

from envcheck.checks.base import Check
from envcheck.checks.catalog import load_checks
from envcheck.model.findings import Limit
from envcheck.render.language import Translate, translator
from envcheck.render.networks import networks_page

SECTIONS = ("What it checks", "Why it matters", "Known limits", "References")

STYLE = """
body { max-width: 44rem; margin: 3rem auto; padding: 0 1.5rem; font: 1.05rem/1.6 system-ui, sans-serif;
       color: #2e343a; background: #faf8f4 }
a { color: #20607a } h1, h2 { line-height: 1.25 } h2 { margin-top: 2.2rem; font-size: 1.15rem }
blockquote { margin: 1rem 0; padding: .4rem 1.2rem; border-left: .25rem solid #8fb3a4; background: #fff }
table { border-collapse: collapse; width: 100% } td, th { text-align: left; padding: .4rem .8rem .4rem 0;
       border-bottom: 1px solid #e3ded4 }
"""


def page(check: Check, translate: Translate) -> str:
    """The check's page as Markdown: its docstring, what it says, and its limit."""
    summary, _, rest = cleandoc(check.__doc__ or "").partition("\n")
    return "\n".join(
        [
            f"# {check.code} {check.name}",
            "",
            summary,
            "",
            f"In reports: {translate(check.title)}. Severity: {check.severity.value}. Serves: {check.serves.value}.",
            rest,
            "",
            "## What it says",
            *(_translated(check, translate)),
            "",
            "## Limit",
            _limit(check.limit),
            "",
        ]
    )


def _translated(check: Check, translate: Translate) -> Iterable[str]:
    for words in check.words.values():
        yield f"\n> {translate(words.message)} {translate(words.why)} *{translate(words.advice)}*"
    for strength in check.strengths.values():
        yield f"\n> {translate(strength)}"


def _limit(limit: Limit) -> str:
    side = "at or above" if limit.activate > limit.deactivate else "at or below"
    other = "at or below" if limit.activate > limit.deactivate else "at or above"
    return (
        f"Told when the value is {side} {limit.activate:g} for {limit.start_secs:g} s; taken back when it is {other} "
        f"{limit.deactivate:g} for {limit.stop_secs:g} s. A single picture is judged at once."
        + ("" if limit.critical is None else f" It counts as a *must* where the value is {side} {limit.critical:g}.")
        + (
            ""
            if limit.praise is None
            else f" A good value is named as a strength where it is {other} {limit.praise:g}."
        )
    )


def write_site(checks: Iterable[Check], folder: Path, more: Path | None = None) -> Path:
    """Writes an index and a page for each check as HTML, and one for each Markdown file in `more`; gives the index."""
    folder.mkdir(parents=True, exist_ok=True)
    plain, markdown = translator("en"), MarkdownIt("commonmark").enable("table")
    rows = []
    for check in checks:
        body = f'<p><a href="index.html">All checks</a></p>{markdown.render(page(check, plain))}'
        (folder / f"{check.code}.html").write_text(_html(f"{check.code} {check.name}", body), encoding="utf-8")
        summary = escape(cleandoc(check.__doc__ or "").partition("\n")[0])
        link = f'<a href="{check.code}.html">{check.code}</a>'
        kinds = f"<td>{check.name}<td>{escape(check.title)}<td>{check.severity.value}"
        rows.append(f"<tr><td>{link}{kinds}<td>{summary}</tr>")
    table = f"<table><tr><th>Code<th>Name<th>In reports<th>Severity<th>Fault</tr>{''.join(rows)}</table>"
    pages = {"networks": networks_page()}
    pages |= {file.stem: file.read_text(encoding="utf-8") for file in sorted(more.glob("*.md") if more else ())}
    further = "".join(_further(name, text, folder, markdown) for name, text in pages.items())
    index = folder / "index.html"
    body = f"<h1>The checks of envcheck</h1>{table}<ul>{further}</ul>"
    index.write_text(_html("The checks of envcheck", body), encoding="utf-8")
    return index


def _further(name: str, text: str, folder: Path, markdown: MarkdownIt) -> str:
    """Writes a page of its own, titled as its first line; gives its entry in the index."""
    title = text.partition("\n")[0].lstrip("# ")
    body = f'<p><a href="index.html">All checks</a></p>{markdown.render(text)}'
    (folder / f"{name}.html").write_text(_html(title, body), encoding="utf-8")
    return f'<li><a href="{name}.html">{escape(title)}</a>'


def _html(title: str, body: str) -> str:
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
    return f'<!doctype html><html lang="en"><head>{head}<style>{STYLE}</style></head><body>{body}</body></html>\n'


if __name__ == "__main__":
    print(write_site(load_checks(), *map(Path, sys.argv[1:3])))
