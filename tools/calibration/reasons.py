"""Why a limit in the code differs from the one the rule gives: a word for each, printed beside the difference."""

from collections.abc import Mapping

NEAR = 0.1
"""Of the derived limit: what differs by less needs no word."""

REASONS: Mapping[str, str] = {
    "BKG107": "the good pictures hold next to no strong colour, and the gap is wide; a cushion lies at its near end",
    "FRM101": "a face that is hard to see must never be called missing; the rooms beyond it show pictures of faces",
    "FRM103": "the good pictures are mostly portraits; a view of the whole upper body is welcome",
    "FRM104": "close-up portraits are labelled well framed and too close alike; only what nobody would choose is told",
    "FRM105": "a head that ends at the edge of the frame comes to 0.08 at the chin, and is no fault",
    "FRM108": "two or three degrees are noticed by nobody, and rooms are drawn crooked by wide lenses",
    "LIT102": "made pictures are clipped all over the face; real light clips one cheek or the forehead first",
    "LIT103": "the two halves disagree, and the limit lies between them",
    "LIT104": "a beard, hair or a turn of the head reaches the values of soft shadow; the halves disagree by far",
    "LIT107": "a small window is welcome; where the face falls into shadow LIT103 tells it and this value fades",
    "PIC101": "a must: a dim or foggy room has less detail than those of the corpus, and covers stay below 10",
    "PIC102": "an encoder at 150 kbit/s, and a face somewhat behind the focus, come to 1.36",
    "PIC103": "the value is in pixels: below about 330 a picture is worth no more than a video call's smallest size",
    "PIC106": "grass, gravel and printed patterns reach 4.4 without any grain",
    "PIC107": "the value is 0, 90 or 180 degrees",
    "PRV105": "below 0.65 a screen that is off is told for its reflections, and a laptop for its lid",
    "PRV101": "somebody overlooked costs more than one told too many; half of those are dolls and statues",
}
