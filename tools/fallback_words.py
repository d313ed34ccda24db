"""Writes `envcheck/web/fallback-words.js`: what the element says where the server cannot be reached, nor its words."""

import json
from pathlib import Path

from envcheck.render.interface import WORDS
from envcheck.render.language import direction, languages, translator

TARGET = Path(__file__).parents[1] / "envcheck" / "web" / "fallback-words.js"
NAMES = ("title", "again", "skip-check", "failure-server-gone", "remedy-server-gone")
HEAD = """/** What is said where the server's own words cannot be reached. Written by `make fallback-words`. */

/** @type {Readonly<Record<string, Readonly<Record<string, string>>>>} by their language */
export const FALLBACK = Object.freeze(%s);
"""


def source() -> str:
    """The module."""
    return HEAD % json.dumps({lang: _words(lang) for lang in languages()}, ensure_ascii=False, indent=2)


def _words(lang: str) -> dict[str, str]:
    translate = translator(lang)
    return {"lang": lang, "dir": direction(lang), **{name: translate(WORDS[name]) for name in NAMES}}


if __name__ == "__main__":
    TARGET.write_text(source(), encoding="utf-8")
