"""A new post for a moment that was picked on the calendar."""

from datetime import datetime, time, timedelta
from uuid import UUID

import streamlit as st

from core import content, publishing, strategy
from core.channels import rules
from core.errors import Invalid
from core.vocab import CampaignStatus, PostType
from pages.calendar import drawer
from ui import outcome, shell
from ui.theme import TYPES, channel_look

PARAM = "plan"
USUAL = 10
"""The hour offered where a whole day was picked, on the business's clock."""


def moment() -> datetime | None:
    """The moment that the address names, in the business's zone; a day alone means its usual hour."""
    try:
        told = datetime.fromisoformat(st.query_params.get(PARAM, ""))
    except ValueError:
        return None
    return told if told.tzinfo else told.replace(tzinfo=shell.here().zone)


def show(at: datetime, *, all_day: bool = False, channel: str = "") -> None:
    """Offer to plan a post then, for a channel where one is named; a moment that has passed is refused in words."""
    there, now = shell.local(at), shell.local(shell.now())
    if all_day:
        there = there.replace(hour=USUAL)
    if all_day and there.date() == now.date():
        there = max(there, _next_hour(now))
    with outcome.attempt("calendar"):
        if there <= now:
            raise Invalid("That day has passed. Pick a later one to plan a post.")
        st.query_params[PARAM] = there.isoformat()
        if channel:
            st.session_state["plan:channel"] = channel


def open_next_hour() -> None:
    """Plan a post for tomorrow's usual hour."""
    show(shell.now() + timedelta(days=1), all_day=True)


def close() -> None:
    """Close the drawer on this run."""
    st.query_params.pop(PARAM, None)


@st.dialog("Plan a post", position="right", on_dismiss=close)
def draw() -> None:
    """Ask what it is about; the writer drafts it, and the drawer of the draft opens."""
    at = moment()
    if at is None:
        st.rerun()
    with shell.workspace() as ws:
        campaigns = {str(line.id): line.name for line in strategy.list_campaigns(ws, status=CampaignStatus.ACTIVE)}
        names = publishing.own_channels(ws)
    outcome.draw("plan")
    there = shell.local(at)
    channel = st.selectbox("Channel", names, format_func=lambda name: channel_look(name).label, key="plan:channel")
    kinds = rules.channel(channel).kinds
    st.segmented_control(
        "Kind",
        kinds,
        default=kinds[0],
        required=True,
        format_func=lambda kind: TYPES[kind].label,
        key=f"plan:{channel}",
    )
    st.text_area("What is it about?", key="plan:about", max_chars=200, placeholder="Our new Saturday opening hours")
    st.selectbox(
        "Campaign", list(campaigns), index=None, format_func=campaigns.__getitem__, key="plan:campaign",
        placeholder="None",
    )  # fmt: skip
    with st.container(horizontal=True, gap="small"):
        st.date_input("Day", there.date(), key="plan:day", width=150, format="DD/MM/YYYY")
        st.time_input("Time", there.time().replace(second=0, microsecond=0), key="plan:time", step=300, width=120)
    st.caption(f"Times are {shell.here().zone.key}. The draft is written for you; nothing goes out before you say so.")
    if st.button(
        "Write the draft", type="primary", icon=":material/edit_square:", key="plan:write", on_click=_write
    ) and (moment() is None):
        st.rerun()


def _write() -> None:
    state = st.session_state
    channel, hour = state["plan:channel"], state["plan:time"]
    assert isinstance(hour, time)
    about = state["plan:about"].strip()
    with outcome.attempt("plan"), shell.workspace() as ws:
        if not about:
            raise Invalid("Say in a few words what it is about.", field="about")
        post = content.draft_post(
            ws,
            channel=channel,
            type=PostType(state[f"plan:{channel}"]),
            title=about[:80],
            theme=about,
            at=datetime.combine(state["plan:day"], hour, shell.here().zone),
            campaign_id=UUID(state["plan:campaign"]) if state["plan:campaign"] else None,
            token=shell.token("plan"),
        )
        shell.used("plan")
        close()
        drawer.show(str(post.id))


def _next_hour(now: datetime) -> datetime:
    return (now + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
