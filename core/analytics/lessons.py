"""What the numbers say for the next plan, each with its evidence; silent where there is too little to go by."""

from datetime import timedelta

from sqlalchemy import func
from sqlmodel import col

from core.analytics.effects import effects
from core.analytics.figures import figures
from core.analytics.gather import gather
from core.analytics.response_time import waiting
from core.analytics.settled import outcomes
from core.keys import needs
from core.tables import Conversation, Insight, Post
from core.tables.values import Lesson
from core.vocab import ConversationStatus, Permission, PostStatus
from core.workspace import Workspace

LOOKED_BACK = timedelta(days=90)
ENOUGH_TALKS = 5
ENOUGH_ASKED = 3
MOST = 6
_OPEN = (ConversationStatus.PENDING, ConversationStatus.ESCALATED)
_REMEMBERED = timedelta(days=2)
_SHELF = "insights"


@needs(Permission.CLOCK)
def refresh_insights(ws: Workspace) -> int:
    """Look again at what goes with more engagement, once a day or when posts were added; how many insights stand."""
    published = col(Post.status) == PostStatus.PUBLISHED
    mark = f"{ws.now.astimezone(ws.zone).date()} {ws.rows.count(Post, published)}"
    if ws.cache.get(_SHELF) == mark:
        return 0
    found = effects(outcomes(figures(ws.rows, published), ws.zone, ws.now))
    with ws.writing() as rows:
        rows.remove(Insight)
        for effect in found:
            rows.add(
                Insight(
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
            )
        ws.after_commit(lambda: ws.cache.set(_SHELF, mark, _REMEMBERED))
    return len(found)


@needs(Permission.READ)
def read_insights(ws: Workspace) -> list[Insight]:
    """The effects that stand, best evidence first."""
    return ws.rows.find(Insight, order=[col(Insight.q_value), col(Insight.text)])


@needs(Permission.READ)
def read_lessons(ws: Workspace) -> tuple[Lesson, ...]:
    """What the next plan may use: what engages, how fast people are answered, what they ask in vain."""
    found = ws.rows.find(Insight, order=[col(Insight.q_value), col(Insight.text)], limit=MOST)
    insights = tuple(Lesson(text=insight.text, evidence=insight.evidence) for insight in found)
    return (*insights, *_response(ws), *_topics(ws))


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


def _topics(ws: Workspace) -> tuple[Lesson, ...]:
    """What several people asked about lately and nobody has answered."""
    since = ws.now - LOOKED_BACK
    asked = ws.rows.columns(
        col(Conversation.intent),
        func.count(),
        where=[
            col(Conversation.status).in_(_OPEN),
            col(Conversation.first_reply_at).is_(None),
            col(Conversation.intent) != "",
            col(Conversation.last_inbound_at) >= since,
        ],
        group=[col(Conversation.intent)],
    )
    often = sorted((topic for topic in asked if topic[1] >= ENOUGH_ASKED), key=lambda topic: (-topic[1], topic[0]))
    return tuple(
        Lesson(
            text=f"People ask about “{intent}” and get no answer: a post or an FAQ could give it.",
            evidence=f"{many} unanswered conversations in {LOOKED_BACK.days} days.",
        )
        for intent, many in often[:ENOUGH_ASKED]
    )


def _hours(span: timedelta) -> str:
    minutes = round(span / timedelta(minutes=1))
    return f"{minutes} minutes" if minutes < 120 else f"{minutes / 60:.1f} business hours"
