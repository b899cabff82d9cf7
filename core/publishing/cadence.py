"""How often to post: a weekly number per channel, kept inside what the channel and its audience bear."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from core.channels.rules import channel
from core.errors import Invalid
from core.vocab import Channel

TYPICAL: Mapping[Channel, float] = MappingProxyType(
    {"instagram": 4, "linkedin": 3, "email": 1, "sms": 0.5, "mastodon": 4, "facebook": 4, "x": 5}
)
"""Posts a week that a small business keeps up: our own starting mix, adjusted per business."""

WEEK_MINUTES = 7 * 24 * 60


def due(per_week: float, days: int) -> int:
    """How many posts a period holds, at least one when any are wanted.

    Raises:
        Invalid: a negative cadence (field ``posts_per_week``).

    >>> due(3, 28), due(0.5, 7), due(0, 30)
    (12, 1, 0)
    """
    if per_week < 0:
        raise Invalid("Posts per week can't be negative.", field="posts_per_week")
    return max(1, round(per_week * days / 7)) if per_week and days > 0 else 0


def most(name: Channel) -> float:
    """The most posts a week that the channel's daily cap and spacing leave room for.

    >>> most("sms"), most("email")
    (3.5, 7.0)
    """
    limits = channel(name).limits
    caps = [float(WEEK_MINUTES)]
    if limits.per_day_max:
        caps.append(7.0 * limits.per_day_max.value)
    if limits.spacing_minutes and limits.spacing_minutes.value:
        caps.append(WEEK_MINUTES / limits.spacing_minutes.value)
    return min(caps)


def capped(per_week: Mapping[Channel, float]) -> dict[Channel, float]:
    """The same wishes, none above what its channel bears.

    >>> capped({"sms": 10, "linkedin": 3})
    {'sms': 3.5, 'linkedin': 3}
    """
    return {name: min(wish, most(name)) for name, wish in per_week.items()}


def shared(budget: int, channels: Sequence[Channel]) -> dict[Channel, int]:
    """Share out a weekly number of posts by each channel's typical weight (largest remainders first).

    >>> shared(8, ["instagram", "linkedin", "email"])
    {'instagram': 4, 'linkedin': 3, 'email': 1}
    """
    weights = {name: TYPICAL.get(name, 1.0) for name in channels}
    exact = {name: budget * weight / sum(weights.values()) for name, weight in weights.items()}
    whole = {name: int(share) for name, share in exact.items()}
    by_rest = sorted(exact, key=lambda name: whole[name] - exact[name])
    for name in by_rest[: max(0, budget - sum(whole.values()))]:
        whole[name] += 1
    return whole
