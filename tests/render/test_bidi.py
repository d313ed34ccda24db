"""The order of characters on a line, by the rules of Unicode's Annex 9 and by the examples of its text."""

import pytest

from envcheck.render.bidi import visual_order

LTR, RTL, END = "\u2066", "\u2067", "\u2069"


@pytest.mark.parametrize(
    ("read", "base", "seen"),
    [
        ("", "R", ""),
        ("A lamp, 1 or 2.", "L", "A lamp, 1 or 2."),
        ("אבג", "R", "גבא"),
        ("אבג", "L", "גבא"),
        ("car means אבג.", "L", "car means גבא."),
        ("אבג means car.", "R", ".means car גבא"),
        ("אב VP8, H.264.", "R", ".VP8, H.264 בא"),
        ("אב 12.5 ג", "R", "ג 12.5 בא"),
        ("אב 12% ג", "R", "ג 12% בא"),
        ("ا 12% ب", "R", "ب %12 ا"),
        ("אב 0:03–0:08", "R", "0:08–0:03 בא"),
        ("אב (ג) [car]", "R", "[car] (ג) בא"),
        ("אב + ג", "R", "ג + בא"),
        ("אב 1280 × 720 ג", "R", "ג 720 × 1280 בא"),
        (f"אב {LTR}1280 × 720{END} ג", "R", "ג 1280 × 720 בא"),
        (f"car {RTL}אב, 1 × 2{END}, bus", "L", "car 2 × 1 ,בא, bus"),
        (f"א {LTR}a {RTL}בג 1{END} b{END} ד", "R", "ד a 1 גב b א"),
        (f"א {LTR}car.", "R", "car. א"),
        (f"א{END} ב", "R", "ב א"),
        ("א \u2068car.\u2069 ב", "R", "ב car. א"),
        ("א \u2068.גד\u2069 ב", "R", "ב דג. א"),
        ("א car.\u200e", "R", "car. א"),
    ],
)
def test_characters_stand_as_they_are_read(read: str, base: str, seen: str) -> None:
    assert visual_order(read, base) == seen
