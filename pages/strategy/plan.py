"""A proposed plan: looked at, edited, accepted or discarded."""

from uuid import UUID

import streamlit as st

from core import strategy
from core.strategy import Proposal
from core.tables import Plan
from core.vocab import Permission, PlanStatus
from pages.strategy import marks, plan_parts
from ui import outcome, shell
from ui.safe import plain
from ui.why import engine_badge, why


def draw(plan_id: UUID) -> None:
    """Draw the plan.

    Raises:
        NotFound: this business has no such plan.
    """
    with shell.workspace() as ws:
        plan = strategy.read_plan(ws, plan_id)
    shell.page(plain(plan.brief.name), plain(plan.brief.goal))
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        st.badge(plan.status.value.capitalize(), icon=":material/draft:", color="orange")
        engine_badge(plan.ai)
        st.caption(f"{marks.span(plan.brief.starts_on, plan.brief.ends_on)} · {len(plan.proposal.posts)} posts")
    outcome.draw(f"plan:{plan_id}")
    match plan.status:
        case PlanStatus.PROPOSED:
            _proposed(plan)
        case PlanStatus.ACCEPTED:
            st.success("This plan is a campaign now.", icon=":material/check:")
            if plan.campaign_id:
                st.page_link("pages/strategy/page.py", label="Open the campaign", icon=":material/flag:",
                             query_params={"campaign": str(plan.campaign_id)})  # fmt: skip
        case PlanStatus.DISCARDED:
            st.info("This plan was discarded. Nothing of it was written.", icon=":material/delete:")


def _proposed(plan: Plan) -> None:
    st.info(
        "Nothing is written yet. Change what you like; accepting writes a draft for every post.", icon=":material/info:"
    )
    edited = plan_parts.editor(plan, zone=shell.here().zone)
    why(plan.ai, what="the weekly themes")
    is_dirty = edited != plan.proposal
    if not shell.can(Permission.PLAN):
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        accept = st.button("Accept the plan", type="primary", icon=":material/check:", key="plan:accept")
        st.button("Save changes", key="plan:save", disabled=not is_dirty, on_click=_save, args=(plan.id, edited))
        with st.popover("Discard", icon=":material/delete:"):
            st.markdown("The proposal is put aside for good. Your campaigns and posts stay as they are.")
            st.button("Discard this plan", type="primary", key="plan:discard", on_click=_discard, args=(plan.id,))
        if is_dirty:
            st.caption("You changed the plan; accepting keeps your changes.", width="content")
    if accept:
        _accept(plan, edited if is_dirty else None)


def _accept(plan: Plan, edited: Proposal | None) -> None:
    name = f"accept:{plan.id}"
    with shell.refusals(), shell.workspace() as ws:
        if edited is not None:
            strategy.edit_plan(ws, plan.id, edited)
            plan_parts.renew(plan.id)
        bar = st.progress(0.0, "Writing the drafts…")

        def progress(done: int, of: int) -> None:
            bar.progress(done / of, f"Draft {done} of {of} written")

        campaign = strategy.accept_plan(ws, plan.id, token=shell.token(name), progress=progress)
        shell.used(name)
        st.query_params.pop("plan", None)
        st.query_params["campaign"] = str(campaign.id)
        outcome.tell(f"campaign:{campaign.id}", "The drafts are written. Put them on the calendar when you like.")
        st.rerun()


def _save(plan_id: UUID, edited: Proposal) -> None:
    with outcome.attempt(f"plan:{plan_id}"), shell.workspace() as ws:
        strategy.edit_plan(ws, plan_id, edited)
        plan_parts.renew(plan_id)
        outcome.tell(f"plan:{plan_id}", "Saved.")


def _discard(plan_id: UUID) -> None:
    with outcome.attempt(f"plan:{plan_id}"), shell.workspace() as ws:
        name = strategy.discard_plan(ws, plan_id).brief.name
        st.query_params.pop("plan", None)
        outcome.tell("strategy", f"The proposal “{name}” is discarded.")
