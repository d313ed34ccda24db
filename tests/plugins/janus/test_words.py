"""Our own words of Janus' lobbies are there in every language of envcheck."""

from envcheck_janus.words import UNREADABLE, unreadable

from envcheck.render.language import languages


def test_every_language_of_envcheck_has_them() -> None:
    assert set(UNREADABLE) == set(languages())
    assert len(set(UNREADABLE.values())) == len(UNREADABLE)


def test_another_language_is_spoken_to_in_english() -> None:
    assert unreadable("tlh") == UNREADABLE["en"]
