"""One post: its words, the rule check beside them, what it will look like, and its next step."""

from uuid import UUID

import streamlit as st

from core import content, strategy
from core.content import PostEdit, PostView
from core.vocab import Permission, PostType
from pages.content_studio import findings, like, sheets, steps, variants, words
from ui import outcome, shell
from ui.pieces import channel_badge, status_badge
from ui.previews import Sheet, preview
from ui.safe import plain
from ui.theme import TYPES
from ui.why import engine_badge, why


def draw(post_id: UUID) -> None:
    """Draw the post.

    Raises:
        NotFound: this business has no such post.
    """
    with shell.workspace() as ws:
        view, profile = content.read_post(ws, post_id), strategy.read_profile(ws)
    is_open = view.is_editable and shell.can(Permission.WRITE)
    st.button("Board", icon=":material/arrow_back:", type="tertiary", on_click=close)
    _heading(view)
    outcome.draw(f"post:{post_id}")
    _reasons(view, is_open=is_open)
    words.hold(view.post)
    left, right = st.columns([1.15, 1], gap="medium")
    with left:
        typed = words.editor(view.post, is_open=is_open)
        with shell.workspace() as ws:
            proof = content.proof_post(ws, post_id, typed)
            seen = sheets.sheet(ws, proof, profile)
            told = content.said(proof.words.subject or "", proof.words.caption or "")
            (same,) = content.repeated_posts(ws, [told], but=post_id) if view.is_editable else (None,)
        _keep(view, typed, is_open=is_open)
        findings.draw(post_id, view.post.channel, proof.findings, typed, is_open=is_open)
        like.warn(same)
        steps.draw(view, is_dirty=bool(typed.values()), asks=profile.profile.approval_required)
        why(view.post.ai, now={name: getattr(view.post, name) for name in ("caption", "cta", "subject", "preheader")})
    with right:
        is_out = view.post.published_at is not None
        _shown(seen, typed, "How it looked" if is_out else "How it will look")
        like.draw(post_id, proof.words, is_dirty=bool(typed.values()))
    if view.variants:
        variants.draw(view, profile)


def _heading(view: PostView) -> None:
    post = view.post
    shell.page(plain(post.title))
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        channel_badge(post.channel)
        st.badge(TYPES[post.type].label, icon=TYPES[post.type].icon, color="gray")
        status_badge(post.status)
        engine_badge(post.ai)
        about = [view.campaign_name and f"Campaign {view.campaign_name}", view.theme and f"about {view.theme}"]
        moment = post.published_at or post.scheduled_at or post.planned_at
        when = moment and ("" if post.published_at or post.scheduled_at else "planned for ") + shell.when(moment)
        st.caption(" · ".join(plain(one) for one in [*about, when] if one), width="stretch")


def _reasons(view: PostView, *, is_open: bool) -> None:
    """Why it stands as it stands, and why it can't be changed, if it can't."""
    post = view.post
    if post.status_reason:
        st.warning(plain(post.status_reason), icon=":material/info:")
    if not view.is_editable:
        st.info(f"This post is {steps.stands(post.status)}, so its words can't be changed.", icon=":material/lock:")
    elif not is_open:
        st.info("Your role can look at posts but not change them.", icon=":material/lock:")
    elif _is_behind(view):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.warning("Somebody changed this post while you were typing. Your words are still here.", width="stretch")
            st.button("Take their version", on_click=words.fill, args=(post,))


def _is_behind(view: PostView) -> bool:
    held = st.session_state.get(words.key(view.post.id, "seen"), view.post.updated_at)
    return bool(st.session_state.get(words.key(view.post.id, "typing"))) and held != view.post.updated_at


def _keep(view: PostView, typed: PostEdit, *, is_open: bool) -> None:
    if not is_open:
        return
    post, is_dirty = view.post, bool(typed.values())
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button("Save", type="primary", icon=":material/save:", key="post:save", disabled=not is_dirty,
                  on_click=words.save, args=(post.id, typed))  # fmt: skip
        st.button("Undo changes", key="post:undo", disabled=not is_dirty, on_click=words.fill, args=(post,))
        help_ = "Save or undo your changes first." if is_dirty else "Other words about the same thing."
        if st.button("Rewrite", icon=":material/auto_awesome:", key="post:rewrite", disabled=is_dirty, help=help_):
            _rewrite(view)
        if post.type is not PostType.TEXT:
            with st.popover("Redraw poster", icon=":material/brush:"):
                headline = st.text_input(
                    "Words on the poster", value=post.title, key=f"headline:{post.id}", max_chars=120
                )
                if st.button("Draw it", type="primary", key="post:draw"):
                    _redraw(post.id, headline, is_dirty=is_dirty)


def _rewrite(view: PostView) -> None:
    post = view.post
    old = PostEdit(title=post.title, caption=post.caption, hashtags=post.hashtags, cta=post.cta, subject=post.subject,
                   preheader=post.preheader, storyboard=post.storyboard)  # fmt: skip
    with st.spinner("Writing…"), shell.refusals(), shell.workspace() as ws:
        content.rewrite_post(ws, post.id)
        outcome.tell(f"post:{post.id}", "Rewritten.", undo=lambda: words.save(post.id, old))
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


def close() -> None:
    """Go back to the board."""
    st.query_params.pop("post", None)
