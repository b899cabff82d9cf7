"""What can be done with many posts at once; each deed tells in one line what became of them, and can be undone."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from functools import partial
from uuid import UUID

import streamlit as st

from core import content, publishing, strategy
from core.content import PostLine
from core.publishing import Many, Stepped
from core.vocab import Permission, PostStatus
from core.workspace import Workspace
from pages.content_studio import told
from pages.content_studio.card import show
from ui import outcome, shell
from ui.again import again

PLACE, REV = "studio", "studio:list:rev"
"""Where the outcome is told, and the number that grows with every deed: a new one lets go of what was chosen."""
Step = Callable[[Workspace], Stepped]


def draw(chosen: Sequence[PostLine], campaigns: Mapping[str, str]) -> None:
    """Draw the deeds that the person may do with these posts; the row keeps its place while nothing is chosen."""
    if not shell.can(Permission.WRITE):
        return
    ids, off = tuple(line.id for line in chosen), not chosen
    with shell.workspace() as ws:
        asks = strategy.read_profile(ws).profile.approval_required
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        _button("Open", "open_in_new", _open, chosen, off=len(chosen) != 1)
        if shell.can(Permission.PUBLISH):
            says = "Each at its planned moment, else in a good slot that is free."
            _button("Schedule", "calendar_add_on", _schedule, ids, off=off, says=says)
        if asks:
            _button("Ask for approval", "how_to_reg", _ask, ids, off=off)
            if shell.can(Permission.APPROVE):
                _button("Approve", "verified", _approve, {one.id: one.updated_at for one in chosen}, off=off)
        with st.popover("Campaign", icon=":material/flag:", disabled=off):
            into = st.selectbox("Move to", ["", *campaigns], format_func=lambda one: campaigns.get(one, "No campaign"),
                                key="deeds:campaign")  # fmt: skip
            _button("Move them", "drive_file_move", _move, ids, into)
        with st.popover("Hashtags", icon=":material/tag:", disabled=off):
            _hashtags(ids)
        _button("Copy", "content_copy", _copy, ids, off=off)
        if shell.can(Permission.PUBLISH):
            _button("Cancel", "block", _cancel, ids, off=off)
        with st.popover("Delete", icon=":material/delete:", disabled=off):
            _deletion(chosen)
    st.caption(f"{told.posts(len(ids))} chosen." if ids else "Tick posts on the left, then say what to do with them.")


def _hashtags(ids: Sequence[UUID]) -> None:
    tags = st.text_input("Add to each", key="deeds:tags", placeholder="#bread #lisbon", max_chars=300)
    _button("Add them", "new_label", _tag, ids, tags)


def _deletion(chosen: Sequence[PostLine]) -> None:
    drafts = [one.id for one in chosen if one.status is PostStatus.DRAFT]
    if not drafts:
        st.markdown("None of these is a draft. Cancel them instead, so that their history stays.")
        return
    count = "1 draft" if len(drafts) == 1 else f"{len(drafts):,} drafts"
    rest = " The others stay: only drafts can be deleted." if len(drafts) < len(chosen) else ""
    st.markdown(f"{count} will be gone for good, versions and comments too.{rest}")
    _button("Delete the drafts", "delete", _delete, drafts, is_main=True)


def _button(
    label: str,
    icon: str,
    deed: Callable[..., None],
    *args: object,
    off: bool = False,
    says: str = "",
    is_main: bool = False,
) -> None:
    st.button(label, icon=f":material/{icon}:", key=f"deeds:{label}", on_click=deed, args=args, help=says or None,
              disabled=off, type="primary" if is_main else "secondary")  # fmt: skip


def _open(chosen: Sequence[PostLine]) -> None:
    show(str(chosen[0].id))


def _step(words: str, step: Step) -> None:
    """Take a step with all of them; its undo puts each back where it stood."""
    with outcome.attempt(PLACE), shell.workspace() as ws:
        stepped = step(ws)
        _tell(words, stepped.many, partial(_put_back, stepped) if stepped.before else None)


def _put_back(stepped: Stepped) -> None:
    with outcome.attempt(PLACE), shell.workspace() as ws:
        _tell("as before", publishing.put_back(ws, stepped.before))


def _schedule(ids: Sequence[UUID]) -> None:
    with outcome.attempt(PLACE), shell.workspace() as ws:
        stepped = publishing.schedule_into_slots(ws, ids)
        undo = partial(_put_back, stepped) if stepped.before else None
        _tell("on the calendar", stepped.many, undo, again(ws, stepped.many.done))


def _ask(ids: Sequence[UUID]) -> None:
    _step("waiting for approval", lambda ws: publishing.request_approvals(ws, ids))


def _approve(seen: Mapping[UUID, datetime]) -> None:
    _step("approved", lambda ws: publishing.approve_posts(ws, seen))


def _cancel(ids: Sequence[UUID]) -> None:
    _step("cancelled", lambda ws: publishing.cancel_posts(ws, ids))


def _move(ids: Sequence[UUID], into: str) -> None:
    with outcome.attempt(PLACE), shell.workspace() as ws:
        moved = content.move_posts(ws, dict.fromkeys(ids, UUID(into) if into else None))
        _tell("moved", moved.many, partial(_move_back, moved.before) if moved.before else None)


def _move_back(before: Mapping[UUID, UUID | None]) -> None:
    with outcome.attempt(PLACE), shell.workspace() as ws:
        _tell("as before", content.move_posts(ws, before).many)


def _tag(ids: Sequence[UUID], tags: str) -> None:
    with outcome.attempt(PLACE), shell.workspace() as ws:
        tagged = content.add_hashtags(ws, ids, tags.replace(",", " ").split())
        _tell("tagged", tagged.many, partial(_untag, tagged.before) if tagged.before else None)


def _untag(before: Mapping[UUID, tuple[str, ...]]) -> None:
    with outcome.attempt(PLACE), shell.workspace() as ws:
        _tell("as before", content.set_hashtags(ws, before))


def _copy(ids: Sequence[UUID]) -> None:
    with outcome.attempt(PLACE), shell.workspace() as ws:
        made = tuple(post.id for post in content.duplicate_posts(ws, ids))
        _tell("copied, as drafts", Many(made, ()), partial(_delete, made, "as before"))


def _delete(ids: Sequence[UUID], words: str = "deleted") -> None:
    with outcome.attempt(PLACE), shell.workspace() as ws:
        _tell(words, content.delete_posts(ws, ids))


def _tell(words: str, many: Many, undo: Callable[[], None] | None = None, more: str = "") -> None:
    st.session_state[REV] = st.session_state.get(REV, 0) + 1
    outcome.tell(PLACE, told.line(words, many) + more, undo, is_good=not many.refused)
