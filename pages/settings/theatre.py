"""The failure theatre of a simulated channel: choose what goes wrong next, and see what becomes of the posts."""

from collections.abc import Sequence

import streamlit as st

from core import publishing
from core.vocab import Channel, Permission
from core.world.mishaps import WORDS, Mishap
from ui import outcome, shell


def draw(channel: Channel, waiting: Sequence[Mishap], *, is_real: bool) -> None:
    """Draw what will go wrong, and the way to let more go wrong; nothing where posts really go out."""
    if is_real or channel not in publishing.open_channels() or not shell.can(Permission.MANAGE):
        return
    place = f"theatre:{channel}"
    outcome.draw(place)
    if waiting:
        steps = "\n".join(f"{number}. {WORDS[one]}" for number, one in enumerate(waiting, 1))
        with st.container(border=True, gap="small"):
            st.markdown(f":material/theater_comedy: **Will go wrong with the next sends here**\n\n{steps}")
            st.button("Clear", icon=":material/close:", key=f"{place}:clear", on_click=_clear, args=(channel, place))
    with st.popover("Rehearse a failure", icon=":material/theater_comedy:", key=place, on_change="rerun") as box:
        if not box.open:
            return
        st.caption(
            "It happens once, to the next post or reply that is sent here. Then look at the calendar: whatever "
            "happens, nothing goes out twice, and nothing is lost without a word."
        )
        mishap = st.radio("What goes wrong", list(Mishap), format_func=WORDS.__getitem__, key=f"{place}:what")
        st.button("Let it happen next", type="primary", key=f"{place}:go", on_click=_rehearse,
                  args=(channel, mishap, place))  # fmt: skip


def _rehearse(channel: Channel, mishap: Mishap, place: str) -> None:
    with outcome.attempt(place), shell.workspace() as ws:
        publishing.rehearse(ws, channel, mishap)


def _clear(channel: Channel, place: str) -> None:
    with outcome.attempt(place), shell.workspace() as ws:
        publishing.stop_rehearsing(ws, channel)
        outcome.tell(place, "Nothing more goes wrong here.")
