"""One idea on its channels: the words of one post, the rule check beside them, how it will look, its next step."""

from uuid import UUID

import streamlit as st

from core import content, strategy
from core.channels.counting import counting
from core.content import PostEdit, PostView
from core.errors import NotFound
from core.vocab import Permission, PostType
from pages.content_studio import findings, goes_to, like, panels, sheets, steps, variants, words
from ui import outcome, session, shell
from ui.pieces import channel_chip, empty, status_chip
from ui.previews import Sheet, preview
from ui.safe import plain
from ui.theme import TYPES
from ui.why import engine_chip


@st.fragment
def draw(post_id: UUID) -> None:
    """Draw the post, by itself: typing, mending and opening a panel leave the rest of the screen alone."""
    if st.query_params.get("post") != str(post_id):
        st.rerun()  # a click here has led to another post, or back to the board
    with session.one_look():
        try:
            with shell.workspace() as ws:
                view, profile = content.read_post(ws, post_id), strategy.read_profile(ws)
        except NotFound:
            missing()
            return
        _draw(view, profile)


def missing() -> None:
    """Say that there is no such post, and the way back."""
    shell.page("Content Studio")
    empty("search_off", "This post isn't here", "It may have been deleted. The board shows every post there is.")
    st.button("Back to the board", icon=":material/arrow_back:", on_click=close)


def close() -> None:
    """Go back to the board."""
    st.query_params.pop("post", None)


def _draw(view: PostView, profile: strategy.ProfileView) -> None:
    post = view.post
    is_open = view.is_editable and shell.can(Permission.WRITE)
    words.hold(post)
    _heading(view)
    with st.container():  # the same place whether it speaks or not: the box below keeps its cursor
        outcome.draw(f"post:{post.id}")
        _reasons(view, is_open=is_open)
    if variants.draw(view):
        variants.side_by_side(view, profile)
        return
    typed = words.typed(post)
    with shell.workspace() as ws:
        proof = content.proof_post(ws, post.id, typed)
        told = content.said(proof.words.subject or "", proof.words.caption or "")
        (same,) = content.repeated_posts(ws, [told], but=post.id) if view.is_editable else (None,)
        seen = sheets.sheet(ws, proof, profile)
    left, right = st.columns([1.15, 1], gap="medium")
    with left:
        words.editor(post, counting(proof.draft, proof.sender), is_open=is_open)
        if is_open:
            _keep(view, typed)
        with st.container(gap="small"):
            findings.draw(post, proof.findings, is_open=is_open)
            like.warn(same)
        goes_to.draw(post)
        steps.draw(view, is_dirty=bool(typed.values()), asks=profile.profile.approval_required)
        panels.draw(post)
        if words.typed(post).storyboard != typed.storyboard:
            st.rerun()  # scenes changed below are looked at above
    with right:
        _shown(seen, typed, "How it looked" if post.published_at else "How it will look")


def _heading(view: PostView) -> None:
    post = view.post
    with shell.page(plain(post.title)):
        st.button("Board", icon=":material/arrow_back:", type="tertiary", on_click=close)
    kind = TYPES[post.type]
    chips = [channel_chip(post.channel), f":gray-badge[{kind.icon} {kind.label}]", status_chip(post.status)]
    about = [view.campaign_name and f"Campaign {view.campaign_name}", view.theme and f"about {view.theme}"]
    moment = post.published_at or post.scheduled_at or post.planned_at
    when = moment and ("" if post.published_at or post.scheduled_at else "planned for ") + shell.when(moment)
    said = " · ".join(plain(one) for one in [*about, when] if one)
    st.markdown(" ".join([*chips, engine_chip(post.ai), f":small[:gray[{said}]]" if said else ""]))


def _reasons(view: PostView, *, is_open: bool) -> None:
    """Why it stands as it stands, and why it can't be changed, if it can't."""
    post = view.post
    if post.status_reason:
        st.warning(plain(post.status_reason), icon=":material/info:")
    if not view.is_editable:
        st.info(f"This post is {steps.stands(post.status)}, so its words can't be changed.", icon=":material/lock:")
    elif not is_open:
        st.info("Your role can look at posts but not change them.", icon=":material/lock:")
    elif words.is_typing(post.id) and words.seen_at(post.id) != post.updated_at:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning("Somebody changed this post while you were typing. Your words are still here.", width="stretch")
            st.button("Take their version", on_click=words.fill, args=(post,))


def _keep(view: PostView, typed: PostEdit) -> None:
    post, is_dirty = view.post, bool(typed.values())
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button("Save", type="primary" if is_dirty else "secondary", icon=":material/save:", key="post:save",
                  on_click=words.save, args=(post,))  # fmt: skip
        st.button("Undo changes", key="post:undo", disabled=not is_dirty, on_click=words.drop, args=(post,))
        help_ = "Save or undo your changes first." if is_dirty else "Other words about the same thing."
        if st.button("Rewrite", icon=":material/auto_awesome:", key="post:rewrite", disabled=is_dirty, help=help_):
            _rewrite(view)
        if post.type is not PostType.TEXT and not panels.exists("pictures"):
            _poster(view, is_dirty=is_dirty)


def _poster(view: PostView, *, is_dirty: bool) -> None:
    post = view.post
    with st.popover("Redraw poster", icon=":material/brush:", key=f"poster:{post.id}", on_change="rerun") as box:
        if not box.open:
            return
        headline = st.text_input("Words on the poster", value=post.title, key=f"headline:{post.id}", max_chars=120)
        if st.button("Draw it", type="primary", key="post:draw"):
            _redraw(post.id, headline, is_dirty=is_dirty)


def _rewrite(view: PostView) -> None:
    post = view.post
    old = PostEdit(title=post.title, caption=post.caption, hashtags=post.hashtags, cta=post.cta, subject=post.subject,
                   preheader=post.preheader, storyboard=post.storyboard)  # fmt: skip
    with st.spinner("Writing…"), shell.refusals(), shell.workspace() as ws:
        content.rewrite_post(ws, post.id)
        outcome.tell(f"post:{post.id}", "Rewritten.", undo=lambda: words.restore(post.id, old))
        st.rerun()


def _redraw(post_id: UUID, headline: str, *, is_dirty: bool) -> None:
    with st.spinner("Drawing…"), shell.refusals(), shell.workspace() as ws:
        drawn = content.illustrate_post(ws, post_id, headline=headline)
        if is_dirty:
            words.see(drawn)
        outcome.tell(f"post:{post_id}", "The poster is drawn anew.")
        st.rerun()


def _shown(seen: Sheet, typed: PostEdit, heading: str) -> None:
    st.markdown(f"**{heading}**" + (" :gray[with your unsaved words]" if typed.values() else ""))
    preview(seen)
