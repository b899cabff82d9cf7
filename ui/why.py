"""Who wrote a text and from what: the answer to "why this?" beside every output of a writer."""

import json
from collections.abc import Mapping

import streamlit as st

from core.tables.values import AiMetadata
from core.vocab import Engine
from ui.difference import signed
from ui.pieces import chip
from ui.safe import plain

_ENGINES = {
    Engine.OFFLINE: (
        "Offline writer",
        ":material/offline_bolt:",
        "Built in: follows rules, needs no key, costs nothing.",
    ),
    Engine.MODEL: ("AI model", ":material/auto_awesome:", "A language model, asked with the prompt below."),
    Engine.PERSON: ("A person", ":material/person:", "Written by hand."),
}

_LEVELS = {
    "json_object": "The endpoint promised JSON but not its shape; the reply was checked here.",
    "prompt": "The endpoint enforced no shape; the reply was checked here.",
}


def engine_badge(ai: AiMetadata | None) -> None:
    """Which kind of writer wrote it; by hand when nothing is on record."""
    label, icon, says = _ENGINES[ai.engine if ai else Engine.PERSON]
    st.badge(label, icon=icon, color="violet" if ai and ai.engine is Engine.MODEL else "gray", help=says)


def engine_chip(ai: AiMetadata | None) -> str:
    """:func:`engine_badge` inside a text."""
    label, icon, _ = _ENGINES[ai.engine if ai else Engine.PERSON]
    return chip(label, icon, "violet" if ai and ai.engine is Engine.MODEL else "gray")


_FIELDS = {"caption": "Text", "cta": "Call to action", "subject": "Subject", "preheader": "Preheader", "text": "Text"}


def why(ai: AiMetadata | None, *, what: str = "this text", now: Mapping[str, str] | None = None) -> None:
    """An expander with the writer, the prompt's name, version and hash, the prompt itself and what it cost.

    ``now`` holds the text's fields as they stand; where they read differently by now, the difference is shown.
    """
    if ai is None:
        return
    with st.expander("Why this?", icon=":material/help:"):
        told(ai, what=what, now=now)


def told(ai: AiMetadata, *, what: str = "this text", now: Mapping[str, str] | None = None) -> None:
    """What :func:`why` shows, where a place for it is there already."""
    who, _, says = _ENGINES[ai.engine]
    name = plain(ai.model) if ai.engine is Engine.MODEL else who
    st.markdown(f"**{name}** wrote {what}. {says}")
    if ai.fallback_reason:
        st.caption(f"Why not the model: {plain(ai.fallback_reason)}")
    if ai.notice:
        st.caption(plain(ai.notice))
    if ai.together > 1:
        st.caption(f"One of {ai.together} texts of one request. The cost is its share; below stands its own part.")
    if ai.level in _LEVELS:
        st.caption(_LEVELS[ai.level])
    st.caption(
        f"Prompt {plain(ai.prompt_id)}, version {plain(ai.prompt_version)} · fingerprint "
        f"{plain(ai.prompt_hash[:12])} · cost {_cost(ai)}"
    )
    if ai.predicted_engagement_score is not None:
        st.caption(f"Predicted engagement when it was written: {ai.predicted_engagement_score:.0f} of 100.")
    for name, before in _changed(ai, now or {}).items():
        st.caption(f"{_FIELDS[name]}, changed since it was written:")
        st.markdown(signed(before, (now or {})[name]))
    st.caption("The prompt, with the facts it was given:")
    st.code(ai.prompt_used, language=None, wrap_lines=True, height=260)


def _changed(ai: AiMetadata, now: Mapping[str, str]) -> dict[str, str]:
    """What the writer had written in each field that reads differently now."""
    written = json.loads(ai.reply or "{}")
    return {
        name: str(written[name])
        for name in _FIELDS
        if name in written and written[name] != now.get(name, written[name])
    }


def _cost(ai: AiMetadata) -> str:
    if ai.engine is not Engine.MODEL:
        return "nothing"
    return "not priced by the provider" if ai.cost is None else f"US\\${ai.cost:.4f}"
