"""What the numbers say for the next plan, each with its evidence; silent where there is too little to go by."""

import math
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlmodel import col

from core.analytics.effects import effects, levels
from core.analytics.figures import Figures, figures
from core.analytics.gather import gather
from core.analytics.response_time import waiting
from core.analytics.settled import outcomes, settled
from core.channels.rules import channel
from core.keys import needs
from core.tables import Insight, Post
from core.tables.values import Lesson
from core.vocab import Permission, PostStatus
from core.workspace import Workspace

LOOKED_BACK = timedelta(days=90)
ENOUGH_TALKS = 5
ENOUGH_LEADS = 10
FEW_OF_IT = 5
"""Posts, and leads, a channel must have to be named."""
STANDS_OUT = 1.5
"""How many times its share of the posts a channel's share of the leads must be."""
MOST = 6
_REMEMBERED = timedelta(days=2)
_SHELF = "insights"
_PUBLISHED = col(Post.status) == PostStatus.PUBLISHED


@needs(Permission.CLOCK)
def refresh_insights(ws: Workspace) -> int:
    """Look again at what goes with more engagement, once a day or when posts were added; how many insights stand."""
    return 0 if ws.cache.get(_SHELF) == _mark(ws) else look_again(ws)


def look_again(ws: Workspace) -> int:
    """The same at once, for a verb that has brought posts or taken them away."""
    found, mark = effects(outcomes(figures(ws.rows, _PUBLISHED), ws.zone, ws.now)), _mark(ws)
    with ws.writing() as rows:
        asked = {gist(one): one.applied_at for one in rows.find(Insight, col(Insight.applied_at).is_not(None))}
        rows.remove(Insight)
        for effect in found:
            insight = Insight(
                business_id=ws.key.business_id,
                text=effect.text,
                evidence=effect.evidence,
                effect=effect.ratio,
                low=effect.low,
                high=effect.high,
                samples=effect.samples,
                q_value=effect.q_value,
                found_at=ws.now,
            )
            insight.applied_at = asked.get(gist(insight))
            rows.add(insight)
        ws.after_commit(lambda: ws.cache.set(_SHELF, mark, _REMEMBERED))
    return len(found)


def gist(insight: Insight) -> tuple[str, bool]:
    """What an insight says beside its figures, which move from day to day: of what, and whether that does better."""
    return insight.text.partition(" do ")[0], insight.effect > 1.0


@needs(Permission.READ)
def read_insights(ws: Workspace) -> list[Insight]:
    """The effects that stand, best evidence first."""
    return ws.rows.find(Insight, order=[col(Insight.q_value), col(Insight.text)])


@dataclass(frozen=True)
class Evidence:
    """The posts that an insight rests on, each with its engagement against the usual of its account at that time.

    ``its`` are the posts of the insight's kind, day or hours; ``others`` those that they are compared with. Both are by
    ratio, the highest first; the insight itself compares kinds, days and hours together, so its figure may differ from
    the medians of these two.
    """

    its: tuple[tuple[Figures, float], ...]
    others: tuple[tuple[Figures, float], ...]


@needs(Permission.READ)
def read_evidence(ws: Workspace, insight_id: UUID) -> Evidence:
    """The posts behind an insight, as they are now.

    Raises:
        NotFound: there is no such insight any more.
    """
    insight = ws.rows.get(Insight, insight_id)
    its: list[tuple[Figures, float]] = []
    others: list[tuple[Figures, float]] = []
    for post, outcome in settled(figures(ws.rows, _PUBLISHED), ws.zone, ws.now):
        is_of_it = any(insight.text.startswith(f"{level.words} do ") for level in levels(outcome))
        (its if is_of_it else others).append((post, math.exp(outcome.relative)))
    highest, rest = (tuple(sorted(some, key=lambda one: -one[1])) for some in (its, others))
    return Evidence(highest, rest)


@needs(Permission.READ)
def read_lessons(ws: Workspace) -> tuple[Lesson, ...]:
    """What the numbers hold for the next plan: what engages, what brings leads, how fast people are answered."""
    asked_first = [col(Insight.applied_at).is_(None), col(Insight.q_value), col(Insight.text)]
    insights = tuple(
        Lesson(text=insight.text, evidence=insight.evidence, is_applied=insight.applied_at is not None)
        for insight in ws.rows.find(Insight, order=asked_first, limit=MOST)
    )
    return (*insights, *_leads(ws), *_response(ws))


def _mark(ws: Workspace) -> str:
    """What was looked at: another day, or another number of posts, is worth another look."""
    return f"{ws.now.astimezone(ws.zone).date()} {ws.rows.count(Post, _PUBLISHED)}"


def _response(ws: Workspace) -> tuple[Lesson, ...]:
    """Whether people wait longer than the business wants them to."""
    inputs = gather(ws).business()
    median = waiting(inputs.responses)
    if median is None or len(inputs.responses) < ENOUGH_TALKS or median <= inputs.response_target:
        return ()
    open_ones = sum(not response.answered for response in inputs.responses)
    text = f"People wait {_hours(median)} for a first answer; you aim for {_hours(inputs.response_target)}."
    evidence = f"Median of {len(inputs.responses)} conversations in 28 days, {open_ones} of them still waiting."
    return (Lesson(text=text, evidence=evidence),)


def _leads(ws: Workspace) -> tuple[Lesson, ...]:
    """Which channel brought more leads than its share of the posts: counts of what was, no claim of what will be."""
    posts = figures(ws.rows, _PUBLISHED, col(Post.published_at) > ws.now - LOOKED_BACK)
    sent, brought = Counter(post.channel for post in posts), Counter[str]()
    for post in posts:
        brought[post.channel] += post.counts["conversions"]
    leads = brought.total()
    told = [
        (brought[name] / many, name)
        for name, many in sent.items()
        if min(many, brought[name]) >= FEW_OF_IT and brought[name] * len(posts) >= STANDS_OUT * many * leads
    ]
    if leads < ENOUGH_LEADS or not told:
        return ()
    name = max(told)[1]
    text = f"{channel(name).label} brought {brought[name]} of {leads} leads with {sent[name]} of {len(posts)} posts."
    return (Lesson(text=text, evidence=f"Counted over {LOOKED_BACK.days} days; a count, not a proven effect."),)


def _hours(span: timedelta) -> str:
    minutes = round(span / timedelta(minutes=1))
    return f"{minutes} minutes" if minutes < 120 else f"{minutes / 60:.1f} business hours"
