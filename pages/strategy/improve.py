"""Optimise: changes that the business's own numbers speak for, looked at, ticked, made and taken back."""

from collections.abc import Mapping

import streamlit as st

from core import strategy
from core.strategy import Amendment, ChangeKind, Improved, Improvement
from core.tables import Campaign
from core.vocab import CampaignStatus
from pages.strategy import repeats
from ui import outcome, shell
from ui.pieces import empty, section
from ui.safe import plain
from ui.theme import TYPES, channel_look

DEEDS: Mapping[ChangeKind, tuple[str, str]] = {
    ChangeKind.MOVE: ("Move", ":material/schedule:"),
    ChangeKind.RETYPE: ("Change the kind", ":material/swap_horiz:"),
    ChangeKind.REWRITE: ("Write anew", ":material/edit_note:"),
    ChangeKind.DROP: ("Drop", ":material/remove_circle:"),
    ChangeKind.ADD: ("Add", ":material/add_circle:"),
}


def draw(one: Campaign) -> None:
    """Draw the offer to look, and what was found."""
    if one.status is CampaignStatus.COMPLETED:
        return
    key = f"improve:{one.id}"
    section("Improve", says="What your own results say about the posts ahead. Nothing changes until you say so.")
    if st.button("Look for improvements", icon=":material/auto_awesome:", key=f"{key}:look"):
        with shell.refusals(), st.spinner("Looking at your results…"), shell.workspace() as ws:
            st.session_state[key] = strategy.propose_changes(ws, one.id)
    outcome.draw(key)
    found: Improvement | None = st.session_state.get(key)
    if found is None:
        return
    if not found.changes:
        empty("lightbulb", "Nothing to change", found.reason)
        return
    _review(found, key)


def _review(found: Improvement, key: str) -> None:
    many, posts = len(found.changes), found.looked_at
    st.caption(f"{many} changes, from {posts} settled posts. The surest come first; untick what you don't want.")
    ticked = [change for change in found.changes if _change(change, key)]
    with st.expander("Why these?", icon=":material/help:"):
        st.markdown(
            "Your settled posts (older than two days) are compared by kind, weekday and hour at once. A difference is "
            "used only where its whole 90% interval lies on one side; the gain is that difference, carried over to the "
            "post. It is what such posts did before, not a promise. A lesson that you struck out is not used."
        )
    writes = sum(change.needs_writer for change in ticked)
    with st.container(horizontal=True, vertical_alignment="center"):
        label = f"Make {len(ticked)} {'change' if len(ticked) == 1 else 'changes'}"
        is_wanted = st.button(label, type="primary", key=f"{key}:make", disabled=not ticked)
        st.button("Put aside", key=f"{key}:aside", on_click=st.session_state.pop, args=(key, None))
        if writes:
            st.caption(f"{writes} {'text is' if writes == 1 else 'texts are'} written for them.", width="content")
    if is_wanted:
        _make(found, ticked, key)


def _change(change: Amendment, key: str) -> bool:
    ticked = st.checkbox(_difference(change), value=True, key=f"{key}:{change.key}")
    gain = f"**{change.gain.words}**" if change.gain else "Gain not measured"
    st.caption(f"{gain} · {plain(change.lesson)} {plain(change.evidence)}")
    return ticked


def _difference(change: Amendment) -> str:
    name, icon = DEEDS[change.kind]
    look, post = channel_look(change.channel), change.post
    what = f"{icon} **{name}** {look.icon} “{plain(post.title if post else change.about)}”"
    at = shell.when(change.at) if change.at else "no date yet"
    match change.kind:
        case ChangeKind.MOVE:
            before = shell.when(post.at) if post and post.at else "no date"
            return f"{what}: ~~{before}~~ → {at}"
        case ChangeKind.RETYPE:
            before = TYPES[post.type].label if post else ""
            return f"{what}, {at}: ~~{before}~~ → {TYPES[change.type].label}, with a new text"
        case ChangeKind.REWRITE:
            return f"{what}, {at}: ~~its text~~ → a new one"
        case ChangeKind.DROP:
            return f"~~{what}, {at}~~"
        case ChangeKind.ADD:
            return f"{what}, {at}, {TYPES[change.type].label.lower()}"


def _make(found: Improvement, ticked: list[Amendment], key: str) -> None:
    with shell.refusals(), shell.workspace() as ws:
        bar = st.progress(0.0, "Making the changes…")

        def progress(done: int, of: int) -> None:
            bar.progress(done / of, f"Text {done} of {of} written")

        made = strategy.apply_changes(ws, found.campaign_id, ticked, progress=progress)
        st.session_state.pop(key, None)
        words = f"{len(made.made)} {'change' if len(made.made) == 1 else 'changes'} made."
        words += repeats.told(ws, found.campaign_id)
        outcome.tell(f"campaign:{found.campaign_id}", words, lambda: _take_back(made))
        st.rerun()


def _take_back(made: Improved) -> None:
    place = f"campaign:{made.campaign_id}"
    with outcome.attempt(place), shell.workspace() as ws:
        back = strategy.take_back_changes(ws, made)
        left = f" These moved on since and stay as they are: {', '.join(back.left)}." if back.left else ""
        outcome.tell(place, f"{back.done} taken back.{left}", is_good=not back.left)
