"""Small pieces of this screen: a campaign's status, its dates, its money, a target beside what was reached."""

from collections.abc import Mapping
from datetime import date

import streamlit as st

from core.strategy import Estimate, KpiProgress, KpiTarget, Spend, WeekTheme
from core.strategy.pace import in_words
from core.strategy.targets import NAMES
from core.tables.values import AiMetadata
from core.vocab import CampaignStatus, Engine
from ui.pieces import chip
from ui.safe import plain
from ui.theme import Mark

STATUSES: Mapping[CampaignStatus, Mark] = {
    CampaignStatus.DRAFT: Mark("Not started", ":material/edit_note:", "pencil"),
    CampaignStatus.ACTIVE: Mark("Running", ":material/play_circle:", "play", "green"),
    CampaignStatus.PAUSED: Mark("Paused", ":material/pause_circle:", "pause", "orange"),
    CampaignStatus.COMPLETED: Mark("Completed", ":material/flag:", "check", "gray"),
}


def status_chip(status: CampaignStatus) -> str:
    """A campaign's status inside a text: a word, an icon, then a colour."""
    mark = STATUSES[status]
    return chip(mark.label, mark.icon, mark.badge)


def span(first: date, last: date) -> str:
    """Two dates in words.

    >>> span(date(2026, 3, 2), date(2026, 3, 29))
    '2 Mar to 29 Mar 2026'
    """
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {first:%b}{year} to {last.day} {last:%b} {last.year}"


def progress(kpi: KpiProgress) -> None:
    """A bar of how much of a target is reached, with its pace in words."""
    share = 0.0 if kpi.actual is None or not kpi.target else max(0.0, min(1.0, kpi.actual / kpi.target))
    st.progress(share, text=f"**{plain(kpi.label)}**")
    st.caption(plain(kpi.sentence))


def target(kpi: KpiTarget) -> str:
    """A target's name and value."""
    label = NAMES.get(kpi.name, kpi.name.replace("_", " ").capitalize())
    return f"{plain(label)}: {plain(in_words(kpi.target, kpi.unit))}"


def theme(one: WeekTheme) -> str:
    """A week's theme with the reason for it, as a text."""
    moment = f" {chip(plain(one.moment), ':material/event:', 'orange')}" if one.moment else ""
    title = f"**Week {one.week}: {plain(one.title)}**{moment}"
    return f"{title}  \n:gray[From {one.starts_on.day} {one.starts_on:%b}. {plain(one.reason)}]"


def spend(one: Spend, engagements: float) -> str:
    """What a campaign's texts cost, in words.

    >>> spend(Spend(offline=12), 300)
    '12 texts by the offline writer: free'
    """
    if not one.texts:
        return ""
    instead = f", {one.stepped_in} in a model's place" if one.stepped_in else ""
    parts = [f"{one.offline} texts by the offline writer{instead}: free"] if one.offline else []
    if one.priced:
        each = one.per_engagement(engagements)
        rate = f", US\\${each:.5f} an engagement" if each is not None else ""
        parts.append(f"{one.priced} texts by a model: US\\${one.cost:.2f}{rate}")
    if one.unpriced:
        parts.append(f"{one.unpriced} texts by a model: unpriced")
    return " · ".join(parts)


def stood_in(ai: AiMetadata | None, what: str) -> None:
    """Say plainly that the offline writer answered where a model was asked, and why."""
    if ai is not None and ai.engine is Engine.OFFLINE and ai.fallback_reason:
        st.warning(f"The offline writer made {what} in the model's place. {plain(ai.fallback_reason)}",
                   icon=":material/offline_bolt:")  # fmt: skip


def estimate(one: Estimate) -> str:
    """What writing will take, in words; always called an estimate.

    >>> from decimal import Decimal
    >>> estimate(Estimate(26, 0, "", Decimal(0), 0, 0))
    'Offline: free. The built-in writer writes 26 texts.'
    """
    if not one.texts:
        return "Every text is written already and kept with the plan."
    if not one.model:
        problem = f" The AI endpoint can't be asked: {plain(one.problem)}" if one.problem else ""
        return f"Offline: free. The built-in writer writes {one.texts} texts.{problem}"
    cost = "unpriced: no price is known for this model" if one.cost is None else f"about US\\${one.cost:.2f}"
    rests = "your own texts so far" if one.is_own else "texts of a usual length"
    return (
        f"Estimate: about {one.tokens:,} tokens for {one.texts} texts by {plain(one.model)} ({rests}), {cost}. "
        f"{one.left:,} of this month's {one.allowance:,} tokens are left."
    )
