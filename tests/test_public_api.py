"""The public API: its names, its examples, and what importing it costs."""

import doctest
import subprocess
import sys
from importlib import import_module
from importlib.metadata import Distribution, distributions
from pathlib import Path

import numpy as np
import pytest

import envcheck
from envcheck import check_image, check_video
from envcheck.model.errors import MissingInput
from envcheck.model.provenance import DISTRIBUTION
from envcheck.settings import Settings

pytestmark = pytest.mark.slow

MODULE = "envcheck"
MEDIA = Path(__file__).parents[1] / "samples" / "media"


def test_every_public_name_is_there_and_documented() -> None:
    for name in envcheck.__all__:
        assert getattr(envcheck, name).__doc__
    assert dir(envcheck) == envcheck.__all__


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = envcheck.nothing


@pytest.mark.parametrize("module", ["envcheck.runner", "envcheck.session", "envcheck.checks.catalog"])
def test_the_examples_in_the_docstrings_run(module: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(MEDIA.parents[1])
    done = doctest.testmod(import_module(module), optionflags=doctest.ELLIPSIS)
    assert done.failed == 0
    assert done.attempted > 0


def test_importing_loads_nothing_heavy() -> None:
    heavy = {"cv2", "av", "numpy", "pydantic", "rich", "typer"}
    code = f"import sys, envcheck; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code], text=True).strip() == "[]"


def test_the_package_is_typed() -> None:
    assert (Path(envcheck.__file__).parent / "py.typed").is_file()


def test_a_picture_may_be_a_file_or_an_array() -> None:
    import cv2

    path = MEDIA / "dim.jpg"
    from_file, from_array = check_image(path), check_image(np.asarray(cv2.imread(str(path)), np.uint8))
    assert [found.code for found in from_file.findings] == [found.code for found in from_array.findings] == ["LIT101"]


def test_settings_reach_the_session() -> None:
    both = check_image(MEDIA / "second-person.jpg", Settings(profile="co-therapists"))
    assert "PRV101" in both.passed
    assert both.people == 2


def test_a_clip_is_judged_over_its_time() -> None:
    report = check_video(MEDIA / "light-turned-on.mp4")
    (found,) = report.findings
    assert (found.code, found.since) == ("LIT103", 0.0)
    assert found.until == pytest.approx(6.5, abs=1.5)


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(MissingInput, match="no such file"):
        check_video("no-such-clip.mp4")


def test_a_wrong_array_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="expected uint8"):
        check_image(np.zeros((10, 10), np.uint8))


def test_nothing_else_that_is_installed_is_called_envcheck() -> None:
    """On PyPI that name is somebody else's."""

    def provides(one: Distribution) -> bool:
        return one.name == MODULE or any(file.parts[0] == MODULE for file in one.files or ())

    installed = {one.name for one in distributions()}
    assert DISTRIBUTION in installed
    assert {one.name for one in distributions() if provides(one)} <= {DISTRIBUTION}
