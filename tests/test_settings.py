import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from envcheck.checks.catalog import BUILT_IN
from envcheck.checks.lighting.backlit_face import BacklitFace
from envcheck.model.attestations import NAMES
from envcheck.model.errors import SettingsError
from envcheck.settings import PROFILES, ProfileSettings, Settings

CHECKS = tuple(check() for check in BUILT_IN)


def loaded(folder: Path, flags: dict[str, Any] | None = None, **environ: str) -> Settings:
    return Settings.load(flags, folder=folder, environ=environ)


def test_without_anything_the_defaults_hold(tmp_path: Path) -> None:
    assert loaded(tmp_path) == Settings()


def test_a_file_an_environment_variable_and_a_flag_win_in_that_order(tmp_path: Path) -> None:
    (tmp_path / "envcheck.toml").write_text("[media]\nfps = 3\nseconds = 30\nmegapixels = 50\n")
    environ = {"ENVCHECK_MEDIA__FPS": "4", "ENVCHECK_MEDIA__SECONDS": "40"}
    settings = loaded(tmp_path, {"media": {"fps": 5.0}}, **environ)
    assert (settings.media.fps, settings.media.seconds, settings.media.megapixels) == (5.0, 40.0, 50.0)


def test_the_nearest_file_upwards_counts(tmp_path: Path) -> None:
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    (tmp_path / "envcheck.toml").write_text('profile = "client"\n')
    (tmp_path / "a" / "pyproject.toml").write_text('[tool.envcheck]\nprofile = "co-therapists"\n')
    assert loaded(inner).profile == "co-therapists"
    assert loaded(tmp_path).profile == "client"


def test_a_pyproject_without_our_table_is_passed_by(tmp_path: Path) -> None:
    inner = tmp_path / "a"
    inner.mkdir()
    (tmp_path / "envcheck.toml").write_text('lang = "de"\n')
    (inner / "pyproject.toml").write_text('[project]\nname = "other"\n')
    assert loaded(inner).lang == "de"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('profil = "client"', r"'profil'.*did you mean 'profile'"),
        ("[media]\nfpss = 3", r"'media.fpss'.*did you mean 'fps'"),
        ("[limits.LIT103]\nactivat = 3", "did you mean 'activate'"),
        ("[profiles.mine]\npeopel = 3", "did you mean 'people'"),
        ("[profiles.mine.limits.LIT103]\nstart_sec = 3", "did you mean 'start_secs'"),
        ("quux = 1", "known are"),
        ("[media]\nfps = 0", r"media\.fps: .*greater than 0"),
        ('[media]\nfps = "fast"', r"media\.fps: .*number"),
        ("[media]\nfps = inf", r"media\.fps: .*finite"),
        ("[server]\ntotal_secs = inf", r"server\.total_secs: .*finite"),
        ("[server]\nsessions = 1000001", r"server\.sessions: .*less than or equal to 1000000"),
        ("[server]\npicture_bytes = 9999999999", r"server\.picture_bytes: .*less than or equal to 2147483647"),
        ("[limits.LIT103]\nactivate = nan", "finite"),
        ("profile =", "not valid TOML"),
        (f"[media]\nfps = {'9' * 5000}", "not valid TOML"),
        (f"profile = {'[' * 50_000}", "not valid TOML"),
        (f"{'a.' * 30_000}a = 1", "not valid TOML .*100 levels"),
        ("[limits." + '"a" . ' * 30_000 + "a]", "not valid TOML .*100 levels"),
        (f"{'x' * 5000} = 1", "no setting 'x.* … .*known are"),
        ('"\\u001b[2J\\n" = 1', "there is no setting"),
    ],
)
def test_a_fault_in_the_file_is_one_sentence_that_names_it(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "envcheck.toml").write_text(text)
    with pytest.raises(SettingsError, match=sentence) as caught:
        loaded(tmp_path)
    assert caught.value.where == str(tmp_path / "envcheck.toml")
    assert str(caught.value).isprintable()
    assert len(str(caught.value)) < 1100


@pytest.mark.parametrize("text", ["9" * 5000, "[" * 50_000])
def test_a_variable_without_end_is_a_fault_like_any_other(tmp_path: Path, text: str) -> None:
    with pytest.raises(SettingsError, match="fps") as caught:
        loaded(tmp_path, ENVCHECK_MEDIA__FPS=text)
    assert caught.value.where == "ENVCHECK_MEDIA__FPS"


