"""What the plugin says to Jitsi is in Jitsi's language, and what the stand-in knows as well."""

import json
import re
from pathlib import Path

import pytest

from jitsi_pages import PLUGIN, TESTS

NAMES = json.loads((TESTS / "api_names.json").read_text(encoding="utf-8"))
STAND_INS = sorted(TESTS.glob("*_stand_in.js"))


def spoken(text: str) -> dict[str, set[str]]:
    """Names of Jitsi's API in a source, by their kind."""
    methods = set(re.findall(r"\bapi\.(\w+)\(", text)) | set(re.findall(r'"(set\w+Device)"', text))
    events = set(re.findall(r'\b(?:on|once|tell)\("(\w+)"', text))
    config = set(re.findall(r"\bconfig\.(prejoin\w+)", text)) | set(re.findall(r"configOverwrite\.(\w+)", text))
    devices = set(re.findall(r"\b(videoInput|audioInput|audioOutput)\b", text)) | set(
        re.findall(r"devices\.(\w+put)", text)
    )
    return {"methods": methods, "events": events, "config": config, "devices": devices}


def sources() -> list[Path]:
    """All that is shipped and runs."""
    return sorted(path for path in PLUGIN.rglob("*.js") if "node_modules" not in path.parts)


@pytest.mark.parametrize("path", [*sources(), *STAND_INS], ids=lambda path: path.name)
def test_only_names_that_jitsi_has_are_spoken(path: Path) -> None:
    for kind, names in spoken(path.read_text(encoding="utf-8")).items():
        assert names <= set(NAMES[kind]), kind


def test_they_are_found() -> None:
    every = [spoken(path.read_text(encoding="utf-8")) for path in sources()]
    assert {name for one in every for name in one["methods"]} >= {"once", "setVideoInputDevice", "setAudioInputDevice"}
    assert {name for one in every for name in one["events"]} == {"videoConferenceJoined"}
    assert {name for one in every for name in one["config"]} >= {"prejoinConfig"}


def test_the_stand_in_has_what_it_says_and_no_more() -> None:
    text = (TESTS / "jitsi_stand_in.js").read_text(encoding="utf-8")
    methods = set(re.findall(r"^    (\w+)\(.*\) \{$", text, re.MULTILINE)) - {"constructor"}
    assert methods == set(NAMES["methods"])


@pytest.mark.parametrize("path", STAND_INS, ids=lambda path: path.name)
def test_a_stand_in_says_so_in_its_first_line(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith("// A stand-in of ")


def test_each_kind_of_names_has_a_source() -> None:
    assert NAMES["sources"].keys() == NAMES.keys() - {"sources"}
