"""The answers that may go out alone, and the questions that nobody has answered yet."""

from uuid import UUID

import streamlit as st

from core import messaging
from core.messaging import FaqGap, FaqRow
from core.vocab import Permission
from pages.inbox import gap_idea
from pages.inbox.faq_editor import NO_SEASON, Draft, open_editor
from pages.inbox.words import covered
from ui import outcome, shell
from ui.pieces import empty, section
from ui.safe import plain, short


def draw() -> None:
    """Draw the FAQs and, beside them, what customers asked in vain."""
    with shell.workspace() as ws:
        rows, gaps, went = messaging.list_faqs(ws), messaging.faq_gaps(ws), messaging.faq_coverage(ws)
    may = shell.can(Permission.REPLY)
    known, asked = st.columns([3, 2], gap="medium")
    with known:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            with st.container(width="stretch"):
                section(
                    "Known answers",
                    says="Only these go out by themselves. With fewer than five ways to ask it, an FAQ only suggests.",
                )
            if may:
                st.button("New FAQ", icon=":material/add:", on_click=open_editor, args=(Draft(),))
        if rows and went.asked:
            st.markdown(covered(went))
        outcome.draw("faqs")
        if not rows:
            empty("quiz", "No FAQs yet", "Write the questions you answer every week; they will answer themselves.")
        for row in rows:
            _card(row, may=may)
    with asked:
        section("Questions nobody has answered yet", says="Asked in the last 90 days, most often first.")
        if not gaps:
            empty("task_alt", "No gaps", "Every question of the last 90 days has an answer that fits.")
        for gap in gaps[:12]:
            _gap(gap, rows, may=may)


def _card(row: FaqRow, *, may: bool) -> None:
    with st.container(border=True, gap="xsmall"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{plain(row.question)}**", width="stretch")
            st.toggle("On", row.is_on, key=f"faq:on:{row.id}", on_change=_turn, args=(row.id,), disabled=not may)
        st.caption(plain(short(row.answer, 160)))
        if row.season != NO_SEASON and not row.only_suggests.startswith("Out of season"):
            st.caption(f":material/event_available: In season, {row.season.words()}")
        if row.only_suggests:
            st.caption(f":orange[:material/info: Only suggests. {plain(row.only_suggests)}]")
        ways = 1 + len(row.phrasings)
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"faq:foot:{row.id}"):
            counted = f"{ways} way{'s' if ways > 1 else ''} to ask it · answered {row.answered} times"
            st.caption(counted, width="stretch")
            if may:
                _change(row)


def _change(row: FaqRow) -> None:
    draft = Draft(row.id, row.question, row.phrasings, row.answer, row.season)
    st.button(
        "Edit",
        icon=":material/edit:",
        key=f"faq:edit:{row.id}",
        type="tertiary",
        on_click=open_editor,
        args=(draft,),
    )
    with st.popover("Delete", icon=":material/delete:", type="tertiary"):
        st.markdown("Its answer stays in old threads, but the question goes to a person from now on.")
        st.button("Yes, delete it", key=f"faq:delete:{row.id}", on_click=_delete, args=(row.id, row.question))


def _gap(gap: FaqGap, rows: list[FaqRow], *, may: bool) -> None:
    with st.container(border=True, gap="xsmall"):
        st.markdown(f"**{plain(short(gap.question, 160))}**")
        times = f"asked by {gap.asked} {'people' if gap.asked > 1 else 'person'}"
        near = next((row for row in rows if row.id == gap.closest_faq), None)
        st.caption(f"{times} · close to “{plain(near.question)}”" if near else times)
        if not may:
            return
        if near is not None:
            draft = Draft(near.id, near.question, (*near.phrasings, *gap.phrasings), near.answer, near.season)
            label = "Add it to that FAQ"
        else:
            draft, label = Draft(None, gap.question[:300], gap.phrasings[1:]), "Draft an FAQ"
        st.button(label, icon=":material/add_comment:", key=f"gap:{gap.conversations[0]}:{gap.question[:20]}",
                  on_click=open_editor, args=(draft,))  # fmt: skip
        if shell.can(Permission.PLAN):
            gap_idea.draw(gap)


def _turn(faq_id: UUID) -> None:
    with outcome.attempt("faqs"), shell.workspace() as ws:
        messaging.turn_faq(ws, faq_id, st.session_state[f"faq:on:{faq_id}"])


def _delete(faq_id: UUID, question: str) -> None:
    with outcome.attempt("faqs"), shell.workspace() as ws:
        messaging.delete_faq(ws, faq_id)
        outcome.tell("faqs", f"“{question}” is deleted.")
