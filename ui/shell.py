"""What every screen stands on: the product, the chosen business, refusals in words, moments in the business's zone."""

import math
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import uuid4

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.errors import Conflict, NotFound, NotSignedIn, QuotaSpent, Refusal
from core.keys import Key
from core.vocab import Permission
from ui import session
from ui.safe import plain
from ui.session import here, runtime

if TYPE_CHECKING:
    from core.workspace import Workspace

__all__ = [
    "anew", "can", "here", "key", "later", "local", "now", "page", "refusals", "runtime", "show", "token", "used",
    "when", "workspace",
]  # fmt: skip

_SCREEN = "shell:screen"
_OUT = 0.012
"""Seconds for which a new screen lets go. A busy script keeps the thread waiting that sends what is drawn, and the
browser gathers for 10 ms before it draws: this way it draws the heading alone, and the rest comes meanwhile."""
_SECOND_CLICK = 1.5
"""Seconds after a verb has made its thing in which one more click is the second half of a double click."""


def key() -> Key:
    """The key to the chosen business."""
    return here().key


@contextmanager
def workspace() -> "Iterator[Workspace]":
    """Open the chosen business; the membership is looked at again each time."""
    try:
        found = session.look()
    except NotFound:
        session.leave("Your visit to this business is over. Come in again to go on.")
        st.rerun()
    except NotSignedIn as ended:
        session.leave(ended.message)
        st.rerun()
    with runtime().workspace(found.key) as ws:
        yield ws


def later(make: "Callable[[Workspace], bytes]") -> Callable[[], bytes]:
    """A file that ``st.download_button`` makes on its click.

    That is in a thread of its own, where the session cannot be asked: it takes the key along.
    """
    product, mine = runtime(), key()

    def made() -> bytes:
        with product.workspace(mine) as ws:
            return make(ws)

    return made


def can(permission: Permission) -> bool:
    """Whether the person's role holds a permission here: to show a control or not; the verb checks for itself."""
    return permission in key().permissions


@contextmanager
def refusals() -> Iterator[None]:
    """Show a refusal where it happened; what was typed stays."""
    try:
        yield
    except Refusal as refused:
        show(refused)


def show(refused: Refusal) -> None:
    """A refusal in words: which field, what happened, what to do."""
    field = (refused.field or "").rpartition(".")[2].replace("_", " ").strip().capitalize()
    words = plain(refused.message)
    st.error(f"**{plain(field)}.** {words}" if field else words, icon=":material/block:")
    if isinstance(refused, QuotaSpent):
        st.page_link("pages/settings/page.py", label="See this month's AI use", icon=":material/arrow_forward:")
    elif isinstance(refused, Conflict):
        st.caption("Somebody, or the clock, was faster. Reload to see how it stands now.")


def page(title: str, intro: str = "") -> DeltaGenerator:
    """Draw a screen's heading; returns the place beside it, for the screen's main actions."""
    with st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute", gap="small"):
        with st.container(width="stretch", gap="xxsmall"):
            st.title(title, anchor=False)
            if intro:
                st.caption(intro)
        if st.session_state.get(_SCREEN) != title:
            st.session_state[_SCREEN] = title
            time.sleep(_OUT)
        session.beside()
        return st.container(horizontal=True, horizontal_alignment="right", width="content", gap="small")


def now() -> datetime:
    """The moment by the business's own clock when this run began, aware, in UTC."""
    return here().now


def local(moment: datetime) -> datetime:
    """A moment in the business's zone."""
    return moment.astimezone(here().zone)


def when(moment: datetime) -> str:
    """A moment in the business's zone, in words: ``Today 14:30``, ``Mon 2 Mar 14:30``, ``2 Mar 2025 14:30``."""
    there, today = local(moment), local(now())
    days = (there.date() - today.date()).days
    if (near := {0: "Today", 1: "Tomorrow", -1: "Yesterday"}.get(days)) is not None:
        return f"{near} {there:%H:%M}"
    if there.year == today.year or timedelta(0) < there - today < timedelta(days=180):
        return f"{there:%a} {there.day} {there:%b %H:%M}"
    return f"{there.day} {there:%b %Y %H:%M}"


def token(name: str) -> str:
    """The client token of a creating verb: the same until it is :func:`used` and a moment longer.

    The second click of a double click may be told when the first has already made its thing: it must find the same
    token, so that the verb answers with what is there and never makes two.
    """
    held, spent = f"token:{name}", f"token:{name}:spent"
    if time.monotonic() - st.session_state.get(spent, math.inf) > _SECOND_CLICK:
        st.session_state.pop(held)
        st.session_state.pop(spent)
    made: str = st.session_state.setdefault(held, uuid4().hex)
    return made


def used(name: str) -> None:
    """The verb has made what it makes; the next one, a moment later, is another."""
    st.session_state.setdefault(f"token:{name}:spent", time.monotonic())


def anew(name: str) -> None:
    """A form is opened again: what it makes next is another thing, however soon it comes."""
    for key in (f"token:{name}", f"token:{name}:spent"):
        st.session_state.pop(key, None)
