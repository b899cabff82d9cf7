"""How the business sounds and looks, and what it wants."""

import streamlit as st

from core.strategy import ProfileEdit
from pages.settings.saving import profile, save, save_button
from ui.pieces import section

COLOURS = ("Main", "Accent", "Background", "Text")


def draw() -> None:
    """Draw voice, goals and colours."""
    kept = profile().profile
    section("Brand voice and goals", says="Every text that is written for you starts from these.")
    with st.form("voice"):
        voice = st.text_area("Voice", kept.brand_voice, max_chars=400, placeholder="Warm and plain. Short sentences.")
        goals = st.text_area("Goals, one a line", "\n".join(kept.goals), height=90)
        benefits = st.text_area("What customers get from you, one a line", "\n".join(kept.benefits), height=110)
        if save_button():
            edit = ProfileEdit(brand_voice=voice, goals=_lines(goals), benefits=_lines(benefits))
            save(lambda: edit, "Voice and goals")
    section("Colours", says="For posters. White words on the main colour should be easy to read.")
    with st.form("colours"):
        colours = kept.assets.colors
        places = st.columns(4)
        chosen = tuple(
            place.color_picker(name, colour) for place, name, colour in zip(places, COLOURS, colours, strict=False)
        )
        if save_button():
            new = (*(colour.upper() for colour in chosen), *colours[len(chosen) :])
            save(lambda: ProfileEdit(assets=kept.assets.model_copy(update={"colors": new})), "Colours")


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in text.splitlines() if line.strip())
