"""What needs doing, the most valuable first, each with its remedy beside it."""

from collections.abc import Callable
from uuid import UUID

import streamlit as st

from core import publishing
from core.strategy import Agenda, Chore, Task
from core.vocab import Permission
from core.workspace import Workspace
from ui import shell
from ui.pieces import channel_chip
from ui.safe import plain, short

INBOX, STUDIO, CALENDAR, SETTINGS = (
    f"pages/{name}/page.py" for name in ("inbox", "content_studio", "calendar", "settings")
)
MOST = 6
MARKS = {
    Chore.OVERDUE: ("alarm", "red"),
    Chore.UNCONFIRMED: ("help", "orange"),
    Chore.FAILED: ("error", "red"),
    Chore.MISSED: ("event_busy", "orange"),
    Chore.DUE_SOON: ("timer", "orange"),
    Chore.APPROVAL: ("hourglass_top", "orange"),
    Chore.EMPTY_DAYS: ("calendar_today", "blue"),
    Chore.ALLOWANCE: ("toll", "orange"),
    Chore.UNTOLD: ("link_off", "orange"),
}


def draw(agenda: Agenda) -> None:
    """Draw the list; the rest waits behind a fold."""
    with st.container(border=True, height="stretch"):
        st.subheader("What needs doing", anchor=False)
        if not agenda.tasks:
            st.markdown(":green[:material/check_circle:] Nothing waits for you: every post and message is in hand.")
            return
        for task in agenda.tasks[:MOST]:
            _task(task)
        if rest := agenda.tasks[MOST:]:
            with st.expander(f"{len(rest)} more"):
                for task in rest:
                    _task(task)


def _task(task: Task) -> None:
    icon, colour = MARKS[task.chore]
    where = f" {channel_chip(task.channel)}" if task.channel else ""
    why = task.reason and task.chore is not Chore.ALLOWANCE
    reason = f"  \n:gray[{plain(short(task.reason, 140))}]" if why else ""
    st.markdown(f":{colour}[:material/{icon}:] {_sentence(task)}{where}{reason}")
    with st.container(horizontal=True, gap="xsmall"):
        _remedies(task)


def _sentence(task: Task) -> str:
    title = f"“{plain(short(task.title, 60))}”" if task.title else f"{task.count} more posts"
    at = "" if task.at is None else shell.when(task.at)
    who = f"**{plain(task.title)}**" + (f" and {task.count - 1} more" if task.count > 1 else "")
    match task.chore:
        case Chore.OVERDUE:
            words = f"{who} waited too long: an answer was due {at}"
        case Chore.DUE_SOON:
            words = f"{who}: answer by {at} to keep your promise"
        case Chore.UNCONFIRMED:
            words = f"{title} may have gone out {at}: look at the channel, then say"
        case Chore.FAILED:
            words = f"{title} could not be sent {at}"
        case Chore.MISSED:
            words = f"{title} missed its moment {at}"
        case Chore.APPROVAL:
            words = f"**{task.count}** {'post waits' if task.count == 1 else 'posts wait'} for your approval"
        case Chore.EMPTY_DAYS:
            days = ", ".join(f"{day:%a}" for day in task.days)
            words = f"Nothing is scheduled on {days}: {task.count} short of your weekly rhythm"
        case Chore.ALLOWANCE:
            words = f"**{task.count}%** of this month's AI allowance is used: {task.reason}"
        case Chore.UNTOLD:
            words = f"The webhook {title} was switched off"
    return words


def _remedies(task: Task) -> None:
    match task.chore:
        case Chore.OVERDUE | Chore.DUE_SOON:
            first = {"conversation": str(task.conversation_id)}
            st.page_link(INBOX, label="Answer", icon=":material/arrow_forward:", query_params=first)
        case Chore.UNCONFIRMED if task.post_id is not None:
            _button(
                task.post_id,
                "It is there",
                "check",
                lambda ws, one: publishing.settle_unconfirmed(ws, one, is_there=True),
            )
            _button(
                task.post_id,
                "It is not",
                "close",
                lambda ws, one: publishing.settle_unconfirmed(ws, one, is_there=False),
            )
        case Chore.FAILED | Chore.MISSED if task.post_id is not None:
            _button(task.post_id, "Send now", "send", publishing.publish_now)
            _button(task.post_id, "Back to drafts", "undo", publishing.reopen_post)
        case Chore.UNCONFIRMED | Chore.FAILED | Chore.MISSED:
            st.page_link(CALENDAR, label="See them", icon=":material/arrow_forward:")
        case Chore.APPROVAL:
            st.page_link(STUDIO, label="Review", icon=":material/arrow_forward:", query_params={"lane": "review"})
        case Chore.EMPTY_DAYS:
            st.page_link(CALENDAR, label="Fill them", icon=":material/arrow_forward:")
        case Chore.ALLOWANCE:
            st.page_link(SETTINGS, label="See the ledger", icon=":material/arrow_forward:")
        case Chore.UNTOLD:
            programs = {"section": "Programs"}
            st.page_link(SETTINGS, label="Mend it", icon=":material/arrow_forward:", query_params=programs)


def _button(post_id: UUID, label: str, icon: str, verb: Callable[[Workspace, UUID], object]) -> None:
    if not shell.can(Permission.PUBLISH):
        return
    if st.button(label, icon=f":material/{icon}:", key=f"do_{label}_{post_id}", type="tertiary"):
        with shell.refusals():
            with shell.workspace() as ws:
                verb(ws, post_id)
            st.rerun()
