"""What may be said: offers with their prices, and facts with since when and where they may be told."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from core import strategy
from core.errors import Invalid
from core.strategy import ProfileEdit, ProfileView
from core.tables.values import Fact, Offer
from core.vocab import Permission
from pages.strategy import profile_editing
from pages.strategy.profile_editing import Sheet
from ui import outcome, shell
from ui.pieces import section

USES = {"everywhere": "Everywhere", "posts": "Posts only", "replies": "Replies only", "nowhere": "Nowhere yet"}


def draw() -> None:
    """Draw both tables, each saved by itself."""
    with shell.workspace() as ws:
        view = strategy.read_profile(ws)
    _offers(view)
    st.space("small")
    _facts(view)


def _offers(view: ProfileView) -> None:
    sheet = profile_editing.opened("offers", view, "offers")
    section("Offers", says="What you sell. Prices in posts come from here and nowhere else.")
    outcome.draw("offers")
    profile_editing.gaps_of(strategy.profile_gaps(view), "facts")
    words = st.column_config.TextColumn
    rows = [{"name": one.name, "price": one.price, "detail": one.detail} for one in sheet.base.offers or ()]
    columns = {
        "name": words("What it is", required=True, max_chars=120),
        "price": words("Price", width="small", max_chars=40, help="As you want it quoted, such as €4.20 or from $15."),
        "detail": words("In a few words", width="large", max_chars=300),
    }
    told = _table(sheet, rows, columns)
    offers = tuple(Offer(name=row["name"], price=row["price"], detail=row["detail"]) for row in told)
    profile_editing.foot(sheet, view, ProfileEdit(offers=offers), words="Save offers")


def _facts(view: ProfileView) -> None:
    sheet = profile_editing.opened("facts", view, "facts")
    section(
        "Facts that may be told",
        says="Links, hours in words, rules, parking: replies state these and no others, and posts take the link of "
        "their call to action and your hours from here.",
    )
    outcome.draw("facts")
    rows = [
        {"key": one.key, "value": one.value, "since": one.since, "use": USES[one.use]} for one in sheet.base.facts or ()
    ]
    words = st.column_config.TextColumn
    columns = {
        "key": words("Name", required=True, max_chars=60, help="In an FAQ answer, {name} stands for the fact."),
        "value": words("What is true", required=True, width="large", max_chars=500),
        "since": st.column_config.DateColumn("True since", format="D MMM YYYY", width="small",
                                             help="Before that day it is told nowhere. Empty: always."),
        "use": st.column_config.SelectboxColumn("Told", options=list(USES.values()),
                                                default=USES["everywhere"], required=True, width="small"),
    }  # fmt: skip
    told = _table(sheet, rows, columns)
    places = {words: use for use, words in USES.items()}
    facts = tuple(
        Fact(key=row["key"], value=row["value"], since=_day(row["since"]), use=places.get(row["use"], "everywhere"))  # type: ignore[arg-type]
        for row in told
    )
    profile_editing.foot(sheet, view, ProfileEdit(facts=facts), words="Save facts")


def _table(sheet: Sheet, rows: list[dict[str, Any]], columns: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The rows as they stand in the editor; empty ones are left out, empty cells are empty words."""
    may = shell.can(Permission.WRITE)
    frame = pd.DataFrame(rows, columns=list(columns)).astype(object)
    if "since" in frame:
        frame["since"] = pd.to_datetime(frame["since"])
    edited = st.data_editor(
        frame, column_config=dict(columns), num_rows="dynamic" if may else "fixed", disabled=not may,
        hide_index=True, row_height=44, key=sheet.key("table"), placeholder="",
    )  # fmt: skip
    return list(_told(edited.to_dict("records")))


def _told(records: Iterable[Mapping[Any, Any]]) -> Iterable[dict[str, Any]]:
    for record in records:
        row = {str(name): _cell(value) for name, value in record.items()}
        if any(value for name, value in row.items() if name != "use"):
            yield row


def _cell(value: Any) -> Any:
    if value is None or value is pd.NaT or value != value:  # noqa: PLR0124 - NaN is not itself
        return ""
    return value.strip() if isinstance(value, str) else value


def _day(value: Any) -> date | None:
    if not value:
        return None
    try:
        return pd.Timestamp(value).date()
    except ValueError as wrong:
        raise Invalid("That isn't a day. Choose one from the calendar.", field="facts") from wrong
