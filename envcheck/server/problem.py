"""Refusals: what is said, with which status."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus

from envcheck.wire.messages import ProblemMessage

MEDIA_TYPE = "application/problem+json"


@dataclass
class Problem(Exception):
    """An answer that says why not, as problem details (RFC 9457).

    Attributes:
        status: of the answer.
        detail: one sentence.
        headers: that the answer carries besides.
    """

    status: HTTPStatus
    detail: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def body(self) -> bytes:
        """The details; their type says nothing beyond the status (RFC 9457, section 4.2.1)."""
        message = ProblemMessage(title=self.status.phrase, status=self.status.value, detail=self.detail)
        return message.model_dump_json().encode()


def sentence(error: object) -> str:
    """An error's text with its first letter in upper case."""
    text = str(error)
    return text[:1].upper() + text[1:]
