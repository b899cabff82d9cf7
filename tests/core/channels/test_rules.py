from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from core.channels.rules import PATH, BrokenRulesError, Limit, Severity, channel, load, publishable_channels
from core.errors import Invalid

GOOD = """
[pigeon]
label = "Pigeon"
publishable = true
kinds = ["text"]
denominator = "delivered"
personal = true
medium = "bird"
limits.text_max = { value = 20, severity = "hard", source = "the pigeon", checked_on = 2026-01-01 }
"""


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "rules.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_new_channel_is_one_block(tmp_path: Path) -> None:
    pigeon = load(written(tmp_path, GOOD))["pigeon"]
    assert pigeon.limits.text_max == Limit(
        value=20, severity=Severity.HARD, source="the pigeon", checked_on=date(2026, 1, 1)
    )
    assert pigeon.limits.media_max is None


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("value = 20", 'value = "many"', "pigeon.limits.text_max.value"),
        ("value = 20", "value = -1", "pigeon.limits.text_max.value"),
        ('severity = "hard"', 'severity = "stern"', "pigeon.limits.text_max.severity"),
        ('source = "the pigeon"', 'source = ""', "pigeon.limits.text_max.source"),
        ("text_max", "text_mux", "pigeon.limits.text_mux"),
        ('["text"]', '["song"]', "pigeon.kinds.0"),
        ('label = "Pigeon"', "", "pigeon.label"),
        ("[pigeon]", "crow = 3\n[pigeon]", "crow"),
        ("[pigeon]", "[pigeon", "not valid TOML"),
    ],
)
def test_a_malformed_file_names_the_place(tmp_path: Path, old: str, new: str, place: str) -> None:
    path = written(tmp_path, GOOD.replace(old, new))
    with pytest.raises(BrokenRulesError) as refusal:
        load(path)
    assert str(path) in str(refusal.value)
    assert place in str(refusal.value)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(BrokenRulesError, match="cannot be read"):
        load(tmp_path / "nowhere.toml")


def test_unknown_channels_are_refused_by_field() -> None:
    with pytest.raises(Invalid) as refusal:
        channel("telegraph")
    assert refusal.value.field == "channel"
    assert "instagram" in refusal.value.message


def test_import_only_channels_are_known_but_not_published_to() -> None:
    assert set(load()) - set(publishable_channels()) == {"facebook", "x"}


def test_nothing_can_be_changed_after_reading() -> None:
    with pytest.raises(ValidationError):
        channel("sms").label = "Text"  # type: ignore[misc]
    with pytest.raises(TypeError):
        load()["sms"] = channel("email")  # type: ignore[index]


def test_every_rule_was_looked_at_and_says_where() -> None:
    limits = [limit for rules in load(PATH).values() for _, limit in rules.limits if limit is not None]
    assert len(limits) > 40
    assert all(limit.checked_on >= date(2025, 1, 1) and len(limit.source) > 5 for limit in limits)


@pytest.mark.parametrize("name", ["email", "sms"])
def test_channels_to_people_have_quiet_hours(name: str) -> None:
    limits = channel(name).limits
    assert channel(name).personal
    assert (limits.quiet_until_hour and limits.quiet_until_hour.value) == 8
    assert (limits.quiet_from_hour and limits.quiet_from_hour.value) == 21
