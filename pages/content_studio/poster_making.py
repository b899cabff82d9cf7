"""A poster in the making: layouts side by side, the words in their places, shape and letters, and how it will look."""

import hashlib
from dataclasses import replace

import streamlit as st

from core import content
from core.content import Layout, PosterOrder
from core.tables import Post
from core.vocab import PostType
from core.workspace import Workspace
from pages.content_studio import storyboard, under_way
from ui import outcome, shell

NAMES: dict[Layout, str] = {
    Layout.PATTERN: "Pattern",
    Layout.BOLD: "Bold type",
    Layout.SPLIT: "Photo and words",
    Layout.CAPTION: "Photo with a card",
    Layout.QUOTE: "Quotation",
    Layout.OFFER: "Price tag",
    Layout.EVENT: "Date",
}
PLACES: dict[Layout, dict[str, str]] = {
    Layout.OFFER: {"figure": "Price or share", "note": "Below the price", "label": "Line above"},
    Layout.EVENT: {"figure": "Day", "note": "Month", "label": "Weekday and time"},
    Layout.QUOTE: {"by": "Who said it"},
}
"""The places beside headline and line below that a layout has."""


def draw(ws: Workspace, post: Post) -> None:
    """Draw the choices and the poster as they make it."""
    key = f"poster:{post.id}"
    usual = _usual(ws, post)
    says = "Chosen by the post's words; take another if you like it better."
    layout = st.pills("Layout", list(NAMES), default=usual.layout, required=True, format_func=NAMES.__getitem__,
                      key=f"{key}:layout", help=says)  # fmt: skip
    left, right = st.columns([1.4, 1], gap="medium")
    with left:
        order = _ordered(post, usual, layout or Layout.PATTERN)
    with right:
        shown = _seen(ws, post, order)
        if shown is not None:
            st.image(shown, width="stretch", alt=f"The poster as it would be: {order.headline}")
    with st.container(horizontal=True, gap="small"):
        st.button("Draw it", type="primary", icon=":material/brush:", key=f"{key}:draw", on_click=_draw,
                  args=(post, order, False))  # fmt: skip
        points = len(content.points_of(post.caption, but=order.headline))
        if post.type is PostType.IMAGE and post.channel != "email" and points > 1:
            st.button(f"Draw a series of {points + 1 + bool(post.cta.strip())}", icon=":material/view_carousel:",
                      key=f"{key}:series", on_click=_draw, args=(post, order, True),
                      help="A cover, one sheet for each point of the text, and the call to action.")  # fmt: skip


def _usual(ws: Workspace, post: Post) -> PosterOrder:
    """What the post's own words ask for; read anew when they change."""
    key = f"poster:{post.id}:usual"
    held = st.session_state.get(key)
    if held is None or held[0] != (post.title, post.caption):
        for name in ("layout", "headline", "subline", "figure", "note", "label", "by"):
            st.session_state.pop(f"poster:{post.id}:{name}", None)
        held = st.session_state[key] = ((post.title, post.caption), content.order_for(ws, post.id))
    usual: PosterOrder = held[1]
    return usual


def _ordered(post: Post, usual: PosterOrder, layout: Layout) -> PosterOrder:
    key = f"poster:{post.id}"
    headline = st.text_input("Headline", usual.headline, key=f"{key}:headline", max_chars=180, persist_state="page")
    places = {"subline": "Line below", **PLACES.get(layout, {})}
    said = {}
    for start in range(0, len(places), 2):
        for column, name in zip(st.columns(2), list(places)[start : start + 2], strict=False):
            said[name] = column.text_input(places[name], usual.words.get(name, ""), key=f"{key}:{name}", max_chars=120,
                                           persist_state="page")  # fmt: skip
    shapes = content.shapes_of(post.channel)
    first, second = st.columns(2)
    shape = first.selectbox("Shape", range(len(shapes)), format_func=lambda one: shapes[one].label, key=f"{key}:shape")
    hands = list(content.HANDS)
    at = hands.index(usual.hand) if usual.hand in hands else 0
    hand = second.selectbox("Letters", hands, at, key=f"{key}:hand", help="Your brand's own come first.")
    blank = dict.fromkeys(set(usual.words) - set(said), "")
    return replace(usual, headline=headline, layout=layout, words=blank | said, shape=shape or 0, hand=hand or "")


def _seen(ws: Workspace, post: Post, order: PosterOrder) -> bytes | None:
    """The poster at half its size; drawn again only when something about it changed."""
    held = f"poster:{post.id}:seen"
    photos = [item.key for item in content.photos_of(post)]
    told = repr((order, sorted(order.words.items()), photos, post.channel, ws.profile.assets))
    mark = hashlib.sha256(told.encode()).hexdigest()
    if (known := st.session_state.get(held)) is not None and known[0] == mark:
        kept: bytes = known[1]
        return kept
    with shell.refusals():
        drawn = content.preview_order(ws, post.id, order)
        st.session_state[held] = (mark, drawn)
        return drawn
    return None


def _draw(post: Post, order: PosterOrder, is_series: bool) -> None:
    place = under_way.place_of(post.id)
    with outcome.attempt(place), shell.workspace() as ws:
        if is_series:
            storyboard.kept(content.illustrate_series(ws, post.id, order))
        else:
            storyboard.kept(content.illustrate_post(ws, post.id, order=order))
        told = "The series is drawn." if is_series else "The poster is drawn."
        outcome.tell(place, told, lambda: storyboard.put(post, post.media, "The earlier pictures are back."))
