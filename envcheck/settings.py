"""Settings and profiles: defaults, a TOML file, environment variables, flags; later ones win, unknown keys are errors.

The file is the nearest `envcheck.toml`, or `pyproject.toml` with a table `[tool.envcheck]`, from the working folder
upwards. An environment variable is `ENVCHECK_` and the key, with two underscores between the levels:
`ENVCHECK_MEDIA__FPS=4` (see `envcheck.environment`).
"""

import os
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, Field, ValidationError

from envcheck.checks.base import Check
from envcheck.environment import parse_toml, settings_of
from envcheck.judgement.selection import select_checks
from envcheck.media.clip import ANALYSIS_FPS, MAX_SECONDS
from envcheck.media.still.image import MAX_MEGAPIXELS
from envcheck.model.attestations import NAMES, OF_GROUPS, Answers, answers_to
from envcheck.model.errors import SettingsError
from envcheck.model.findings import Limit
from envcheck.server_settings import FleetSettings, Names, Table
from envcheck.server_settings import ServerSettings as ServerSettings  # a part of these settings, and found with them

ALL = "all"
"""Stands for every attestation there is."""


class LimitSettings(Table):
    """Changes to one check's limit; what is left out stays the check's own."""

    activate: float | None = Field(None, description="value at which the fault begins")
    deactivate: float | None = Field(None, description="value at which it is over")
    start_secs: float | None = Field(None, ge=0, description="seconds it has to last before it is told")
    stop_secs: float | None = Field(None, ge=0, description="seconds it has to be gone before it is taken back")
    critical: float | None = Field(None, description="value from which it counts as a must")
    praise: float | None = Field(None, description="value from which a good one is worth a word")

    def applied_to(self, limit: Limit) -> Limit:
        """The check's own limit with these changes."""
        return Limit(**{key: getattr(limit, key) if (new := getattr(self, key)) is None else new for key in _LEVELS})


_LEVELS = tuple(LimitSettings.model_fields)


class MediaSettings(Table):
    """How inputs are looked at."""

    fps: float = Field(ANALYSIS_FPS, gt=0, le=30, description="frames looked at per second of media time")
    seconds: float = Field(MAX_SECONDS, gt=0, description="seconds of a clip that are looked at")
    megapixels: float = Field(MAX_MEGAPIXELS, gt=0, le=500, description="larger pictures are refused")


BETWEEN_TWO = tuple(name for name in NAMES if name != OF_GROUPS)


class ProfileSettings(Table):
    """What a kind of session expects."""

    people: int = Field(1, ge=1, le=50, description="how many people are meant to be in view")
    select: Names = Field((), description="checks to run: codes, names or subjects (LIT); empty for all")
    ignore: Names = Field((), description="checks to leave out")
    limits: dict[str, LimitSettings] = Field(default_factory=dict, description="limits by code")
    lang: str | None = Field(None, description="language of the words, where no flag or variable names one")
    attestations: Names = Field(BETWEEN_TWO, description="what is asked at the end that no camera sees, by name")


PROFILES = {
    "individual": ProfileSettings(),
    "co-therapists": ProfileSettings(people=2),
    # in a gallery every picture is a small tile, so the face has to fill more of it
    "group-host": ProfileSettings(limits={"FRM103": LimitSettings(activate=0.22, deactivate=0.25)}, attestations=NAMES),
    # a client's home, and how somebody sits in it, is nobody's to judge
    "client": ProfileSettings(
        ignore=("BKG", "LIT105", "FRM106", "FRM107", "FRM109", "PRV102", "PRV103", "PRV105", "PRV106"),
        attestations=("door-closed", "headphones-on", "nobody-in-earshot", "assistants-off", "notifications-off"),
    ),
    # a media server (SFU) chooses layer, rate and compression of what reaches those who look from within a room
    "observer": ProfileSettings(ignore=("NET", "PIC103", "PIC105", "BKG105")),
}


