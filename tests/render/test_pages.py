from pathlib import Path

from envcheck.checks.catalog import BUILT_IN
from envcheck.perception.catalog import new_perceivers
from envcheck.perception.models import Models
from envcheck.perception.schedule import refresh_of
from envcheck.perception.weights import WEIGHTS
from envcheck.render.pages import write_site

CHECKS = tuple(check() for check in BUILT_IN)


def test_the_site_has_an_index_and_a_page_for_each_check(tmp_path: Path) -> None:
    index = write_site(CHECKS, tmp_path / "docs").read_text()
    for check in CHECKS:
        page = (tmp_path / "docs" / f"{check.code}.html").read_text()
        assert f"{check.code}.html" in index
        assert f"<h1>{check.code} {check.name}</h1>" in page
        assert "<h2>Known limits</h2>" in page
        assert f"In reports: {check.title}." in page
        assert f"<td>{check.title}<td>" in index
        assert check.words[next(iter(check.words))].advice in page.replace("&quot;", '"')


def test_pages_ask_nothing_of_the_network(tmp_path: Path) -> None:
    folder = write_site(CHECKS, tmp_path).parent
    text = "".join(path.read_text() for path in folder.iterdir())
    assert "http" not in text.replace("https://", "http://").split("<body>")[0]
    assert "<script" not in text
    assert " src=" not in text


def test_a_page_tells_of_every_network_and_every_cadence(tmp_path: Path) -> None:
    index = write_site(CHECKS[:1], tmp_path)
    page = (tmp_path / "networks.html").read_text()
    assert 'href="networks.html"' in index.read_text()
    for weights in WEIGHTS:
        assert weights.name in page
        assert weights.licence in page
    seldom = {perceiver.facet: refresh_of(perceiver) for perceiver in new_perceivers(Models.bundled())}
    for facet, refresh in seldom.items():
        assert (f"{facet.__name__}, every {refresh.ttl_secs:g} s" in page) is (refresh.ttl_secs > 0)
        assert refresh.ttl_secs == 0 or f": {refresh.why}." in page


def test_further_pages_are_taken_in_with_their_tables(tmp_path: Path) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "measured.md").write_text("# What was <measured>\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", encoding="utf-8")
    index = write_site(CHECKS[:1], tmp_path / "docs", more).read_text()
    assert '<a href="measured.html">What was &lt;measured&gt;</a>' in index
    assert "<td>2</td>" in (tmp_path / "docs" / "measured.html").read_text()
