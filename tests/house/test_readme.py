"""The README's settings table and the settings themselves say the same; so does the example file."""

import re
from pathlib import Path

from core.settings import Settings

ROOT = Path(__file__).parents[2]


def _table() -> dict[str, tuple[str, str]]:
    rows = re.findall(r"^\| `([A-Z_]+)` \|(.*?)\| (.*?) \|$", (ROOT / "README.md").read_text(), re.MULTILINE)
    return {name: (default.strip().strip("`"), words) for name, default, words in rows}


def test_the_settings_table_is_the_settings() -> None:
    known = {
        name.upper(): ("" if field.default is None else str(field.default), field.description)
        for name, field in Settings.model_fields.items()
    }
    assert _table() == known


def test_the_example_file_names_every_setting() -> None:
    named = set(re.findall(r"^# ([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert named == {name.upper() for name in Settings.model_fields}


def test_every_command_of_the_readme_exists() -> None:
    targets = set(re.findall(r"^([a-z0-9]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z0-9]+)`", (ROOT / "README.md").read_text())) <= targets


def test_its_pictures_are_there() -> None:
    pictures = re.findall(r"!\[.*?\]\((.*?)\)", (ROOT / "README.md").read_text())
    assert pictures
    assert [one for one in pictures if not (ROOT / one).is_file()] == []
