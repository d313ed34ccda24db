"""The messages of a live session; each stays under `LARGEST` bytes, since data channels stall on larger ones."""

from typing import Annotated, Literal

from pydantic import Field, TypeAdapter

from envcheck.model.findings import Finding, Verdict
from envcheck.render.language import Translate
from envcheck.wire.messages import FindingMessage, Message, StrengthMessage, finding_message

MAJOR, MINOR = 1, 3
RULE = (
    "Version MAJOR.MINOR. What is added, a key or a type of message, raises MINOR: clients pass over keys and types "
    "that they do not know. What changes or goes, be it a key, its type or one of its words, raises MAJOR, which "
    "stands in `hello` as `version`."
)
LARGEST = 1000

End = Literal["closed", "silent", "limit", "oversized", "failed", "stopping"]
"""Why a session ended."""

MOST_REGIONS = 4


class HelloMessage(Message):
    """The first message: which checks run, and in which language is spoken."""

    type: Literal["hello"] = "hello"
    version: int = MAJOR
    lang: str
    checks: tuple[str, ...]


class ProgressMessage(Message):
    """That it looks.

    Seconds of media time, what arrived, seconds that are left of the quiet test while there is one, how near each
    fault is: 0 far from it, 1 at its limit, 2 at most; and which of the usual settings that it is compared with is
    seen, counted from 0, null where none of them is, or nothing is known yet.
    """

    type: Literal["progress"] = "progress"
    time: float
    looks: int
    frames: int
    dropped: int
    faces: int
    people: int
    quiet: float | None
    meters: dict[str, float]
    usual: int | None = None


class LiveFindingMessage(FindingMessage):
    """A fault that appeared, is shown otherwise by now (words, weight, places), or is over; `value` as it was then."""

    type: Literal["finding"] = "finding"
    state: Literal["appeared", "changed", "cleared"]
    time: float


class LiveStrengthMessage(StrengthMessage):
    """Something that works now, or no longer does."""

    type: Literal["strength"] = "strength"
    state: Literal["appeared", "gone"]
    time: float


class VerdictMessage(Message):
    """What it all comes to now, as a word and as text for the reader.

    `gaps` says, in whole sentences, what is not seen because the installation lacks a network.
    """

    type: Literal["verdict"] = "verdict"
    time: float
    verdict: Verdict
    text: str
    gaps: tuple[str, ...] = ()


class GuardMessage(Message):
    """That a guard is on, and whether it sees who is in view; `text` says it to the reader.

    While it is, only findings with the code of its one check come, and no progress, strength or verdict. `gaps` as in
    `verdict`.
    """

    type: Literal["guard"] = "guard"
    time: float
    state: Literal["watching", "blind"]
    text: str
    gaps: tuple[str, ...] = ()


class EndMessage(Message):
    """The last message."""

    type: Literal["end"] = "end"
    reason: End
    text: str


LiveMessage = Annotated[
    HelloMessage
    | ProgressMessage
    | LiveFindingMessage
    | LiveStrengthMessage
    | VerdictMessage
    | GuardMessage
    | EndMessage,
    Field(discriminator="type"),
]


def live_schema() -> dict[str, object]:
    """The JSON Schema of all live messages, with the rule for its version."""
    named = {"$id": f"urn:envcheck:live:{MAJOR}.{MINOR}", "title": "LiveMessage", "description": RULE}
    return {**named, **TypeAdapter(LiveMessage).json_schema(mode="serialization")}


def live_finding(
    state: Literal["appeared", "changed", "cleared"], time: float, finding: Finding, translate: Translate
) -> LiveFindingMessage:
    """The wire form of a change of a finding."""
    message = finding_message(finding, translate)
    return LiveFindingMessage(
        **{**message.model_dump(), "regions": message.regions[:MOST_REGIONS]}, state=state, time=round(time, 3)
    )
