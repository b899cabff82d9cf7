"""Films in the making: how far they are, and what became of them."""

from collections.abc import Callable
from uuid import UUID

import streamlit as st

from core import content
from core.tables import Post
from core.workspace import Workspace
from pages.content_studio import words
from ui import outcome, shell
from ui.background import Report, shop
from ui.safe import plain

DONE = "under-way:done"


def place_of(post_id: UUID) -> str:
    """Where a panel says what became of a click in it: inside it, for it lies far below the heading."""
    return f"panel:{post_id}"


def name_of(post: Post) -> str:
    """What a post's film in the making is called."""
    return f"{post.business_id}:{post.id}"


def begin(post: Post, deed: Callable[[Workspace, Report], object], told: str) -> None:
    """Begin something slow for a post, with a workspace of its own; ``told`` is said when it is done."""
    runtime, key = shell.runtime(), shell.key()

    def work(report: Report) -> None:
        with runtime.workspace(key) as ws:
            deed(ws, report)

    st.session_state[f"{DONE}:{post.id}"] = told
    shop().begin(name_of(post), work)


def draw(post: Post) -> bool:
    """Show how far it is; whether something is under way."""
    if shop().look(name_of(post)) is None:
        return False
    _watch(post.id, name_of(post))
    return True


@st.fragment(run_every=1.0)
def _watch(post_id: UUID, name: str) -> None:
    work = shop().look(name)
    if work is not None and not work.is_over:
        st.progress(work.share, f"Making the film… {work.share:.0%}. You can go on working meanwhile.")
        return
    over = shop().take(name)
    if over is not None:
        _tell(post_id, over.refused.message if over.refused else "", is_good=over.refused is None)
    st.rerun()


def _tell(post_id: UUID, refused: str, *, is_good: bool) -> None:
    if is_good and words.is_typing(post_id):  # otherwise the editor takes the new version by itself
        with shell.workspace() as ws:
            words.see(content.read_post(ws, post_id).post)
    said = st.session_state.pop(f"{DONE}:{post_id}", "The film is ready.") if is_good else plain(refused)
    outcome.tell(place_of(post_id), said, is_good=is_good)
