"""How the room comes across, read in two ways: as professional and as inviting.

Made from what the checks have already told, so that a reading is as settled as they are, and in words alone: what
speaks for an impression, what speaks against it, and which of the two is the more. It reads the picture of a room,
never a person or a home.

What counts, and for which impression, follows what clients were found to value:

* Cook, Thompson & Ross 2023 (PLOS ONE 18(9):e0291444), 167 adults: plants and a bookcase raise trust and competence
  most; a replaced view or a blurred home lowers them.
* Houchens et al. 2024 (JAMA Network Open), more than 1,200 patients: an office 7.8 of 10, a bedroom 7.2, a kitchen 7.0.
* Holtz & Ma 2025 (Telemedicine and e-Health), 136 adults: plain white is lowest in expertness and competence.
* Lobato Rincón et al. 2025 (Vision 9(2):43), 310 adults: medium complexity is preferred to much and to little.
* Fauville et al. 2022 (Technology, Mind, and Behavior 3(1)), 3,982 adults: a camera below the eyes is liked least.
* IES DG-17-05 on light for video calls: soft, from the front, natural in colour, nothing brighter behind.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from envcheck.model.findings import Finding, Impression, ImpressionRating, Level, NotAssessed, Severity, Sign, Strength
from envcheck.model.words import N_

PROFESSIONAL, INVITING = Impression.PROFESSIONAL, Impression.INVITING
BOTH = (PROFESSIONAL, INVITING)


@dataclass(frozen=True)
class Contribution:
    """An observation that counts.

    Attributes:
        code: of the check that makes it.
        variant: of its strength or finding.
        message: what is seen, in a few words.
        for_: the impressions it lifts or lowers.
        source: the study that found so, or the guidance that says so.
    """

    code: str
    variant: str
    message: str
    for_: tuple[Impression, ...]
    source: str


LIFTS = (
    Contribution("BKG104", "plant", N_("A plant is in view."), BOTH, "Cook 2023"),
    Contribution("BKG104", "books", N_("Books are in view."), BOTH, "Cook 2023"),
    Contribution("BKG104", "plant and books", N_("A plant and books are in view."), BOTH, "Cook 2023"),
    Contribution("BKG101", "", N_("The background is calm."), BOTH, "Lobato Rincón 2025"),
)
"""Strengths that clients were found to value in a room: one of them makes a reading clear where nothing lowers it."""

HELPS = (
    Contribution("LIT104", "", N_("The light on your face is even."), (INVITING,), "IES DG-17-05"),
    Contribution("LIT105", "warm", N_("The picture has a warm tone."), (INVITING,), "IES DG-17-05"),
)
"""Strengths that make up for something that lowers a reading, and are not enough by themselves."""

LOWERS = (
    Contribution("BKG104", "bed", N_("A bed seems to be in view."), (PROFESSIONAL,), "Houchens 2024"),
    Contribution("BKG104", "kitchen", N_("Part of a kitchen seems to be in view."), (PROFESSIONAL,), "Houchens 2024"),
    Contribution("BKG104", "bathroom", N_("Part of a bathroom seems to be in view."), (PROFESSIONAL,), "Houchens 2024"),
    Contribution("BKG104", "", N_("A sink seems to be in view."), (PROFESSIONAL,), "Houchens 2024"),
    Contribution("BKG101", "", N_("There is a lot to look at."), BOTH, "Lobato Rincón 2025"),
    Contribution("BKG102", "", N_("There is little to see."), BOTH, "Holtz & Ma 2025"),
    Contribution("BKG105", "", N_("The background seems to be an effect."), (PROFESSIONAL,), "Cook 2023"),
    Contribution("LIT105", "cool", N_("The light is cold."), (INVITING,), "IES DG-17-05"),
    Contribution("LIT103", "", N_("The strongest light is behind you."), (INVITING,), "IES DG-17-05"),
    Contribution("LIT107", "", N_("A very bright area is behind you."), (INVITING,), "IES DG-17-05"),
    Contribution("FRM106", "", N_("The camera looks up from below."), (INVITING,), "Fauville 2022"),
)
"""Findings that lower a reading."""

NEEDED: Mapping[Impression, tuple[str, ...]] = {PROFESSIONAL: ("BKG101", "BKG104"), INVITING: ("BKG101",)}
"""Without these a reading would say little of the room: it is left out where one of them is not asked for, and could
not be told where one of them could not."""


def rate_impressions(
    findings: Iterable[Finding],
    strengths: Iterable[Strength],
    passed: Collection[str],
    not_assessed: Iterable[NotAssessed],
) -> tuple[ImpressionRating, ...]:
    """Both readings of a setting, as far as its checks were asked for.

    Beside a *must* there are none: on pictures of other sources "professional" stood over crowds, an empty bed and a
    cartoon, and what has to be changed first may change the room as well.
    """
    findings = list(findings)
    if any(one.severity is Severity.MUST for one in findings):
        return ()
    found = [(one.code, one.variant) for one in findings]
    praised = [(one.code, one.variant) for one in strengths]
    missing = {one.code: one.reason for one in not_assessed}
    wanted = {code for code, _ in found} | set(passed) | set(missing)
    lifts = [one for one in LIFTS if (one.code, one.variant) in praised]
    helps = [one for one in HELPS if (one.code, one.variant) in praised]
    lowers = [one for one in LOWERS if (one.code, one.variant) in found]
    ratings = []
    for impression, needed in NEEDED.items():
        gaps = [missing[code] for code in needed if code in missing]
        if wanted.issuperset(needed):
            unknown = ImpressionRating(impression, Level.UNKNOWN, reason=gaps[0]) if gaps else None
            ratings.append(unknown or _rate(impression, lifts, helps, lowers))
    return tuple(ratings)


def _rate(impression: Impression, *parts: Iterable[Contribution]) -> ImpressionRating:
    """From what lifts, what helps and what lowers any impression, in this order."""
    lifts, helps, lowers = (tuple(one for one in part if impression in one.for_) for part in parts)
    level = Level.CLEAR if lifts else Level.PARTLY
    if lowers:
        level = Level.PARTLY if len(lifts) + len(helps) >= len(lowers) else Level.MORE
    return ImpressionRating(impression, level, _signs(lifts + helps), _signs(lowers))


def _signs(contributions: Iterable[Contribution]) -> tuple[Sign, ...]:
    return tuple(Sign(one.code, one.message) for one in contributions)
