"""The words in the reader's language, from gettext catalogues that the wheel carries."""

import gettext
import locale
import os
from collections.abc import Callable, Mapping
from pathlib import Path

from envcheck.errors import SettingsError

LOCALES = Path(__file__).parents[1] / "locale"
DOMAIN = "envcheck"
SOURCE = "en"

Translate = Callable[[str], str]


def languages() -> tuple[str, ...]:
    """Codes of the languages there are, sorted; English is the source and always there."""
    return tuple(sorted({SOURCE, *(path.parents[1].name for path in LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))}))


def translator(lang: str, environ: Mapping[str, str] | None = None) -> Translate:
    """What turns English into `lang`; a text that has no translation stays English.

    Args:
        lang: a code such as `de`, or `auto` for the language of the environment where there is one of ours.
        environ: environment variables, the process's own when left out.

    Raises:
        SettingsError: there is no such language.
    """
    wanted = _from_environment(os.environ if environ is None else environ) if lang == "auto" else lang
    known = languages()
    if wanted not in known:
        if lang == "auto":
            return _unchanged
        raise SettingsError("lang", f"there is no language {lang!r}; known are {', '.join(known)}.")
    if wanted == SOURCE:
        return _unchanged
    return gettext.translation(DOMAIN, LOCALES, [wanted]).gettext


def _from_environment(environ: Mapping[str, str]) -> str:
    named = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return locale.normalize(named).split("_")[0].split(".")[0].lower()


def _unchanged(text: str) -> str:
    return text
