"""The best and the worst posts, each with its rate, what that is a rate of, and what is usual there."""

import math
from collections.abc import Sequence

import streamlit as st

from core.analytics import Figures, Ranking
from core.analytics.benchmarks import benchmark
from core.analytics.read import FEW_VIEWS
from core.vocab import Origin
from pages.analytics import words
from ui import pieces, shell
from ui.safe import plain, short
from ui.theme import TYPES, channel_look


def draw(ranking: Ranking) -> None:
    """Two columns; a phone shows them one under the other."""
    if not ranking.ranked:
        st.caption(f"No post of this period has numbers to be ranked by yet.{_left_out(ranking.unseen)}")
        return
    best, worst = st.columns(2, gap="medium")
    with best:
        st.markdown(f"**Best of {ranking.ranked:,}**")
        _cards(ranking.best)
    with worst:
        st.markdown(f"**Weakest of {ranking.ranked:,}**")
        if ranking.worst:
            _cards(ranking.worst)
        else:
            st.caption("Every other post is younger than two days: its numbers are still coming in.")
    st.caption(
        "Ranked by engagement score, 0-100: where the post's rate lies among the rates usual on its channel (50 is the "
        "median). Posts without known views are placed within their own account's history instead."
        + _left_out(ranking.unseen)
    )


def _left_out(posts: int) -> str:
    """How many posts were seen by too few to be ranked, and why they are not.

    >>> _left_out(0), _left_out(1)
    ('', ' 1 post that fewer than 50 people saw is left out: one like would decide its place.')
    """
    if not posts:
        return ""
    if posts == 1:
        return f" 1 post that fewer than {FEW_VIEWS} people saw is left out: one like would decide its place."
    return f" {posts:,} posts that fewer than {FEW_VIEWS} people saw are left out: one like would decide their places."


def _cards(posts: Sequence[Figures]) -> None:
    for post in posts:
        with st.container(border=True, gap="xsmall"):
            kind = TYPES[post.type]
            chips = [pieces.channel_chip(post.channel), pieces.chip(kind.label, kind.icon)]
            chips += [pieces.origin_chip(post.origin)]
            chips += [] if post.score is None else [pieces.score_chip(post.score)]
            title = f"**{plain(short(post.title, 90))}**"
            # One element a card: twenty of them are half of what this screen draws.
            st.markdown("\n\n".join([title, " ".join(chips), _result(post), f":small[:gray[{_said(post)}]]"]))


def _result(post: Figures) -> str:
    """The rate with its denominator; where views are unknown, the count."""
    engaged = words.count(post.engagements)
    if post.rate is None:
        return f"**{engaged}** engagements; views: no data"
    return f"**{words.percent(post.rate)}** · {engaged} of {words.count(post.views)} {post.denominator}"


def _said(post: Figures) -> str:
    """Why it stands where it stands, and when it went out."""
    assert post.published_at is not None
    at = (
        f"About {words.day(shell.local(post.published_at).date())} (reconstructed)"
        if post.approximate
        else shell.when(post.published_at)
    )
    if post.rate is None:
        return f"{at} · compared with its own account's history"
    usual = benchmark(post.channel)
    typical = math.exp(usual.mu)
    return (
        f"{at} · {post.rate / typical:.1f} times the {words.percent(typical)} usual on "
        f"{channel_look(post.channel).label} ({usual.year} benchmark)"
    )


def rows(posts: Sequence[Figures]) -> list[dict[str, object]]:
    """Posts as the rows of an export: rates are fractions, moments UTC, unknown views empty."""
    return [
        {
            "id": str(post.id),
            "title": post.title,
            "channel": post.channel,
            "account": post.account,
            "type": post.type.value,
            "origin": post.origin.value,
            "published_at": post.published_at,
            "approximate_date": post.approximate,
            "denominator": post.denominator,
            **{name: _told(number, post.origin) for name, number in post.counts.items()},
            "engagements": post.engagements,
            "engagement_rate": post.rate,
            "engagement_score": post.score,
        }
        for post in posts
    ]


def _told(number: int, origin: Origin) -> int | None:
    """An imported nought may be a count that the file never told; it is left empty."""
    return None if origin is Origin.IMPORTED and not number else number
