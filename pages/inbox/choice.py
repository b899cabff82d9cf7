"""The filters of the list: kept in the address, so that a link shows what its sender saw."""

from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from core import messaging, publishing
from core.messaging import ThreadRow
from core.vocab import Channel, ConversationStatus
from core.workspace import Workspace
from ui import address, shell

STATUS, CHANNEL, SEARCH, WHOSE = (f"inbox:{name}" for name in ("status", "channel", "search", "whose"))
ME, NOBODY = "me", "nobody"


@dataclass(frozen=True)
class Choice:
    """The filters; None and empty mean all. ``channels`` and ``people`` are those to choose from.

    ``whose`` is "me", "nobody" or somebody's id.
    """

    status: ConversationStatus | None
    channel: Channel | None
    search: str
    whose: str | None
    channels: tuple[Channel, ...] = ()
    people: tuple[tuple[str, str], ...] = ()


def choice() -> Choice:
    """The filters as they stand before they are drawn; the address fills them the first time."""
    with shell.workspace() as ws:
        channels = publishing.own_channels(ws)
        others = [one for one in messaging.list_colleagues(ws) if one.id != ws.key.user_id]
    people = ((ME, "Mine"), (NOBODY, "Nobody's"), *((str(one.id), one.name) for one in others))
    address.follow(STATUS, "status", [status.value for status in ConversationStatus])
    address.follow(CHANNEL, "channel", channels)
    address.follow(SEARCH, "search", None)
    address.follow(WHOSE, "whose", [one for one, _ in people])
    if WHOSE not in st.session_state and "mine" in st.query_params:  # links of before there were colleagues
        st.session_state[WHOSE] = ME
    st.query_params.pop("mine", None)
    state = st.session_state
    return Choice(
        status=ConversationStatus(state[STATUS]) if state.get(STATUS) else None,
        channel=state.get(CHANNEL),
        search=state.get(SEARCH, ""),
        whose=state.get(WHOSE),
        channels=channels,
        people=people,
    )


def keep(chosen: Choice) -> None:
    """Keep the address in step with the filters."""
    told = {
        "status": chosen.status and chosen.status.value,
        "channel": chosen.channel,
        "search": chosen.search,
        "whose": chosen.whose,
    }
    for name, value in told.items():
        address.keep(name, [value] if value else [])


def listed(ws: Workspace, chosen: Choice) -> list[ThreadRow]:
    """The conversations that fit the filters."""
    who = ws.key.user_id if chosen.whose == ME else None
    if chosen.whose and chosen.whose not in {ME, NOBODY}:
        who = UUID(chosen.whose)
    return messaging.inbox(
        ws,
        status=chosen.status,
        channel=chosen.channel,
        search=chosen.search,
        assignee_id=who,
        unassigned=chosen.whose == NOBODY,
    )


def found(chosen: Choice) -> list[ThreadRow]:
    """The same, read now."""
    with shell.workspace() as ws:
        return listed(ws, chosen)
