"""One post on the board."""

import streamlit as st

from core.content import PostLine
from core.vocab import Origin, PostStatus
from ui import shell
from ui.safe import plain, short
from ui.theme import STATUSES, TYPES, channel_look

SPOKEN = frozenset({PostStatus.DRAFT, PostStatus.SCHEDULED, PostStatus.PUBLISHED, PostStatus.CANCELLED})
"""The lane's own heading says these already."""


def draw(line: PostLine) -> None:
    """Draw a card that opens its post."""
    look = channel_look(line.channel)
    with st.container(border=True, gap="xxsmall"):
        st.markdown(f"**{plain(short(line.title, 90))}**")
        with st.container(horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall"):
            st.caption(f"{look.icon} {look.label} · {TYPES[line.type].label} · {_when(line)}", width="stretch")
            st.button("Open", key=f"open:{line.id}", type="tertiary", on_click=show, args=(str(line.id),))
        if line.status not in SPOKEN or line.engagement_score is not None:
            with st.container(horizontal=True, gap="xsmall"):
                if line.status not in SPOKEN:
                    mark = STATUSES[line.status]
                    st.badge(mark.label, icon=mark.icon, color=mark.badge)
                if line.engagement_score is not None:
                    _score(line)
        if line.status_reason:
            st.caption(plain(short(line.status_reason, 110)))


def show(post_id: str) -> None:
    """Open a post."""
    st.query_params["post"] = post_id


def _when(line: PostLine) -> str:
    return shell.when(line.at) if line.at else "no date yet"


def _score(line: PostLine) -> None:
    origin = "" if line.origin is Origin.LIVE else f" · {line.origin.value}"
    st.badge(
        f"{line.engagement_score:.0f} of 100{origin}",
        icon=":material/science:" if line.origin is Origin.SIMULATED else ":material/monitoring:",
        color="gray",
        help="Engagement score so far, beside posts of its channel.",
    )
