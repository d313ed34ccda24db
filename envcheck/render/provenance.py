"""Where a report comes from, in words: date and time, product, profile, and what it is and is not."""

from datetime import datetime, timedelta

from envcheck.model.provenance import PRODUCT, Provenance
from envcheck.model.words import N_
from envcheck.render.language import Translate

ADVICE = N_("This is advice. You decide.")
KEPT_NOTHING = N_("Neither picture nor sound was kept.")

PROFILES = {
    "individual": N_("One-to-one session"),
    "co-therapists": N_("Co-therapy session"),
    "group-host": N_("Group session"),
    "client": N_("For clients"),
    "observer": N_("One-to-one session, seen from the video room"),
}
"""What a reader calls the profiles; others, which are somebody's own, go by their names."""

DATE = N_("{day} {month} {year}")
MONTHS = (
    N_("January"),
    N_("February"),
    N_("March"),
    N_("April"),
    N_("May"),
    N_("June"),
    N_("July"),
    N_("August"),
    N_("September"),
    N_("October"),
    N_("November"),
    N_("December"),
)
SEPARATOR = " · "


def date_text(at: datetime, translate: Translate) -> str:
    """The day in words, such as 30 November 2026."""
    return translate(DATE).format(day=at.day, month=translate(MONTHS[at.month - 1]), year=at.year)


def time_text(at: datetime) -> str:
    """Hours and minutes with their zone, such as 20:57 (UTC+1).

    Args:
        at: with its zone.
    """
    return f"{at:%H:%M} (UTC{_offset(at.utcoffset() or timedelta())})"


def title(provenance: Provenance, translate: Translate) -> str:
    """What the report is called: the product and the day."""
    return f"{PRODUCT}{SEPARATOR}{date_text(provenance.at, translate)}"


def origin(provenance: Provenance, translate: Translate) -> str:
    """Product, version, day, time and profile in one line."""
    known = PROFILES.get(provenance.profile)
    return SEPARATOR.join(
        [
            f"{PRODUCT} {provenance.version}",
            f"{date_text(provenance.at, translate)}, {time_text(provenance.at)}",
            translate(known) if known else provenance.profile,
        ]
    )


def nature(provenance: Provenance, translate: Translate) -> str:
    """That it is advice, and that nothing was kept where nothing was."""
    sentences = [ADVICE] if provenance.keeps_picture else [ADVICE, KEPT_NOTHING]
    return " ".join(translate(one) for one in sentences)


def _offset(offset: timedelta) -> str:
    """Hours before or behind UTC, such as +1 or -3:30; empty for none."""
    minutes = round(offset.total_seconds() / 60)
    hours, rest = divmod(abs(minutes), 60)
    return f"{'+' if minutes > 0 else '-'}{hours}{f':{rest:02d}' if rest else ''}" if minutes else ""
