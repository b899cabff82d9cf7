"""The text box of the editor: it counts with every key and tells the script when the typing pauses.

The words stand in the session under ``name``; a script that puts others there says so with :func:`renew`, and only
then does the box show them. Whatever else a rerun brings, what is typed stays, with its cursor and its history.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import streamlit as st

HERE = Path(__file__).parent / "live"
_RUN = "live:run"


@cache
def _asset(kind: str) -> str:
    return (HERE / f"box.{kind}").read_text(encoding="utf-8")


def live_text(
    label: str, *, name: str, stored: str, base: str, rules: Mapping[str, Any], is_dirty: bool, is_off: bool = False
) -> str:
    """Draw the box; what stands in it comes back.

    Args:
        label: what it is called.
        name: where its words stand in the session; they must stand there already.
        stored: the words as they are kept, to know what is unsaved.
        base: the version of what is kept: words that the browser held over a reload come back to this one only.
        rules: what is counted, from :func:`counting`.
        is_dirty: whether leaving the page would lose anything, here or in another field.
        is_off: whether it can only be read.
    """
    box = st.components.v2.component("live_text", html=_asset("html"), css=_asset("css"), js=_asset("js"))
    words: str = st.session_state[name]
    box(
        key=_box(name),
        data={
            "id": name,
            "label": label,
            "text": words,
            "stored": stored,
            "base": base,
            "rev": _rev(name),
            "run": st.session_state.setdefault(_RUN, uuid4().hex),
            "rules": rules,
            "dirty": is_dirty,
            "disabled": is_off,
        },
        on_told_change=lambda: hear(name),
    )
    return words


def hear(name: str) -> None:
    """Take over what the box has told; what was typed before other words were put in counts no more."""
    told = st.session_state.get(_box(name), {}).get("told")
    if told and told["id"] == name and told["rev"] == _rev(name):
        st.session_state[name] = whole(str(told["text"]))


def renew(name: str, words: str) -> None:
    """Put other words into the box; the same ones leave it alone."""
    if st.session_state.get(name) == words:
        return
    st.session_state[name] = words
    st.session_state[f"{name}:rev"] = _rev(name) + 1


def whole(text: str) -> str:
    r"""The text without halves of characters, which nothing could store or send.

    >>> whole("caf\ud83d\ude00 \ud83d!")
    'caf😀 �!'
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _rev(name: str) -> int:
    found: int = st.session_state.get(f"{name}:rev", 0)
    return found


def _box(name: str) -> str:
    return f"{name}:box"
