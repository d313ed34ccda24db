import pytest

from envcheck.model.errors import SettingsError
from envcheck.render.language import direction, languages, translator


def test_english_is_the_source() -> None:
    assert "en" in languages()
    assert translator("en")("Ready") == "Ready"


@pytest.mark.parametrize("name", ["LC_ALL", "LC_MESSAGES", "LANG"])
def test_auto_takes_the_language_of_the_environment(name: str) -> None:
    assert translator("auto", {name: "de_AT.UTF-8"})("Ready") == translator("de")("Ready") != "Ready"


@pytest.mark.parametrize("value", ["C", "C.UTF-8", "POSIX", "", "tlh_KX", "en_GB.UTF-8"])
def test_auto_falls_back_to_english(value: str) -> None:
    assert translator("auto", {"LANG": value})("Ready") == "Ready"


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(SettingsError, match=r"no language 'xx'; known are .*en"):
        translator("xx")


@pytest.mark.parametrize(
    ("lang", "written"), [("en", "ltr"), ("de", "ltr"), ("he", "rtl"), ("ar", "rtl"), ("ar-EG", "rtl"), ("", "ltr")]
)
def test_a_language_says_how_it_is_written(lang: str, written: str) -> None:
    assert direction(lang) == written
