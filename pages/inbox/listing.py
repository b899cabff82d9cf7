"""The list: filters in the address, what is due first at the top, and new messages as they arrive."""

from collections.abc import Mapping
from datetime import timedelta

import streamlit as st

from core import jobs
from core.messaging import LONGEST, ThreadRow
from core.vocab import Author, ConversationStatus
from pages.inbox import assignee, talk
from pages.inbox.choice import CHANNEL, SEARCH, STATUS, WHOSE, Choice, keep, listed
from pages.inbox.words import STATUSES, due
from ui import shell
from ui.pieces import empty
from ui.safe import plain, short
from ui.theme import channel_look

EVERY = timedelta(seconds=4)
SOON = timedelta(hours=1)
AT_ONCE = 20
MOST, NEWEST = "inbox:most", "inbox:newest"


def filters(chosen: Choice) -> None:
    """Draw the filters and keep the address in step with them."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        st.text_input(
            "Search", key=SEARCH, placeholder="Name, address or words", icon=":material/search:", width="stretch"
        )
        st.selectbox(
            "Status",
            [status.value for status in ConversationStatus],
            index=None,
            key=STATUS,
            format_func=lambda one: STATUSES[ConversationStatus(one)].label,
            placeholder="Every status",
            width=150,
        )
        st.selectbox(
            "Channel",
            chosen.channels,
            index=None,
            key=CHANNEL,
            format_func=lambda one: channel_look(one).label,
            placeholder="Every channel",
            width=150,
        )
        st.selectbox(
            "Assigned to",
            [one for one, _ in chosen.people],
            index=None,
            key=WHOSE,
            format_func=dict(chosen.people).__getitem__,
            placeholder="Anybody",
            width=150,
        )
        assignee.give_out(chosen)
    keep(chosen)


@st.fragment(run_every=EVERY)
def live(chosen: Choice) -> None:
    """Draw the list, and again every few seconds without the rest of the page."""
    if jobs.is_late(shell.runtime()):  # nobody else sends here: each look at the list does
        jobs.publish_due(shell.runtime(), [shell.key().business_id])
    with shell.workspace() as ws:
        rows = listed(ws, chosen)
    _announce(rows)
    talk.keep_order(chosen, [row.id for row in rows])
    waiting = sum(row.due_at is not None for row in rows)
    late = sum(row.is_overdue for row in rows)
    counted = f"**{waiting}** waiting" + (f", :red[**{late}** overdue]" if late else "")
    some = f"{len(rows)} conversations" if len(rows) < LONGEST else f"{LONGEST} of more: narrow the list to see others"
    st.markdown(f"{counted} :gray[· {some} · :material/sensors: live]")
    if not rows:
        empty("inbox", "Nobody here", "Take a filter away, or simulate a message to see what happens.")
    talk.notice({row.id: row.version for row in rows})
    names = {str(shell.key().user_id): "you"} | dict(chosen.people)
    most = st.session_state.get(MOST, AT_ONCE)
    with st.container(gap="xsmall"):
        for row in rows[:most]:
            _row(row, names)
    if len(rows) > most and st.button(f"Show {min(AT_ONCE, len(rows) - most)} more", width="stretch", type="tertiary"):
        st.session_state[MOST] = most + AT_ONCE
        st.rerun(scope="fragment")


def _row(row: ThreadRow, names: Mapping[str, str]) -> None:
    look, mark = channel_look(row.channel), STATUSES[row.status]
    words = due(row.due_at, shell.now())
    if not words:
        state = f":gray[{mark.icon} {mark.label} · {shell.when(row.last_inbound_at)}]"
    else:
        near = row.due_at is not None and row.due_at - shell.now() < SOON
        colour = "red" if row.is_overdue else "orange" if near else "gray"
        flag = f" :red[{mark.icon}]" if row.status is ConversationStatus.ESCALATED else ""
        state = f":{colour}[:material/timer: {words}]{flag}"
    lead = " :green[:material/star:]" if row.lead else ""
    mood = " :red[:material/sentiment_dissatisfied:]" if row.sentiment == "negative" else ""
    mood += " :orange[:material/bolt:]" if row.urgency == "high" else ""
    has = names.get(str(row.assignee_id), "")
    who = f" :gray[· :material/person: {plain(has)}]" if has else ""
    us = "" if row.last_by is Author.CUSTOMER else ":gray[:material/reply:] "
    label = f"{look.icon} **{plain(row.name)}**{lead}{mood} · {state}{who}  \n{us}{plain(short(row.snippet, 90))}"
    if st.button(label, key=f"inbox:open:{row.id}", width="stretch", wrap=True):
        talk.show(str(row.id))
        st.rerun()


def _announce(rows: list[ThreadRow]) -> None:
    """Say who wrote since the last look."""
    if not rows:
        return
    newest = max(rows, key=lambda row: row.last_inbound_at)
    seen = st.session_state.get(NEWEST)
    if seen is not None and newest.last_inbound_at > seen:
        st.toast(f"**{plain(newest.name)}** wrote on {channel_look(newest.channel).label}.", icon=":material/mail:")
    st.session_state[NEWEST] = max(newest.last_inbound_at, seen or newest.last_inbound_at)
