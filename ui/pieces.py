"""Small pieces that every screen is made of; native Streamlit only."""

from collections.abc import Sequence

import streamlit as st

from core.vocab import Channel, Origin, PostStatus
from ui.theme import ORIGINS, STATUSES, band, channel_look

_ORIGIN_HELP = {
    Origin.SIMULATED: "Made by the simulated channels: nothing was really sent.",
    Origin.IMPORTED: "Read from a file you brought in.",
    Origin.LIVE: "Reported by the connected channel.",
}


def section(title: str, *, says: str = "", origin: Origin | None = None) -> None:
    """A section's heading, with one line on what is below and, for figures, where they come from."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.subheader(title, anchor=False, width="content")
        if origin is not None:
            origin_badge(origin)
    if says:
        st.caption(says)


def empty(icon: str, title: str, says: str, *, page: str | None = None, action: str = "") -> None:
    """A place with nothing in it yet: what belongs here and the one next step.

    Args:
        icon: a Material icon's name, such as ``inbox``.
        title: what is missing, in a few words.
        says: what to do about it.
        page: the screen to go to, as a path; ``action`` is the link's words.
        action: the words on the link.
    """
    with st.container(border=True, horizontal_alignment="center", gap="small"):
        st.space("small")
        st.markdown(f"### :gray[:material/{icon}:]", width="content", text_alignment="center")
        st.markdown(f"**{title}**", width="content", text_alignment="center")
        st.caption(says, width="content", text_alignment="center")
        if page:
            st.page_link(page, label=action, icon=":material/arrow_forward:", icon_position="right")
        st.space("small")


def figure(
    label: str,
    value: str | None,
    *,
    period: str,
    of: str = "",
    delta: str | None = None,
    against: str = "",
    less_is_better: bool = False,
    trend: Sequence[float] = (),
    icon: str | None = None,
) -> None:
    """One number as a card: never without its unit, denominator and period.

    Args:
        label: what is counted, in the field's term.
        value: the number with its unit, such as ``4.2%``; ``None`` reads "no data", since missing is not zero.
        period: what it covers, such as ``last 28 days``.
        of: the denominator of a rate, such as ``of 12,400 reached``.
        delta: the signed change with its unit.
        against: what the change is measured against, an equal period.
        less_is_better: whether a fall is good news, as for a response time.
        trend: the course over the period, oldest first.
        icon: a Material icon's name.
    """
    with st.container(border=True, gap="xsmall", height="stretch"):
        st.metric(
            label,
            "no data" if value is None else value,
            delta,
            delta_color="inverse" if less_is_better else "normal",
            delta_description=against or None,
            chart_data=list(trend) or None,
            chart_type="area",
            icon=f":material/{icon}:" if icon else None,
        )
        st.caption(" · ".join(part for part in (of, period) if part))


def chip(words: str, icon: str = "", colour: str = "gray") -> str:
    """A badge as words of a text: one element where a row of badges would be many."""
    return f":{colour}-badge[{icon} {words}]" if icon else f":{colour}-badge[{words}]"


def channel_chip(channel: Channel) -> str:
    """:func:`channel_badge` inside a text."""
    look = channel_look(channel)
    return chip(look.label, look.icon, look.badge)


def status_chip(status: PostStatus) -> str:
    """:func:`status_badge` inside a text."""
    mark = STATUSES[status]
    return chip(mark.label, mark.icon, mark.badge)


def origin_chip(origin: Origin) -> str:
    """:func:`origin_badge` inside a text."""
    mark = ORIGINS[origin]
    return chip(mark.label, mark.icon, mark.badge)


def score_chip(score: float) -> str:
    """:func:`score_badge` inside a text."""
    found = band(score)
    return chip(f"{score:.0f} of 100 · {found.label}", found.icon, found.badge)


def origin_badge(origin: Origin) -> None:
    """Where a figure comes from."""
    mark = ORIGINS[origin]
    st.badge(mark.label, icon=mark.icon, color=mark.badge, help=_ORIGIN_HELP[origin])


def status_badge(status: PostStatus) -> None:
    """A post's status: a word, an icon and only then a colour."""
    mark = STATUSES[status]
    st.badge(mark.label, icon=mark.icon, color=mark.badge)


def channel_badge(channel: Channel) -> None:
    """A channel's name with its icon."""
    look = channel_look(channel)
    st.badge(look.label, icon=look.icon, color=look.badge)


def score_badge(score: float) -> None:
    """A score of 0-100 with its word."""
    found = band(score)
    st.badge(f"{score:.0f} of 100 · {found.label}", icon=found.icon, color=found.badge)
