"""The same idea on other channels, side by side."""

from uuid import UUID

import streamlit as st

from core import content
from core.content import PostView
from core.strategy import ProfileView
from pages.content_studio import sheets
from pages.content_studio.card import show
from ui import shell
from ui.pieces import section, status_badge
from ui.previews import preview
from ui.theme import channel_look

ROW = 4


def draw(view: PostView, profile: ProfileView) -> None:
    """Draw the other channels' posts of this idea; reading them waits until somebody asks."""
    looks = [channel_look(one.channel) for one in view.variants]
    section("The same idea elsewhere", says=" · ".join(f"{look.icon} {look.label}" for look in looks))
    if not st.toggle("Side by side", key=f"side:{view.post.id}"):
        with st.container(horizontal=True, gap="small"):
            for one, look in zip(view.variants, looks, strict=True):
                st.button(
                    f"Open {look.label}", icon=look.icon, key=f"variant:{one.id}", on_click=show, args=(str(one.id),)
                )
        return
    with shell.workspace() as ws:
        proofs = content.proof_variants(ws, view.post.id)
        drawn = [(proof.post, sheets.sheet(ws, proof, profile), len(proof.findings)) for proof in proofs]
    for start in range(0, len(drawn), ROW):
        for place, (post, sheet, count) in zip(
            st.columns(min(ROW, len(drawn))), drawn[start : start + ROW], strict=False
        ):
            with place:
                _one(post.id, post.id == view.post.id, count)
                status_badge(post.status)
                preview(sheet)


def _one(post_id: UUID, is_this: bool, count: int) -> None:
    findings = "keeps the rules" if not count else f"{count} finding{'s' if count != 1 else ''}"
    if is_this:
        st.markdown(f"**This post** :gray[{findings}]")
    else:
        st.button(
            f"Open :gray[{findings}]", key=f"beside:{post_id}", type="tertiary", on_click=show, args=(str(post_id),)
        )
