"""SDP fragments (RFC 8840, section 9): candidates that a client sends after its offer."""

from dataclasses import dataclass

from envcheck.server.webrtc.whip.candidate import is_candidate

MEDIA_TYPE = "application/trickle-ice-sdpfrag"


class MalformedFragment(ValueError):
    """What came is no SDP fragment; its text says why, in one sentence."""


@dataclass(frozen=True)
class RemoteCandidate:
    """One ICE candidate of the client.

    Attributes:
        mid: of the media section it belongs to; None where the fragment names none, which stands for all (BUNDLE).
        line: the candidate as in SDP, without the `a=` in front.
    """

    mid: str | None
    line: str


@dataclass(frozen=True)
class Fragment:
    """What a fragment says.

    Attributes:
        ufrag: user fragment of the client's ICE, None where the fragment leaves it out.
        password: of the client's ICE, None likewise.
        candidates: in the order in which they came.
        ended: the client has no more candidates.
    """

    ufrag: str | None
    password: str | None
    candidates: tuple[RemoteCandidate, ...]
    end_of_candidates: bool

    def restarts(self, ufrag: str, password: str) -> bool:
        """True where the fragment brings other credentials than the session's, which asks for an ICE restart."""
        named = (self.ufrag, self.password)
        return None not in named and named != (ufrag, password)


def parse_fragment(text: str) -> Fragment:
    """What the fragment says.

    Args:
        text: the body of a PATCH, with line ends of any kind.

    Raises:
        MalformedFragment: a line is none of SDP, or a candidate is none.
    """
    credentials: dict[str, str] = {}
    candidates: list[RemoteCandidate] = []
    mid: str | None = None
    ended = False
    for line in text.splitlines():
        if not line:
            continue
        kind, equals, value = line.partition("=")
        if len(kind) != 1 or not equals:
            raise MalformedFragment(f"{line[:40]!r} is not a line of SDP.")
        name, _, rest = value.partition(":")
        if kind == "m":
            mid = None
        elif kind == "a" and name == "mid":
            mid = rest
        elif kind == "a" and name in ("ice-ufrag", "ice-pwd"):
            credentials.setdefault(name, rest)
        elif kind == "a" and name == "candidate":
            candidates.append(RemoteCandidate(mid, _candidate(value)))
        elif value == "end-of-candidates":
            ended = True
    fragment = Fragment(credentials.get("ice-ufrag"), credentials.get("ice-pwd"), tuple(candidates), ended)
    if fragment == Fragment(None, None, (), False):
        raise MalformedFragment("there is neither a candidate nor a credential in it.")
    return fragment


def _candidate(line: str) -> str:
    """The candidate, if it is one."""
    if not is_candidate(line):
        raise MalformedFragment(f"{line[:60]!r} is not a candidate.")
    return line
