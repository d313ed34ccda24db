"""`--cluster`: files looked at by a real Ray cluster, of which processes and nodes are killed meanwhile."""

import os
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from begun_command import MEDIA, WHOLE, begun, children, long_clip, names, needs_proc, wait_for
from envcheck.batch.cluster import MOST_BYTES
from envcheck.cli.app import run
from envcheck.cli.exits import FAULT, INTERRUPTED, UNUSABLE
from ray_cluster import IS_HERE, MISSING, PYTHON, RayCluster, ray_cluster

pytestmark = [pytest.mark.slow, needs_proc]
needs_ray = pytest.mark.skipif(not IS_HERE, reason=MISSING)

PICTURES = ("ready.jpg", "dim.jpg", "second-person.jpg")
FEW = ("--select", "PRV101,LIT101")


@pytest.fixture(scope="module")
def cluster() -> Iterator[RayCluster]:
    """Two raylets; tests may add one."""
    with ray_cluster(2) as cluster:
        yield cluster


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in PICTURES:
        shutil.copy(MEDIA / name, tmp_path / name)
    (tmp_path / "bad.jpg").write_bytes(b"\xff\xd8\xff\xe0 no more")
    return tmp_path


def ended(cluster: RayCluster, *words: str) -> tuple[int, list[dict[str, Any]], str]:
    with begun(*words, "--cluster", cluster.address, python=PYTHON, environ=cluster.environ) as command:
        return command.ended()


def reports(lines: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{key: value for key, value in line.items() if key != "provenance"} for line in lines]


def test_without_ray_it_says_what_brings_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", "ready.jpg", "--cluster", "local"]) == UNUSABLE
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err == (
        "envcheck: --cluster: this needs Ray, which is not installed here: pip install 'telehealth-envcheck[cluster]' "
        "brings it.\n"
    )


@needs_ray
def test_a_folder_is_told_as_by_one_process(cluster: RayCluster, folder: Path) -> None:
    with begun("check", ".", *FEW) as command:
        here = command.ended()
    there = ended(cluster, "check", ".", *FEW, "--annotate", "seen")
    assert (here[0], there[0]) == (UNUSABLE, UNUSABLE)
    assert reports(here[1]) == reports(there[1])
    assert (here[2], there[2]) == ("", "")
    assert len(list((folder / "seen").iterdir())) == len(PICTURES)


@needs_ray
def test_a_process_that_is_killed_costs_nothing(cluster: RayCluster, folder: Path) -> None:
    words = ("check", *PICTURES * 4, "--cluster", cluster.address, *FEW)
    with begun(*words, python=PYTHON, environ=cluster.environ) as command:
        _, task = cluster.task(cluster.raylets())
        os.kill(task, signal.SIGKILL)
        code, told, err = command.ended()
    assert (code, err) == (1, "")
    assert names(told) == [*PICTURES * 4]
    assert not any("error" in line for line in told)


@needs_ray
def test_a_file_whose_process_is_killed_twice_costs_itself_alone(cluster: RayCluster, folder: Path) -> None:
    clip = long_clip(folder / "long.mp4")
    words = ("check", str(clip), *PICTURES, *WHOLE, *FEW, "--jobs", "1", "--cluster", cluster.address)
    with begun(*words, python=PYTHON, environ=cluster.environ) as command:
        _, first = cluster.task(cluster.raylets())
        os.kill(first, signal.SIGKILL)
        _, second = cluster.task(cluster.raylets(), other_than=first)
        os.kill(second, signal.SIGKILL)
        code, told, err = command.ended()
    assert (code, err) == (FAULT, "")
    assert names(told) == ["long.mp4", *PICTURES]
    assert ["error" in line for line in told] == [True, False, False, False]
    assert "lost it twice" in told[0]["error"]


@needs_ray
def test_ctrl_c_tells_what_is_there_and_frees_the_cluster(cluster: RayCluster, folder: Path) -> None:
    clip = long_clip(folder / "long.mp4")
    words = ("check", str(clip), *PICTURES, *WHOLE, *FEW, "--annotate", "seen", "--cluster", cluster.address)
    with begun(*words, python=PYTHON, environ=cluster.environ) as command:
        wait_for(lambda: (folder / "seen" / "second-person-jpg.png").exists(), "the last picture")
        command.interrupt()
        code, told, err = command.ended()
    assert code == INTERRUPTED
    assert names(told)[:2] == [*PICTURES[:2]]
    assert err in ("Stopped; 1 more not looked at.\n", "Stopped; 2 more not looked at.\n")
    wait_for(lambda: not any(cluster.tasks(raylet) for raylet in cluster.raylets()), "the end of its tasks")


@needs_ray
def test_a_node_that_is_killed_costs_nothing(cluster: RayCluster, folder: Path) -> None:
    cluster.add_raylet()
    *_, last = cluster.raylets()
    words = ("check", *PICTURES * 4, "--cluster", cluster.address, *FEW)
    with begun(*words, python=PYTHON, environ=cluster.environ) as command:
        cluster.task([last])
        os.kill(last, signal.SIGKILL)
        code, told, err = command.ended()
    assert (code, err) == (1, "")
    assert names(told) == [*PICTURES * 4]
    assert not any("error" in line for line in told)


@needs_ray
def test_a_file_that_no_node_finds_is_sent_to_one(cluster: RayCluster, folder: Path) -> None:
    """The path leads to the folder of each process itself, which holds no such file where Ray's were begun."""
    (folder / "large.jpg").write_bytes((MEDIA / "ready.jpg").read_bytes() + bytes(MOST_BYTES))
    paths = [f"/proc/self/cwd/{name}" for name in (*PICTURES, "bad.jpg", "large.jpg")]
    code, told, err = ended(cluster, "check", *paths, *FEW)
    assert (code, err) == (UNUSABLE, "")
    assert [line["input"] for line in told] == paths
    assert ["error" in line for line in told] == [False, False, False, True, True]
    assert "larger than the 20 MB" in told[-1]["error"]


@needs_ray
def test_a_cluster_that_is_not_there_is_one_sentence(folder: Path) -> None:
    with begun("check", "ready.jpg", "--cluster", "ray://127.0.0.1:1", python=PYTHON) as command:
        code, told, err = command.ended()
    assert (code, told) == (UNUSABLE, [])
    assert err.startswith("envcheck: --cluster: the cluster ray://127.0.0.1:1 cannot be reached (")
    assert err.count("\n") == 1


@needs_ray
def test_a_cluster_of_this_machine_alone_is_begun_and_ended(folder: Path) -> None:
    with begun("check", *PICTURES, *FEW, "--cluster", "local", "--jobs", "2", python=PYTHON) as command:
        code, told, err = command.ended()
        assert not children(command.pid)
    assert (code, names(told), err) == (1, [*PICTURES], "")
