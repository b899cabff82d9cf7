"""What the screen looks at: a period and a campaign, both in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import streamlit as st

from core.analytics import Extent, Period
from core.strategy import CampaignLine
from ui import shell

VIEW, PERIOD, DAYS, CAMPAIGN = "view", "period", "days", "campaign"
RESULTS, GOALS, HEALTH, IMPORT = "Results", "Goals", "Health", "Import"
LAST = {"7 days": 7, "28 days": 28, "90 days": 90}
ALL, CUSTOM = "All time", "Custom"


@dataclass(frozen=True)
class Look:
    """What is looked at; ``campaign`` is None for the whole business."""

    period: Period
    campaign: CampaignLine | None

    @property
    def campaign_id(self) -> UUID | None:
        return self.campaign.id if self.campaign else None


def campaign(lines: tuple[CampaignLine, ...]) -> CampaignLine | None:
    """The campaign looked at, or all of them."""
    named = {_name(line, lines): line for line in lines}
    chosen = st.selectbox(
        "Campaign", ["All campaigns", *named], key=CAMPAIGN, bind="query-params", persist_state="page", width=280
    )
    return named.get(str(chosen))


def period(extents: Mapping[UUID | None, Extent]) -> Period:
    """The period looked at, in whole UTC days."""
    today = Period.up_to(shell.now(), 1).last
    chosen = st.segmented_control(
        "Period",
        [*LAST, ALL, CUSTOM],
        default="28 days",
        required=True,
        key=PERIOD,
        bind="query-params",
        wrap=True,
        persist_state="page",
    )
    if chosen == CUSTOM:
        return _custom(today)
    if chosen == ALL:
        first = min((extent.period.first for extent in extents.values()), default=today)
        return Period(min(first, today), today)
    return Period.up_to(shell.now(), LAST[str(chosen)])


def show_period(seen: Period) -> None:
    """Turn the screen to a period; for a button's ``on_click``."""
    st.session_state[VIEW], st.session_state[PERIOD], st.session_state[DAYS] = RESULTS, CUSTOM, (seen.first, seen.last)


def _custom(today: date) -> Period:
    default = Period.up_to(shell.now(), 28)
    picked = st.date_input(
        "From and to",
        (default.first, default.last),
        max_value=today,
        min_value=date(2000, 1, 1),
        key=DAYS,
        format="DD/MM/YYYY",
        bind="query-params",
        persist_state="page",
        width=250,
    )
    ends = picked if isinstance(picked, tuple) and picked else (default.first, default.last)
    if len(ends) == 1:
        st.caption("Pick the last day too.")
    return Period(ends[0], ends[-1])


def _name(line: CampaignLine, lines: tuple[CampaignLine, ...]) -> str:
    """A campaign's name; two of the same name are told apart by their start."""
    alone = sum(other.name == line.name for other in lines) == 1
    return line.name if alone else f"{line.name} ({line.starts_on:%d %b %Y}, {str(line.id)[:4]})"
