"""A new post: written for one or several channels from one idea, or begun by hand."""

from collections.abc import Sequence
from uuid import UUID

import streamlit as st

from core import content, strategy
from core.channels.rules import channel
from core.content import NewPost
from core.publishing import own_channels
from core.vocab import Channel, PostType
from pages.content_studio import like
from pages.content_studio.words import LIVE
from ui import outcome, shell
from ui.safe import short
from ui.theme import TYPES, channel_look

FOUR = ("instagram", "linkedin", "email", "sms")
WRITTEN, BY_HAND = "Written for me", "By hand"
TYPED = ("new:theme", "new:title", "new:subject", "new:caption")
"""What stays when somebody looks at the other way, until a post is made of it."""


def draw() -> None:
    """Draw the two ways to begin a post."""
    with shell.page("New post", "Say what it is about. You can change every word before anything goes out."):
        st.button("Board", icon=":material/arrow_back:", type="tertiary", on_click=_close)
    with shell.workspace() as ws:
        campaigns = {str(line.id): line.name for line in strategy.list_campaigns(ws)}
        names = own_channels(ws)
    way = st.segmented_control("How", [WRITTEN, BY_HAND], default=WRITTEN, required=True, key="new:way")
    with st.container(border=True, width=760):
        (_written if way == WRITTEN else _by_hand)(campaigns, names)


def _written(campaigns: dict[str, str], known: Sequence[Channel]) -> None:
    theme = st.text_input("What is it about?", key="new:theme", placeholder="Free trial week in January", max_chars=200,
                          persist_state="page", live=LIVE)  # fmt: skip
    names = st.pills(
        "Channels", known, selection_mode="multi", default=list(FOUR),
        format_func=_label, key="new:channels",
        help="The same idea, written anew for each channel you choose.",
    )  # fmt: skip
    left, right = st.columns(2)
    kind = left.selectbox("Kind of post", list(PostType), format_func=_kind, index=1, key="new:kind",
                          help="A channel that doesn't take this kind gets its usual one.")  # fmt: skip
    campaign = _campaign(right, campaigns)
    count = len(names)
    words = "Write it" if count == 1 else f"Write {count} drafts"
    if not st.button(words, type="primary", icon=":material/auto_awesome:", disabled=not (theme.strip() and names)):
        if not theme.strip():
            st.caption("Fill in what it is about to begin.")
        return
    with shell.refusals(), shell.workspace() as ws:
        bar = st.progress(0.0, "Writing…")

        def progress(done: int, of: int) -> None:
            bar.progress(done / of, f"Draft {done} of {of} written")

        posts = content.draft_posts(
            ws,
            content.across(names, kind or PostType.IMAGE, theme=theme.strip()),
            campaign_id=campaign,
            token=shell.token("draft_posts"),
            progress=progress,
        )
        again = content.repeated_posts(ws, [content.said(one.subject, one.caption) for one in posts], but=posts[0].id)
        told = f"{count} drafts of one idea are ready." if count > 1 else "Written."
        told += _repeats(sum(one is not None for one in again), count)
        strayed = content.strays(theme, posts)
        _opened(str(posts[0].id), "draft_posts", told + (_strayed(theme) if strayed else ""), is_good=not strayed)


def _by_hand(campaigns: dict[str, str], known: Sequence[Channel]) -> None:
    name = st.pills("Channel", known, default="linkedin", required=True, format_func=_label, key="new:one")
    rules = channel(str(name))
    left, right = st.columns(2)
    kind = left.selectbox("Kind of post", list(rules.kinds), format_func=_kind, key=f"new:kind:{name}")
    campaign = _campaign(right, campaigns)
    title = st.text_input("Name", key="new:title", max_chars=200, help="To find it again; never sent.",
                          persist_state="page")  # fmt: skip
    is_mail = rules.limits.subject_min
    subject = st.text_input("Subject", key="new:subject", persist_state="page") if is_mail else ""
    caption = st.text_area("Text", key="new:caption", height=160, persist_state="page")
    with shell.workspace() as ws:
        like.warn(content.repeated_posts(ws, [content.said(subject, caption)])[0], can_open=False)
    if st.button("Keep as a draft", type="primary", icon=":material/save:"):
        with shell.refusals(), shell.workspace() as ws:
            new = NewPost(channel=str(name), type=kind, title=title, caption=caption, subject=subject)
            post = content.create_post(ws, new, campaign_id=campaign, token=shell.token("create_post"))
            _opened(str(post.id), "create_post", "Kept as a draft.")


def _repeats(again: int, count: int) -> str:
    if not again:
        return ""
    who = "It" if count == 1 else f"{again} of them"
    return f" {who} {'says' if again == 1 else 'say'} nearly the same as an earlier post: see the advice."


def _strayed(theme: str) -> str:
    return (
        f" The built-in writer has nothing on “{short(theme, 60)}”, so it wrote from your profile: say your news in "
        "the text, or connect an AI model in Settings."
    )


def _opened(post_id: str, verb: str, words: str, *, is_good: bool = True) -> None:
    shell.used(verb)
    for name in TYPED:
        st.session_state.pop(name, None)
    st.query_params.pop("new", None)
    st.query_params["post"] = post_id
    outcome.tell(f"post:{post_id}", words, is_good=is_good)
    st.rerun()


def _campaign(place: "st.delta_generator.DeltaGenerator", campaigns: dict[str, str]) -> UUID | None:
    chosen = place.selectbox(
        "Campaign", list(campaigns), index=None, placeholder="None",
        format_func=lambda one: campaigns.get(one, ""), key="new:campaign",
    )  # fmt: skip
    return UUID(chosen) if chosen else None


def _close() -> None:
    st.query_params.pop("new", None)


def _label(name: str) -> str:
    look = channel_look(name)
    return f"{look.icon} {look.label}"


def _kind(kind: PostType) -> str:
    return TYPES[kind].label
