from pathlib import Path

from envcheck.checks.catalog import BUILT_IN
from envcheck.report.pages import write_site

CHECKS = tuple(check() for check in BUILT_IN)


def test_the_site_has_an_index_and_a_page_for_each_check(tmp_path: Path) -> None:
    index = write_site(CHECKS, tmp_path / "docs").read_text()
    for check in CHECKS:
        page = (tmp_path / "docs" / f"{check.code}.html").read_text()
        assert f"{check.code}.html" in index
        assert f"<h1>{check.code} {check.name}</h1>" in page
        assert "<h2>Known limits</h2>" in page
        assert check.words[next(iter(check.words))].advice in page.replace("&quot;", '"')


def test_pages_ask_nothing_of_the_network(tmp_path: Path) -> None:
    folder = write_site(CHECKS, tmp_path).parent
    text = "".join(path.read_text() for path in folder.iterdir())
    assert "http" not in text.replace("https://", "http://").split("<body>")[0]
    assert "<script" not in text
    assert " src=" not in text
