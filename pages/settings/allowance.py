"""How many tokens a month may take, how many it took, and when they run out at this pace."""

from datetime import date

import streamlit as st

from core.analytics import Forecast, Usage
from core.strategy import ProfileEdit
from core.vocab import Permission
from pages.settings.saving import opened, profile, save, save_button
from ui.pieces import section
from ui.safe import plain


def draw(usage: Usage, ahead: Forecast | None) -> None:
    """Draw this month's figures and the form for its bounds."""
    section(f"This month ({usage.month})", says="Tokens and money of this business alone; months are counted in UTC.")
    one, two, three, four = st.columns(4)
    one.metric("Tokens used", f"{usage.tokens:,}", border=True)
    two.metric("Tokens left", f"{usage.left:,}", border=True, help=f"Of {usage.allowance:,} this month.")
    three.metric("Cost, US dollars", _cost(usage), border=True, help=_cost_help(usage))
    four.metric("Lasts until", _lasts(usage, ahead), border=True, help=_pace(ahead))
    if usage.is_partly_unpriced:
        st.caption(
            ":material/info: Some answers are unpriced: their model's price isn't known here. They are not free."
        )
    if usage.allowance <= 0:
        st.info("Offline only: the allowance is zero, so no endpoint is asked.", icon=":material/offline_bolt:")
    elif usage.notice:
        st.warning(plain(usage.notice), icon=":material/data_usage:")
    if ahead is not None and ahead.runs_out_on is not None and usage.left:
        st.warning(
            f"At this pace the allowance is gone on {_day(ahead.runs_out_on)}; then the offline writer answers "
            "until the 1st.",
            icon=":material/event_busy:",
        )
    _form()


def _form() -> None:
    sheet = opened("allowance", profile(), "monthly_tokens", "soft_cap_percent")
    with st.form("allowance"):
        left, right = st.columns(2)
        tokens = left.number_input(
            "Allowance (tokens a month)", 0, 100_000_000, sheet.base.monthly_tokens or 0, step=50_000,
            key=sheet.key("tokens"),
            help="Counts what an endpoint of your own or this server's reads and writes. "
            "Zero means offline only: no endpoint is ever asked. A post takes roughly 1,500.",
        )  # fmt: skip
        soft = right.number_input(
            "Warn from (percent of it)", 1, 100, sheet.base.soft_cap_percent or 100, step=5, key=sheet.key("soft"),
            help="From here on a warning stands beside new texts; when half of the rest is gone too, the quick model "
            "writes everything. 100 means no warning.",
        )  # fmt: skip
        if save_button(needs=Permission.MANAGE):
            edit = ProfileEdit(monthly_tokens=int(tokens), soft_cap_percent=int(soft))
            save(sheet, lambda: edit, "Allowance")


def _cost(usage: Usage) -> str:
    if usage.cost:
        return f"{'≥ ' if usage.is_partly_unpriced else ''}{usage.cost:,.4f}"
    return "unpriced" if usage.is_partly_unpriced else "none"


def _cost_help(usage: Usage) -> str:
    if usage.is_partly_unpriced:
        return "Unpriced answers are not in the sum."
    return "By a price list that comes with the app; your provider's bill is what counts."


def _lasts(usage: Usage, ahead: Forecast | None) -> str:
    if usage.allowance <= 0:
        return "offline"
    if usage.left == 0:
        return "used up"
    on = ahead.runs_out_on if ahead else None
    return "month's end" if on is None else _day(on)


def _day(on: date) -> str:
    return f"{on.day} {on:%b}"


def _pace(ahead: Forecast | None) -> str:
    if ahead is None:
        return "Nothing was asked of an endpoint in the last seven days."
    return (
        f"At the pace of the last seven days, {ahead.per_day:,.0f} tokens a day: "
        f"{ahead.by_month_end:,} by the end of the month."
    )
