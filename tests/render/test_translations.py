"""The catalogues against the sources: nothing left over, nothing broken; complete they have to be only at a release."""

import ast
import logging
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

import envcheck
import translations
from envcheck.checks.catalog import BUILT_IN
from envcheck.cli.app import run
from envcheck.render import language
from envcheck.render.language import direction, languages, translator
from envcheck.render.unassessed import EXPECTED

PACKAGE = Path(envcheck.__file__).parent
CATALOGUES = sorted(PACKAGE.glob("locale/*/LC_MESSAGES/envcheck.po"))

REASONED = {"FacetUnavailable": 0, "Unavailable": 0, "NotAssessed": 1}
"""What takes a reason, and at which place."""

FIELD = re.compile("{[a-z]+}")
"""What is filled in when the text is said."""

every_language = pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: path.parents[1].name)


def marked() -> set[str]:
    """Every text marked with N_ in the sources."""
    texts = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "N_":
                argument = node.args[0]
                assert isinstance(argument, ast.Constant), f"{path}:{node.lineno}"
                texts.add(str(argument.value))
    return texts


def catalogue(path: Path) -> Catalog:
    with path.open("rb") as file:
        return read_po(file)


@every_language
def test_no_text_is_left_over(path: Path) -> None:
    assert {str(message.id) for message in catalogue(path) if message.id} <= marked()


@every_language
def test_a_translation_keeps_the_form_of_its_text(path: Path) -> None:
    for message in catalogue(path):
        assert not message.id or not message.fuzzy
        if message.id and message.string:
            for marks in (".", "?؟"):
                assert str(message.string).endswith(tuple(marks)) == str(message.id).endswith(tuple(marks)), (
                    message.string
                )
            assert len(str(message.string)) <= 1.6 * len(str(message.id)) + 20, message.string


@every_language
def test_a_translation_keeps_the_places_that_are_filled_in(path: Path) -> None:
    for message in catalogue(path):
        if message.id and message.string:
            assert sorted(re.findall(FIELD, str(message.string))) == sorted(re.findall(FIELD, str(message.id)))


@every_language
def test_a_translation_keeps_to_its_script(path: Path) -> None:
    """Of letters of another script only names and commands are left, and its signs are those of its own language."""
    if direction(path.parents[1].name) == "rtl":
        for message in catalogue(path):
            if message.id:
                foreign = set(re.findall("[A-Za-z]+", re.sub(FIELD, "", str(message.string))))
                assert foreign <= {"VPN", "https", "envcheck", "models", "pull"}, message.string
                assert foreign <= set(re.findall("[A-Za-z]+", str(message.id))), message.string
                assert not set(",;?") & set(str(message.string)), message.string


@every_language
def test_numbers_are_those_of_the_text_and_keep_their_order(path: Path) -> None:
    """What is read from left to right and has spaces or signs within stands as an isolate in a text that is not."""
    for message in catalogue(path):
        if message.id and message.string:
            text = str(message.string)
            assert re.findall("[0-9]+", text) == re.findall("[0-9]+", str(message.id)), text
            assert text.count("\u2066") == text.count("\u2069"), text
            if direction(path.parents[1].name) == "rtl":
                bare = re.sub("\u2066[^\u2069]*\u2069", "", text)
                assert not re.search("[0-9A-Za-z`][^\u0600-\u06ff]* [0-9A-Za-z`]", bare), text


def test_every_reason_for_not_assessed_is_marked_where_it_arises() -> None:
    """Its text is written nowhere else; what a perceiver keeps to tell later is marked where it is kept."""
    bare = []
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REASONED:
                reason = node.args[REASONED[node.func.id]]
                if isinstance(reason, ast.Constant):
                    bare.append(f"{path.name}:{node.lineno} {reason.value!r}")
    assert not bare
    assert marked() >= EXPECTED


def test_every_title_of_a_check_is_marked() -> None:
    assert {check.title for check in BUILT_IN} <= marked()


@pytest.fixture
def italian(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The catalogue of a new language that lies beside ours, none of it translated yet."""
    path = translations.begun("it", tmp_path)
    with path.open("rb") as source, path.with_suffix(".mo").open("wb") as compiled:
        write_mo(compiled, read_po(source, locale="it"))
    monkeypatch.setattr(language, "LOCALES", tmp_path)
    return path


def test_a_new_language_is_there_at_once_and_speaks_english_until_it_is_filled(
    italian: Path, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    assert {str(message.id) for message in catalogue(italian) if message.id} == marked()
    assert languages() == ("en", "it")
    with caplog.at_level(logging.INFO):
        assert [translator("it")(text) for text in ("Ready", "Not ready yet")] == ["Ready", "Not ready yet"]
        assert run(["explain", "LIT103", "--lang", "it"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("# LIT103")
    assert not told.err
    assert [record.getMessage() for record in caplog.records] == ["a text has no translation yet"]


def test_what_a_release_lacks_is_told(italian: Path) -> None:
    texts = translations.marked()
    (gap,) = translations.gaps(italian.parents[2], texts)
    assert gap.startswith(f"it lacks {len(texts)} of {len(texts)} texts, such as ")


@pytest.mark.parametrize("code", ["", "xx", "IT", "de_AT", "../it", "Italian"])
def test_no_language_is_begun_under_another_name(code: str, tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="is no language"):
        translations.begun(code, tmp_path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(("code", "name"), [("de", "German"), ("en", "English")])
def test_a_language_that_is_there_is_left_alone(code: str, name: str) -> None:
    with pytest.raises(SystemExit, match=f"{name} is already there"):
        translations.begun(code, PACKAGE / "locale")
