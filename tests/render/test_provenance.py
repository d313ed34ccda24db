from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from envcheck.model.provenance import Provenance
from envcheck.render.language import languages, translator
from envcheck.render.provenance import PROFILES, date_text, nature, origin, time_text, title
from envcheck.settings import PROFILES as KNOWN
from wire.test_messages import MADE


@pytest.mark.parametrize(
    ("hours", "zone"), [(0, "UTC"), (1, "UTC+1"), (-8, "UTC-8"), (5.75, "UTC+5:45"), (-3.5, "UTC-3:30")]
)
def test_the_time_of_day_names_its_zone(hours: float, zone: str) -> None:
    at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=timezone(timedelta(hours=hours)))
    assert time_text(at) == f"03:04 ({zone})"


def test_a_date_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a zone"):
        Provenance(datetime(2026, 1, 2), "1.2.3", "individual")


@pytest.mark.parametrize("lang", languages())
def test_every_month_has_its_own_name_and_every_profile_too(lang: str) -> None:
    translate = translator(lang)
    days = {date_text(datetime(2026, month, 1, tzinfo=UTC), translate) for month in range(1, 13)}
    assert len(days) == 12
    assert all("2026" in day and "{" not in day for day in days)
    assert KNOWN.keys() == PROFILES.keys()
    lines = {origin(replace(MADE, profile=name), translate) for name in PROFILES}
    assert len(lines) == len(PROFILES)


def test_a_profile_of_ones_own_goes_by_its_name() -> None:
    assert origin(replace(MADE, profile="couples"), str).endswith(" · couples")


def test_nothing_is_said_to_be_lost_where_a_picture_is_kept() -> None:
    assert "kept" in nature(MADE, str)
    assert "kept" not in nature(replace(MADE, keeps_picture=True), str)


def test_the_title_is_product_and_day() -> None:
    assert title(MADE, translator("de")) == "envcheck · 3. November 2026"
