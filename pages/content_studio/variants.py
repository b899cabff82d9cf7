"""The channels of one idea: a row to go from one to the next, to add the missing ones, and to see all side by side."""

from uuid import UUID

import streamlit as st

from core import content
from core.content import PostView, Variant
from core.publishing import own_channels
from core.strategy import ProfileView
from core.vocab import Permission
from pages.content_studio import sheets, words
from pages.content_studio.card import show
from ui import outcome, shell
from ui.pieces import status_badge
from ui.previews import preview
from ui.theme import channel_look

ROW = 4
SIDE = "post:side"


def draw(view: PostView) -> bool:
    """Draw the row; whether all channels shall be shown side by side."""
    post, order = view.post, _order()
    here = Variant(post.id, post.channel, post.type, post.status)
    known = sorted([here, *view.variants], key=lambda one: (order.get(one.channel, len(order)), str(one.id)))
    missing = [name for name in order if name not in {one.channel for one in known}]
    may_add = bool(missing) and shell.can(Permission.WRITE)
    if len(known) == 1 and not may_add:
        return False
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        _row(post.id, known)
        if may_add:
            _more(post.id, missing)
        return len(known) > 1 and st.toggle("Side by side", key=SIDE)


def side_by_side(view: PostView, profile: ProfileView) -> None:
    """Draw how every channel's post will look, with the words that are typed but not saved yet."""
    with shell.workspace() as ws:
        stored = content.proof_variants(ws, view.post.id)
        proofs = [
            content.proof_post(ws, one.post.id, words.typed(one.post)) if words.is_typing(one.post.id) else one
            for one in stored
        ]
        order = _order()
        proofs.sort(key=lambda proof: order.get(proof.post.channel, len(order)))
        drawn = [(proof, sheets.sheet(ws, proof, profile)) for proof in proofs]
    for start in range(0, len(drawn), ROW):
        places = st.columns(max(2, min(ROW, len(drawn))), gap="small")
        for place, (proof, sheet) in zip(places, drawn[start : start + ROW], strict=False):
            post, count = proof.post, len(proof.findings)
            with place:
                says = "keeps the rules" if not count else f"{count} finding{'s' if count != 1 else ''}"
                with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
                    status_badge(post.status)
                    st.caption(says, width="stretch")
                    st.button("Open", key=f"beside:{post.id}", type="tertiary", on_click=_alone, args=(str(post.id),))
                preview(sheet)


def _alone(post_id: str) -> None:
    """Leave the row of previews for one post's editor."""
    st.session_state[SIDE] = False
    show(post_id)


def _order() -> dict[str, int]:
    """The place of each channel in the row."""
    with shell.workspace() as ws:
        return {name: place for place, name in enumerate(own_channels(ws))}


def _row(post_id: UUID, known: list[Variant]) -> None:
    key = "post:channel"
    st.session_state[key] = str(post_id)
    names = {str(one.id): _name(one) for one in known}
    st.segmented_control("Channels of this idea", list(names), format_func=lambda one: names.get(one, ""), key=key,
                         required=True, label_visibility="collapsed", wrap=True,
                         on_change=lambda: show(st.session_state[key]))  # fmt: skip


def _name(one: Variant) -> str:
    look = channel_look(one.channel)
    return f"{look.icon} {look.label}{' · unsaved' if words.is_typing(one.id) else ''}"


def _more(post_id: UUID, missing: list[str]) -> None:
    with st.popover("Add a channel", icon=":material/add:", key=f"add:{post_id}", on_change="rerun") as box:
        if not box.open:
            return
        looks = {name: channel_look(name) for name in missing}
        name = st.pills("Channel", missing, default=missing[0], required=True, key=f"add:{post_id}:name",
                        format_func=lambda one: f"{looks[one].icon} {looks[one].label}")  # fmt: skip
        st.caption("It takes the saved words along, cut and cleaned until the channel takes them. It stays a draft.")
        with st.container(horizontal=True, gap="small"):
            st.button("Take the words along", type="primary", icon=":material/content_copy:", key="add:along",
                      on_click=_add, args=(post_id, name), kwargs={"anew": False})  # fmt: skip
            st.button("Write it anew", icon=":material/auto_awesome:", key="add:anew",
                      on_click=_add, args=(post_id, name), kwargs={"anew": True})  # fmt: skip


def _add(post_id: UUID, name: str, *, anew: bool) -> None:
    with outcome.attempt(f"post:{post_id}"), shell.workspace() as ws:
        token = f"add:{post_id}:{name}"
        made = content.add_variant(ws, post_id, name, anew=anew, token=shell.token(token))
        shell.used(token)
        show(str(made.id))
        outcome.tell(f"post:{made.id}", f"Here it is for {channel_look(name).label}, as a draft.")
