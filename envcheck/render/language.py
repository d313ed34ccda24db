"""The words in the reader's language, from gettext catalogues that the wheel carries."""

import gettext
import locale
import logging
import os
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path

from envcheck.model.errors import SettingsError

_CHECKOUT = Path(__file__).parents[2]
_IS_CHECKOUT = (_CHECKOUT / "hatch_build.py").is_file()

LOCALES = _CHECKOUT / "build" / "locale" if _IS_CHECKOUT else Path(__file__).parents[1] / "locale"
"""The compiled catalogues: a wheel carries them in the package, a checkout has them among what is built."""

DOMAIN = "envcheck"
SOURCE = "en"

log = logging.getLogger(__name__)

Translate = Callable[[str], str]

RIGHT_TO_LEFT = frozenset({"ar", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur", "yi"})
"""Languages written from right to left (CLDR, `layout.orientation.characterOrder`), for catalogues yet to come."""


def languages() -> tuple[str, ...]:
    """Codes of the languages there are, sorted; English is the source and always there."""
    return tuple(sorted({SOURCE, *(path.parents[1].name for path in LOCALES.glob(f"*/LC_MESSAGES/{DOMAIN}.mo"))}))


def resolve_language(lang: str, environ: Mapping[str, str] | None = None) -> str:
    """The code of the language to speak.

    Args:
        lang: a code such as `de`, or `auto` for the language of the environment where there is one of ours.
        environ: environment variables, the process's own when left out.

    Raises:
        SettingsError: there is no such language.
    """
    known = languages()
    if lang == "auto":
        asked = _from_environment(os.environ if environ is None else environ)
        return asked if asked in known else SOURCE
    if lang not in known:
        raise SettingsError("lang", f"there is no language {lang!r}; known are {', '.join(known)}.")
    return lang


def translator(lang: str, environ: Mapping[str, str] | None = None) -> Translate:
    """What turns English into the language that `resolve_language` gives.

    English stands in for a text without a translation, which the log tells once: a release has none of ours, and a
    plugin may have no others.

    Raises:
        SettingsError: there is no such language.
    """
    code = resolve_language(lang, environ)
    return _unchanged if code == SOURCE else _catalogue(LOCALES, code).gettext


def direction(lang: str) -> str:
    """How a language is written, as HTML's `dir` says it: `ltr` or `rtl`."""
    return "rtl" if lang.partition("-")[0] in RIGHT_TO_LEFT else "ltr"


def _from_environment(environ: Mapping[str, str]) -> str:
    named = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return locale.normalize(named).split("_")[0].split(".")[0].lower()


class _English(gettext.NullTranslations):
    """Stands in for what a catalogue lacks."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self._code: str | None = code

    def gettext(self, message: str) -> str:
        if self._code:
            log.info("a text has no translation yet", extra={"fields": {"lang": self._code, "text": message}})
            self._code = None
        return message


@lru_cache(maxsize=32)
def _catalogue(folder: Path, code: str) -> gettext.NullTranslations:
    catalogue = gettext.translation(DOMAIN, folder, [code])
    catalogue.add_fallback(_English(code))
    return catalogue


def _unchanged(text: str) -> str:
    return text
