"""A proposed plan: looked at, edited, accepted or discarded."""

from uuid import UUID

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core import strategy
from core.strategy import Estimate, Proposal
from core.tables import Plan
from core.vocab import Permission, PlanStatus
from pages.strategy import marks, plan_parts, plan_write
from pages.strategy.heading import Heading
from ui import outcome, shell
from ui.pieces import chip
from ui.safe import plain
from ui.why import engine_badge


def draw(plan_id: UUID) -> None:
    """Draw the plan.

    Raises:
        NotFound: this business has no such plan.
    """
    heading = Heading(plan_id, "Plan")
    plan_write.settle(plan_id)
    with shell.workspace() as ws:
        plan = strategy.read_plan(ws, plan_id)
        is_open = plan.status is PlanStatus.PROPOSED
        estimate = strategy.estimate_plan(ws, plan_id) if is_open else None
        written = strategy.written_so_far(ws, plan_id) if is_open else 0
    actions = heading.name(plan.brief.name, plan.brief.goal)
    status = chip(plan.status.value.capitalize(), ":material/draft:", "orange")
    posts = f"{marks.span(plan.brief.starts_on, plan.brief.ends_on)} · {len(plan.proposal.posts)} posts"
    tone = f" · {plain(plan.brief.tone)}" if plan.brief.tone else ""
    with st.container(horizontal=True, gap="xsmall", vertical_alignment="center"):
        st.markdown(f"{status} :gray[{posts}{tone}]", width="content")
        engine_badge(plan.ai)
    outcome.draw(f"plan:{plan_id}")
    match plan.status:
        case PlanStatus.PROPOSED:
            assert estimate is not None
            marks.stood_in(plan.ai, "this plan")
            _proposed(plan, estimate, written, actions)
        case PlanStatus.ACCEPTED:
            st.success("This plan is a campaign now.", icon=":material/check:")
            if plan.campaign_id:
                st.page_link("pages/strategy/page.py", label="Open the campaign", icon=":material/flag:",
                             query_params={"campaign": str(plan.campaign_id)})  # fmt: skip
        case PlanStatus.DISCARDED:
            st.info("This plan was discarded. Nothing of it was written.", icon=":material/delete:")


def _proposed(plan: Plan, estimate: Estimate, written: int, actions: DeltaGenerator) -> None:
    seen, desk = plan.proposal, st.container()
    short = "" if estimate.is_enough else " That is more than is left: the offline writer takes over where it ends."
    cost = f"  \n:material/payments: {marks.estimate(estimate)}{short}"
    if written:
        words = f"{written} of {len(seen.posts)} texts are written and kept with the plan. Accept it to go on."
        desk.info(words + cost, icon=":material/pause_circle:")
    else:
        words = "Nothing is written yet. Change what you like; accepting writes a draft for every post."
        desk.info(words + cost, icon=":material/info:")
    told = plan_parts.editor(plan, zone=shell.here().zone)
    if not shell.can(Permission.PLAN):
        return
    edited, is_whole = told.proposal, not told.unfinished
    if told.earlier is not None and is_whole:
        _earlier(plan.id, edited, told.earlier)
    is_dirty = edited != seen
    if is_dirty:
        desk.caption("You changed the plan; accepting keeps your changes.")
    with actions:
        wait = None if is_whole else "A post in the table is unfinished. Finish it, or untick it."
        accept = st.button("Accept the plan", type="primary", icon=":material/check:", key="plan:accept",
                           disabled=not is_whole, help=wait)  # fmt: skip
        st.button("Save changes", key="plan:save", disabled=not (is_dirty and is_whole), on_click=_save,
                  args=(plan.id, edited), help=wait)  # fmt: skip
        with st.popover("Discard", icon=":material/delete:"):
            st.markdown("The proposal is put aside for good. Your campaigns and posts stay as they are.")
            st.button("Discard this plan", type="primary", key="plan:discard", on_click=_discard, args=(plan.id,))
    if accept:
        with desk:
            plan_write.accept(plan, edited if is_dirty else None)


def _earlier(plan_id: UUID, edited: Proposal, week: int) -> None:
    """One week up, with everything else that was changed on this screen."""
    with shell.refusals(), shell.workspace() as ws:
        strategy.edit_plan(ws, plan_id, strategy.earlier_week(edited, week))
        plan_parts.renew(plan_id)
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
