"""One post on the board."""

import streamlit as st

from core.content import PostLine
from core.vocab import Origin, PostStatus
from ui import shell
from ui.pieces import chip
from ui.safe import plain, short, unbroken
from ui.theme import STATUSES, TYPES, channel_look

SPOKEN = frozenset({PostStatus.DRAFT, PostStatus.SCHEDULED, PostStatus.PUBLISHED, PostStatus.CANCELLED})
"""The lane's own heading says these already."""


def draw(line: PostLine) -> None:
    """Draw a card that opens its post."""
    look, mark = channel_look(line.channel), STATUSES[line.status]
    chips = [] if line.status in SPOKEN else [chip(mark.label, mark.icon, mark.badge)]
    if line.engagement_score is not None:
        chips.append(_score(line))
    if line.likeness is not None:
        chips.append(chip(f"close in meaning · {line.likeness}%", ":material/join_inner:", "blue"))
    said = [f"**{plain(short(line.title, 90))}**"]
    said.append(f":small[:gray[{look.icon} {look.label} · {TYPES[line.type].label} · {_when(line)}]]")
    said += [" ".join(chips)] if chips else []
    said += [f":small[:gray[{plain(short(line.status_reason, 110))}]]"] if line.status_reason else []
    with st.container(border=True, horizontal=True, vertical_alignment="bottom", wrap=False, gap="xsmall"):
        st.markdown("  \n".join(said), width="stretch")
        st.button("Open", key=f"open:{line.id}", type="tertiary", on_click=show, args=(str(line.id),))


def show(post_id: str) -> None:
    """Open a post."""
    st.query_params["post"] = post_id


def _when(line: PostLine) -> str:
    return unbroken(shell.when(line.at)) if line.at else "no date yet"


def _score(line: PostLine) -> str:
    """Its engagement score so far, beside posts of its channel."""
    origin = "" if line.origin is Origin.LIVE else f" · {line.origin.value}"
    icon = ":material/science:" if line.origin is Origin.SIMULATED else ":material/monitoring:"
    return chip(f"{line.engagement_score:.0f} of 100{origin}", icon)
