"""The brand-voice lab: the voice on the left, and what it sounds like on the right."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from core import strategy
from core.strategy import ProfileEdit
from core.tables.values import Swap, Voice
from core.vocab import Permission
from pages.strategy import profile_editing, profile_heard
from pages.strategy.profile_editing import Sheet
from pages.strategy.profile_goals import lines
from ui import outcome, shell
from ui.pieces import section

DIALS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "address": ("Address", {"formal": "Formal", "neutral": "In between", "casual": "Casual"}),
    "mood": ("Mood", {"serious": "Serious", "neutral": "In between", "playful": "Playful"}),
    "energy": ("Energy", {"calm": "Calm", "neutral": "In between", "lively": "Lively"}),
    "sentences": ("Sentences", {"short": "Short", "neutral": "As they come", "long": "Long"}),
    "emoji": ("Emoji", {"none": "None", "neutral": "As they come", "some": "Some"}),
}


@st.fragment
def draw() -> None:
    """Draw the lab; a turned dial redraws it alone."""
    with shell.workspace() as ws:
        view = strategy.read_profile(ws)
    sheet = profile_editing.opened("voice", view, "brand_voice", "voice")
    section("Voice", says="Every text that is written for you starts from this. Turn a dial and hear it.")
    outcome.draw("voice")
    profile_editing.gaps_of(strategy.profile_gaps(view), "voice")
    left, right = st.columns([1, 1], gap="large")
    with left:
        described, voice = _told(sheet)
        profile_editing.foot(sheet, view, ProfileEdit(brand_voice=described, voice=voice))
    with right:
        profile_heard.draw(sheet, view, described, voice)


def _told(sheet: Sheet) -> tuple[str, Voice]:
    """What the widgets say the voice is."""
    kept, locked = sheet.base.voice or Voice(), not shell.can(Permission.WRITE)
    described = st.text_area(
        "In your own words", sheet.base.brand_voice or "", max_chars=400, height=90, key=sheet.key("described"),
        disabled=locked, placeholder="Warm and plain. Short sentences. Never pushy.", persist_state="page",
    )  # fmt: skip
    dials: dict[str, Any] = {name: _dial(sheet, name, getattr(kept, name), locked) for name in DIALS}
    one, two = st.columns(2)
    use = one.text_area(
        "Words we like", "\n".join(kept.use), height=140, key=sheet.key("use"), disabled=locked,
        placeholder="One a line:\nneighbours\nsave you a loaf", persist_state="page",
        help="For an AI model. The built-in writer puts in a word only where “we avoid” names it.",
    )  # fmt: skip
    avoid = two.text_area(
        "Words we avoid", "\n".join(map(_shown, kept.avoid)), height=140, key=sheet.key("avoid"), disabled=locked,
        placeholder="One a line:\ncheap = good value\nguys", persist_state="page",
        help="“cheap = good value” also says what to write instead.",
    )  # fmt: skip
    sample = st.text_area(
        "A text of your own", kept.sample, height=110, key=sheet.key("sample"), disabled=locked, persist_state="page",
        placeholder="Paste a post or a letter you are proud of.",
        help="An AI model learns rhythm and words from it, and takes no fact from it.",
    )  # fmt: skip
    values: dict[str, Any] = {"use": lines(use), "avoid": _swaps(avoid), "sample": (sample or "").strip()}
    return (described or "").strip(), Voice(**dials, **values)


def _dial(sheet: Sheet, name: str, kept: str, locked: bool) -> str:
    label, words = DIALS[name]
    said, place = st.columns([2, 7], vertical_alignment="center", gap="small")
    said.markdown(label)
    chosen = place.segmented_control(
        label, list(words), default=kept, required=True, format_func=words.__getitem__, key=sheet.key(name),
        label_visibility="collapsed", disabled=locked, persist_state="page",
    )  # fmt: skip
    return str(chosen)


def _shown(one: Swap) -> str:
    return f"{one.word} = {one.instead}" if one.instead else one.word


def _swaps(text: str | None) -> tuple[Swap, ...]:
    found = (line.partition("=") for line in lines(text))
    return tuple(Swap(word=word.strip(), instead=instead.strip()) for word, _, instead in found if word.strip())
