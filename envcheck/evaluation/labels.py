"""Labels are a CSV file with one row for each picture or clip.

Commas, semicolons or tabs separate its columns, which are these:

* file: the picture or clip, from the folder of the CSV file or from --root.

* n_people_visible: everybody in view, backs included. A range (2-3), or "approx" in the column notes, is not exact.

* faces_visible: how many faces can be seen.

* lighting_label: good, dark, overexposed, backlit, uneven, cast, flickering or glaring.

* background_label: tidy, plain, empty or cluttered; pictured_face for a face on a wall, readable_text for a page,
board or sign, screen for a lit one that faces the camera, mirror for one that shows a person; moving or still, for what
a clip shows behind; replaced, for a blur or a picture put behind by software, or real; any other words.

* framing_label: good, off_centre, left, right, small_subject, tiny_subject, full_body, tight, too_close, head_cut,
low_camera, high_camera, tilted or profile.

* picture_label (may be left out): good, covered, frozen, blurred, low_resolution, low_frame_rate, noisy or turned.

A cell may hold several words with spaces between them. What is empty or "unknown" is not counted, and neither is what
a label leaves open: light where no face is large enough to judge it on, framing where there are several people.

Columns of yes or no (blank where it cannot be told) say one thing each, and stand before the words where both are
there: face_dim, face_blown, face_backlit, face_one_sided and face_cast for the light on the main person's face;
blurred_face, head_cropped, too_much_headroom, camera_low, camera_high, off_centre, far, close and averted for how that
person is seen; second_person for any part of another live person; only_pictured_faces for faces in pictures, on screens
or on dolls with nobody else's beside the one person; plain_background, cluttered_background, bed_or_kitchen,
lit_screen, readable_text, mirror, virtual_background, books and plant for what is behind.

A column named after a check, such as LIT103, with 1 (a fault is there) or 0 (none is), overrides all this for that
check; a file with such columns needs no others but file.

The same labels say whether what a report praises is true: a strength is false where a fault that contradicts it is
labelled, true where those are ruled out, and open otherwise.

The column source_repo (may be left out) says where a row comes from, for --by source.
"""

import csv
import io
import re
from collections.abc import Collection, Mapping

from envcheck.model.errors import DamagedInput, UnsupportedInput

Row = Mapping[str, str]
"""One row of labels by column, without blanks around; columns that are missing read as empty."""

COLUMNS = ("file", "n_people_visible", "faces_visible", "lighting_label", "background_label", "framing_label")
SOURCE = "source_repo"
MOST_DIGITS = 6
"""Of a count of people."""

INEXACT = re.compile(r"\bapprox|\bGT \d")
SAID = {"1": True, "yes": True, "true": True, "0": False, "no": False, "false": False, "": None, "unknown": None}


def words(row: Row, column: str) -> set[str]:
    """The words of one cell."""
    return set(row.get(column, "").lower().split())


def exact(row: Row, column: str) -> int | None:
    """A count that is exact."""
    return None if INEXACT.search(row.get("notes", "")) else count(row, column)


def count(row: Row, column: str) -> int | None:
    """A count, whether it is exact or not; None for what is no number of people."""
    text = row.get(column, "")
    return int(text) if text.isdecimal() and len(text) <= MOST_DIGITS else None


def read_labels(name: str, text: str, codes: Collection[str]) -> list[Row]:
    """The rows of a CSV file.

    Args:
        name: the file as the user named it.
        text: what it holds.
        codes: the checks whose own columns are read.

    Raises:
        UnsupportedInput: columns are missing, or a check's own column holds something else than 1 or 0.
        DamagedInput: this is no table.
    """
    header = text.partition("\n")[0]
    try:
        table = list(csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=header.count)))
    except csv.Error as error:
        raise DamagedInput(name, f"this is not a CSV file ({error}).") from None
    columns = [column.strip() for column in table[0]] if table else []
    missing = [column for column in COLUMNS if column not in columns]
    own = [column for column in columns if column in codes]
    if "file" in missing or (missing and not own):
        raise UnsupportedInput(
            name, f"these columns are missing: {', '.join(missing)}; envcheck evaluate --help says what they hold."
        )
    rows = [dict(zip(columns, (cell.strip() for cell in cells), strict=False)) for cells in table[1:] if any(cells)]
    for number, row in enumerate(rows, 1):
        for code in own:
            if row.setdefault(code, "").lower() not in SAID:
                raise UnsupportedInput(name, f"row {number} has {row[code]!r} under {code} where 1 or 0 is needed.")
    return [{"file": ""} | row for row in rows]
