"""What the rendered studio rests on. Neither bodies nor a renderer are needed but for the last tests, which say so."""

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from studio import anatomy, body, furniture, mesh, render, room, shoot, tones
from studio.camera import MEAN, exposed
from studio.person import Person, placed
from studio.setup import ALBEDOS, ASPECT, LAYERS, Mix, Setup, View, between_albedos, white

bodies = pytest.mark.skipif(not anatomy.is_there(), reason="the bodies are not installed: make studio")
renderer = pytest.mark.skipif(not render.is_there(), reason="the renderer is not installed: make studio")


def test_tones_go_from_light_to_dark_within_what_skin_reflects() -> None:
    luminances = [float(tones.albedo(tone) @ (0.2126, 0.7152, 0.0722)) for tone in range(1, 11)]
    assert all(0.03 < luminance < 0.6 for luminance in luminances)
    assert luminances[3:] == sorted(luminances[3:], reverse=True)
    assert min(luminances[:3]) > max(luminances[3:])


@pytest.mark.parametrize("tone", [0, 11])
def test_a_tone_off_the_scale_is_refused(tone: int) -> None:
    with pytest.raises(IndexError):
        tones.albedo(tone)


def test_coding_and_decoding_light_are_each_others_inverse() -> None:
    levels = np.linspace(0, 1, 101)
    assert tones.encoded(tones.linear(levels)) == pytest.approx(levels, abs=1e-5)


@pytest.mark.parametrize("below", [-0.2, 0.0, 0.4])
@pytest.mark.parametrize("eyes_at", [0.3, 0.45, 0.6])
def test_the_eyes_are_where_a_view_puts_them(below: float, eyes_at: float) -> None:
    view = View(distance=0.8, below=below, eyes_at=eyes_at)
    origin, ahead = view.looking(np.zeros(3))
    up = np.array([0, np.cos(np.radians(view.pitch)), np.sin(np.radians(view.pitch))])
    ray = -origin
    rise = ray @ up / (ray @ ahead) / np.tan(np.radians(view.tall / 2))
    assert 0.5 - rise / 2 == pytest.approx(eyes_at, abs=1e-6)


def test_the_eyes_are_beside_the_middle_as_far_as_a_view_says() -> None:
    view = View(across_at=0.7)
    origin, ahead = view.looking(np.zeros(3))
    right = np.cross(ahead, (0, 1, 0))
    across = -origin @ right / np.linalg.norm(right) / (-origin @ ahead)
    assert across > 0
    assert view.tall < 2 * np.degrees(np.arctan(np.tan(np.radians(32.5)))) / ASPECT * 1.2


def test_a_camera_below_the_eyes_looks_up_by_its_elevation() -> None:
    assert View(distance=1.0, below=1.0).elevation == pytest.approx(45)
    assert View(eyes_at=0.5, below=0.0).pitch == pytest.approx(0)


def test_a_warm_lamp_is_red_and_a_camera_balanced_for_it_does_not_show_it() -> None:
    red, _, blue = white(2700) / white(5000)
    assert red > 1.2
    assert blue < 0.6
    assert Mix(kelvin=2700, balanced=2700).weights()["room"] == pytest.approx(np.ones(3))
    assert set(Mix().weights()) == set(LAYERS)


def test_a_skin_between_rendered_ones_is_exact_where_light_met_it_at_most_twice() -> None:
    def seen(albedo: object) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        part = np.broadcast_to(np.asarray(albedo, float), (2, 2, 3))
        return (0.1 + 0.7 * part + 0.2 * part**2).astype(np.float32)

    low, middle, high = (seen(albedo) for albedo in ALBEDOS)
    wanted = tones.albedo(8)
    assert between_albedos((low, middle, high), wanted) == pytest.approx(seen(wanted), abs=1e-6)


def test_a_small_lamp_far_away_lights_by_the_square_of_its_distance() -> None:
    at = np.array([0.0, 0.0, 2.0])
    light = room.irradiance(at, np.zeros(3), 0.05, np.array([0.0, 0.0, 1.0]))
    assert light == pytest.approx(0.1**2 / 4, rel=0.01)
    aside = room.irradiance(at, np.zeros(3), 0.05, np.array([np.sqrt(0.75), 0.0, 0.5]))
    assert aside == pytest.approx(light / 2, rel=0.01)


