"""What changed in a profile between two looks at it, in words for a person."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from core.channels.rules import channel
from core.strategy.queue_rules import DAYS
from core.tables.rhythm import PostingSlot
from core.tables.values import Audience, Cadence, OpenBlock

NAMES = {
    "brand_voice": "the description of the voice",
    "voice": "the voice",
    "colors": "the colours",
    "offers": "the offers",
    "facts": "the facts",
    "segments": "the segments",
    "goals": "the goals",
    "benefits": "what customers get",
    "logo": "the logo",
    "hours": "the opening hours",
    "sms_price": "the price of a text message",
    "cadence": "the weekly rhythm",
    "queue": "the posting slots",
    "weights": "the health score's weights",
    "approval_required": "whether posts need approval",
    "count_links": "whether links count who opens them",
    "weekly_limit": "how many posts one person gets in a week",
    "monthly_tokens": "the AI allowance",
    "soft_cap_percent": "the point from which the allowance warns",
}
LONGEST = 120
"""Characters of a value that are shown; the whole stands in the editor."""


@dataclass(frozen=True)
class Change:
    """One field that is not what it was; ``was`` and ``now`` are short, in words."""

    field: str
    was: str
    now: str


def named(field: str) -> str:
    """A field as people call it.

    >>> named("colors"), named("sender_name")
    ('the colours', 'the sender name')
    """
    return NAMES.get(field, f"the {field.replace('_', ' ')}")


def changes_since(pairs: Mapping[str, tuple[Any, Any]]) -> tuple[Change, ...]:
    """The fields whose value then and value now differ.

    >>> changes_since({"goals": (("Leads",), ("Leads", "Sales")), "place": ("Porto", "Porto")})
    (Change(field='goals', was='“Leads”', now='“Leads, Sales”'),)
    """
    found = []
    for field, (was, now) in pairs.items():
        if was != now:
            old, new = _told(was, now)
            found.append(Change(field, old, new))
    return tuple(found)


def _told(was: Any, now: Any) -> tuple[str, str]:
    """Both values in words; where their short forms look the same, the parts that differ."""
    if isinstance(was, tuple) and isinstance(now, tuple):
        names = (_quoted(", ".join(map(_name, was))), _quoted(", ".join(map(_name, now))))
        if names[0] != names[1]:
            return names
        gone, come = [one for one in was if one not in now], [one for one in now if one not in was]
        return _quoted("; ".join(map(_whole, gone))), _quoted("; ".join(map(_whole, come)))
    if isinstance(was, BaseModel) and isinstance(now, BaseModel):
        parts = [name for name in type(was).model_fields if getattr(was, name) != getattr(now, name)]
        olds, news = (", ".join(f"{part}: {_whole(getattr(one, part))}" for part in parts) for one in (was, now))
        return _quoted(olds), _quoted(news)
    return _quoted(_name(was)), _quoted(_name(now))


def _name(value: Any) -> str:
    if isinstance(value, OpenBlock):
        return f"{DAYS[value.weekday][:3]} {value.opens:%H:%M} to {value.closes:%H:%M}"
    if isinstance(value, Cadence):
        return f"{channel(value.channel).label} {value.per_week:g}"
    if isinstance(value, PostingSlot):
        return f"{channel(value.channel).label} {DAYS[value.weekday][:3]} {value.at:%H:%M}"
    if isinstance(value, Audience):
        return f"{channel(value.channel).label} {value.size:,}"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(getattr(value, "name", getattr(value, "key", getattr(value, "word", value))))


def _whole(value: Any) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(_name, value)) or "nothing"
    if isinstance(value, BaseModel):
        return " ".join(str(part) for part in value.model_dump().values() if part)
    return str(value)


def _quoted(words: str) -> str:
    words = " ".join(words.split())
    short = words if len(words) <= LONGEST else words[: LONGEST - 1].rstrip() + "…"
    return f"“{short}”" if short else "empty"
