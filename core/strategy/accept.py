"""Accepting a plan: every draft is written first, then all of it is stored at once."""

from collections.abc import Callable
from uuid import UUID

from sqlmodel import col

from core import content, webhooks
from core.analytics.apply import followed
from core.content.waiting import taken_up
from core.errors import Conflict
from core.keys import needs
from core.strategy.kept import keep, kept, keys_of
from core.strategy.plan_rules import refuse_settled
from core.strategy.requests import requests_of
from core.tables import Campaign, Plan, PlanDraft
from core.tables.values import Brief, Proposal
from core.vocab import CampaignStatus, HookEvent, Permission, PlanStatus
from core.workspace import Workspace


@needs(Permission.PLAN)
def accept_plan(
    ws: Workspace,
    plan_id: UUID,
    *,
    token: str | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Campaign:
    """Make a plan a running campaign with a draft for every slot, all in one transaction.

    Accepting it twice gives the same campaign. A slot whose moment has passed meanwhile keeps its draft, undated.
    ``progress`` hears (drafts written, of how many); whatever it raises stops the writing. Each text is kept with the
    plan as it is written, so that accepting again goes on where the writing stopped.

    Raises:
        Conflict: it was discarded.
        ModelFailed: the writer failed; there is no campaign, and accepting again asks only for what is missing.
    """
    if done := ws.rows.made(Campaign, "accept_plan", token):
        return done
    plan = ws.rows.get(Plan, plan_id)
    if plan.status is PlanStatus.ACCEPTED and plan.campaign_id is not None:
        return ws.rows.get(Campaign, plan.campaign_id)
    refuse_settled(plan)
    seen, requests = plan.proposal, tuple(requests_of(ws, plan))
    keys = keys_of(ws, requests)
    written = content.write_posts(
        ws,
        requests,
        progress=progress,
        known=kept(ws, plan_id, requests, keys),
        keep=lambda place, one: keep(ws, plan_id, keys[place], one),
    )
    with ws.writing() as rows:
        campaign = _campaign(ws, plan.brief, seen)
        won = rows.change(
            Plan,
            col(Plan.id) == plan_id,
            col(Plan.status) == PlanStatus.PROPOSED,
            status=PlanStatus.ACCEPTED,
            campaign_id=campaign.id,
        )
        own = rows.get(Plan, plan_id)
        if not won and own.status is PlanStatus.ACCEPTED and own.campaign_id is not None:
            return rows.get(Campaign, own.campaign_id)
        if not won:
            refuse_settled(own)
        if own.proposal != seen:
            raise Conflict("Somebody edited this plan while its posts were being written. Look at it and accept again.")
        rows.add(campaign)
        rows.flush()
        content.keep_posts(ws, written, campaign_id=campaign.id)
        rows.remove(PlanDraft, col(PlanDraft.plan_id) == plan_id)
        taken_up(rows, {post.title for post in seen.posts})
        followed(rows, {lesson.text.partition(" do ")[0] for lesson in seen.lessons if lesson.is_applied})
        ws.made("accept_plan", token, campaign)
        ws.audit("accept_plan", campaign.name, f"{len(written)} drafts")
        told = {"plan_id": plan_id, "campaign_id": campaign.id, "name": campaign.name, "drafts": len(written)}
        webhooks.tell(ws, HookEvent.PLAN, [told])
        return campaign


def _campaign(ws: Workspace, brief: Brief, proposal: Proposal) -> Campaign:
    return Campaign(
        business_id=ws.key.business_id,
        name=brief.name.strip(),
        goal=brief.goal.strip(),
        starts_on=brief.starts_on,
        ends_on=brief.ends_on,
        status=CampaignStatus.ACTIVE,
        kpis=proposal.kpis,
        themes=proposal.themes,
        lessons=tuple(lesson for lesson in proposal.lessons if not lesson.dropped),
        channels=tuple(dict.fromkeys(line.channel for line in brief.cadence)),
        created_at=ws.now,
    )
