"""Checks each picture and clip of a folder: python folder.py FOLDER > rooms.csv."""

import csv
import sys
from pathlib import Path

from envcheck import Report, check_image, check_video
from envcheck.model.errors import EnvcheckError

CLIPS = {".mp4", ".mov", ".mkv", ".webm"}


def row(path: Path) -> list[str]:
    """File, verdict, the first thing to do, and why it could not be looked at."""
    try:
        report: Report = check_video(path) if path.suffix.lower() in CLIPS else check_image(path)
    except EnvcheckError as error:
        return [path.name, "", "", str(error)]
    return [path.name, report.verdict.value, report.findings[0].words.advice if report.findings else "", ""]


if __name__ == "__main__":
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["file", "verdict", "first thing to do", "not looked at, because"])
    table.writerows(map(row, sorted(path for path in Path(sys.argv[1]).iterdir() if path.is_file())))
