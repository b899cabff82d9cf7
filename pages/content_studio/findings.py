"""What the channel's rules say about the words in hand, each with its source and, where there is one, its mend."""

import streamlit as st

from core import content
from core.channels.basis import basis
from core.channels.findings import Code, Finding
from core.tables import Post
from core.vocab import Channel
from pages.content_studio import filming, words
from ui import outcome, shell
from ui.pieces import chip
from ui.safe import plain
from ui.theme import channel_look

STORED = frozenset({"media", "type", "video_seconds"})
"""Mends of these change the stored post, not the words in the editor."""
SETTINGS = frozenset({"sender_name", "postal_address"})


def draw(post: Post, findings: tuple[Finding, ...], *, is_open: bool) -> None:
    """Draw each finding, the hard ones first."""
    if not findings:
        st.success(f"Keeps every rule of {channel_look(post.channel).label} that we check.", icon=":material/task_alt:")
    for finding in findings:
        with st.container(
            border=True, horizontal=True, vertical_alignment="center", gap="small", key=f"finding-{finding.code}"
        ):
            mark = chip("Must be mended", ":material/block:", "red") if finding.is_hard else ADVICE
            said = f"{mark} {plain(finding.message)}  \n:small[:gray[{_source(post.channel, finding)}]]"
            st.markdown(said, width="stretch")
            if finding.code is Code.FILM_MISSING and is_open:
                filming.ways(post, finding)
            elif finding.fix is not None and is_open:
                st.button(finding.fix.label, key=f"fix:{post.id}:{finding.code}", icon=":material/build:",
                          on_click=_mend, args=(post, finding))  # fmt: skip
            elif finding.field in SETTINGS:
                st.page_link("pages/settings/page.py", label="Open Settings", icon=":material/settings:")


ADVICE = chip("Advice", ":material/lightbulb:", "orange")


def _source(channel: Channel, finding: Finding) -> str:
    limit = basis(channel, finding.code)
    if limit is None:
        return "Our own check."
    return f"Source: {plain(limit.source)} · looked at {limit.checked_on.day} {limit.checked_on:%b %Y}"


def _mend(post: Post, finding: Finding) -> None:
    place, typed = f"post:{post.id}", words.typed(post)
    with outcome.attempt(place), shell.workspace() as ws:
        in_hand = bool(typed.values())
        if in_hand and finding.field not in STORED:
            before = content.proof_post(ws, post.id, typed).words
            words.put(post.id, content.proof_post(ws, post.id, typed, fix=finding.code).words)
            outcome.tell(place, "Mended in the editor. Save to keep it.", lambda: words.put(post.id, before))
            return
        newest = content.read_history(ws, post.id).versions[0].number
        _kept(post, content.fix_post(ws, post.id, finding.code))
        outcome.tell(place, "Mended and saved.", lambda: _as_before(post, newest))


def _as_before(post: Post, number: int) -> None:
    with outcome.attempt(f"post:{post.id}"), shell.workspace() as ws:
        _kept(post, content.restore_version(ws, post.id, number))
        outcome.tell(f"post:{post.id}", "As it was before.")


def _kept(post: Post, now: Post) -> None:
    """What is typed and not saved stays where it is."""
    (words.see if words.is_typing(post.id) else words.fill)(now)
