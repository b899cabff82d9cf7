"""The calendar follows what the clock and others do, while somebody looks at it."""

from collections.abc import Callable
from datetime import timedelta

import streamlit as st

from core.publishing import CalendarPost
from core.workspace import Workspace
from ui import shell

EVERY = timedelta(seconds=10)


@st.fragment(run_every=EVERY)
def watch(read: Callable[[Workspace], list[CalendarPost]], drawn: list[CalendarPost]) -> None:
    """Draw the screen again once its posts stand otherwise than they are drawn."""
    with shell.workspace() as ws:
        now = read(ws)
    if now != drawn:
        st.rerun()
