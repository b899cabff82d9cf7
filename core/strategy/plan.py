"""Planning a campaign: propose, edit, discard."""

from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from uuid import UUID

from sqlmodel import col

from core import analytics, content
from core.ai.credit import written_by
from core.errors import Invalid
from core.keys import needs
from core.publishing.slots import Slot
from core.strategy.ask_themes import ask_themes
from core.strategy.asked import with_ideas
from core.strategy.brief_rules import refuse_brief, refuse_profile
from core.strategy.good_times import GoodTimes, good_times
from core.strategy.lessons import read_lessons
from core.strategy.outline import mix_of, occasions, posts_of, slots_of, themes_of, weeks_of
from core.strategy.plan_rules import refuse_proposal, refuse_settled
from core.strategy.steer import mix_for, say_shaped, times_for
from core.strategy.suggest import targets_for
from core.tables import Insight, Plan, PlanDraft, Post
from core.tables.values import Brief, Proposal
from core.vocab import Permission, PlanStatus, PostStatus
from core.workspace import Workspace

LIVE = (PostStatus.DRAFT, PostStatus.PENDING_APPROVAL, PostStatus.APPROVED, PostStatus.SCHEDULED)


@needs(Permission.PLAN)
def propose_plan(ws: Workspace, brief: Brief, *, token: str | None = None) -> Plan:
    """Turn a brief into a plan to look at: weekly themes, slots, kinds of posts and targets. Nothing is drafted yet.

    Raises:
        Invalid: the brief or the profile cannot be planned from; the field is named.
        ModelFailed: no valid themes, even when asked again; nothing is kept.
    """
    if done := ws.rows.made(Plan, "propose_plan", token):
        return done
    refuse_brief(brief, today=ws.now.astimezone(ws.zone).date())
    refuse_profile(brief, ws.profile)
    times, asked = good_times(ws), analytics.applied_insights(ws)
    slots = _slots(ws, brief, times, asked)
    if not slots:
        raise Invalid("No good moment is left in these days. Give the campaign more time.", field="ends_on")
    lessons = read_lessons(ws)
    special = occasions(brief, ws.business.country, ws.business.industry)
    answer = ask_themes(ws, brief, lessons, special)
    suggested = targets_for(ws, brief, posts=len(slots))
    planned = partial(posts_of, themes=answer.reply.themes, starts_on=brief.starts_on, zone=ws.zone)
    posts = with_ideas(planned(slots, shares=mix_for(asked)), [idea.title for idea in content.waiting_ideas(ws)])
    proposal = Proposal(
        themes=themes_of(answer.reply.themes, weeks_of(brief), special),
        posts=posts,
        kpis=suggested.targets,
        lessons=say_shaped(lessons, asked, posts, lambda: planned(_slots(ws, brief, times)), ws.zone),
        written_by=answer.model,
        targets_ai=suggested.ai,
        mix=mix_of(brief, slots, {line.channel: line.size for line in ws.profile.audience}, times.words),
    )
    with ws.writing() as rows:
        if done := rows.made(Plan, "propose_plan", token):
            return done
        key, ai = ws.key.business_id, written_by(answer)
        plan = rows.add(Plan(business_id=key, brief=brief, proposal=proposal, ai=ai, created_at=ws.now))
        ws.made("propose_plan", token, plan)
        ws.audit("propose_plan", brief.name)
        rows.flush()
        return plan


@needs(Permission.READ)
def read_plan(ws: Workspace, plan_id: UUID) -> Plan:
    """One plan.

    Raises:
        NotFound: this business has no such plan.
    """
    return ws.rows.get(Plan, plan_id)


@needs(Permission.READ)
def open_plans(ws: Workspace) -> list[Plan]:
    """The proposals that nobody accepted or discarded yet, the newest first."""
    return ws.rows.find(Plan, col(Plan.status) == PlanStatus.PROPOSED, order=[col(Plan.created_at).desc()])


@needs(Permission.PLAN)
def edit_plan(ws: Workspace, plan_id: UUID, proposal: Proposal) -> Plan:
    """Keep a person's changes to a proposed plan: themes, posts, targets, and lessons struck out.

    Raises:
        Invalid: a post that cannot be, named by its field; nothing is stored.
        Conflict: the plan was accepted or discarded meanwhile.
    """
    with ws.writing() as rows:
        plan = rows.get(Plan, plan_id)
        refuse_settled(plan)
        refuse_proposal(plan.brief, proposal, now=ws.now, zone=ws.zone)
        ordered = sorted(proposal.posts, key=lambda post: (post.at, post.channel))
        posts = tuple(post.model_copy(update={"slot": n}) for n, post in enumerate(ordered, start=1))
        plan.proposal = proposal.model_copy(update={"posts": posts})
        ws.audit("edit_plan", plan.brief.name)
        rows.flush()
        return plan


@needs(Permission.PLAN)
def discard_plan(ws: Workspace, plan_id: UUID) -> Plan:
    """Put a proposed plan aside; doing it twice is no mistake.

    Raises:
        Conflict: it was accepted meanwhile.
    """
    with ws.writing() as rows:
        plan = rows.get(Plan, plan_id)
        if plan.status is not PlanStatus.DISCARDED:
            refuse_settled(plan)
            plan.status = PlanStatus.DISCARDED
            rows.remove(PlanDraft, col(PlanDraft.plan_id) == plan_id)
            ws.audit("discard_plan", plan.brief.name)
            rows.flush()
        return plan


def _slots(ws: Workspace, brief: Brief, times: GoodTimes, asked: Sequence[Insight] = ()) -> tuple[Slot, ...]:
    names = [line.channel for line in brief.cadence]
    own = times_for(asked, times.results(names), names)
    country, seed = ws.business.country, _seed(ws, brief)
    return slots_of(brief, country=country, zone=ws.zone, now=ws.now, busy=_busy(ws), seed=seed, own=own)


def _busy(ws: Workspace) -> tuple[Slot, ...]:
    """Moments already taken by posts that are planned or scheduled."""
    columns = (col(Post.scheduled_at), col(Post.planned_at), col(Post.channel))
    found = ws.rows.columns(*columns, where=[col(Post.status).in_(LIVE)])
    return tuple(Slot(scheduled or planned, name) for scheduled, planned, name in found if scheduled or planned)


def _seed(ws: Workspace, brief: Brief) -> int:
    return int.from_bytes(sha256(f"{ws.business.seed}|{brief.name}|{brief.starts_on}".encode()).digest()[:4])
