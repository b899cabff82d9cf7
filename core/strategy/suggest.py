"""Suggestions a person starts from: a brief, targets with their arithmetic, and segments with their reasons."""

import math
from dataclasses import dataclass
from datetime import timedelta

from sqlmodel import col

from core.ai.credit import written_by
from core.analytics.benchmarks import benchmark
from core.analytics.figures import figures, pooled_rate
from core.channels.rules import channel
from core.keys import needs
from core.publishing import own_channels
from core.publishing.cadence import TYPICAL, capped, due
from core.strategy.brief_rules import refuse_brief
from core.strategy.offline import arithmetic
from core.strategy.outline import weeks_of
from core.strategy.profile_segments import find_segments
from core.strategy.prompts import KPIS
from core.strategy.shapes import Benchmark, History, KpisFacts
from core.strategy.targets import as_chosen, as_targets
from core.tables import Post
from core.tables.values import AiMetadata, Brief, Cadence, KpiTarget, Segment
from core.vocab import Permission, PostStatus
from core.workspace import Workspace

LOOK_BACK = timedelta(days=90)
WEEKS = 4
"""A first campaign: long enough to learn from, short enough to change one's mind."""


@dataclass(frozen=True)
class SuggestedTargets:
    """Targets to start from, and who put them in order."""

    targets: tuple[KpiTarget, ...]
    ai: AiMetadata


@needs(Permission.PLAN)
def campaign_brief_defaults(ws: Workspace) -> Brief:
    """A brief to start from: four weeks from next Monday, on the channels that reach somebody, at the usual cadence."""
    today = ws.now.astimezone(ws.zone).date()
    starts_on = today + timedelta(days=7 - today.weekday())
    profile = ws.profile
    return Brief(
        name=f"{starts_on:%B} campaign",
        goal=next(iter(profile.goals), "More people who know us"),
        starts_on=starts_on,
        ends_on=starts_on + timedelta(weeks=WEEKS, days=-1),
        cadence=_usual(ws),
        offer=profile.offers[0].name if profile.offers else "",
    )


@needs(Permission.PLAN)
def suggest_segments(ws: Workspace) -> tuple[Segment, ...]:
    """Groups of people to speak to, those already named first, each with its reason.

    Raises:
        ModelFailed: no valid suggestion, even when asked again.
    """
    return (*ws.profile.segments, *find_segments(ws).segments)


@needs(Permission.PLAN)
def suggest_kpis(ws: Workspace, brief: Brief) -> SuggestedTargets:
    """Targets for a brief, each with the arithmetic behind it and where its numbers come from.

    Raises:
        Invalid: the brief makes no campaign; the field is named.
        ModelFailed: no valid suggestion, even when asked again.
    """
    refuse_brief(brief, today=ws.now.astimezone(ws.zone).date())
    days = (brief.ends_on - brief.starts_on).days + 1
    per_week = capped({line.channel: line.per_week for line in brief.cadence})
    return targets_for(ws, brief, posts=sum(due(wish, days) for wish in per_week.values()))


@needs(Permission.PLAN)
def targets_for(ws: Workspace, brief: Brief, *, posts: int) -> SuggestedTargets:
    """Targets for a brief that holds so many posts: the arithmetic is ours, which of them come first the planner's."""
    names = [line.channel for line in brief.cadence]
    facts = KpisFacts(
        goal=brief.goal,
        weeks=len(weeks_of(brief)),
        posts=posts,
        benchmarks=tuple(Benchmark(channel=channel(n).label, engagement_bp=_usual_rate(n)) for n in names),
        history=_history(ws),
    )
    answer = ws.ai.answer(KPIS, facts)
    told = as_chosen(answer.reply.kpis, arithmetic(facts))
    return SuggestedTargets(as_targets(told, brief.leads_target), written_by(answer))


def _usual(ws: Workspace) -> tuple[Cadence, ...]:
    """The profile's own cadence where it says one, else a small business's usual one."""
    own = {line.channel: line.per_week for line in ws.profile.cadence}
    reached = {line.channel for line in ws.profile.audience if line.size}
    names = [name for name in own_channels(ws) if name in reached]
    wishes = {name: own.get(name, TYPICAL.get(name, 1.0)) for name in names if not own or name in own}
    return tuple(Cadence(channel=name, per_week=wish) for name, wish in wishes.items())


def _usual_rate(name: str) -> int:
    """The channel's median engagement rate in basis points."""
    return round(math.exp(benchmark(name).mu) * 10_000)


def _history(ws: Workspace) -> History | None:
    """The business's own last ninety days, imported posts included; None before the first post."""
    since = ws.now - LOOK_BACK
    found = figures(ws.rows, col(Post.status) == PostStatus.PUBLISHED, col(Post.published_at) >= since)
    if not found:
        return None
    rate = pooled_rate((one.channel, one.counts) for one in found) or 0.0
    return History(
        posts=len(found),
        engagement_bp=min(10_000, round(rate * 10_000)),
        clicks=max(0, sum(one.counts["clicks"] for one in found)),
        leads=max(0, sum(one.counts["conversions"] for one in found)),
    )
