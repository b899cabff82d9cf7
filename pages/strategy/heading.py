"""The heading of one campaign or plan: drawn before anything is read, under the name that was read last time."""

from uuid import UUID

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ui import shell
from ui.safe import plain


class Heading:
    """A place for a heading; ``name`` it once the name is known."""

    def __init__(self, which: UUID, usual: str) -> None:
        self._key = f"heading:{which}"
        self._place = st.empty()
        self._drawn = st.session_state.get(self._key, (usual, ""))
        self._actions = self._draw()

    def name(self, name: str, intro: str) -> DeltaGenerator:
        """Draw it again only where it says something else; the place beside it comes back, for actions."""
        if self._drawn != (name, intro):
            self._drawn = st.session_state[self._key] = (name, intro)
            self._actions = self._draw()
        return self._actions

    def _draw(self) -> DeltaGenerator:
        with self._place.container():
            return shell.page(*map(plain, self._drawn))
