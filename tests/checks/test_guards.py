"""What holds for every check of the catalogue."""

import ast
import inspect
import re
from pathlib import Path

import pytest

from envcheck.checks.base import Check
from envcheck.checks.catalog import BUILT_IN, NAME
from envcheck.model.findings import Severity
from envcheck.render.pages import SECTIONS

BANNED = {"avoid", "do", "not", "dont", "prefer", "use", "require", "ensure"}
FOLDERS = {
    "LIT": "lighting",
    "FRM": "framing",
    "BKG": "background",
    "PRV": "privacy",
    "PIC": "picture",
    "SND": "sound",
    "NET": "connection",
}
JUDGING = re.compile(r"\b(must|should|fail|failed|bad|wrong|poor|ugly|messy|error|unprofessional|alone|please)\b", re.I)

every_check = pytest.mark.parametrize("check", BUILT_IN, ids=[check.code for check in BUILT_IN])


def sentences(check: type[Check]) -> list[str]:
    told = [text for words in check.words.values() for text in (words.message, words.why, words.advice)]
    return [*told, *check.strengths.values()]


@every_check
def test_has_a_page_with_all_sections_in_order(check: type[Check]) -> None:
    page = inspect.cleandoc(check.__doc__ or "")
    places = [page.find(f"## {section}\n") for section in SECTIONS]

    assert -1 not in places
    assert places == sorted(places)
    texts = zip(SECTIONS, re.split(r"## .+\n", page)[1:], strict=True)
    assert [section for section, text in texts if len(text.strip()) <= 40] == [], "too short to be a section"


@every_check
def test_name_reads_as_allow_something(check: type[Check]) -> None:
    assert NAME.fullmatch(check.name)
    assert not BANNED & set(check.name.split("-"))


@every_check
def test_stands_in_the_file_and_folder_of_its_name(check: type[Check]) -> None:
    path = Path(inspect.getfile(check))

    assert path.stem == check.name.replace("-", "_")
    assert path.parent.name == FOLDERS[check.code[:3]]
    assert check.__name__.lower() == check.name.replace("-", "")
    assert sum(isinstance(node, ast.ClassDef) for node in ast.parse(path.read_text()).body) == 1


@every_check
def test_words_are_short_kind_sentences(check: type[Check]) -> None:
    for sentence in sentences(check):
        assert sentence[0].isupper()
        assert sentence.endswith((".", "?"))
        assert len(sentence) <= 100
        assert sentence.count(".") + sentence.count("?") == 1
        assert not JUDGING.search(sentence), sentence


@every_check
def test_has_fixtures(check: type[Check]) -> None:
    assert (Path(__file__).parent / "fixtures" / f"{check.code.lower()}.py").is_file()


def test_codes_and_names_are_unique() -> None:
    keys = [key for check in BUILT_IN for key in (check.code, check.name)]
    assert len(keys) == len(set(keys))


def test_only_privacy_or_an_unusable_picture_can_block() -> None:
    must = {check.code for check in BUILT_IN if check.severity is Severity.MUST}
    assert must <= {"FRM101", "PRV101", "PRV104", "PIC101", "PIC104", "SND101"}
