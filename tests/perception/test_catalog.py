"""Perceivers that installed distributions announce, the broken ones too."""

import logging
from dataclasses import dataclass
from importlib.metadata import EntryPoint
from types import SimpleNamespace

import numpy as np
import pytest

from envcheck import Session
from envcheck.checks.base import Check
from envcheck.checks.framing.no_face import NoFace
from envcheck.media.frame import PictureFrame
from envcheck.model.errors import PluginError
from envcheck.model.findings import NotAssessed, Observation
from envcheck.perception import catalog
from envcheck.perception.catalog import PERCEIVERS, instantiate_perceivers, new_perceivers
from envcheck.perception.models import Models
from envcheck.perception.picture.luma import Luma
from envcheck.perception.scene import FAULT, Scene


@dataclass(frozen=True)
class Haze:
    """A facet of somebody else."""

    share: float


class HazePerceiver:
    """Perceives it by ours."""

    facet = Haze

    def perceive(self, scene: Scene) -> Haze:
        return Haze(float(scene[Luma].plane.mean()) / 255)


class Broken(HazePerceiver):
    def perceive(self, scene: Scene) -> Haze:
        raise ZeroDivisionError("nobody foresaw it")


class ByNetwork(HazePerceiver):
    def __init__(self, models: Models) -> None:
        self.models = models


class NoFacet:
    def perceive(self, scene: Scene) -> Haze:
        return Haze(0.0)


class BadFacet(HazePerceiver):
    facet = "Haze"  # type: ignore[assignment]


class NoPerceive:
    facet = Haze


class BadRefresh(HazePerceiver):
    refresh = 2.0


class Unmakeable(HazePerceiver):
    def __init__(self) -> None:
        raise OSError("no such device")


class TakenFacet(HazePerceiver):
    facet = Luma  # type: ignore[assignment]


class Hazy(NoFace):
    """Goes by the facet of somebody else."""

    code, name = "EXT101", "hazy"

    def observe(self, scene: Scene) -> Observation:
        return Observation(scene[Haze].share)


def point(value: str) -> EntryPoint:
    made = EntryPoint("extra", value, catalog.ENTRY_POINT_GROUP)
    vars(made)["dist"] = SimpleNamespace(name="acme-perceivers")
    return made


def here(name: str, monkeypatch: pytest.MonkeyPatch) -> EntryPoint:
    announced = point(f"acme:{name}")
    monkeypatch.setattr(EntryPoint, "load", lambda self: globals()[name])
    return announced


def install(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a distribution announced that perceiver."""
    announced = (here(name, monkeypatch),)
    monkeypatch.setattr(
        catalog, "installed_entry_points", lambda group: announced if group == "envcheck.perceivers" else ()
    )


def test_each_facet_has_one_perceiver() -> None:
    facets = [perceiver.facet for perceiver in instantiate_perceivers(PERCEIVERS, (), Models.bundled())]
    assert len(facets) == len(set(facets)) == len(PERCEIVERS)


def test_an_announced_perceiver_joins(monkeypatch: pytest.MonkeyPatch) -> None:
    install("HazePerceiver", monkeypatch)
    scene = Scene(PictureFrame(np.full((90, 160, 3), 51, np.uint8)), new_perceivers(Models.bundled()))
    assert scene[Haze].share == pytest.approx(0.2, abs=0.01)


def test_a_perceiver_that_asks_for_the_networks_is_given_them(monkeypatch: pytest.MonkeyPatch) -> None:
    install("ByNetwork", monkeypatch)
    models = Models.bundled()
    assert [one.models for one in new_perceivers(models) if isinstance(one, ByNetwork)] == [models]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("NoFacet", "acme:NoFacet has no facet"),
        ("BadFacet", "has no facet"),
        ("NoPerceive", "does not say how to perceive"),
        ("BadRefresh", "refresh that is not of type Refresh"),
        ("Unmakeable", r"cannot be made \(OSError: no such device\)"),
        ("TakenFacet", "perceives Luma, as envcheck does already"),
        ("pytest", "is not a class"),
    ],
)
def test_a_broken_perceiver_is_loud_and_names_its_distribution(
    name: str, sentence: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(name, monkeypatch)
    with pytest.raises(PluginError, match=sentence) as caught:
        Session()
    assert caught.value.distribution == "acme-perceivers"
    assert "acme-perceivers" in str(caught.value)


def test_a_module_that_cannot_be_imported_is_loud() -> None:
    with pytest.raises(PluginError, match="cannot be imported"):
        instantiate_perceivers(PERCEIVERS, [point("no_such_module_anywhere:Perceiver")], Models.bundled())


def test_two_plugins_cannot_make_one_facet(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(PluginError, match="perceives Haze, as acme-perceivers does already"):
        instantiate_perceivers(PERCEIVERS, [here("HazePerceiver", monkeypatch)] * 2, Models.bundled())


def test_a_fault_of_a_third_party_perceiver_is_logged_once_and_never_an_answer(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    install("Broken", monkeypatch)
    checks: list[Check] = [Hazy()]
    with caplog.at_level(logging.ERROR):
        session = Session(checks)
        for look in range(8):
            session.push(PictureFrame(np.full((90, 160, 3), 51, np.uint8), look / 2))

    assert session.report().not_assessed == (NotAssessed("EXT101", FAULT, title=Hazy.title),)
    (record,) = caplog.records
    assert record.getMessage() == "Haze failed"
    assert record.exc_info is not None
    assert record.exc_info[0] is ZeroDivisionError
