"""Files that come from a server of our own on this machine: whole, in parts, wrong, or not at all."""

import hashlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from envcheck.downloads import copy, download
from envcheck.model.errors import DamagedModel, MissingModel, ModelError
from envcheck.perception import weights
from envcheck.perception.weights import YUNET

DATA = bytes(range(256)) * 1000
NET = replace(YUNET, file="net.onnx", size=len(DATA), sha256=hashlib.sha256(DATA).hexdigest())
RESUMED, WHOLE = "bytes=1000-", None


class Server(ThreadingHTTPServer):
    """Sends `data`; `ranges`, `sent`, `length` and `status` change how. Remembers the ranges it was asked for."""

    daemon_threads = True
    data = DATA
    ranges = True
    sent: int | None = None  # bytes of the body after which the connection breaks off
    length = True  # whether the length is announced
    status = 200

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked: list[tuple[str, str | None]] = []


class Handler(BaseHTTPRequestHandler):
    server: Server

    def do_GET(self) -> None:
        wanted = self.headers["Range"]
        self.server.asked.append((self.path, wanted))
        begin = int(wanted.removeprefix("bytes=").removesuffix("-")) if wanted and self.server.ranges else 0
        if self.server.status != 200 or begin > len(self.server.data):
            self.send_error(self.server.status if self.server.status != 200 else 416)
            return
        self.send_response(206 if begin else 200)
        body = self.server.data[begin:]
        if self.server.length:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[: self.server.sent])

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    monkeypatch.setenv("no_proxy", "*")
    with Server() as server:
        monkeypatch.setattr(weights, "RAW", f"http://127.0.0.1:{server.server_port}")
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def left(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def begun(folder: Path, data: bytes = DATA[:1000]) -> Path:
    """A folder in which an earlier try left its first bytes."""
    (folder / "net.onnx.part").write_bytes(data)
    return folder


def test_a_file_comes_whole_into_a_new_folder(server: Server, tmp_path: Path) -> None:
    told: list[int] = []
    path = download(NET, tmp_path / "a" / "b", told.append)
    assert path == tmp_path / "a" / "b" / "net.onnx"
    assert path.read_bytes() == DATA
    assert left(path.parent) == {"net.onnx"}
    assert told == sorted(told)
    assert (told[0], told[-1]) == (0, len(DATA))
    assert server.asked == [(f"/{NET.origin.repository}/{NET.origin.commit}/{NET.origin.source}", WHOLE)]


def test_a_file_that_announces_no_length_comes_too(server: Server, tmp_path: Path) -> None:
    server.length = False
    assert download(NET, tmp_path).read_bytes() == DATA


def test_a_broken_off_file_is_gone_on_with(server: Server, tmp_path: Path) -> None:
    told: list[int] = []
    assert download(NET, begun(tmp_path), told.append).read_bytes() == DATA
    assert [wanted for _, wanted in server.asked] == [RESUMED]
    assert told[0] == 1000
    assert left(tmp_path) == {"net.onnx"}


def test_a_server_that_ignores_the_range_sends_all_anew(server: Server, tmp_path: Path) -> None:
    server.ranges = False
    assert download(NET, begun(tmp_path)).read_bytes() == DATA
    assert [wanted for _, wanted in server.asked] == [RESUMED]


@pytest.mark.parametrize("rest", [bytes(1000), bytes(len(DATA)), bytes(len(DATA) + 1)], ids=["some", "all", "more"])
def test_what_lay_there_and_was_something_else_is_replaced(server: Server, tmp_path: Path, rest: bytes) -> None:
    assert download(NET, begun(tmp_path, rest)).read_bytes() == DATA
    assert server.asked[-1][1] is WHOLE


def test_all_but_the_name_being_there_asks_nobody(server: Server, tmp_path: Path) -> None:
    assert download(NET, begun(tmp_path, DATA)).read_bytes() == DATA
    assert server.asked == []


@pytest.mark.parametrize("length", [True, False])
def test_a_connection_that_breaks_off_keeps_what_came(server: Server, tmp_path: Path, length: bool) -> None:
    server.sent, server.length = 70_000, length
    with pytest.raises(ModelError, match="broke off after 70000 of 256000 bytes; the same command goes on") as caught:
        download(NET, tmp_path)
    assert type(caught.value) is ModelError
    assert left(tmp_path) == {"net.onnx.part"}
    server.sent = None
    assert download(NET, tmp_path).read_bytes() == DATA
    assert server.asked[-1][1] == "bytes=70000-"


WRONG = {
    "same-size": bytes(len(DATA)),
    "shorter": b"<html>please log in</html>",
    "longer": DATA + b"more",
}


@pytest.mark.parametrize("earlier", [b"", DATA[:1000]], ids=["anew", "resumed"])
@pytest.mark.parametrize("data", WRONG.values(), ids=WRONG)
def test_a_wrong_file_is_refused_and_not_kept(server: Server, tmp_path: Path, data: bytes, earlier: bytes) -> None:
    (tmp_path / "net.onnx").write_bytes(b"before")
    server.data = data
    with pytest.raises(DamagedModel, match=r"is not the published file .* so nothing was installed"):
        download(NET, begun(tmp_path, earlier) if earlier else tmp_path)
    assert (tmp_path / "net.onnx").read_bytes() == b"before"
    assert download_again(server, tmp_path) == DATA


def download_again(server: Server, folder: Path) -> bytes:
    server.data = DATA
    return download(NET, folder).read_bytes()


def test_a_longer_file_without_a_length_is_not_read_to_its_end(server: Server, tmp_path: Path) -> None:
    server.data, server.length = DATA * 40, False
    told: list[int] = []
    with pytest.raises(DamagedModel):
        download(NET, tmp_path, told.append)
    assert max(told) < 2 * len(DATA)
    assert left(tmp_path) == set()


@pytest.mark.parametrize(
    ("status", "kind", "sentence"),
    [
        (404, MissingModel, r"is no longer there \(HTTP 404\)"),
        (503, ModelError, r"answers with HTTP 503 \(Service Unavailable\); please try again later"),
    ],
)
def test_a_refusal_by_the_server_is_told(
    server: Server, tmp_path: Path, status: int, kind: type[ModelError], sentence: str
) -> None:
    server.status = status
    with pytest.raises(ModelError, match=sentence) as caught:
        download(NET, tmp_path)
    assert type(caught.value) is kind
    assert left(tmp_path) == set()


def test_a_server_that_is_not_there_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("no_proxy", "*")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        monkeypatch.setattr(weights, "RAW", f"http://127.0.0.1:{free.getsockname()[1]}")
        with pytest.raises(ModelError, match=r"127\.0\.0\.1:\d+ cannot be reached \(Connection refused\)"):
            download(NET, tmp_path)
    assert left(tmp_path) == set()


def test_a_name_that_nobody_knows_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("no_proxy", "*")
    monkeypatch.setattr(weights, "RAW", "http://nowhere.invalid")
    with pytest.raises(ModelError, match=r"nowhere\.invalid cannot be reached \(.+\); `--from`"):
        download(NET, tmp_path)


def test_a_full_disk_is_told_and_nothing_is_left(server: Server, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full to stand for a full disk")
    (tmp_path / "net.onnx.part").symlink_to("/dev/full")
    with pytest.raises(ModelError, match=r"cannot be written in .* \(No space left on device\)") as caught:
        download(NET, tmp_path)
    assert str(tmp_path) in str(caught.value)
    assert left(tmp_path) == set()


def test_a_folder_below_a_file_is_told(server: Server, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(ModelError, match=r"cannot be written in .*file.* \((File exists|Not a directory)\)"):
            download(NET, folder)
    assert server.asked == []


def test_a_folder_that_may_not_be_written_is_told(server: Server, tmp_path: Path) -> None:
    tmp_path.chmod(0o555)
    try:
        (tmp_path / "probe").touch()
        pytest.skip("this user may write everywhere")
    except PermissionError:
        with pytest.raises(ModelError, match=r"cannot be written in .* \(Permission denied\)"):
            download(NET, tmp_path)
    finally:
        tmp_path.chmod(0o755)


def test_a_folder_under_the_file_s_name_is_told_and_kept(server: Server, tmp_path: Path) -> None:
    (tmp_path / "net.onnx").mkdir()
    with pytest.raises(ModelError, match="Is a directory"):
        download(NET, tmp_path)
    assert left(tmp_path) == {"net.onnx"}


# from a folder


@pytest.fixture
def stick(tmp_path: Path) -> Path:
    folder = tmp_path / "stick"
    folder.mkdir()
    (folder / "net.onnx").write_bytes(DATA)
    return folder


def test_a_file_is_taken_from_a_folder(stick: Path, tmp_path: Path) -> None:
    path = copy(NET, stick, tmp_path / "models")
    assert path.read_bytes() == DATA
    assert left(path.parent) == {"net.onnx"}


@pytest.mark.parametrize("data", [DATA[:-1], bytes(len(DATA))])
def test_a_wrong_file_in_a_folder_is_refused(stick: Path, tmp_path: Path, data: bytes) -> None:
    (stick / "net.onnx").write_bytes(data)
    with pytest.raises(DamagedModel, match=r"net\.onnx is not the published file"):
        copy(NET, stick, tmp_path / "models")
    assert not (tmp_path / "models").exists()


def test_a_file_that_the_folder_lacks_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingModel, match=r"there is no net\.onnx in "):
        copy(NET, tmp_path, tmp_path / "models")
    assert not (tmp_path / "models").exists()


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "net.onnx").mkdir()
    with pytest.raises(ModelError, match=r"net\.onnx cannot be read \(Is a directory\)"):
        copy(NET, tmp_path, tmp_path / "models")


def test_a_full_disk_is_told_when_copying_too(stick: Path, tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full to stand for a full disk")
    models = tmp_path / "models"
    models.mkdir()
    (models / "net.onnx.part").symlink_to("/dev/full")
    with pytest.raises(ModelError, match="No space left on device"):
        copy(NET, stick, models)
    assert left(models) == set()


def test_every_error_is_one_short_sentence(tmp_path: Path) -> None:
    net = replace(NET, name="Net")
    with pytest.raises(ModelError) as caught:
        copy(net, tmp_path, tmp_path)
    assert caught.value.model == "Net"
    assert str(caught.value) == f"Net: {caught.value.reason}"
    assert "\n" not in str(caught.value)