class Settings(Table):
    """Everything that can be set."""

    profile: str = Field("individual", description="which profile applies")
    lang: str = Field("auto", description="language of the words; auto takes it from the environment")
    select: Names = Field((), description="checks to run, instead of the profile's")
    ignore: Names = Field((), description="checks to leave out, besides the profile's")
    limits: dict[str, LimitSettings] = Field(default_factory=dict, description="limits by code, over the profile's")
    attestations: Names | None = Field(None, description="what is asked that no camera sees, instead of the profile's")
    baseline: Path | None = Field(None, description="file of the usual setting that what is seen is compared with")
    media: MediaSettings = Field(default_factory=MediaSettings, description="how inputs are looked at")
    profiles: dict[str, ProfileSettings] = Field(default_factory=dict, description="profiles of one's own")
    server: ServerSettings = Field(default_factory=ServerSettings, description="what `envcheck serve` allows")
    fleet: FleetSettings = Field(default_factory=FleetSettings, description="the router before several of it")

    @classmethod
    def load(
        cls,
        flags: Mapping[str, Any] | None = None,
        *,
        folder: Path | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> Self:
        """Settings from all their places.

        Args:
            flags: keys given by hand; None values are left out.
            folder: where the search for a file begins, the working folder when left out.
            environ: environment variables, the process's own when left out.

        Raises:
            SettingsError: a key that is not known, with the nearest one that is, or a value that does not fit.
        """
        where, merged = _from_file(folder or _working_folder())
        cls._validate(where, merged)
        for name, table in settings_of(os.environ if environ is None else environ, _keys()):
            cls._validate(name, table)
            merged = _merged(merged, table)
        given = {key: value for key, value in (flags or {}).items() if value is not None}
        return cls._validate("settings", _merged(merged, given))

    @property
    def active(self) -> ProfileSettings:
        """The profile that applies.

        Raises:
            SettingsError: there is none of that name.
        """
        known = PROFILES | self.profiles
        if self.profile not in known:
            raise SettingsError("profile", _unknown(f"there is no profile {self.profile!r}", self.profile, known))
        return known[self.profile]

    @property
    def language(self) -> str:
        """The language asked for by hand, else the profile's, else `auto`."""
        return self.active.lang or self.lang if self.lang == "auto" else self.lang

    def select_checks(self, checks: Sequence[Check]) -> tuple[Check, ...]:
        """Those of `checks` that are wanted.

        Raises:
            SettingsError: an entry that fits no check, or nothing left.
        """
        profile = self.active
        return select_checks(checks, self.select or profile.select, (*profile.ignore, *self.ignore))

    def limits_for(self, checks: Sequence[Check]) -> dict[str, Limit]:
        """The limits that differ from the checks' own, by code.

        Raises:
            SettingsError: a code that no check has, or levels that make no limit.
        """
        by_code = {check.code: check.limit for check in checks}
        limits: dict[str, Limit] = {}
        for table in (self.active.limits, self.limits):
            for code, changes in table.items():
                if code not in by_code:
                    raise SettingsError("limits", _unknown(f"there is no check {code!r}", code, by_code))
                try:
                    limits[code] = changes.applied_to(limits.get(code, by_code[code]))
                except ValueError as error:
                    raise SettingsError(f"limits.{code}", f"{error}.") from None
        return limits

    def answers(self, confirmed: Sequence[str] = ()) -> Answers:
        """What is asked that no camera sees, each with whether its name (or `all`) is in `confirmed`.

        Raises:
            SettingsError: a name that does not exist, asked or confirmed.
        """
        asked = self.active.attestations if self.attestations is None else self.attestations
        for name in (*asked, *confirmed):
            if name not in (*NAMES, ALL):
                raise SettingsError("attestations", _unknown(f"there is no attestation {name!r}", name, NAMES))
        return answers_to(NAMES if ALL in asked else asked, NAMES if ALL in confirmed else confirmed)

    @classmethod
    def _validate(cls, where: str, table: Mapping[str, Any]) -> Self:
        try:
            return cls.model_validate(table)
        except ValidationError as error:
            raise SettingsError(where, _sentence(error)) from None


def _sentence(error: ValidationError) -> str:
    """The first fault of a validation as one sentence."""
    first = error.errors()[0]
    path = ".".join(str(part) for part in first["loc"])
    if first["type"] == "extra_forbidden":
        return _unknown(f"there is no setting {path!r}", str(first["loc"][-1]), _keys_at(first["loc"][:-1]))
    return f"{path}: {first['msg'][:1].lower()}{first['msg'][1:]}."


def _keys_at(path: Sequence[int | str]) -> list[str]:
    """The keys known at one level of the settings."""
    table: type[BaseModel] = Settings
    for part in path:
        table = _TABLES.get(str(part), table)
    return sorted(table.model_fields)


_TABLES: dict[str, type[BaseModel]] = {
    "media": MediaSettings,
    "limits": LimitSettings,
    "profiles": ProfileSettings,
    "server": ServerSettings,
    "fleet": FleetSettings,
}


def _keys() -> dict[str, list[str]]:
    """The keys of the settings, each with those within it where it is a table."""
    return {key: sorted(_TABLES[key].model_fields) if key in _TABLES else [] for key in Settings.model_fields}


def _unknown(fault: str, key: str, known: Sequence[str] | Mapping[str, Any]) -> str:
    nearest = get_close_matches(key, list(known), n=1, cutoff=0.5)
    return f"{fault}; did you mean {nearest[0]!r}?" if nearest else f"{fault}; known are {', '.join(known)}."


def _working_folder() -> Path | None:
    """None where it has been deleted meanwhile: then nothing lies above it either."""
    try:
        return Path.cwd()
    except OSError:
        return None


def _from_file(folder: Path | None) -> tuple[str, dict[str, Any]]:
    for parent in (folder, *folder.parents) if folder else ():
        own, project = parent / "envcheck.toml", parent / "pyproject.toml"
        if own.is_file():
            return str(own), _toml(own)
        if project.is_file() and (table := _toml(project).get("tool", {}).get("envcheck")) is not None:
            return f"{project} [tool.envcheck]", table
    return "settings", {}


def _toml(path: Path) -> dict[str, Any]:
    try:
        return parse_toml(path.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:  # no UTF-8, no TOML, or more digits or depth than Python reads
        raise SettingsError(str(path), f"this is not valid TOML ({error}).") from None
    except OSError as error:
        raise SettingsError(str(path), f"the file cannot be read ({error.strerror}).") from None


def _merged(under: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    result = dict(under)
    for key, value in over.items():
        inner = result.get(key)
        result[key] = _merged(inner, value) if isinstance(inner, dict) and isinstance(value, dict) else value
    return result
