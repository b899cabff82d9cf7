"""Posts that wait for a person's decision, above everything else."""

from collections.abc import Sequence

import streamlit as st

from core.publishing import Trouble
from pages.calendar import drawer
from ui import shell
from ui.safe import plain, short
from ui.theme import STATUSES, channel_look

AT_ONCE = 3
"""Shown before the rest folds away."""


def draw(troubles: Sequence[Trouble]) -> None:
    """Draw one line each: what, why, and the way to settle it."""
    if not troubles:
        return
    count = len(troubles)
    with st.container(border=True, gap="small"):
        st.markdown(f":orange[:material/warning:] **{count} post{'s need' if count > 1 else ' needs'} your decision**")
        for trouble in troubles[:AT_ONCE]:
            _line(trouble)
        if rest := troubles[AT_ONCE:]:
            with st.expander(f"{len(rest)} more"):
                for trouble in rest:
                    _line(trouble)


def _line(trouble: Trouble) -> None:
    mark, look = STATUSES[trouble.status], channel_look(trouble.channel)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.badge(mark.label, icon=mark.icon, color=mark.badge)
        at = f" · {shell.when(trouble.at)}" if trouble.at else ""
        why = f"  \n:gray[{plain(short(trouble.reason, 200))}]" if trouble.reason else ""
        st.markdown(f"**{plain(short(trouble.title, 70))}** :gray[{look.icon} {look.label}{at}]{why}", width="stretch")
        st.button("Settle", key=f"settle:{trouble.id}", on_click=drawer.show, args=(str(trouble.id),))
