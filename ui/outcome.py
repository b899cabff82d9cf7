"""What became of a click, told where it was made, on the next drawing, once."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import streamlit as st

from core.errors import Refusal
from ui import shell
from ui.safe import plain


@dataclass(frozen=True)
class Done:
    """What was done, in words, and how to take it back, where that is possible."""

    words: str
    undo: Callable[[], None] | None = None
    is_good: bool = True


def tell(place: str, words: str, undo: Callable[[], None] | None = None, *, is_good: bool = True) -> None:
    """Say on the next drawing of ``place`` what was done; not all of it is good where something was left out."""
    st.session_state[_key(place)] = Done(words, undo, is_good)


@contextmanager
def attempt(place: str) -> Iterator[None]:
    """Do something in a callback; a refusal is shown on the next drawing of ``place``, and nothing typed is lost."""
    try:
        yield
    except Refusal as refused:
        st.session_state[_key(place)] = refused


def draw(place: str) -> None:
    """Show what became of the last click here."""
    told = st.session_state.pop(_key(place), None)
    if isinstance(told, Refusal):
        shell.show(told)
    elif isinstance(told, Done):
        with st.container(horizontal=True, vertical_alignment="center"):
            if told.is_good:
                st.success(plain(told.words), icon=":material/check:", width="stretch")
            else:
                st.warning(plain(told.words), icon=":material/warning:", width="stretch")
            if told.undo is not None:
                st.button("Undo", icon=":material/undo:", key=f"{_key(place)}:undo", on_click=told.undo)


def _key(place: str) -> str:
    return f"outcome:{place}"
