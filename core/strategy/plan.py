"""Planning a campaign: propose, edit, discard."""

from hashlib import sha256
from uuid import UUID

from sqlmodel import col

from core import analytics
from core.ai.credit import written_by
from core.ai.model import Answer
from core.errors import Invalid, ModelFailed
from core.keys import needs
from core.publishing.slots import Slot
from core.strategy.brief_rules import refuse_brief, refuse_profile
from core.strategy.calendar_moments import Moment
from core.strategy.outline import occasions, posts_of, slots_of, themes_of, weeks_of
from core.strategy.plan_rules import refuse_proposal, refuse_settled
from core.strategy.prompts import THEMES
from core.strategy.shapes import Moment as WeekMoment
from core.strategy.shapes import Themes, ThemesFacts
from core.strategy.suggest import targets_for
from core.tables import Plan, Post
from core.tables.values import Brief, Lesson, Proposal
from core.vocab import Permission, PlanStatus, PostStatus
from core.workspace import Workspace

LIVE = (PostStatus.DRAFT, PostStatus.PENDING_APPROVAL, PostStatus.APPROVED, PostStatus.SCHEDULED)


@needs(Permission.PLAN)
def propose_plan(ws: Workspace, brief: Brief, *, token: str | None = None) -> Plan:
    """Turn a brief into a plan to look at: weekly themes, slots, kinds of posts and targets. Nothing is drafted yet.

    Raises:
        Invalid: the brief or the profile cannot be planned from; the field is named.
        ModelFailed: no valid themes, even when asked again.
    """
    if done := ws.rows.made(Plan, "propose_plan", token):
        return done
    refuse_brief(brief, today=ws.now.astimezone(ws.zone).date())
    refuse_profile(brief, ws.profile)
    slots = slots_of(
        brief, country=ws.business.country, zone=ws.zone, now=ws.now, busy=_busy(ws), seed=_seed(ws, brief)
    )
    if not slots:
        raise Invalid("No good moment is left in these days. Give the campaign more time.", field="ends_on")
    lessons = tuple(analytics.read_lessons(ws))
    special = occasions(brief, ws.business.country, ws.business.industry)
    answer = _ask_themes(ws, brief, lessons, special)
    kpis = targets_for(ws, brief, posts=len(slots))
    proposal = Proposal(
        themes=themes_of(answer.reply.themes, weeks_of(brief), special),
        posts=posts_of(slots, answer.reply.themes, starts_on=brief.starts_on, zone=ws.zone),
        kpis=kpis,
        lessons=lessons,
        written_by=answer.model,
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
            ws.audit("discard_plan", plan.brief.name)
            rows.flush()
        return plan


def _ask_themes(ws: Workspace, brief: Brief, lessons: tuple[Lesson, ...], special: dict[int, Moment]) -> Answer[Themes]:
    profile, weeks = ws.profile, len(weeks_of(brief))
    offers = [brief.offer.strip(), *(offer.name for offer in profile.offers)]
    facts = ThemesFacts(
        business=ws.business.name,
        industry=ws.business.industry,
        voice=profile.brand_voice,
        offers=tuple(dict.fromkeys(filter(None, offers))),
        audience=tuple(segment.name for segment in profile.segments),
        goal=brief.goal,
        weeks=weeks,
        moments=tuple(WeekMoment(week=week, name=moment.name) for week, moment in sorted(special.items())),
        lessons=tuple(lesson.text for lesson in lessons if not lesson.dropped),
    )
    answer = ws.ai.answer(THEMES, facts)
    if [theme.week for theme in answer.reply.themes] != list(range(1, weeks + 1)):
        raise ModelFailed("The planner left out a week. Try again.")
    return answer


def _busy(ws: Workspace) -> tuple[Slot, ...]:
    """Moments already taken by posts that are planned or scheduled."""
    columns = (col(Post.scheduled_at), col(Post.planned_at), col(Post.channel))
    found = ws.rows.columns(*columns, where=[col(Post.status).in_(LIVE)])
    return tuple(Slot(scheduled or planned, name) for scheduled, planned, name in found if scheduled or planned)


def _seed(ws: Workspace, brief: Brief) -> int:
    return int.from_bytes(sha256(f"{ws.business.seed}|{brief.name}|{brief.starts_on}".encode()).digest()[:4])