def test_exposure_reaches_its_mean_unless_too_much_would_be_clipped() -> None:
    even = np.full((40, 40, 3), 0.01, np.float32)
    assert tones.encoded(exposed(even)).mean() == pytest.approx(MEAN, abs=0.01)
    lamp = even.copy()
    lamp[:10] = 10
    assert tones.encoded(exposed(lamp)).mean() < MEAN


def test_refining_keeps_a_surface_and_smoothing_shrinks_it_little() -> None:
    points = np.array([[0, 0, 0], [1, 0, 0], [1, 1, 0], [0, 1, 0]], float)
    finer, faces = mesh.refined(points, mesh.triangles(np.array([[0, 1, 2, 3]])))
    assert len(faces) == 8
    a, b, c = (finer[faces[:, corner]] for corner in range(3))
    assert np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2 == pytest.approx(1)
    assert np.ptp(mesh.smoothed(finer, faces, 1), axis=0)[:2].min() > 0.7


@pytest.mark.parametrize("name", furniture.NEGATIVES)
def test_furniture_stands_on_the_floor_and_fits_a_room(name: str) -> None:
    parts = furniture.NEGATIVES[name](np.random.default_rng(1))
    points = np.concatenate([part.points for part in parts])
    assert points[:, 1].min() > -0.05
    assert points[:, 1].max() < room.CEILING
    assert all(part.triangles.max() < len(part.points) for part in parts)


def test_parts_of_one_material_become_one() -> None:
    parts = furniture.bookshelf(np.random.default_rng(2))
    joined = mesh.merged(parts)
    assert len(joined) == len({repr(part.material) for part in parts})
    assert sum(len(part.points) for part in joined) == sum(len(part.points) for part in parts)


def test_the_shares_of_a_build_mix_its_shapes_to_a_whole() -> None:
    shares = body.shares(body.Build(gender=0.3, age=0.8, muscle=0.6, weight=0.2, mix=(0.5, 0.3, 0.2)))
    universal = sum(share for name, share in shares.items() if "universal" in name)
    ancestry = sum(share for name, share in shares.items() if name.count("-") == 2 and "universal" not in name)
    assert universal == pytest.approx(1)
    assert ancestry == pytest.approx(1)


def test_the_smallest_turn_between_two_directions_turns_one_into_the_other() -> None:
    old, new = np.array([1.0, 2.0, -0.5]), np.array([0.2, -1.0, 3.0])
    turn = body.turned(old, new)
    assert turn @ old / np.linalg.norm(old) == pytest.approx(new / np.linalg.norm(new))
    assert turn @ turn.T == pytest.approx(np.eye(3))


@bodies
@pytest.mark.slow
def test_a_head_turns_and_a_hand_is_raised_as_it_is_asked_to() -> None:
    straight, turned = placed(Person()), placed(Person(yaw=40.0))
    assert straight.crown[1] > straight.eyes[1] > straight.chin[1]
    assert straight.eyes[0] == pytest.approx(0, abs=0.005)
    assert turned.eyes[0] > 0.02
    assert placed(Person(stands=True)).crown[1] > 1.4


@bodies
@renderer
@pytest.mark.slow
def test_skin_between_three_rendered_ones_is_what_is_rendered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shoot, "KEPT", tmp_path)
    setup = Setup(Person(tone=7), View(distance=0.5))
    how: dict[str, Any] = {"size": (96, 54), "samples": 64}
    direct, between = shoot.lit(setup, Mix(), **how), shoot.lit(setup, Mix(), tone=7, **how)
    face = (slice(15, 40), slice(40, 56))
    assert between[face].mean(axis=(0, 1)) == pytest.approx(direct[face].mean(axis=(0, 1)), rel=0.03)
    lighter = shoot.lit(setup, Mix(), tone=2, **how)
    assert lighter[face].mean() > 2 * between[face].mean()
    assert shoot.lit(replace(setup, person=None), Mix(), **how).mean() > 0
