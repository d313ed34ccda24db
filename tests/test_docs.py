"""The pages: their links, what has to stand in them, and the site that is made of them."""

import inspect
import os
import re
from http import HTTPStatus
from pathlib import Path

import pytest

from docs_links import broken
from docs_site import ROOT, Site, documents, place_of, slug
from envcheck.checks.catalog import BUILT_IN
from envcheck.cli import exits
from envcheck.model import errors
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.models import Models
from envcheck.perception.schedule import refresh_of
from envcheck.perception.weights import WEIGHTS
from house_drawing import DRAWING, drawing
from release_check import undated

CHECKS = tuple(check() for check in BUILT_IN)
CATALOGUE = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
STATUS = re.compile(r"(?:HTTPStatus|Http)\.([A-Z_]+)")
FRAMEWORK = {"METHOD_NOT_ALLOWED"}
"""What the HTTP framework answers by itself."""

ANSWERS = {"OK", "CREATED", "ACCEPTED", "NO_CONTENT", "NOT_MODIFIED", "TEMPORARY_REDIRECT"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` builds it."""
    return Site(ROOT, CHECKS).write(tmp_path_factory.mktemp("site"))


def rows(heading: str) -> set[str]:
    """The first cell of each row of the table below a heading of the catalogue."""
    section = CATALOGUE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return {cell.strip().strip("`") for cell in re.findall(r"^\| ([^|]+) \|", section, re.MULTILINE)}


def test_all_links_between_the_pages_lead_somewhere() -> None:
    assert list(broken(ROOT)) == []


@pytest.mark.parametrize("target", ["gone.md", "gone.png", "b.md#no-such-heading", "#no-such-heading"])
def test_links_that_lead_nowhere_are_found(tmp_path: Path, target: str) -> None:
    (tmp_path / "b.md").write_text("# There\n\n[up](#there) and [a folder](.)\n", encoding="utf-8")
    assert not list(broken(tmp_path))
    (tmp_path / "a.md").write_text(f"# Here\n\nSee [this]({target}).\n", encoding="utf-8")
    assert len(list(broken(tmp_path))) == 1


def test_pictures_in_html_are_links_as_well(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text('# Here\n\n<img src="gone.jpg" alt="">\n', encoding="utf-8")
    assert list(broken(tmp_path)) == ["a.md: nothing is at gone.jpg."]


def test_anchors_are_those_of_github() -> None:
    assert slug("`make docs`, and a *word*: it's 3-fold") == "make-docs-and-a-word-its-3-fold"


def test_the_readme_sells_in_ten_lines_and_sends_on() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= 100
    assert any("samples/page.jpg" in line for line in lines[:10])
    assert any("envcheck open" in line for line in lines[:12])


def test_every_page_is_found_from_the_index() -> None:
    index = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    for page in documents(ROOT):
        if page.parent == Path("docs") and page.name != "README.md":
            assert f"]({page.name}" in index, page


def test_every_error_has_its_way_out() -> None:
    kinds = {
        name for name, kind in inspect.getmembers(errors, inspect.isclass) if issubclass(kind, errors.EnvcheckError)
    }
    assert rows("In Python") - {"error", "---"} == kinds


def test_every_exit_code_has_its_way_out() -> None:
    codes = {*exits.BY_VERDICT.values(), exits.UNUSABLE, exits.FAULT, exits.INTERRUPTED}
    assert rows("Exit codes") - {"code", "---"} == {str(code) for code in codes}


def test_every_refusal_of_the_server_has_its_way_out() -> None:
    sources = (ROOT / "envcheck" / "server").rglob("*.py")
    named = {name for path in sources for name in STATUS.findall(path.read_text(encoding="utf-8"))} | FRAMEWORK
    refusals = {str(HTTPStatus[name].value) for name in named - ANSWERS}
    assert rows("From the server") - {"status", "---"} == refusals


def test_the_drawing_of_the_house_is_that_of_its_imports() -> None:
    assert DRAWING.read_text(encoding="utf-8") == drawing(), "make drawing"


def test_the_site_has_an_index_and_a_page_for_each_check(site: Path) -> None:
    index = site.read_text(encoding="utf-8")
    for check in CHECKS:
        page = (site.parent / f"{check.code}.html").read_text(encoding="utf-8")
        assert f'href="{check.code}.html"' in index
        assert f"<title>{check.code} {check.name}</title>" in page
        assert "<h2>Known limits</h2>" in page
        assert f"In reports: {check.title}." in page
        assert f"<td>{check.title}<td>" in index
        assert check.words[next(iter(check.words))].advice in page.replace("&quot;", '"')


def test_the_site_asks_nothing_of_the_network_and_leads_nowhere_outside_itself(site: Path) -> None:
    folder = site.parent
    for page in folder.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert "<script" not in text
        assert not re.search(r'src="[a-z]+:', text)
        for target in re.findall(r'(?:href|src)="([^"#:]+)(?:#[^"]*)?"', text):
            named = Path(os.path.normpath(page.parent / target))
            assert named.is_file(), (page, target)
            assert folder in named.parents


def test_every_document_is_in_the_site_with_its_tables(site: Path) -> None:
    for document in documents(ROOT):
        assert (site.parent / place_of(document)).is_file()
    assert "<td>" in (site.parent / "measured.html").read_text(encoding="utf-8")
    assert 'href="PRV101.html"' in (site.parent / "guard.html").read_text(encoding="utf-8")


def test_a_page_tells_of_every_network_and_every_cadence(site: Path) -> None:
    page = (site.parent / "networks.html").read_text(encoding="utf-8")
    for weights in WEIGHTS:
        assert weights.name in page
        assert weights.licence in page
    seldom = {perceiver.facet: refresh_of(perceiver) for perceiver in new_perceivers(Models.bundled())}
    for facet, refresh in seldom.items():
        assert (f"{facet.__name__}, every {refresh.ttl_secs:g} s" in page) is (refresh.ttl_secs > 0)
        assert refresh.ttl_secs == 0 or f": {refresh.why}." in page


CITED = "version: 0.1.0\ndate-released: 2026-12-31\n"


@pytest.mark.parametrize(
    ("changelog", "citation", "said"),
    [
        ("## 0.1.0 (2026-12-31)\n", CITED, 0),
        ("## 0.1.0 (unreleased)\n", CITED, 1),
        ("## 0.1.0\n", CITED, 1),
        ("## 0.0.9 (2026-12-31)\n\n## 0.1.0 (2026-12-31)\n", CITED, 1),
        ("## 0.1.0 (2026-12-30)\n", CITED, 1),
        ("## 0.1.0 (2026-12-31)\n", "version: 0.0.9\ndate-released: 2026-12-31\n", 1),
        ("", "", 2),
    ],
)
def test_a_release_is_dated_the_same_everywhere(changelog: str, citation: str, said: int) -> None:
    assert len(list(undated("0.1.0", changelog, citation))) == said


def test_a_network_comes_with_its_licence() -> None:
    for weights in WEIGHTS:
        if weights.path.is_file():
            assert weights.licence.partition("-")[0] in weights.path.with_suffix(".LICENSE").read_text("utf-8")[:20000]