def test_an_unknown_variable_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="did you mean 'profile'") as caught:
        loaded(tmp_path, ENVCHECK_PROFIL="client")
    assert caught.value.where == "ENVCHECK_PROFIL"


FOREIGN = {
    "ENVCHECK_SERVICE_HOST": "10.0.0.1",
    "ENVCHECK_SERVICE_PORT": "8765",
    "ENVCHECK_SERVICE_PORT_HTTP": "8765",
    "ENVCHECK_PORT": "tcp://10.0.0.1:8765",
    "ENVCHECK_PORT_8765_TCP": "tcp://10.0.0.1:8765",
    "ENVCHECK_PORT_8765_TCP_PROTO": "tcp",
    "ENVCHECK_PORT_8765_TCP_PORT": "8765",
    "ENVCHECK_PORT_8765_TCP_ADDR": "10.0.0.1",
    "ENVCHECK_PORT_3478_UDP": "udp://10.0.0.1:3478",
    "ENVCHECK_SERVER_SERVICE_HOST": "10.0.0.2",
    "ENVCHECK_SERVER_PORT": "tcp://10.0.0.2:80",
    "ENVCHECK_SERVER_PORT_80_TCP_ADDR": "10.0.0.2",
    "ENVCHECK_MEDIA_SERVICE_PORT_RTP_0": "5004",
    "ENVCHECK_VERSION": "0.1.0",
    "ENVCHECK_HOME": "/opt/envcheck",
    "ENVCHECK_URL": "https://check.example.org",
    "ENVCHECK_SERVER_URL": "https://check.example.org",
    "ENVCHECK_SERVER": "https://check.example.org",
    "ENVCHECK_IMAGE_TAG": "latest",
}


@pytest.mark.parametrize("name", FOREIGN)
def test_variables_that_others_make_stop_nothing(name: str, tmp_path: Path) -> None:
    assert Settings.load(folder=tmp_path, environ={name: FOREIGN[name]}) == Settings()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("ENVCHECK_PROFLE", "did you mean 'profile'"),
        ("ENVCHECK_MEDIA__FSP", "did you mean 'fps'"),
        ("ENVCHECK_MEDIA_FPS", "no setting 'media_fps'"),
        ("ENVCHECK_SERVER_SESSION", "no setting 'server_session'"),
        ("ENVCHECK_QUUX__FPS", "no setting 'quux'"),
    ],
)
def test_what_is_nearly_a_setting_is_a_mistake(name: str, sentence: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=sentence) as caught:
        Settings.load(folder=tmp_path, environ={name: "4"})
    assert caught.value.where == name


@pytest.mark.skipif(sys.platform == "win32", reason="a folder that is used cannot be deleted there")
def test_a_working_folder_that_was_deleted_holds_no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert Settings.load(environ={}) == Settings()


def test_variables_that_name_a_folder_are_no_settings(tmp_path: Path) -> None:
    assert loaded(tmp_path, ENVCHECK_MODELS="/models", ENVCHECK_CORPUS="/corpus") == Settings()


def test_lists_can_be_written_with_commas(tmp_path: Path) -> None:
    settings = loaded(tmp_path, {"select": "LIT101, LIT102, PRV101"}, ENVCHECK_IGNORE="LIT102,BKG")
    assert [check.code for check in settings.select_checks(CHECKS)] == ["LIT101", "PRV101"]


def test_limits_can_be_changed_in_part(tmp_path: Path) -> None:
    settings = loaded(tmp_path, ENVCHECK_LIMITS__LIT103__ACTIVATE="3.5")
    assert settings.limits_for(CHECKS) == {"LIT103": replace(BacklitFace.limit, activate=3.5)}


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        ({"LIT999": {"activate": 1}}, "no check 'LIT999'"),
        ({"LIT103": {"activate": BacklitFace.limit.deactivate}}, "must differ"),
    ],
)
def test_a_limit_without_sense_is_refused(table: dict[str, Any], sentence: str) -> None:
    with pytest.raises(SettingsError, match=sentence):
        Settings.model_validate({"limits": table}).limits_for(CHECKS)


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_can_be_run(name: str) -> None:
    settings = Settings(profile=name)
    assert settings.select_checks(CHECKS)
    settings.limits_for(CHECKS)


