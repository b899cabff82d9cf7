"""Filters in the address: a link to a screen shows what its sender saw.

Streamlit can bind a widget to the address by itself, but under the words on screen; a link must outlive those.
"""

from collections.abc import Collection, Sequence

import streamlit as st


def follow(key: str, name: str, options: Collection[str] | None, *, many: bool = False) -> None:
    """Give a widget its first value from the address, before it is drawn; what is none of ``options`` is ignored."""
    if key in st.session_state:
        return
    told = [value for value in st.query_params.get_all(name) if options is None or value in options]
    if told:
        st.session_state[key] = told if many else told[0]


def keep(name: str, chosen: Sequence[str]) -> None:
    """Write what was chosen into the address; nothing chosen leaves it clean."""
    if st.query_params.get_all(name) == list(chosen):
        return
    if chosen:
        st.query_params[name] = list(chosen)
    else:
        st.query_params.pop(name)
