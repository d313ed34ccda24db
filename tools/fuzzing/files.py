"""What stands in files beside pictures: settings and variables, saved settings of the room, and labels."""

import contextlib
import io
import tempfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from envcheck.baseline import load_baseline
from envcheck.checks.catalog import load_checks
from envcheck.cli.evaluation_run import EvaluationRun
from envcheck.evaluation.labels import read_labels
from envcheck.evaluation.scores import Evaluation, Prediction
from envcheck.model.errors import EnvcheckError, InputError, UnsupportedInput
from envcheck.model.findings import Report
from envcheck.model.room_signature import COLUMNS, ROWS, RoomSignature
from envcheck.render.language import translator
from envcheck.runner import check_image
from envcheck.server.serving import Bind, access_for, behind_proxies
from envcheck.server.session_manager import open_sessions
from envcheck.settings import Settings
from envcheck.wire.baseline_messages import baseline_message
from fuzzing.kind import Kind, Sample
from fuzzing.pictures import ROOM
from fuzzing.texts import TextDamage

SETTINGS = """\
profile = "mine"
lang = "en"
select = ["LIT", "FRM101", "dim-face"]
ignore = ["BKG103"]
attestations = ["door-closed"]
[media]
fps = 2.5
seconds = 60
megapixels = 40
[limits.LIT101]
activate = 0.2
deactivate = 0.25
start_secs = 1.5
[profiles.mine]
people = 2
[profiles.mine.limits.FRM103]
critical = 0.05
praise = 0.4
[server]
sessions = 4
origins = ["https://clinic.example.org", "chrome-extension://abcdefghijklmnopabcdefghijklmnop"]
hosts = ["room.example.org"]
ice_servers = ["stun:stun.example.org:3478", "turn:user:secret@turn.example.org"]
media_ports = "50000-50199"
media_addresses = ["203.0.113.7"]
root_path = "/check"
"""

VARIABLES = """\
ENVCHECK_PROFILE=client
ENVCHECK_LANG=auto
ENVCHECK_SELECT=["LIT101"]
ENVCHECK_MEDIA__FPS=4
ENVCHECK_LIMITS__LIT101__ACTIVATE=0.3
ENVCHECK_SERVER__SESSIONS=3
ENVCHECK_SERVER__ORIGINS=["https://clinic.example.org"]
ENVCHECK_SERVICE_HOST=10.0.0.1
ENVCHECK_PORT_8765_TCP=tcp://10.0.0.1:8765
"""

LABELS = """\
file,n_people_visible,faces_visible,lighting_label,background_label,framing_label,notes,source_repo,LIT103,face_dim
a.jpg,1,1,good,tidy plant,good,,one,0,no
b.jpg,2-3,0,dark backlit,mirror readable_text,off_centre low_camera,approx,two,1,yes
"c d.mp4",0,0,unknown,empty,,"several, words",,unknown,
"""

SETTING_WORDS = (
    *("true", "false", "[]", "{}", '""', "nan", "inf", "-inf", "1979-05-27", '"""', "'", "[server]", "[[media]]"),
    *("all", "LIT", "FRM103", "individual", "auto", "xx", "turn:", "https://*", "0.0.0.0/0", "::/0", "unknown_key = 1"),
    *("ENVCHECK_", "ENVCHECK_SERVER__", "ENVCHECK_PROFLE=x", "__", "baseline", "tool.envcheck", "/", "//", "1-65535"),
)

LABEL_WORDS = (
    "yes",
    "no",
    "approx",
    "GT 3",
    "LIT101",
    "file",
    "unknown",
    ";",
    "\t",
    '"',
    "../a.jpg",
    "PRV101",
    "/dev/null",
)


@cache
def _settings_samples() -> tuple[Sample, ...]:
    project = SETTINGS.replace("[", "[tool.envcheck.").replace('= [tool.envcheck."', '= ["')
    samples = {".toml": SETTINGS, ".pyproject": f"[tool.envcheck]\n{project}", ".env": VARIABLES}
    return tuple((suffix, text.encode()) for suffix, text in samples.items())


def _read_settings(path: Path, whole: bool) -> str:
    """As a server begins with them."""
    environ: Mapping[str, str] = {}
    with tempfile.TemporaryDirectory() as folder:
        if path.suffix == ".env":
            lines = path.read_bytes().decode("utf-8", "surrogateescape").replace("\0", "").split("\n")
            environ = dict(line.split("=", 1) for line in lines if "=" in line)
        else:
            name = "envcheck.toml" if path.suffix == ".toml" else "pyproject.toml"
            (Path(folder) / name).write_bytes(path.read_bytes())
        settings = Settings.load(folder=Path(folder), environ=environ)
    settings.answers()
    translator(settings.language)
    open_sessions(settings)
    access_for(settings, Bind(), {b"": frozenset()}, None)
    behind_proxies(_nothing, settings.server)
    return f"{len(settings.model_fields_set)} keys"


async def _nothing(scope: object, receive: object, send: object) -> None:
    """An application."""


@cache
def _baseline_samples() -> tuple[Sample, ...]:
    of_cells = (tuple([number] * (COLUMNS * ROWS)) for number in (4, -3, 1, -1, 2, 3))
    return ((".json", baseline_message(RoomSignature(178, *of_cells)).model_dump_json().encode()),)


def _read_baseline(path: Path, whole: bool) -> str:
    return f"of {load_baseline(path).aspect}"


@cache
def _report() -> Report:
    return check_image(ROOM)


def _read_labels(path: Path, whole: bool) -> str:
    """As they are held against inputs, none of which is there, and against answers that are made up."""
    codes = {check.code for check in load_checks()}
    try:
        rows = read_labels(path.name, path.read_text(encoding="utf-8-sig"), codes)
    except UnicodeDecodeError:
        rows = []
    evaluation = Evaluation(codes)
    for row in rows:
        evaluation.is_labelled(row)
        evaluation.count(row, {code: Prediction(True, 1.0) for code in codes}, 0.3, _report())
    silence = io.StringIO()
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.redirect_stdout(silence),
        contextlib.redirect_stderr(silence),
    ):
        run = EvaluationRun(Settings(), as_json=False, worst=1, by_source=False)
        try:
            run.run(path, Path(folder))
        except UnsupportedInput as error:
            if not error.reason.startswith("none of its"):
                raise
    return f"{len(rows)} rows"


OF_FILES = (
    Kind("settings", 10_000, _settings_samples, TextDamage(SETTING_WORDS), _read_settings, (EnvcheckError,)),
    Kind(
        "baselines",
        10_000,
        _baseline_samples,
        TextDamage(("null", "true", "version", "envcheck", "seen", "[]", "{}", "2")),
        _read_baseline,
        (EnvcheckError,),
    ),
    Kind("labels", 10_000, lambda: ((".csv", LABELS.encode()),), TextDamage(LABEL_WORDS), _read_labels, (InputError,)),
)
