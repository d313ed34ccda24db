"""What `make calibrate` rests on: the split, the camera models, the rule for limits. No labelled picture is needed."""

import re
from collections.abc import Callable, Mapping
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from builders import HEIGHT, MAIN_FACE, WIDTH, Given, backdrop, face, faces
from calibration import corpus, main
from calibration.camera import Light, balanced, coded, defocused, exposed, light_of, noisy, smeared
from calibration.corpus import HALVES, LISTED, half, inputs
from calibration.derive import derived
from calibration.encoder import sent
from calibration.fairness import fisher
from calibration.faults import RECIPES
from calibration.faults.base import Made
from calibration.measure import Case, told_value
from calibration.reasons import REASONS
from calibration.rendering import markdown, printed
from calibration.scoring import results, scored
from calibration.sheets import groups
from calibration.skin import GROUPS, TONES, OneFace, darker
from envcheck.checks.base import Check
from envcheck.checks.catalog import load_checks
from envcheck.media.frame import PictureFrame, Pixels
from envcheck.model.errors import FacetUnavailable
from envcheck.model.findings import Limit, Mode
from envcheck.model.geometry import Point
from envcheck.perception.light.flicker import FlickerPerceiver
from envcheck.perception.people.head import Head, HeadPerceiver
from envcheck.perception.people.person_mask import PersonMask
from envcheck.perception.picture.analysis_frame import AnalysisFramePerceiver
from envcheck.perception.picture.freeze import FreezePerceiver
from envcheck.perception.picture.luma import LumaPerceiver
from envcheck.perception.scene import Perceiver, Scene

pytestmark = pytest.mark.slow

HIGH, LOW = Limit(1.0, 0.5), Limit(0.5, 1.0)


