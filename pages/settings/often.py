"""How many posts one person gets in a week, at most."""

import streamlit as st

from core.strategy import ProfileEdit
from core.strategy.profile_rules import OFTENEST
from core.vocab import Permission
from pages.settings.saving import opened, profile, save, save_button
from ui import shell

BOX = "often:box"


def draw() -> None:
    """A popover that reads nothing before it is opened."""
    with st.popover("How often", icon=":material/event_repeat:", key=BOX, on_change="rerun") as box:
        if not box.open:
            return
        st.caption("Who got this many posts on a channel in the last seven days is left out of the next one. "
                   "Answers to what they wrote, and what is on its way already, always go out.")  # fmt: skip
        sheet = opened("often", profile(), "weekly_limit")
        with st.form("often-form", border=False):
            most = st.number_input(
                "Posts one person gets on one channel in seven days", 1, OFTENEST, int(sheet.base.weekly_limit or 1),
                key=sheet.key("most"), disabled=not shell.can(Permission.MANAGE),
                help=None if shell.can(Permission.MANAGE) else "Only an admin can change this.",
            )  # fmt: skip
            if save_button(needs=Permission.MANAGE):
                save(sheet, lambda: ProfileEdit(weekly_limit=most), "How often people are written to")
