"""The options of `envcheck serve`: each has a setting and a variable, and all can be printed and read again."""

import inspect
from pathlib import Path

import pytest

from envcheck.cli import serve as command
from envcheck.cli.app import run
from envcheck.cli.config_text import config_text
from envcheck.environment import parse_toml
from envcheck.server_settings import ServerSettings
from envcheck.settings import MediaSettings, Settings

OPTIONS = [name for name in inspect.signature(command.serve).parameters if name != "print_config"]


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_has_a_setting_and_so_a_variable(option: str) -> None:
    name = command.SETTINGS.get(option, option)
    tables = (Settings, MediaSettings, ServerSettings)
    assert any(name in table.model_fields for table in tables)


def test_variables_say_where_to_listen() -> None:
    named = {"ENVCHECK_SERVER__PORT": "9000", "ENVCHECK_SERVER__HOST": "::1", "ENVCHECK_SERVER__WORKERS": "2"}
    server = Settings.load(environ=named).server
    assert (server.port, server.host, server.workers) == (9000, "::1", 2)


FULL = Settings.load(
    {
        "profile": "group-host",
        "limits": {"LIT101": {"activate": 0.5}},
        "profiles": {"own one": {"people": 3, "limits": {"FRM103": {"critical": 2}}}},
        "baseline": Path("usual.json"),
        "server": {"media_ports": "50000-50009", "origins": 'https://a.example,"x"\\', "node": "n1", "drain_secs": 2.5},
        "fleet": {"nodes": ["n1=10.0.0.11:8765"]},
    },
    environ={},
)


@pytest.mark.parametrize("settings", [Settings(), FULL], ids=["by default", "all kinds"])
def test_what_is_printed_can_be_read_again(settings: Settings, tmp_path: Path) -> None:
    text = config_text(settings)
    assert Settings.model_validate(parse_toml(text)) == settings
    (tmp_path / "envcheck.toml").write_text(text, encoding="utf-8")
    assert Settings.load(folder=tmp_path, environ={}) == settings


def test_every_setting_is_printed_with_what_it_is_for(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["serve", "--port", "0", "--drain", "0", "--origin", "https://a.example", "--print-config"]) == 0
    text = capsys.readouterr().out
    for line in ("port = 0", "drain_secs = 0.0", 'origins = ["https://a.example"]'):
        assert line in text.splitlines()
    for name, field in ServerSettings.model_fields.items():
        assert f"# {field.description}\n" in text
        assert f"\n{name} = " in text or f"\n# {name} =" in text
