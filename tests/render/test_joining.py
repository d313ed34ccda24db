"""The forms of letters, as Unicode names them."""

import unicodedata

import pytest

from envcheck.render.joining import is_joining, joined


def shapes(text: str) -> list[str]:
    """Each letter's name and form, without the word ARABIC."""
    return [unicodedata.name(one).removeprefix("ARABIC ").removesuffix(" FORM").lower() for one in joined(text)]


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("بيت", ["letter beh initial", "letter yeh medial", "letter teh final"]),
        ("دار", ["letter dal isolated", "letter alef isolated", "letter reh isolated"]),
        ("كامل", ["letter kaf initial", "letter alef final", "letter meem initial", "letter lam final"]),
        ("سلام", ["letter seen initial", "ligature lam with alef final", "letter meem isolated"]),
        ("لأن", ["ligature lam with alef with hamza above isolated", "letter noon isolated"]),
        ("شيء", ["letter sheen initial", "letter yeh final", "letter hamza isolated"]),
        ("هي", ["letter heh initial", "letter yeh final"]),
        ("بـ", ["letter beh initial", "tatweel"]),
        ("ب ب", ["letter beh isolated", "space", "letter beh isolated"]),
        ("پا", ["letter peh initial", "letter alef final"]),
    ],
)
def test_a_letter_takes_the_form_of_its_place(text: str, forms: list[str]) -> None:
    assert shapes(text) == forms


def test_marks_neither_part_letters_nor_stay() -> None:
    assert joined("يُرجى") == joined("يرجى")
    assert joined("لًا") == joined("لا")
    assert joined(unicodedata.normalize("NFD", "الأمام آخر")) == joined("الأمام آخر")


@pytest.mark.parametrize("text", ["", "café, 1280 × 720", "חדר שקט"])
def test_what_does_not_join_stays(text: str) -> None:
    assert joined(text) == text
    assert not is_joining(text)
