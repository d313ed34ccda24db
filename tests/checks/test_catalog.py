from importlib.metadata import EntryPoint
from types import SimpleNamespace
from typing import Any

import pytest

from envcheck.checks import catalog
from envcheck.checks.base import Check
from envcheck.checks.catalog import BUILT_IN, ENTRY_POINT_GROUP, instantiate_checks, load_checks
from envcheck.checks.framing.no_face import NoFace
from envcheck.model.errors import PluginError
from envcheck.model.findings import Observation
from envcheck.perception.scene import Scene
from envcheck.render.language import languages, translator

MOST_LETTERS = 32
"""More would not stand in one line beside an icon on a phone."""


class Extra(NoFace):
    """A check of somebody else."""

    code = "EXT101"
    name = "extra-fault"


class BadCode(Extra):
    """A code that no check may have."""

    code = "E1"


class BadName(Extra):
    """A name that is not in kebab case."""

    name = "Extra Fault"


class NoPage(Extra):
    __doc__ = None


class NoTitle(Check):
    """Is called by nothing."""

    code, name = "EXT104", "fourth-fault"
    severity, serves, limit, words = NoFace.severity, NoFace.serves, NoFace.limit, NoFace.words

    def observe(self, scene: Scene) -> Observation:
        return Observation(0.0)


class EmptyTitle(Extra):
    """Is called by nothing, too."""

    title = " "


class NoWords(Extra):
    """Says nothing."""

    words = {}


class Abstract(Check):
    """Does not observe."""

    code, name = "EXT102", "other-fault"
    title, severity, serves = NoFace.title, NoFace.severity, NoFace.serves
    limit, words = NoFace.limit, NoFace.words


class NoLimit(Check):
    """Has no limit."""

    code, name = "EXT103", "third-fault"
    title, severity, serves, words = NoFace.title, NoFace.severity, NoFace.serves, NoFace.words

    def observe(self, scene: Scene) -> Observation:
        return Observation(0.0)


class Unmakeable(Extra):
    """Cannot be made."""

    def __init__(self) -> None:
        raise OSError("no such device")


class TakenCode(Extra):
    """Takes a code of ours."""

    code = "LIT101"


def point(value: str) -> EntryPoint:
    made = EntryPoint("extra", value, catalog.ENTRY_POINT_GROUP)
    vars(made)["dist"] = SimpleNamespace(name="acme-checks")
    return made


def here(name: str, monkeypatch: pytest.MonkeyPatch) -> EntryPoint:
    announced = point(f"acme:{name}")
    monkeypatch.setattr(EntryPoint, "load", lambda self: globals()[name])
    return announced


def test_built_in_checks_come_sorted_by_code() -> None:
    codes = [check.code for check in load_checks()]
    assert codes == sorted(codes)
    assert {check.code for check in BUILT_IN} <= set(codes)


@pytest.mark.parametrize("lang", languages())
def test_every_check_has_a_short_title_of_its_own_in_every_language(lang: str) -> None:
    translate = translator(lang)
    titles = {translate(check.title): check.code for check in BUILT_IN}
    assert len(titles) == len(BUILT_IN)
    for title, code in titles.items():
        assert 0 < len(title) <= MOST_LETTERS, title
        assert not title[0].islower(), title
        assert title[-1].isalpha(), title
        assert code not in title


def test_an_announced_check_joins(monkeypatch: pytest.MonkeyPatch) -> None:
    checks = instantiate_checks(BUILT_IN, [here("Extra", monkeypatch)])
    assert "EXT101" in [check.code for check in checks]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("BadCode", "three capital letters"),
        ("BadName", "kebab case"),
        ("NoPage", "docstring"),
        ("NoTitle", "no title"),
        ("EmptyTitle", "empty title"),
        ("NoWords", "words"),
        ("Abstract", "does not say how to observe"),
        ("NoLimit", "no limit"),
        ("Unmakeable", "cannot be made"),
        ("TakenCode", "already taken by envcheck"),
        ("pytest", "not a subclass"),
    ],
)
def test_a_broken_check_is_loud_and_names_its_distribution(
    name: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(PluginError, match=sentence) as caught:
        instantiate_checks(BUILT_IN, [here(name, monkeypatch)])
    assert caught.value.distribution == "acme-checks"
    assert "acme-checks" in str(caught.value)


@pytest.mark.parametrize("leaving", [SystemExit(0), SystemExit("bye"), RuntimeError("no")])
def test_a_module_that_wants_to_end_the_program_is_loud(leaving: BaseException) -> None:
    class Leaving(EntryPoint):
        def load(self) -> Any:
            raise leaving

    with pytest.raises(PluginError, match="cannot be imported"):
        instantiate_checks(BUILT_IN, [Leaving("acme", "acme.check:Check", ENTRY_POINT_GROUP)])


def test_a_module_that_cannot_be_imported_is_loud() -> None:
    with pytest.raises(PluginError, match="cannot be imported"):
        instantiate_checks(BUILT_IN, [point("no_such_module_anywhere:Check")])


def test_two_plugins_cannot_take_one_code(monkeypatch: pytest.MonkeyPatch) -> None:
    announced: list[Any] = [here("Extra", monkeypatch)] * 2
    with pytest.raises(PluginError, match="already taken by acme-checks"):
        instantiate_checks(BUILT_IN, announced)
