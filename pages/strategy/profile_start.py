"""A guided start for an empty profile: three questions, and sensible first values for the rest."""

import streamlit as st

from core import strategy
from core.strategy import SOUNDS, FirstAnswers, ProfileView
from pages.strategy import profile_editing
from ui import outcome, shell
from ui.first_business import GOALS
from ui.pieces import section
from ui.safe import plain

PLACE = "profile:start"


def draw(view: ProfileView) -> None:
    """Draw the three questions; nothing is kept before the button is pressed."""
    section(
        f"Three questions, then {plain(view.business.name)} is ready to plan",
        says="Your answers fill the profile with first values. You can change each of them afterwards.",
    )
    outcome.draw(PLACE)
    with st.form("profile_start"):
        sells = st.text_area(
            "1. What can people buy or book from you?", height=120, key="start:sells",
            placeholder="One a line, with the price if you like:\nCountry loaf, €4.20\nBirthday cake, from €45",
            help="Prices in posts come from here and nowhere else. Without one, posts name none.",
        )  # fmt: skip
        known = next(iter(view.profile.goals), None)
        goals = list(dict.fromkeys([*filter(None, [known]), *GOALS]))
        goal = st.selectbox("2. What should marketing bring first?", goals, accept_new_options=True, key="start:goal")
        sound = st.pills(
            "3. How do you sound?", list(SOUNDS), format_func=lambda name: SOUNDS[name].label, default="warm",
            key="start:sound", help="A start for the voice lab, where you turn each dial and hear it.",
        )  # fmt: skip
        with st.container(gap="xxsmall"):
            for one in SOUNDS.values():
                st.caption(f"**{one.label}:** {one.described}")
        if st.form_submit_button("Fill the profile", type="primary", icon=":material/auto_awesome:"):
            _start(FirstAnswers(sells=sells or "", goal=str(goal or ""), sound=str(sound or "")))


def told() -> None:
    """Say once what the answers filled."""
    outcome.draw(PLACE)


def _start(answers: FirstAnswers) -> None:
    with shell.refusals():
        with st.spinner("Looking for segments that fit…"), shell.workspace() as ws:
            filled = strategy.start_profile(ws, answers)
        profile_editing.put_back("voice", "goals", "segments", "offers")
        outcome.tell(PLACE, f"Filled: {', '.join(filled)}. Below is what would make posts better still.")
        st.rerun()
