"""What marketing should bring, and what customers get: the two things every text is turned towards."""

import streamlit as st

from core import strategy
from core.strategy import ProfileEdit
from core.vocab import Permission
from pages.strategy import profile_editing
from ui import outcome, shell
from ui.pieces import section


def draw() -> None:
    """Draw both lists, saved together."""
    with shell.workspace() as ws:
        view = strategy.read_profile(ws)
    sheet = profile_editing.opened("goals", view, "goals", "benefits")
    locked = not shell.can(Permission.WRITE)
    section("Goals and benefits")
    outcome.draw("goals")
    profile_editing.gaps_of(strategy.profile_gaps(view), "goals")
    goals = st.text_area(
        "Goals, one a line", "\n".join(sheet.base.goals or ()), height=110, key=sheet.key("goals"), disabled=locked,
        placeholder="More online orders for the weekend", persist_state="page",
        help="The first one is what a new plan aims at, and what its targets are counted against.",
    )  # fmt: skip
    st.caption("Why it matters: every call to action asks for the goal. Without one, posts only make you known.")
    benefits = st.text_area(
        "What customers get from you, one a line", "\n".join(sheet.base.benefits or ()), height=150,
        key=sheet.key("benefits"), disabled=locked, persist_state="page",
        placeholder="Order by 6 pm, pick up warm the next morning",
    )  # fmt: skip
    st.caption("Why it matters: a benefit is what a reader takes away from a post. Each is said as you wrote it.")
    profile_editing.foot(sheet, view, ProfileEdit(goals=lines(goals), benefits=lines(benefits)))


def lines(text: str | None) -> tuple[str, ...]:
    """One value a line, without empty ones and repetitions."""
    return tuple(dict.fromkeys(line.strip() for line in (text or "").splitlines() if line.strip()))
