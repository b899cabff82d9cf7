"""A calendar and nothing else: three posts in the session, a clock that stands still, one button beside it."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import streamlit as st

from core.vocab import PostStatus, PostType
from ui.calendar_port import CalendarItem, render_calendar, take_action

ZONE = ZoneInfo("Asia/Kolkata")  # five and a half hours off: a zone handled as UTC or as local shows at once
NOW = datetime(2026, 7, 15, 6, 30, tzinfo=UTC)

st.set_page_config(layout="wide", page_icon="static/icon.png")
posts: dict[str, CalendarItem] = st.session_state.setdefault(
    "posts",
    {
        item.id: item
        for item in (
            CalendarItem(
                "a",
                "Poster",
                datetime(2026, 7, 16, 4, 0, tzinfo=UTC),
                "instagram",
                PostStatus.SCHEDULED,
                PostType.IMAGE,
                True,
            ),
            CalendarItem(
                "b",
                "Newsletter",
                datetime(2026, 7, 22, 20, 0, tzinfo=UTC),
                "email",
                PostStatus.DRAFT,
                PostType.TEXT,
                True,
            ),
            CalendarItem(
                "c",
                "Launch film",
                datetime(2026, 7, 8, 10, 0, tzinfo=UTC),
                "linkedin",
                PostStatus.PUBLISHED,
                PostType.VIDEO,
                False,
            ),
            CalendarItem(
                "d",
                "Offer ends",
                datetime(2026, 7, 9, 10, 0, tzinfo=UTC),
                "sms",
                PostStatus.FAILED,
                PostType.TEXT,
                False,
            ),
        )
    },
)
st.session_state.setdefault("told", [])

early = st.query_params.get("early") != "no"
action = take_action(zone=ZONE, key="cal") if early else None


def act() -> None:
    assert action is not None
    st.session_state.told.append(action.kind)
    if action.kind != "moved":
        st.session_state.said = f"{action.kind} {action.id or action.start.isoformat()}"
    elif action.start < NOW:
        st.session_state.said = "That day has passed. Pick a later one."
    else:
        posts[action.id] = replace(posts[action.id], start=action.start)
        st.session_state.said = f"{posts[action.id].title} moved"


if action:
    act()
st.markdown(f"Said: {st.session_state.get('said', 'nothing')}")
st.markdown(f"Told: {len(st.session_state.told)}")
for item in posts.values():
    st.markdown(f"Post {item.id}: {item.start.isoformat()}")
if st.button("Postpone the poster to the 30th"):
    posts["a"] = replace(posts["a"], start=datetime(2026, 7, 30, 4, 0, tzinfo=UTC))
    st.rerun()
st.button("Something else")
late = render_calendar(
    list(posts.values()),
    zone=ZONE,
    key="cal",
    rev=st.session_state.setdefault("rev", 0),
    view="month",
    initial_date=NOW.date(),
    dark=st.context.theme.type == "dark",
    now=NOW,
)
if late:
    action = late
    act()
    st.session_state.rev += 1
    st.rerun()