@pytest.fixture(scope="module")
def picture() -> Pixels:
    """A grey room with soft and sharp edges, and a face that is a light disc."""
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    room = 90 + 30 * np.sin(columns / 9) * np.sin(rows / 7) + 20 * (columns // 40 % 2)
    room[np.hypot(rows - 0.4 * HEIGHT, columns - WIDTH / 2) < 60] = 150
    return np.repeat(room[..., None], 3, axis=2).astype(np.uint8)


@pytest.fixture(scope="module")
def portrait(picture: Pixels) -> Scene:
    one = face()
    behind = Given(backdrop(one))
    person = Given(PersonMask(~behind.value.mask, ~behind.value.mask))
    found: tuple[Perceiver, ...] = (
        Given(faces(one)),
        person,
        behind,
        AnalysisFramePerceiver(),
        LumaPerceiver(),
        HeadPerceiver(),
        *MAIN_FACE,
    )
    return Scene(PictureFrame(picture), [*MAIN_FACE, *found])


def made(scene: Scene, code: str, seed: int = 1) -> Mapping[str, Made]:
    """All that the recipe of a check makes, by name."""
    recipe = next(recipe for recipe in RECIPES if recipe.code == code)
    return {one.name: one for one in recipe.model(scene, np.random.default_rng(seed))}


def pixels(one: Made) -> Pixels:
    frame = one.frames[0]
    return frame.bgr(frame.width, frame.height)


def values(activate: float, good: list[float], faulty: list[float]) -> tuple[float, float] | None:
    limit = HIGH if activate > 0 else LOW
    found = derived(good, faulty, limit, abs(activate))
    return (found.activate, found.deactivate) if found else None


# the split


def test_each_source_lies_in_one_half_and_always_the_same() -> None:
    assert set(LISTED.values()) == set(HALVES)
    assert {half(f"someone/new-{number}") for number in range(20)} == set(HALVES)
    assert half("someone/new") == half("someone/new")
    assert half("developer0hye/COCO128") == half("enginbozaba/tiny_coco")


def test_own_labels_join_those_of_the_corpus(tmp_path: Path) -> None:
    head = "file,source_repo,n_people_visible,faces_visible,lighting_label,background_label,framing_label\n"
    (tmp_path / "labels.csv").write_text(f"{head}a.jpg,x/y,1,1,good,plain,good\nb.jpg,x/y,1,1,good,plain,good\n")
    (tmp_path / "own.csv").write_text("file,LIT103\na.jpg,1\n")
    (tmp_path / "a.jpg").touch()
    (found,) = inputs(tmp_path, [tmp_path / "own.csv"], ["LIT103"])
    assert (found.source, found.row["LIT103"], found.row["lighting_label"]) == ("x/y", "1", "good")
    assert not found.moves
    (tmp_path / "later.csv").write_text("file,ZZZ999\na.jpg,0\n")
    assert inputs(tmp_path, [tmp_path / "later.csv"], ["LIT103"])[0].row["ZZZ999"] == "0"


# the rule


def test_a_gap_is_halved_and_a_quarter_of_the_way_back_taken() -> None:
    assert values(0.02, [0.0] * 30, [1.0] * 30) == (0.5, 0.375)
    assert values(-0.02, [1.0] * 30, [0.0] * 30) == (0.5, 0.625)


def test_where_they_overlap_the_allowed_share_of_good_ones_decides() -> None:
    good, faulty = [float(n) for n in range(100)], [float(n) + 0.5 for n in range(60, 160)]
    found = values(0.02, good, faulty)
    assert found
    assert found[0] == 97.25  # between the third largest good one and the next fault
    assert sum(value >= found[0] for value in good) == 2
    strict = values(0.001, good, faulty)
    assert strict
    assert not any(value >= strict[0] for value in good)


def test_one_stray_fault_does_not_move_the_gap() -> None:
    assert values(0.01, [0.0] * 30, [1.0] * 39 + [-5.0]) == (0.5, 0.375)


@pytest.mark.parametrize(("good", "faulty"), [(19, 30), (30, 9)])
def test_too_few_values_choose_nothing(good: int, faulty: int) -> None:
    assert values(0.02, [0.0] * good, [1.0] * faulty) is None


def test_faults_that_none_of_the_values_tells_choose_nothing() -> None:
    assert values(0.02, [1.0] * 30, [0.0] * 30) is None


def test_a_stream_is_told_at_the_level_it_holds_for_the_start_time() -> None:
    limit = Limit(1.0, 0.5, start_secs=1.0)
    times = (0.0, 0.5, 1.0, 1.5, 2.0)
    assert told_value(limit, list(zip(times, (0.0, 3.0, 2.0, 4.0, 0.0), strict=True))) == 2.0
    assert told_value(limit, list(zip(times, (5.0, 5.0, None, 5.0, 5.0), strict=True))) is None
    assert told_value(Limit(0.5, 1.0, start_secs=1.0), list(zip(times, (9, 3, 2, 4, 9), strict=True))) == 4.0


# the camera


def test_exposure_doubles_light_and_clips() -> None:
    grey = np.full((2, 2, 3), 100, np.uint8)
    assert np.array_equal(coded(light_of(grey)), grey)
    assert light_of(coded(exposed(light_of(grey), 1)))[0, 0, 0] == pytest.approx(2 * light_of(grey)[0, 0, 0], rel=0.01)
    assert (coded(exposed(light_of(grey), 5)) == 255).all()


def test_gains_are_of_red_green_and_blue() -> None:
    light = balanced(np.full((1, 1, 3), 0.2, np.float32), 2.0, 1.0, 0.5)
    assert light[0, 0].tolist() == pytest.approx([0.1, 0.2, 0.4])


def test_noise_has_the_stated_variance() -> None:
    noise = noisy(np.full((200, 200, 3), 0.5, np.float32), np.random.default_rng(1)) - 0.5
    assert noise.var() == pytest.approx(0.004 * 0.5 + 0.0004, rel=0.05)


@pytest.mark.parametrize("blurred", [lambda light: defocused(light, 3.0), lambda light: smeared(light, 9, 20.0)])
def test_blur_spreads_light_and_loses_none(blurred: Callable[[Light], Light]) -> None:
    point = np.zeros((41, 41, 3), np.float32)
    point[20, 20] = 1
    spread = blurred(point)
    assert spread.sum() == pytest.approx(3, rel=0.02)
    assert spread.max() < 0.2


def test_an_encoder_loses_more_at_fewer_bits(picture: Pixels) -> None:
    grain = np.random.default_rng(2).integers(-20, 20, picture.shape)
    busy = np.clip(picture + grain, 0, 255).astype(np.uint8)
    small = np.ascontiguousarray(busy[::2, ::2])
    kept = [float(np.diff(sent(small, kbits, np.random.default_rng(1)).astype(int)).std()) for kbits in (150, 2000)]
    assert kept[0] < 0.7 * kept[1]


# the faults


def test_recipes_name_checks_and_state_their_truth() -> None:
    assert {recipe.code for recipe in RECIPES} <= {check.code for check in load_checks()}
    assert all(re.fullmatch(r"[A-Z1-9].+\.", recipe.truth) for recipe in RECIPES)


@pytest.mark.parametrize("code", sorted({recipe.code for recipe in RECIPES} - {"PIC102", "PIC103"}))
def test_what_is_made_is_made_the_same_again(portrait: Scene, code: str) -> None:
    one, other = made(portrait, code), made(portrait, code)
    assert list(one) == list(other)
    assert any(each.faulty and each.plain for each in one.values())
    for name in one:
        assert np.array_equal(pixels(one[name]), pixels(other[name]))


def test_light_faults_do_what_they_state(portrait: Scene, picture: Pixels) -> None:
    means = {name: float(pixels(one).mean()) for name, one in made(portrait, "LIT101").items()}
    assert picture.mean() > means["-2 stops"] > means["-3 stops"] > means["-4 stops"]
    inside = face().skin.pixels(WIDTH, HEIGHT)
    for one in made(portrait, "LIT102").values():
        assert one.plain == (np.median(pixels(one)[inside]) >= 228)
    backlit = pixels(made(portrait, "LIT103")["face -2, room +1 stops"])
    assert backlit[inside].mean() < picture[inside].mean()
    assert backlit[:, :40].mean() > picture[:, :40].mean()
    red, blue = (
        int(pixels(made(portrait, "LIT105")["orange light, strong"])[..., channel].mean()) for channel in (2, 0)
    )
    assert red > picture.mean() > blue


def test_one_side_of_the_face_is_dark(portrait: Scene) -> None:
    dark = pixels(made(portrait, "LIT104")["edge of 3 stops"])
    row, middle = round(0.4 * HEIGHT), WIDTH // 2
    sides = sorted(float(dark[row, middle + offset].mean()) for offset in (-25, 25))
    assert sides[0] < 0.5 * sides[1]


def test_a_window_is_blown_and_spares_the_person(portrait: Scene, picture: Pixels) -> None:
    shown = pixels(made(portrait, "LIT107")["window of 15%"])
    assert (shown == 255).all(axis=2).mean() == pytest.approx(0.15, abs=0.03)
    inside = face().skin.pixels(WIDTH, HEIGHT)
    assert np.abs(shown[inside].astype(int) - picture[inside]).mean() < 2


def test_crops_put_the_head_where_they_state(portrait: Scene) -> None:
    for one in made(portrait, "FRM102").values():
        light = pixels(one)[..., 0].astype(float) == 150
        offset = abs(np.flatnonzero(light.any(axis=0)).mean() / light.shape[1] - 0.5)
        assert offset == pytest.approx(float(one.name[:4]), abs=0.03)
    head = portrait[Head].box
    for share, one in zip((0.16, 0.13, 0.1), made(portrait, "FRM103").values(), strict=True):
        tall = np.flatnonzero((pixels(one)[..., 0] == 150).any(axis=1)).size
        assert tall / HEIGHT == pytest.approx(120 / HEIGHT * share / head.height, abs=0.03)


def test_a_leaning_picture_has_no_empty_corner(portrait: Scene) -> None:
    for one in made(portrait, "FRM108").values():
        assert pixels(one).min() > 20


def test_a_patch_covers_its_share(portrait: Scene) -> None:
    for name, one in made(portrait, "BKG107").items():
        shown = pixels(one).astype(int)
        coloured = shown.max(axis=2) - shown.min(axis=2) > 20
        assert coloured.mean() == pytest.approx(int(re.findall(r"(\d)%", name)[0]) / 100, abs=0.01)


def test_streams_flicker_freeze_and_drop_as_stated(portrait: Scene) -> None:
    perceivers = (AnalysisFramePerceiver(), LumaPerceiver())
    for name, one in made(portrait, "LIT106").items():
        flicker = FlickerPerceiver()
        depth = 0.0
        for frame in one.frames:
            scene = Scene(frame, [*perceivers, flicker], mode=Mode.VIDEO)
            with suppress(FacetUnavailable):
                depth = max(depth, flicker.perceive(scene).bands)
        assert (depth > 0.01) == name.startswith("bands"), name
    repeats = FreezePerceiver()
    for frame in made(portrait, "PIC104")["one frame repeated"].frames:
        still_for = repeats.perceive(Scene(frame, perceivers, mode=Mode.VIDEO)).unchanged_secs
    assert still_for > 5
    for name, one in made(portrait, "PIC105").items():
        last = one.frames[-1].rate
        assert last is not None
        assert last == pytest.approx(float(name.split()[1]), rel=0.5)
        assert all(before.time < after.time for before, after in pairwise(one.frames))


# the counting


def cases(code: str, good: list[float], faulty: list[float], source: str, made_as: str = "") -> list[Case]:
    pairs = [(value, False) for value in good] + [(value, True) for value in faulty]
    return [
        Case(code, f"{source}{n}.jpg", source, made_as, truth, True, value) for n, (value, truth) in enumerate(pairs)
    ]


@pytest.fixture
def checks() -> dict[str, Check]:
    return {check.code: check for check in load_checks() if check.code == "PIC106"}


def test_results_choose_on_one_half_and_count_on_the_other(checks: dict[str, Check]) -> None:
    limits, test = (next(name for name, side in LISTED.items() if side == wanted) for wanted in HALVES)
    chosen = cases("PIC106", [1.0] * 30, [9.0] * 12, limits)
    counted = cases("PIC106", [1.0] * 8 + [6.0], [9.0, 4.5], test)
    (result,) = results([*chosen, *counted, *cases("PIC106", [], [7.0], test, "grain")], checks)
    assert result.derived
    assert result.derived.activate == 5.0
    assert not result.differs
    assert result.real.shares == {"recall": (1, 2), "precision": (1, 2), "false": (1, 9)}
    assert result.made.shares["recall"] == (1, 1)
    assert result.with_derived.assessed == 12
    text = "\n".join(printed([result]))
    assert "limit 5 / 4   derived 5 / 4 (30 good, 12 faulty, apart), difference +0" in text
    assert "| PIC106 noisy-picture | 50% " in markdown({"With": [result]})


def test_a_difference_without_a_word_is_told(checks: dict[str, Check]) -> None:
    limits = next(name for name, side in LISTED.items() if side == "limits")
    (result,) = results(cases("PIC106", [1.0] * 30, [90.0] * 12, limits), checks)
    assert result.differs
    assert "45.5" in "\n".join(printed([result]))


def test_what_cannot_be_told_is_counted_apart(checks: dict[str, Check]) -> None:
    unknown = Case("PIC106", "a.jpg", "", "", True, True, None)
    score = scored([unknown], checks["PIC106"])
    assert (score.assessed, score.not_assessed) == (0, 1)


def test_reasons_are_of_checks() -> None:
    assert set(REASONS) <= {check.code for check in load_checks()}
    assert all(reason and reason[0].islower() and not reason.endswith(".") for reason in REASONS.values())


# sheets and fairness


def test_a_sheet_tells_wrong_from_right() -> None:
    found = groups([*cases("PIC106", [1.0, 6.0], [9.0, 2.0], "x")], Limit(5.0, 4.0))
    sizes = {title: len(some) for title, some in found.items() if some}
    assert sizes == {
        "told wrongly, real": 1,
        "missed, real": 1,
        "told rightly, real": 1,
        "clean, nearest to the limit": 1,
    }


def test_sheets_stay_out_of_the_project(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "labels.csv").touch()
    monkeypatch.setattr(main, "FOLDER", tmp_path)
    folder = Path(corpus.__file__).parents[2] / "samples"
    monkeypatch.setattr("sys.argv", ["calibrate", "--sheets", str(folder)])
    with pytest.raises(SystemExit, match="no labelled picture may be copied"):
        main.main()


def test_every_tone_belongs_to_a_group() -> None:
    lines = TONES.read_text(encoding="utf-8").splitlines()
    assert lines[0] == "file,x,y,monk"
    tones = {int(line.rsplit(",", 1)[1]) for line in lines[1:]}
    assert tones <= {tone for group in GROUPS.values() for tone in group}
    assert len({line.rsplit(",", 1)[0] for line in lines}) == len(lines)


def test_skin_that_reflects_less_leaves_the_room_as_it_is(picture: Pixels) -> None:
    dark = darker(picture, face(), -1.0)
    inside = face().skin.grown(-0.2, -0.2, -0.2, -0.2).pixels(WIDTH, HEIGHT)
    ratio = light_of(dark)[inside].mean(axis=(0, 1)) / light_of(picture)[inside].mean(axis=(0, 1))
    assert ratio.tolist() == pytest.approx([2**-1.15, 2**-1.0, 2**-0.85], rel=0.05)
    assert np.array_equal(dark[:, :40], picture[:, :40])
    assert darker(picture, face(), 0.0) is picture


def test_one_face_is_kept_of_several() -> None:
    both = Given(faces(face(0.3), face(0.7, confidence=0.6)))
    anywhere = Scene(PictureFrame(np.zeros((9, 9, 3), np.uint8)), [])
    assert [one.confidence for one in OneFace(both, Point(0.7, 0.4)).perceive(anywhere).faces] == [0.6]


@pytest.mark.parametrize(("counts", "chance"), [((1, 10, 11, 14), 0.0028), ((5, 10, 5, 10), 1.0), ((0, 3, 0, 9), 1.0)])
def test_fishers_test(counts: tuple[int, int, int, int], chance: float) -> None:
    assert fisher(*counts) == pytest.approx(chance, abs=0.0005)
