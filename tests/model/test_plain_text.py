import pytest

from envcheck.model.plain_text import plain


@pytest.mark.parametrize(
    "text",
    [
        "Bildschirmfoto 2026-01-01 um 10.00.00\u202fAM.png",
        "کتاب\u200cخانه.jpg",
        "👩\u200d⚕️ Zimmer\xa02.jpg",
        "שלום\u200f (2).jpg",
    ],
)
def test_what_names_have_stays(text: str) -> None:
    assert plain(text) == text


@pytest.mark.parametrize("control", [*map(chr, (*range(32), *range(0x7F, 0xA0))), *"\u2028\u2029\ud800\udfff"])
def test_what_moves_a_cursor_or_is_half_a_character_does_not(control: str) -> None:
    assert plain(f"a{control}b") == "a?b"


@pytest.mark.parametrize("turning", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_nor_does_what_turns_letters_round(turning: str) -> None:
    assert plain(f"room{turning}gpj.exe") == "room?gpj.exe"
