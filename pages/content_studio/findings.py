"""What the channel's rules say about the words in hand, each with its source and, where there is one, its mend."""

from uuid import UUID

import streamlit as st

from core import content
from core.channels.basis import basis
from core.channels.findings import Finding
from core.content import PostEdit
from core.vocab import Channel
from pages.content_studio import words
from ui import outcome, shell
from ui.safe import plain
from ui.theme import channel_look

STORED = frozenset({"media", "type", "video_seconds"})
"""Mends of these change the stored post, not the words in the editor."""


def draw(post_id: UUID, channel: Channel, findings: tuple[Finding, ...], typed: PostEdit, *, is_open: bool) -> None:
    """Draw each finding, the hard ones first."""
    label = channel_look(channel).label
    if not findings:
        st.success(f"Keeps every rule of {label} that we check.", icon=":material/task_alt:")
        return
    for finding in findings:
        with st.container(border=True, gap="xxsmall"):
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                if finding.is_hard:
                    st.badge("Must be mended", icon=":material/block:", color="red")
                else:
                    st.badge("Advice", icon=":material/lightbulb:", color="orange")
                st.markdown(plain(finding.message), width="stretch")
                if finding.fix is not None and is_open:
                    st.button(finding.fix.label, key=f"fix:{post_id}:{finding.code}", icon=":material/build:",
                              on_click=_mend, args=(post_id, finding, typed))  # fmt: skip
            st.caption(_source(channel, finding))
            if finding.field in {"sender_name", "postal_address"}:
                st.page_link("pages/settings/page.py", label="Open Settings", icon=":material/settings:")


def _source(channel: Channel, finding: Finding) -> str:
    limit = basis(channel, finding.code)
    if limit is None:
        return "Our own check."
    return f"Source: {plain(limit.source)} · looked at {limit.checked_on.day} {limit.checked_on:%b %Y}"


def _mend(post_id: UUID, finding: Finding, typed: PostEdit) -> None:
    with outcome.attempt(f"post:{post_id}"), shell.workspace() as ws:
        in_hand = bool(typed.values())
        if in_hand and finding.field not in STORED:
            words.put(post_id, content.proof_post(ws, post_id, typed, fix=finding.code).words)
            outcome.tell(f"post:{post_id}", "Mended in the editor. Save to keep it.")
            return
        post = content.fix_post(ws, post_id, finding.code)
        (words.see if in_hand else words.fill)(post)
        outcome.tell(f"post:{post_id}", "Mended and saved.")
