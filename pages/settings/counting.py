"""Whether links in letters and texts count who opens them, and what is kept of that."""

import streamlit as st

from core import audience
from core.strategy import ProfileEdit
from core.vocab import Permission
from pages.settings.saving import opened, profile, save, save_button
from ui import full_server, shell

KEPT = """What is kept, for each person's copy and link:
- where the link leads, and the random address that stands in its place
- how often it was opened, and when for the first time
- how often programs looked at it (previews, scanners of mail): not counted as people

Not kept: the reader's network address, their browser or device, where they are, and whether a letter was opened.
It is deleted with the person (Settings, Audience). A letter says at its foot that its links count; a text has no room
for that, so say it where people sign up. A scanner that behaves like a person's browser is counted as one."""
NEEDS_SERVER = (
    "Links stay as they are here: counting needs the full server, which answers at its own address. "
    "Start `streamlit run server.py` with PUBLIC_URL set; Community Cloud can't run it."
)


def draw() -> None:
    """Draw the switch and what follows from it; closed, nothing is read."""
    fold = st.expander("Links that count", icon=":material/ads_click:", key="counting", on_change="rerun")
    if not fold.open:
        return
    with fold:
        st.caption("Links in e-mails and texts to real people lead over this server, which counts who opens them. "
                   "It is off until you switch it on, because it tells who of your customers did what: your privacy "
                   "notice should say so.")  # fmt: skip
        with shell.workspace() as ws:
            here = audience.public_address(ws)
        can, admin = bool(here) and full_server.is_here(), shell.can(Permission.MANAGE)
        if not can:
            st.info(NEEDS_SERVER, icon=":material/info:")
        sheet = opened("counting", profile(), "count_links")
        may = can or bool(sheet.base.count_links)  # what was switched on elsewhere can always be switched off
        with st.form("counting-form", border=False):
            on = st.toggle(
                "Count who opens links in e-mails and texts", bool(sheet.base.count_links), key=sheet.key("on"),
                disabled=not (admin and may),
                help=None if admin else "Only an admin can change this.",
            )  # fmt: skip
            if save_button(needs=Permission.MANAGE, disabled=not may):
                save(sheet, lambda: ProfileEdit(count_links=on), "Links that count")
        st.markdown(KEPT)
