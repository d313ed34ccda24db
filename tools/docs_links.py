"""Which links between the pages lead nowhere: every relative link, picture and anchor of every page in Markdown."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from docs_site import SCHEME, documents, links, parsed

IN_HTML = re.compile(r'(?:src|href)="([^"]+)"')


def broken(root: Path) -> Iterator[str]:
    """A sentence for each link that leads nowhere."""
    for document in documents(root):
        text = (root / document).read_text(encoding="utf-8")
        for target in targets(text):
            path, _, anchor = target.partition("#")
            named = (root / document).parent / path if path else root / document
            if not named.exists():
                yield f"{document}: nothing is at {target}."
            elif anchor and anchor not in anchors(named / "README.md" if named.is_dir() else named):
                yield f"{document}: there is no heading for {target}."


def targets(text: str) -> Iterator[str]:
    """What a page links to within the repository."""
    tokens = parsed(text)
    found = [str(link.attrs.get("href") or link.attrs.get("src") or "") for link in links(tokens)]
    for token in tokens:
        html = [token, *(token.children or ())]
        found += [name for one in html if one.type.startswith("html") for name in IN_HTML.findall(one.content)]
    yield from (target for target in found if target and not SCHEME.match(target))


@cache
def anchors(page: Path) -> frozenset[str]:
    """What of a page can be linked to."""
    if page.suffix != ".md":
        return frozenset()
    tokens = parsed(page.read_text(encoding="utf-8"))
    return frozenset(str(token.attrs["id"]) for token in tokens if "id" in token.attrs)
