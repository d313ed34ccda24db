"""What is told while it looks: one schema, and no message that a data channel would stall on."""

import json
from collections.abc import Iterable
from pathlib import Path

import jsonschema_rs
import numpy as np
import pytest

from envcheck.checks.catalog import load_checks
from envcheck.model.findings import Finding, Strength, Verdict
from envcheck.model.geometry import Box
from envcheck.perception.faces.multiscale_faces import FEW_SMALL
from envcheck.perception.people.detections import NO_BODIES
from envcheck.render import guarding
from envcheck.render.language import languages, translator
from envcheck.render.phrases import ENDS, VERDICTS
from envcheck.wire.live_encoder import MOST_METERS
from envcheck.wire.live_messages import (
    LARGEST,
    MAJOR,
    MOST_REGIONS,
    RULE,
    EndMessage,
    GuardMessage,
    HelloMessage,
    LiveMessage,
    LiveStrengthMessage,
    ProgressMessage,
    VerdictMessage,
    live_finding,
    live_schema,
)
from envcheck.wire.messages import strength_message
from made_session import picture, told

LATER_TYPES = {"guard"}

PLACES = tuple(Box(0.1234, 0.1234, 0.8765, 0.8765) for _ in range(7))


def every_message(lang: str) -> Iterable[LiveMessage]:
    """Each message there can be, at its longest."""
    translate, checks = translator(lang), load_checks()
    codes = [check.code for check in checks]
    yield HelloMessage(lang=lang, checks=tuple(codes))
    meters = {code: 1.99 for code in codes[:MOST_METERS]}
    yield ProgressMessage(
        time=12345.678, looks=99999, frames=99999, dropped=99999, faces=99, people=99, quiet=2.9, meters=meters, usual=7
    )
    for check in checks:
        for variant, words in check.words.items():
            finding = Finding(
                check.code, check.name, check.severity, words, 12345.6789, PLACES, variant=variant, title=check.title
            )
            yield live_finding("appeared", 12345.678, finding, translate)
        for text in check.strengths.values():
            strength = strength_message(Strength(check.code, check.name, text, title=check.title), translate)
            yield LiveStrengthMessage(**strength.model_dump(), state="appeared", time=12345.678)
    for verdict in Verdict:
        gaps = tuple(translate(gap) for gap in (NO_BODIES, FEW_SMALL))
        yield VerdictMessage(time=12345.678, verdict=verdict, text=translate(VERDICTS[verdict]), gaps=gaps)
    for reason, text in (*ENDS.items(), *guarding.ENDS.items()):
        yield EndMessage(reason=reason, text=translate(text))
    for text in (guarding.WATCHING, guarding.GONE, guarding.BLIND):
        yield GuardMessage(time=12345.678, state="watching", text=translate(text).format(reason=150 * "x"), gaps=gaps)


@pytest.mark.parametrize("lang", languages())
def test_the_longest_message_there_can_be_is_short_enough_in_every_language(lang: str) -> None:
    sizes = {len(message.model_dump_json().encode()): message for message in every_message(lang)}
    assert max(sizes) < LARGEST, sizes[max(sizes)]


@pytest.mark.parametrize("lang", languages())
def test_every_message_fits_the_published_schema(lang: str) -> None:
    fits = jsonschema_rs.validator_for(live_schema())
    for message in every_message(lang):
        fits.validate(json.loads(message.model_dump_json()))


def test_only_so_many_regions_are_told_live() -> None:
    check = load_checks()[0]
    finding = Finding(check.code, check.name, check.severity, next(iter(check.words.values())), 1.0, PLACES)
    assert len(live_finding("appeared", 0.0, finding, str).regions) == MOST_REGIONS < len(PLACES)


@pytest.mark.parametrize(
    "message",
    [
        {"type": "nothing we know"},
        {"type": "verdict", "time": 1.0, "verdict": "ready"},
        {"time": 1.0, "verdict": "ready", "text": "Ready"},
        {"type": "hello", "lang": "en", "checks": []},
        {"type": "end", "reason": "bored", "text": "…"},
    ],
)
def test_the_schema_refuses_what_is_never_told(message: dict[str, object]) -> None:
    assert not jsonschema_rs.validator_for(live_schema()).is_valid(message)


def test_a_client_passes_over_a_key_that_it_does_not_know() -> None:
    fits, schema = jsonschema_rs.validator_for(live_schema()), json.dumps(live_schema())
    for message in every_message("en"):
        told = json.loads(message.model_dump_json())
        fits.validate({**told, "tomorrow": {"anything": [1]}})
        for key in told:
            assert not fits.is_valid({name: value for name, value in told.items() if name != key}), (told["type"], key)
    assert '"additionalProperties": false' not in schema
    assert live_schema()["description"] == RULE


@pytest.mark.parametrize("lang", languages())
def test_what_clients_of_this_version_were_promised_still_holds(lang: str) -> None:
    """The promise is what the first schema of this major version says; a change that breaks it needs the next one.

    A type of message that came later is passed over by whoever goes by the first.
    """
    promised = json.loads((Path(__file__).parent / f"live-schema-{MAJOR}.json").read_text(encoding="utf-8"))
    assert promised["$id"] == f"urn:envcheck:live:{MAJOR}.0"
    fits = jsonschema_rs.validator_for(promised)
    for message in every_message(lang):
        if message.type in LATER_TYPES:
            continue
        fits.validate(json.loads(message.model_dump_json()))


def test_nothing_is_told_beyond_the_schema() -> None:
    closed = json.loads(json.dumps(live_schema()))
    for kind in closed["$defs"].values():
        kind["additionalProperties"] = False
    fits = jsonschema_rs.validator_for(closed)
    for message in every_message("en"):
        fits.validate(json.loads(message.model_dump_json()))


@pytest.mark.slow
def test_a_whole_session_fits_the_schema() -> None:
    ready = picture("ready.jpg")
    covered = np.zeros_like(ready)
    messages = told([ready] * 12 + [covered] * 12 + [ready] * 12, fps=4.0)
    fits = jsonschema_rs.validator_for(live_schema())
    for message in messages:
        fits.validate(json.loads(message.model_dump_json()))
        assert len(message.model_dump_json().encode()) < LARGEST
    kinds = {(message.type, getattr(message, "state", "")) for message in messages}
    assert kinds >= {
        ("hello", ""),
        ("progress", ""),
        ("finding", "appeared"),
        ("finding", "cleared"),
        ("strength", "appeared"),
        ("strength", "gone"),
        ("verdict", ""),
    }
