"""Draws every sample picture and clip into ``samples/media/`` and writes their manifest.

Run ``python samples/make_media.py``. It needs OpenCV, NumPy, PyAV, Pillow, and scikit-image and matplotlib
for the two public-domain portraits they bring. Every random number has a fixed seed.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import cv2

from drawing import clip, pictures
from drawing.colour import ByteArray

MEDIA: Final = Path(__file__).parent / "media"
COLLINS: Final = "Eileen Collins, NASA, public domain, as packaged by scikit-image"
HOPPER: Final = "Grace Hopper, US Navy, public domain, as packaged by matplotlib"
HEADER: Final = """\
# Written by samples/make_media.py: do not edit.
# expected_found: codes of the checks that report a fault, for a clip at any time while it plays; no others do.
# expected_verdict: what they come to; for a clip, a fault counts even when it is over.
"""

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


READY, ADVICE, NOT_READY = "ready", "ready with advice", "not ready"
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
        ADVICE,
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
        "frozen.mp4",
        "A therapist for three live seconds, then one frame that stays to the end (8 s).",
        clip.frozen,
        ONE,
        ("PIC104",),
        NOT_READY,
    ),
)


def draw(sample: Sample) -> None:
    """Draw one sample and write its file."""
    path, drawn = MEDIA / sample.file, sample.draw()
    if isinstance(drawn, Iterator):
        clip.write(path, drawn, clip.FREEZES_AT if sample.draw is clip.frozen else None)
    elif not cv2.imwrite(str(path), cv2.cvtColor(drawn, cv2.COLOR_RGB2BGR), [cv2.IMWRITE_JPEG_QUALITY, 90]):
        raise OSError(f"could not write {path}")


def main() -> None:
    """Draw all samples and write the manifest."""
    MEDIA.mkdir(exist_ok=True)
    for sample in SAMPLES:
        start = time.monotonic()
        draw(sample)
        size = (MEDIA / sample.file).stat().st_size / 1000
        print(f"{sample.file:28} {size:6.0f} kB  {time.monotonic() - start:5.1f} s")
    write_manifest()


def write_manifest() -> None:
    """Write what the files are, with the hashes they have on disk."""
    manifest = HEADER + "\n" + "\n".join(sample.entry() for sample in SAMPLES)
    (MEDIA / "manifest.toml").write_text(manifest, encoding="utf-8")


if __name__ == "__main__":
    main()
