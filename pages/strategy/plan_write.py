"""Accepting a plan: its texts are written with a bar that moves, and a button that stops it without a loss."""

import streamlit as st

from core import strategy
from core.strategy import Proposal
from core.tables import Plan
from pages.strategy import plan_parts
from ui import outcome, shell


def accept(plan: Plan, edited: Proposal | None) -> None:
    """Keep what was changed, write what is missing, and open the campaign.

    Any click ends the run at the next sign of progress: texts under way still land, and all of them are kept.
    """
    name = f"accept:{plan.id}"
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
        outcome.tell(f"campaign:{campaign.id}", "The drafts are written. Put them on the calendar when you like.")
        st.rerun()
