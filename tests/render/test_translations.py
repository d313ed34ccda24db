"""The catalogues against the sources: nothing untranslated, nothing left over, nothing broken."""

import ast
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

import envcheck
from envcheck.render.phrases import REASONS

PACKAGE = Path(envcheck.__file__).parent
CATALOGUES = sorted(PACKAGE.glob("locale/*/LC_MESSAGES/envcheck.po"))

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


def test_the_four_languages_are_there() -> None:
    assert [path.parents[1].name for path in CATALOGUES] == ["de", "es", "fr"]


@every_language
def test_every_text_is_translated_and_none_is_left_over(path: Path) -> None:
    messages = {str(message.id): str(message.string) for message in catalogue(path) if message.id}
    assert set(messages) == marked()
    assert not [text for text, translated in messages.items() if not translated.strip()]


@every_language
def test_a_translation_keeps_the_form_of_its_text(path: Path) -> None:
    for message in catalogue(path):
        if message.id:
            assert not message.fuzzy
            for mark in (".", "?"):
                assert str(message.string).endswith(mark) == str(message.id).endswith(mark), message.string
            assert len(str(message.string)) <= 1.6 * len(str(message.id)) + 20, message.string


def test_every_reason_for_not_assessed_can_be_translated() -> None:
    """Reasons are written where they arise; here they must stand marked, word for word."""
    reasons = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "FacetUnavailable":
                argument = node.args[0]
                if isinstance(argument, ast.Constant):
                    reasons.add(argument.value)
    assert reasons <= set(REASONS)
