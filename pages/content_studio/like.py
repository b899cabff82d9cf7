"""Posts like this one: a word when it says the same again, and what similar posts brought."""

import streamlit as st

from core import content
from core.content import LikePost, Repeated
from core.tables import Post
from core.vocab import PostStatus
from core.workspace import Workspace
from pages.content_studio import words
from pages.content_studio.card import show
from ui import shell
from ui.pieces import chip, origin_chip
from ui.safe import plain, short
from ui.theme import STATUSES, channel_look

SHOWN = 5


def warn(found: Repeated | None, *, can_open: bool = True) -> None:
    """Advice, where another post says the same: its name, its moment, and the way to it."""
    if found is None:
        return
    one = found.post
    when = "went out" if one.status is PostStatus.PUBLISHED else "is planned for"
    moment = f", which {when} {shell.when(one.at)}" if one.at else ", a draft without a date"
    with st.container(border=True, gap="xxsmall"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.badge("Advice", icon=":material/lightbulb:", color="orange")
            st.markdown(
                f"Says nearly the same as “{plain(short(one.title, 90))}” on {channel_look(one.channel).label}"
                f"{plain(moment)}. Say it in another way, or say something new.",
                width="stretch",
            )
        with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
            st.caption(
                f"Our own check: {found.likeness}% alike. It looks 90 days back and at what is to come.",
                width="stretch",
            )
            if can_open:
                st.button("Open", key=f"same:{one.id}", type="tertiary", on_click=show, args=(str(one.id),))


def draw(ws: Workspace, post: Post) -> None:
    """Draw the posts that are about the same as the words in the editor."""
    typed = words.typed(post)
    now = [
        value if value is not None else getattr(post, name)
        for name, value in (("subject", typed.subject), ("caption", typed.caption))
    ]
    found = content.similar_posts(ws, content.said(*now), limit=SHOWN, but=post.id, stay_here=bool(typed.values()))
    if found.fallback_reason:
        st.caption(f"Found by the built-in word vectors. The chosen model did not answer: "
                   f"{plain(found.fallback_reason)}")  # fmt: skip
    if not found.posts:
        st.caption("Nothing you wrote is about the same. That makes this one new.")
    for one in found.posts:
        _row(one, "like")


def _row(one: LikePost, place: str) -> None:
    post, look = one.results, channel_look(one.results.channel)
    with st.container(border=True, horizontal=True, wrap=False, vertical_alignment="center", gap="small"):
        about = [
            f"{look.icon} {look.label}",
            shell.when(one.at) if one.at else "no date yet",
            f"{one.likeness}% alike",
        ]
        st.markdown(f"**{plain(short(post.title, 90))}**  \n:small[:gray[{' · '.join(about)}]]  \n{_brought(one)}",
                    width="stretch")  # fmt: skip
        st.button("Open", key=f"{place}:{post.id}", type="tertiary", on_click=show, args=(str(post.id),))


def _brought(one: LikePost) -> str:
    """What it brought so far, with its denominator; where it stands, while it is not out."""
    post = one.results
    if post.status is not PostStatus.PUBLISHED:
        mark = STATUSES[post.status]
        return chip(mark.label, mark.icon, mark.badge)
    rate = (
        "no views told yet"
        if post.rate is None
        else f"{100 * post.rate:.1f}% engaged of {post.views:,} {post.denominator}"
    )
    score = "" if post.score is None else f" · score {post.score:.0f} of 100"
    return f":small[{rate}{score}] {origin_chip(post.origin)}"
