"""The commented sample configuration: it loads, names every setting, and says of each what it is by itself."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from envcheck.checks.catalog import load_checks
from envcheck.server_settings import FleetSettings
from envcheck.settings import MediaSettings, ProfileSettings, ServerSettings, Settings

SAMPLE = Path(__file__).parents[2] / "deploy" / "envcheck.toml"
SAID = tomllib.loads(re.sub(r"^#(?=\[|[a-z_]+ = )", "", SAMPLE.read_text(encoding="utf-8"), flags=re.MULTILINE))

SHOWN = {
    "attestations",
    "baseline",
    "limits",
    "profiles",
    "media_ports",
    "certificate",
    "key",
    "token_file",
    "jwt_key_file",
}
"""What has no value by itself, or one that names nothing: an example stands for it."""


def test_as_it_is_it_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "envcheck.toml").write_bytes(SAMPLE.read_bytes())
    assert Settings.load(folder=tmp_path, environ={}) == Settings()


def test_with_every_mark_away_it_loads_and_its_limits_are_limits() -> None:
    settings = Settings.model_validate(SAID)
    settings.limits_for(load_checks())
    settings.model_copy(update={"profile": "my-platform"}).limits_for(load_checks())
    settings.answers()


@pytest.mark.parametrize(
    ("said", "table"),
    [
        pytest.param(SAID, Settings(), id="settings"),
        pytest.param(SAID["media"], MediaSettings(), id="media"),
        pytest.param(SAID["server"], ServerSettings(), id="server"),
        pytest.param(SAID["fleet"], FleetSettings(), id="fleet"),
    ],
)
def test_every_setting_is_named_with_what_it_is_by_itself(said: dict[str, Any], table: Any) -> None:
    fields = type(table).model_fields
    lacking = [f"#{name} = …   # {field.description}" for name, field in fields.items() if name not in said]
    assert not lacking, f"lines that {SAMPLE.name} lacks: {lacking}"
    tables = {name for name, value in said.items() if isinstance(value, dict)}
    own = {name: value for name, value in table.model_dump(mode="json").items() if name not in SHOWN | tables}
    assert {name: said[name] for name in own} == own


def test_the_example_of_a_profile_names_all_that_one_can_have() -> None:
    assert set(SAID["profiles"]["my-platform"]) == set(ProfileSettings.model_fields)
    assert set(SAID["limits"]["LIT103"]) == set(type(Settings.model_validate(SAID).limits["LIT103"]).model_fields)
