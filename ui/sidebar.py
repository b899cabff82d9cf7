"""What stands beside every screen: which business, which time, who is here."""

import time
from datetime import timedelta
from uuid import UUID

import streamlit as st

from core import messaging
from core.accounts import Person, Place
from ui import session, theme
from ui.safe import plain

_PICK, _LATE = "sidebar:business", "sidebar:late"
EVERY = 30.0
"""Seconds for which a count of late answers stands."""


def draw(someone: Person, found: list[Place]) -> None:
    """Draw the look, the switcher, the marks of a demo, and the way out."""
    st.html(theme.STYLE)
    here = session.here()
    with st.sidebar:
        names = {str(place.business_id): place.name for place in found}
        st.session_state[_PICK] = str(here.key.business_id)
        st.selectbox(
            "Business",
            list(names),
            format_func=names.__getitem__,
            key=_PICK,
            on_change=_switch,
            disabled=len(names) < 2,
        )
        _late_answers(here)
        if here.sandbox_until is not None:
            _demo_marks(here)
        _way_out(someone)


def _late_answers(here: session.Here) -> None:
    """Say on every screen that customers wait too long; counted twice a minute at most."""
    of = (here.key.business_id, here.ahead)
    counted, counted_at, late = st.session_state.get(_LATE, (None, 0.0, 0))
    if counted != of or time.monotonic() - counted_at > EVERY:
        with session.runtime().workspace(here.key) as ws:
            late = messaging.count_breaches(ws).overdue
        st.session_state[_LATE] = (of, time.monotonic(), late)
    if late:
        words = f":red[{late} answer{'s' if late != 1 else ''} overdue]"
        st.page_link("pages/inbox/page.py", label=words, icon=":material/alarm:")


def _demo_marks(here: session.Here) -> None:
    assert here.sandbox_until is not None
    wall = here.now - timedelta(seconds=here.ahead)
    hours = max(0, -(-(here.sandbox_until - wall) // timedelta(hours=1)))
    with st.container(gap="xsmall"):
        st.badge(
            f"Demo data: resets in {hours} hour{'s' if hours != 1 else ''}",
            icon=":material/science:",
            color="violet",
            help="A private copy for you alone. Nothing is really sent. After that it is erased.",
        )
        if here.ahead:
            days = here.ahead / 86_400
            words = f"{days:.0f} day{'s' if round(days) != 1 else ''}" if days >= 1 else f"{here.ahead / 3600:.0f} h"
            st.badge(
                f"Simulated clock: {words} ahead",
                icon=":material/fast_forward:",
                color="orange",
                help=f"It is {here.now.astimezone(here.zone):%a %d %b %Y, %H:%M} in this business.",
            )


def _way_out(someone: Person) -> None:
    is_visitor = session.is_visitor(someone)
    with st.popover(plain(someone.name), icon=":material/account_circle:", width="stretch", type="tertiary"):
        if is_visitor:
            st.caption("Leaving closes this demo for good. The address in your browser leads back to it until then.")
        else:
            st.caption(plain(someone.email))
        if st.button("Leave the demo" if is_visitor else "Sign out", icon=":material/logout:", width="stretch"):
            session.leave()
            st.rerun()


def _switch() -> None:
    session.choose(UUID(st.session_state[_PICK]))