def test_profiles_differ_in_what_they_expect() -> None:
    assert Settings(profile="co-therapists").active.people == 2
    assert "BKG101" not in [check.code for check in Settings(profile="client").select_checks(CHECKS)]
    own = next(check.limit for check in CHECKS if check.code == "FRM103")
    assert Settings(profile="group-host").limits_for(CHECKS)["FRM103"].activate > own.activate


def test_nobody_judges_a_client_s_home_or_how_they_sit_in_it() -> None:
    codes = {check.code for check in Settings(profile="client").select_checks(CHECKS)}
    assert not [code for code in codes if code.startswith("BKG")]
    assert not {"LIT105", "FRM106", "FRM107", "FRM109", "PRV102", "PRV103", "PRV105", "PRV106"} & codes
    assert {"PRV101", "LIT101", "PIC101"} <= codes


def test_what_a_media_server_decides_is_nobody_s_fault_to_an_observer() -> None:
    codes = {check.code for check in Settings(profile="observer").select_checks(CHECKS)}
    left_out = {check.code for check in CHECKS} - codes
    assert left_out == {"NET101", "NET102", "NET103", "PIC103", "PIC105", "BKG105"}


@pytest.mark.parametrize("name", PROFILES)
def test_every_profile_asks_what_no_camera_sees(name: str) -> None:
    asked = [attestation.name for attestation, _ in Settings(profile=name).answers()]
    assert ("papers-away" in asked, "contact-at-hand" in asked) == (name != "client", name != "client")
    assert {"door-closed", "headphones-on", "nobody-in-earshot", "notifications-off"} <= set(asked)
    assert ("session-locked" in asked, "client-located" in asked) == (name == "group-host", name != "client")


def test_what_was_confirmed_is_ticked_and_the_settings_say_what_is_asked() -> None:
    settings = Settings.model_validate({"attestations": "headphones-on, door-closed"})
    assert [(one.name, yes) for one, yes in settings.answers(["headphones-on", "papers-away"])] == [
        ("door-closed", False),
        ("headphones-on", True),
    ]
    assert all(yes for _, yes in Settings().answers(["all"]))
    assert Settings(attestations=()).answers() == ()
    assert len(Settings(profile="client", attestations=("all",)).answers()) == len(NAMES)


def test_an_unknown_attestation_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(SettingsError, match="did you mean 'headphones-on'"):
        Settings().answers(["headphones"])


def test_a_profile_of_one_s_own(tmp_path: Path) -> None:
    (tmp_path / "envcheck.toml").write_text(
        'profile = "family"\n[profiles.family]\npeople = 4\nselect = ["PRV"]\nlang = "fr"\n'
        "[profiles.family.limits.PRV101]\nstart_secs = 3\n"
    )
    settings = loaded(tmp_path)
    assert settings.active == ProfileSettings.model_validate(
        {"people": 4, "select": ["PRV"], "lang": "fr", "limits": {"PRV101": {"start_secs": 3}}}
    )
    assert settings.language == "fr"
    assert settings.limits_for(CHECKS)["PRV101"].start_secs == 3


def test_a_language_asked_for_by_hand_wins_over_the_profile_s() -> None:
    mine = {"mine": {"lang": "fr"}}
    assert Settings.model_validate({"profile": "mine", "profiles": mine, "lang": "de"}).language == "de"
    assert Settings().language == "auto"


def test_an_unknown_profile_is_refused_with_the_nearest_one() -> None:
    with pytest.raises(SettingsError, match="did you mean 'client'"):
        _ = Settings(profile="clients").active


def test_a_client_is_told_kindly_of_sound_and_of_voices_nearby(tmp_path: Path) -> None:
    codes = {check.code for check in loaded(tmp_path, {"profile": "client"}).select_checks(CHECKS)}
    assert {code for code in codes if code[:3] == "SND"} == {f"SND10{number}" for number in range(1, 7)}
    assert "PRV104" in codes


def test_a_port_is_a_setting_though_services_have_variables_of_that_end(tmp_path: Path) -> None:
    assert loaded(tmp_path, ENVCHECK_SERVER__PORT="9000").server.port == 9000
    assert loaded(tmp_path, ENVCHECK_SERVER_PORT="tcp://10.0.0.1:80").server.port == 8765
