"""The cheapest next point: what would raise the score, by how much, for how much work."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

import numpy as np

from core.analytics.consistency import WEEK, PlannedSlot
from core.analytics.health import SEED_WEIGHTS, HealthInputs, Weights, score, signals_of
from core.analytics.response_time import FirstResponse, waiting
from core.analytics.signals import PostOutcome, Sample, engagement, measure
from core.channels.rules import load as channels
from core.vocab import Channel, PostType

MINUTES_TO_ANSWER = 3
MINUTES_TO_MAKE = {PostType.TEXT: 15, PostType.IMAGE: 30, PostType.VIDEO: 90}
"""Rough effort, an assumption that the screen states."""
ENOUGH_TO_TELL = 5


class Deed(StrEnum):
    """What can be done; a screen offers each with one click."""

    ANSWER = "answer"
    ANSWER_FASTER = "answer_faster"
    KEEP_PLAN = "keep_plan"
    ADD_TYPE = "add_type"
    USE_CHANNEL = "use_channel"
    REPEAT_BEST = "repeat_best"


@dataclass(frozen=True)
class Action:
    """One thing to do.

    Args:
        deed: what kind of thing.
        about: the type or channel it concerns, or an empty string.
        points: expected change of the score once it is done.
        effort: minutes of a person's work.
        sentence: the same, for a person.
    """

    deed: Deed
    about: str
    points: float
    effort: int
    sentence: str


_Option = tuple[Deed, str, HealthInputs, int, str]


def cheapest_points(inputs: HealthInputs, weights: Weights = SEED_WEIGHTS) -> list[Action]:
    """Rank what would raise the score, most points per minute first; what would not raise it is left out."""
    now = _value(inputs, weights)
    if now is None:
        return []
    moments = [p.published_at for p in inputs.posts] + [s.planned_at for s in inputs.slots]
    last = max(moments, default=None)
    options = [*_answers(inputs), *(_posts(inputs, last) if last else ())]
    actions = []
    for deed, about, then, effort, sentence in options:
        points = (_value(then, weights) or 0.0) - now
        if points >= 0.05:
            actions.append(Action(deed, about, points, effort, f"{sentence}: about +{points:.1f} points."))
    return sorted(actions, key=lambda action: -action.points / action.effort)


def _value(inputs: HealthInputs, weights: Weights) -> float | None:
    return score(signals_of(measure(inputs, Sample.whole(inputs))), weights).value


def _answers(inputs: HealthInputs) -> Iterator[_Option]:
    """Answer those who wait; answer the next ones sooner."""
    open_ones = [response for response in inputs.responses if not response.answered]
    if open_ones:
        answered = [replace(response, answered=True) for response in inputs.responses]
        many = "the waiting message" if len(open_ones) == 1 else f"the {len(open_ones)} waiting messages"
        effort = MINUTES_TO_ANSWER * len(open_ones)
        yield Deed.ANSWER, "", replace(inputs, responses=answered), effort, f"Answer {many}"
    median = waiting(inputs.responses)
    if median is not None and median > inputs.response_target / 2:
        prompt = [FirstResponse(inputs.response_target / 4, answered=True)] * ENOUGH_TO_TELL
        then = replace(inputs, responses=[*inputs.responses, *prompt])
        minutes = round(inputs.response_target / 4 / timedelta(minutes=1))
        words = f"Answer the next {ENOUGH_TO_TELL} messages within {minutes} minutes"
        yield Deed.ANSWER_FASTER, "", then, 2 * MINUTES_TO_ANSWER * ENOUGH_TO_TELL, words


def _posts(inputs: HealthInputs, last: datetime) -> Iterator[_Option]:
    """Keep the plan, mix the kinds, use the channels, repeat what works."""
    if inputs.slots:
        then, coming = _kept_week(inputs)
        effort = coming * MINUTES_TO_MAKE[PostType.IMAGE]
        words = "Publish next week's post on time" if coming == 1 else f"Publish next week's {coming} posts on time"
        yield Deed.KEEP_PLAN, "", then, effort, words
    for kind in PostType:
        then = _with(inputs, [_typical(inputs, last, type=kind)])
        yield Deed.ADD_TYPE, kind, then, MINUTES_TO_MAKE[kind], f"Publish one {kind} post"
    for channel in sorted(inputs.planned_channels - {post.channel for post in inputs.posts}):
        then = _with(inputs, [_typical(inputs, last, channel=channel)])
        yield Deed.USE_CHANNEL, channel, then, MINUTES_TO_MAKE[PostType.TEXT], f"Publish once on {_named(channel)}"
    yield from _best(inputs)


def _kept_week(inputs: HealthInputs) -> tuple[HealthInputs, int]:
    """The plan's last week once more, after the window, every slot on its moment."""
    last = max(slot.planned_at for slot in inputs.slots)
    end = max(inputs.window[1], last) if inputs.window else last
    later = WEEK * max(1, math.ceil((end - last) / WEEK))
    week = [slot for slot in inputs.slots if slot.planned_at > last - WEEK]
    kept = [PlannedSlot(slot.channel, slot.planned_at + later, slot.planned_at + later) for slot in week]
    window = (inputs.window[0], last + later + timedelta(seconds=1)) if inputs.window else None
    return replace(inputs, slots=[*inputs.slots, *kept], window=window), len(kept)


def _typical(
    inputs: HealthInputs,
    at: datetime,
    *,
    channel: str | None = None,
    type: PostType = PostType.TEXT,  # noqa: A002
) -> PostOutcome:
    """A post that engages as this account's posts usually do, so that the average does not move by it."""
    found = engagement(inputs.posts, Sample.whole(inputs).posts)
    usual = 50.0 if found is None else float(found[0])
    return PostOutcome(channel or (inputs.posts[-1].channel if inputs.posts else ""), type, 0.0, None, usual, at)


def _best(inputs: HealthInputs) -> Iterator[_Option]:
    """Three more posts of the kind and channel whose average, shrunk like the score's own, stands highest."""
    groups: dict[tuple[str, PostType], list[PostOutcome]] = {}
    for post in inputs.posts:
        groups.setdefault((post.channel, post.type), []).append(post)
    averages = {
        group: float(found[0])
        for group, posts in groups.items()
        if len(posts) >= ENOUGH_TO_TELL and (found := engagement(posts, np.ones((1, len(posts))))) is not None
    }
    if averages:
        channel, kind = best = max(averages, key=averages.__getitem__)
        at = max(post.published_at for post in groups[best])
        more = [PostOutcome(channel, kind, 0.0, None, averages[best], at)] * 3
        known = f"{kind} on {_named(channel)}, {averages[best]:.0f} of 100"
        words = f"Publish three more posts of your strongest kind ({known})"
        yield Deed.REPEAT_BEST, f"{channel} {kind}", _with(inputs, more), 3 * MINUTES_TO_MAKE[kind], words


def _named(name: Channel) -> str:
    return channels()[name].label if name in channels() else name


def _with(inputs: HealthInputs, posts: list[PostOutcome]) -> HealthInputs:
    return replace(inputs, posts=[*inputs.posts, *posts])
