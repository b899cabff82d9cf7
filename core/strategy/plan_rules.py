"""Whether an edited plan can still be carried out."""

from datetime import datetime
from zoneinfo import ZoneInfo

from core.channels.rules import channel
from core.channels.scheduling import refuse_moment
from core.errors import Conflict, Invalid
from core.strategy.outline import weeks_of
from core.tables import Plan
from core.tables.values import Brief, PlannedPost, Proposal
from core.vocab import PlanStatus

POSTS_MAX = 300
"""More than three a day for a quarter is no plan for a small business."""


def refuse_proposal(brief: Brief, proposal: Proposal, *, now: datetime, zone: ZoneInfo) -> None:
    """Stop at the first thing that cannot be.

    Raises:
        Invalid: no posts or too many, a post outside the campaign or its channel's rules, a week without a theme,
            or a target below zero; the field is named.
    """
    if not proposal.posts:
        raise Invalid("The plan has no posts left. Keep at least one, or discard it.", field="posts")
    if len(proposal.posts) > POSTS_MAX:
        raise Invalid(f"That is {len(proposal.posts)} posts; {POSTS_MAX} are the most in one plan.", field="posts")
    weeks = range(1, len(weeks_of(brief)) + 1)
    if sorted(theme.week for theme in proposal.themes) != list(weeks):
        raise Invalid(f"Each of the {len(weeks)} weeks has one theme. Bring the missing one back.", field="themes")
    if any(not theme.title.strip() for theme in proposal.themes):
        raise Invalid("A week's theme has no name. Say it in a few words.", field="themes")
    if any(kpi.target < 0 for kpi in proposal.kpis):
        raise Invalid("A target can't be below zero.", field="kpis")
    for post in proposal.posts:
        try:
            _refuse_post(brief, post, weeks, now=now, zone=zone)
        except Invalid as refused:
            words = f"{_named(post, zone)}: {refused.message}"
            raise Invalid(words, field=refused.field) from refused


def refuse_settled(plan: Plan) -> None:
    """Stop where a plan is no proposal any more.

    Raises:
        Conflict: it was accepted or discarded.
    """
    if plan.status is not PlanStatus.PROPOSED:
        raise Conflict(f"This plan was already {plan.status.value}. Propose a new one.")


def _named(post: PlannedPost, zone: ZoneInfo) -> str:
    """Which of many posts is meant: its moment on the business's clock, and its name."""
    there = post.at.astimezone(zone)
    return f"{there:%a} {there.day} {there:%b %H:%M}" + (f", “{post.title.strip()[:60]}”" if post.title.strip() else "")


def _refuse_post(brief: Brief, post: PlannedPost, weeks: range, *, now: datetime, zone: ZoneInfo) -> None:
    rules = channel(post.channel)
    if not rules.publishable:
        raise Invalid(f"We can't post on {rules.label} yet. Choose another channel.", field="channel")
    if post.type not in rules.kinds:
        words = f"{rules.label} takes {' or '.join(rules.kinds)} posts. Choose one of these."
        raise Invalid(words, field="type")
    if not post.title.strip():
        raise Invalid("A post has no name. Say in a few words what it is about.", field="title")
    day = refuse_moment(post.at, now=now, name=post.channel, zone=zone).astimezone(zone).date()
    if not (brief.starts_on <= day <= brief.ends_on and post.week in weeks):
        words = f"{day:%A} {day.day} {day:%B} lies outside the campaign. Choose a day between its first and last."
        raise Invalid(words, field="at")
