"""The usual setting as a file: written for its owner, and read strictly."""

import json
import stat
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from envcheck.baseline import MOST_BYTES, delete_baseline, load_baseline, save_baseline, usual_place
from envcheck.model.errors import BaselineError
from envcheck.model.room_signature import RoomSignature
from envcheck.perception.room.room_signature import HIGHEST, LOWEST, signature_of


def setting(seed: int = 1) -> RoomSignature:
    picture = np.random.default_rng(seed).integers(0, 255, (9, 16, 3), np.uint8).repeat(20, 0).repeat(20, 1)
    return signature_of(picture, np.ones(picture.shape[:2], np.bool_))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return save_baseline(setting(), tmp_path / "own" / "baseline.json")


def test_what_is_saved_is_read_back(file: Path) -> None:
    assert load_baseline(file) == setting()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert file.stat().st_size < 1500
    assert [path.name for path in file.parent.iterdir()] == ["baseline.json"]


@pytest.mark.parametrize("bounds", [LOWEST, HIGHEST])
def test_every_number_a_setting_can_have_is_read_back(bounds: tuple[int, ...], tmp_path: Path) -> None:
    extreme = RoomSignature(178, *((number,) * 40 for number in bounds))
    assert load_baseline(save_baseline(extreme, tmp_path / "b.json")) == extreme


def test_it_is_replaced_only_when_asked(file: Path) -> None:
    with pytest.raises(BaselineError, match="--force replaces it"):
        save_baseline(setting(2), file)
    assert load_baseline(file) == setting()
    save_baseline(setting(2), file, replace=True)
    assert load_baseline(file) == setting(2)


def changed(file: Path, **keys: Any) -> None:
    """Writes the file with these keys changed."""
    file.write_text(json.dumps(json.loads(file.read_text()) | keys))


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        ({"version": 2}, "another version of envcheck (2); please save it again."),
        ({"version": "new"}, "this is not a saved setting, or it is damaged; please save it again."),
        ({"envcheck": "report"}, "this is not a saved setting"),
        ({"note": "my room"}, "this saved setting is damaged; please save it again."),
        ({"luma": [0] * 39}, "damaged"),
        ({"luma": [1] * 40}, "damaged"),
        ({"red": [True] * 40}, "damaged"),
        ({"down": [1.5] * 40}, "damaged"),
        ({"down": ["1"] * 40}, "damaged"),
        ({"columns": 16}, "damaged"),
        ({"aspect": 0}, "damaged"),
        ({"aspect": None}, "damaged"),
    ],
)
def test_what_does_not_fit_is_refused(keys: dict[str, Any], words: str, file: Path) -> None:
    changed(file, **keys)
    with pytest.raises(BaselineError) as raised:
        load_baseline(file)
    assert words in str(raised.value)
    assert str(raised.value).startswith(f"{file}: ")
    assert "\n" not in str(raised.value)


@pytest.mark.parametrize(
    "content", [b"", b"{", b"null", b"[1]", b"\xff\xfe\x00", b"[" * 10_000, b"{}", b" " * (MOST_BYTES + 1)]
)
def test_what_is_no_baseline_is_refused(content: bytes, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_bytes(content)
    with pytest.raises(BaselineError, match="not a saved setting"):
        load_baseline(file)
    with pytest.raises(BaselineError):
        delete_baseline(file)
    assert file.exists()


def test_a_large_file_is_no_baseline_whatever_it_begins_with(file: Path) -> None:
    file.write_text(file.read_text() + " " * MOST_BYTES)
    with pytest.raises(BaselineError, match="not a saved setting"):
        load_baseline(file)


def test_places_that_cannot_be_used_are_told(file: Path) -> None:
    with pytest.raises(BaselineError, match="no usual setting is saved here"):
        load_baseline(file.with_name("gone.json"))
    for path in (file.parent, file / "below", Path("nul\0byte")):
        with pytest.raises(BaselineError):
            load_baseline(path)
        with pytest.raises(BaselineError):
            save_baseline(setting(), path, replace=True)
    assert load_baseline(file) == setting()


def test_it_can_be_forgotten(file: Path) -> None:
    assert delete_baseline(file) == file
    assert not file.exists()


def test_its_usual_place_is_the_users_own() -> None:
    assert usual_place({"XDG_DATA_HOME": "/own"}) == Path("/own/envcheck/baseline.json")
