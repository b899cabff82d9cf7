"""Accepting a plan: every draft is written first, then all of it is stored at once."""

from collections.abc import Callable, Iterator
from uuid import UUID

from sqlmodel import col

from core import content
from core.content import DraftRequest
from core.errors import Conflict
from core.keys import needs
from core.strategy.plan_rules import refuse_settled
from core.tables import Campaign, Plan
from core.tables.values import Brief, Proposal
from core.vocab import CampaignStatus, Permission, PlanStatus
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
    ``progress`` hears (drafts written, of how many).

    Raises:
        Conflict: it was discarded.
        ModelFailed: the writer failed; nothing was stored, and accepting again starts over.
    """
    if done := ws.rows.made(Campaign, "accept_plan", token):
        return done
    plan = ws.rows.get(Plan, plan_id)
    if plan.status is PlanStatus.ACCEPTED and plan.campaign_id is not None:
        return ws.rows.get(Campaign, plan.campaign_id)
    refuse_settled(plan)
    seen, requests = plan.proposal, tuple(_requests(ws, plan))
    written = content.write_posts(ws, requests, progress=progress)
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
        ws.made("accept_plan", token, campaign)
        ws.audit("accept_plan", campaign.name, f"{len(written)} drafts")
        return campaign


def _requests(ws: Workspace, plan: Plan) -> Iterator[DraftRequest]:
    """What to write for each slot; the n-th posts of a week on each channel are variants of one idea."""
    themes = {theme.week: theme for theme in plan.proposal.themes}
    seen: dict[tuple[int, str], int] = {}
    for post in sorted(plan.proposal.posts, key=lambda post: post.at):
        turn = seen[post.week, post.channel] = seen.get((post.week, post.channel), 0) + 1
        theme = themes.get(post.week)
        yield DraftRequest(
            channel=post.channel,
            type=post.type,
            goal=plan.brief.goal,
            theme=theme.title if theme else "",
            about=post.title,
            season=theme.moment if theme else "",
            at=post.at if post.at > ws.now else None,
            week=post.week,
            idea=f"{post.week}.{turn}",
        )


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
