"""Codecs in a media section: which of them are taken, and how H.264 is spelt out (RFC 6184)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from envcheck.server.webrtc.whip.description import Lines, values

TAKEN = {"video": ("VP8", "H264"), "audio": ("OPUS", "G722", "PCMU", "PCMA")}
"""Names of codecs in SDP, by the kind of section."""

READABLE = {"video": "VP8 and H.264", "audio": "Opus, G.722 and G.711"}
"""The same as they are told."""

HELPERS = ("RTX", "RED", "ULPFEC", "FLEXFEC-03", "TELEPHONE-EVENT", "CN")
"""Formats that carry no media of their own."""

MOST_NAMES, LONGEST_NAME = 6, 60

BASELINE, MAIN, EXTENDED, HIGH, HIGH_10, HIGH_422, HIGH_444, CAVLC_444 = 66, 77, 88, 100, 110, 122, 244, 44
PROFILES = (BASELINE, MAIN, HIGH, HIGH_10, HIGH_422, HIGH_444, CAVLC_444)
"""Profiles of H.264 that libavcodec decodes (ITU-T H.264, annex A)."""

NEGOTIATED = ("level-asymmetry-allowed", "packetization-mode", "profile-level-id")
"""Parameters of H.264 that offer and answer agree on; the others describe one side's stream."""


@dataclass(frozen=True)
class Codec:
    """One format of a media section.

    Attributes:
        payload: its payload type.
        name: as in `rtpmap`.
        parameters: as in `fmtp`, by names in lower case.
    """

    payload: str
    name: str
    parameters: Mapping[str, str]

    @property
    def is_h264(self) -> bool:
        """True for H.264, whether it is taken or not."""
        return self.name.upper() == "H264"

    def is_taken(self, kind: str) -> bool:
        """True where media of that kind can be decoded from it."""
        return self.name.upper() in TAKEN.get(kind, ()) and (not self.is_h264 or self._is_decodable)

    @property
    def _is_decodable(self) -> bool:
        """True for packets one after another (modes 0 and 1) of a profile that is decoded."""
        level_id = self.parameters.get("profile-level-id", "42e01f")
        if self.parameters.get("packetization-mode", "0") not in ("0", "1"):
            return False
        if not re.fullmatch("[0-9a-f]{6}", level_id, re.IGNORECASE):
            return False
        profile, constraints = bytes.fromhex(level_id)[:2]
        return profile in PROFILES or (profile == EXTENDED and bool(constraints & 0xC0))  # as Baseline or Main


def codecs(section: Lines) -> tuple[Codec, ...]:
    """The formats of a media section that have a name, in order of preference."""
    formats = dict(_payload(value) for value in reversed(values(section, "fmtp")))
    maps = (_payload(value) for value in values(section, "rtpmap"))
    return tuple(Codec(payload, rest.split("/")[0], _parameters(formats.get(payload, ""))) for payload, rest in maps)


def describe_codecs(section: Lines) -> str:
    """The codecs of a section in words."""
    names = dict.fromkeys(_title(codec) for codec in codecs(section) if codec.name.upper() not in HELPERS)
    *others, last = [name[:LONGEST_NAME] for name in names][:MOST_NAMES] or ["nothing that has a name"]
    return f"{', '.join(others)} and {last}" if others else last


def _title(codec: Codec) -> str:
    parameters = {name: codec.parameters.get(name) for name in NEGOTIATED[1:]} if codec.is_h264 else {}
    given = ", ".join(f"{name} {value}" for name, value in parameters.items() if value)
    return f"{codec.name} ({given})" if given else codec.name


def _payload(value: str) -> tuple[str, str]:
    payload, _, rest = value.partition(" ")
    return payload, rest.strip()


def _parameters(text: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in text.split(";"))
    return {name.strip().lower(): value.strip() for name, _, value in pairs if name.strip()}
