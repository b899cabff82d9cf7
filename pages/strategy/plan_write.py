"""Accepting a plan: its texts are written with a bar that moves, and a button that stops it without a loss."""

from threading import Event
from uuid import UUID

import streamlit as st

from core import strategy
from core.strategy import Proposal
from core.tables import Plan
from pages.strategy import plan_parts, repeats
from ui import outcome, shell

LAST_WORDS = 45.0
"""Seconds that a stopped run may need for the texts under way: an answer's deadline, and a little to keep them."""


def settle(plan_id: UUID) -> None:
    """Wait until a run that was stopped has kept the texts under way: a click begins the next run before that."""
    ended: Event | None = st.session_state.get(_ended(plan_id))
    if ended is None or ended.is_set():
        return
    with st.spinner("Finishing the texts that are under way, so that none is lost…"):
        ended.wait(LAST_WORDS)


def accept(plan: Plan, edited: Proposal | None) -> None:
    """Keep what was changed, write what is missing, and open the campaign.

    Any click ends the run at the next sign of progress: texts under way still land, and all of them are kept.
    """
    name = f"accept:{plan.id}"
    ended = st.session_state[_ended(plan.id)] = Event()
    try:
        with shell.refusals(), shell.workspace() as ws:
            if edited is not None:
                strategy.edit_plan(ws, plan.id, edited)
                plan_parts.renew(plan.id)
            with st.container(horizontal=True, vertical_alignment="center"):
                bar = st.progress(0.0, "Writing the drafts…")
                st.button("Stop", icon=":material/stop_circle:", key="plan:stop",
                          help="Texts that are under way are finished and kept; accept again to go on.")  # fmt: skip

            def progress(done: int, of: int) -> None:
                bar.progress(done / of, f"Draft {done} of {of} written")

            campaign = strategy.accept_plan(ws, plan.id, token=shell.token(name), progress=progress)
            shell.used(name)
            st.query_params.pop("plan", None)
            st.query_params["campaign"] = str(campaign.id)
            again = repeats.told(ws, campaign.id)
            spend = strategy.read_campaign(ws, campaign.id).spend
            instead = (
                f" {spend.stepped_in} of {spend.texts} by the offline writer: {spend.reason}"
                if spend.stepped_in
                else ""
            )
            words = f"The drafts are written. Put them on the calendar when you like.{instead}{again}"
            outcome.tell(f"campaign:{campaign.id}", words, is_good=not (again or instead))
            st.rerun()
    finally:
        ended.set()


def _ended(plan_id: UUID) -> str:
    return f"plan:{plan_id}:ended"
