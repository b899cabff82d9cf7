"""The theme: what is written on the accent can be read, by day and by night."""

import tomllib
from pathlib import Path

import pytest

from core.content.contrast import READABLE, contrast, parsed
from ui.theme import ON_ACCENT, STYLE

THEMES = tomllib.loads((Path(__file__).parents[2] / ".streamlit" / "config.toml").read_text())["theme"]


@pytest.mark.parametrize("name", ["light", "dark"])
def test_words_on_the_accent_can_be_read(name: str) -> None:
    assert contrast(parsed(ON_ACCENT[name]), parsed(THEMES[name]["primaryColor"])) >= READABLE
    assert ON_ACCENT[name] in STYLE
