"""Draws every sample picture and clip into ``samples/media/`` and writes their manifest.

Run ``python samples/make_media.py``. It needs OpenCV, NumPy, PyAV, Pillow, and scikit-image and matplotlib
for the two public-domain portraits they bring. Every random number has a fixed seed.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Final

import cv2

from catalogue import MEDIA, SAMPLES, Sample
from drawing import clip

HEADER: Final = """\
# Written by samples/make_media.py: do not edit.
# expected_found: codes of the checks that report a fault, for a clip at any time while it plays; no others do.
# expected_verdict: what they come to; for a clip, a fault counts even when it is over.
"""


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
