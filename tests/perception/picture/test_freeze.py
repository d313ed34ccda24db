import numpy as np
import pytest

from builders import luma, noise_picture, scene
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Mode
from envcheck.perception.picture.freeze import FreezePerceiver
from envcheck.perception.picture.luma import Luma


def looked(perceiver: FreezePerceiver, picture: Luma, time: float) -> float:
    return perceiver.perceive(scene(picture, mode=Mode.VIDEO, time=time)).unchanged_secs


def test_the_same_picture_counts_from_its_first_time() -> None:
    perceiver, still = FreezePerceiver(), luma()
    assert [looked(perceiver, still, time) for time in (5.0, 5.5, 8.0)] == [0.0, 0.5, 3.0]


def test_a_sensor_s_noise_is_change_enough() -> None:
    perceiver = FreezePerceiver()
    pictures = [Luma(noise_picture(seed, sigma=0.7)[..., 0]) for seed in range(3)]
    assert [looked(perceiver, picture, time) for time, picture in enumerate(pictures)] == [0, 0, 0]


def test_a_stream_that_changes_its_size_has_changed() -> None:
    perceiver = FreezePerceiver()
    looked(perceiver, luma(), 0.0)
    assert looked(perceiver, Luma(np.zeros((180, 320), np.uint8)), 4.0) == 0.0


def test_two_sessions_do_not_share_a_memory() -> None:
    one, two = FreezePerceiver(), FreezePerceiver()
    looked(one, luma(), 0.0)
    assert looked(two, luma(), 9.0) == 0.0


def test_a_picture_cannot_show_it() -> None:
    with pytest.raises(FacetUnavailable) as caught:
        FreezePerceiver().perceive(scene(luma()))
    assert caught.value.not_applicable
