"""Which checks are wanted."""

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from envcheck.checks.base import Check
from envcheck.model.errors import SettingsError


def select_checks(checks: Sequence[Check], select: Iterable[str], ignore: Iterable[str]) -> tuple[Check, ...]:
    """The wanted checks, in their order.

    Args:
        checks: all there are.
        select: codes, names, or the three letters of a subject; empty for all.
        ignore: likewise, taken out again; what is ignored by name loses against nothing.

    Raises:
        SettingsError: an entry that fits no check, or nothing left to check.
    """
    wanted, unwanted = tuple(select), tuple(ignore)
    for entry in (*wanted, *unwanted):
        if not any(_fits(check, entry) for check in checks):
            raise SettingsError("checks", f"there is no check {entry!r}; {_hint(checks, entry)}")
    kept = tuple(
        check
        for check in checks
        if (not wanted or any(_fits(check, entry) for entry in wanted))
        and not any(_fits(check, entry) for entry in unwanted)
    )
    if not kept:
        raise SettingsError("checks", "with these choices nothing is left to check.")
    return kept


def _hint(checks: Sequence[Check], entry: str) -> str:
    keys = [key for check in checks for key in (check.code, check.name)]
    nearest = get_close_matches(entry, keys, n=1)
    return f"did you mean {nearest[0]}?" if nearest else "`envcheck checks` lists them all."


def _fits(check: Check, entry: str) -> bool:
    return entry in (check.code, check.name, check.code[:3])
