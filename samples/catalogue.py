"""The sample media: what each file shows, who is in it, how it is drawn and what has to be found in it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from drawing import clip, faults, pictures
from drawing.colour import ByteArray

MEDIA: Final = Path(__file__).parent / "media"
COLLINS: Final = "Eileen Collins, NASA, public domain, as packaged by scikit-image"
HOPPER: Final = "Grace Hopper, US Navy, public domain, as packaged by matplotlib"

Draw = Callable[[], ByteArray] | Callable[[], Iterator[ByteArray]]


@dataclass(frozen=True)
class Sample:
    """One file: what it shows, who is in it, how it is drawn and what has to be found in it."""

    file: str
    shows: str
    draw: Draw
    people: tuple[str, ...]
    found: tuple[str, ...]
    verdict: str

    def entry(self) -> str:
        """Return the manifest's table for the file as it lies on disk."""
        portraits = f"; portrait: {'; '.join(self.people)}" if self.people else "; nobody in it"
        licence = "MIT (drawing)"
        if self.people:
            owners = [owner for owner in ("NASA", "US Navy") if any(owner in who for who in self.people)]
            licence += f"; portrait public domain ({', '.join(owners)})"
        fields = {
            "file": self.file,
            "shows": self.shows,
            "origin": f"drawn by samples/make_media.py{portraits}",
            "licence": licence,
            "sha256": hashlib.sha256((MEDIA / self.file).read_bytes()).hexdigest(),
            "expected_found": list(self.found),
            "expected_verdict": self.verdict,
        }
        return "[[media]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in fields.items())


READY, ADVICE, NOT_READY, UNDETERMINED = "ready", "ready with advice", "not ready", "undetermined"
ONE, BOTH = (COLLINS,), (COLLINS, HOPPER)

SAMPLES: Final = (
    Sample(
        "ready.jpg",
        "A therapist in soft, even light before a calm, tidy room.",
        pictures.ready,
        ONE,
        (),
        READY,
    ),
    Sample(
        "ready-hopper.jpg",
        "Another therapist in another calm, tidy room.",
        pictures.ready_hopper,
        (HOPPER,),
        (),
        READY,
    ),
    Sample(
        "dim.jpg",
        "A room with next to no light: the face is hard to see.",
        pictures.dim,
        ONE,
        ("LIT101",),
        ADVICE,
    ),
    Sample(
        "overexposed.jpg",
        "A lamp too close to the face, which has lost its detail.",
        pictures.overexposed,
        ONE,
        ("LIT102",),
        NOT_READY,
    ),
    Sample(
        "backlit.jpg",
        "A bright window behind the head: the face is in shadow.",
        pictures.backlit,
        ONE,
        ("LIT103",),
        ADVICE,
    ),
    Sample(
        "off-centre.jpg",
        "A therapist far to one side of the picture.",
        pictures.off_centre,
        ONE,
        ("FRM102",),
        ADVICE,
    ),
    Sample(
        "distant.jpg",
        "A therapist at a desk at the far end of the room.",
        pictures.distant,
        ONE,
        ("FRM103",),
        ADVICE,
    ),
    Sample(
        "cluttered.jpg",
        "Boxes, laundry, papers and notes all over the room.",
        pictures.cluttered,
        ONE,
        ("BKG101",),
        ADVICE,
    ),
    Sample(
        "bare.jpg",
        "A therapist in good light before a plain wall.",
        pictures.bare,
        ONE,
        ("BKG102",),
        ADVICE,
    ),
    Sample(
        "second-person.jpg",
        "Somebody stands in the doorway behind the therapist.",
        pictures.second_person,
        BOTH,
        ("PRV101",),
        NOT_READY,
    ),
    Sample(
        "uneven.jpg",
        "A lamp far to one side: half of the face is in shadow.",
        faults.uneven,
        ONE,
        ("LIT104",),
        ADVICE,
    ),
    Sample(
        "tinted.jpg",
        "A strongly orange light that the camera does not even out.",
        faults.tinted,
        ONE,
        ("LIT105",),
        ADVICE,
    ),
    Sample(
        "glaring-window.jpg",
        "A lit therapist beside a window that is nothing but white.",
        faults.glaring,
        ONE,
        ("LIT107",),
        ADVICE,
    ),
    Sample(
        "close.jpg",
        "A face that fills the picture.",
        faults.close,
        ONE,
        ("FRM104",),
        ADVICE,
    ),
    Sample(
        "cropped.jpg",
        "The top of the head lies outside the picture.",
        faults.cropped,
        ONE,
        ("FRM105",),
        ADVICE,
    ),
    Sample(
        "tilted.jpg",
        "A camera that leans to one side.",
        faults.tilted,
        ONE,
        ("FRM108",),
        ADVICE,
    ),
    Sample(
        "bright-patch.jpg",
        "A large, strongly coloured cloth behind the therapist.",
        faults.bright_patch,
        ONE,
        ("BKG107",),
        ADVICE,
    ),
    Sample(
        "letters.jpg",
        "A board with appointments behind the therapist, large enough to be read.",
        faults.letters,
        ONE,
        ("PRV103",),
        ADVICE,
    ),
    Sample(
        "blurred.jpg",
        "What a camera with a smudged lens sees.",
        faults.blurred,
        ONE,
        ("PIC102",),
        ADVICE,
    ),
    Sample(
        "noisy.jpg",
        "An evening room in which the camera turns its gain up.",
        faults.noisy,
        ONE,
        ("PIC106",),
        ADVICE,
    ),
    Sample(
        "turned.jpg",
        "What a telephone that lies on its side sends.",
        faults.turned,
        ONE,
        ("PIC107",),
        UNDETERMINED,
    ),
    Sample("empty-room.jpg", "The room with nobody in it.", pictures.empty_room, (), ("FRM101",), NOT_READY),
    Sample(
        "covered-lens.jpg",
        "A closed privacy shutter: nearly black, with sensor noise.",
        pictures.covered_lens,
        (),
        ("PIC101",),
        NOT_READY,
    ),
    Sample(
        "second-person-walks-in.mp4",
        "A therapist alone; after four seconds the door opens and somebody comes in and stays (10 s).",
        clip.second_person_walks_in,
        BOTH,
        ("PRV101",),
        NOT_READY,
    ),
    Sample(
        "light-turned-on.mp4",
        "A therapist before a bright window; after five seconds a blind and a lamp make good light (12 s).",
        clip.light_turned_on,
        ONE,
        ("LIT103",),
        ADVICE,
    ),
    Sample(
        "flickering.mp4",
        "A therapist under a lamp whose light runs down the picture in bands (4.5 s).",
        clip.flickering,
        ONE,
        ("LIT106",),
        ADVICE,
    ),
    Sample(
        "fan.mp4",
        "A therapist before a fan that turns all the time (8 s).",
        clip.fan_turns,
        ONE,
        ("BKG103",),
        ADVICE,
    ),
    Sample(
        "frozen.mp4",
        "A therapist for three live seconds, then one frame that stays to the end (8 s).",
        clip.frozen,
        ONE,
        ("PIC104",),
        NOT_READY,
    ),
)
