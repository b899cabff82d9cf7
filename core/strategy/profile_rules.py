"""What a profile may hold: one check a field, each with the words for a person."""

import math
import re
from collections.abc import Callable, Mapping
from itertools import pairwise
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

import holidays

from core.channels.rules import channel
from core.channels.sms_price import CURRENCIES, PLACES
from core.errors import Invalid
from core.strategy.queue_rules import DAYS, queue_problem
from core.tables.values import Audience, BrandAssets, Cadence, Fact, Offer, OpenBlock, Segment, SmsPrice, Voice, Weights

COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
EMAIL = re.compile(r"[^@\s]+@[^@\s.]+(?:\.[^@\s.]+)+")
LENGTHS: Mapping[str, int] = MappingProxyType(
    {
        "name": 120,
        "industry": 60,
        "brand_voice": 400,
        "sender_name": 120,
        "sender_email": 254,
        "postal_address": 300,
        "website": 300,
        "place": 120,
    }
)
"""Characters that the columns hold."""
WORDS_MOST, WORD_MOST, SAMPLE_MOST = 30, 60, 1_200
"""Words a voice names, and the characters of one of them and of its sample."""

OFTENEST = 21
"""Posts a week to one person that can be allowed: three a day is more than anybody wants."""


def refuse_broken(changes: Mapping[str, Any]) -> None:
    """Stop at the first value that cannot be.

    Raises:
        Invalid: names the field and what to do.

    >>> refuse_broken({"zone": "Europe/Lisbon", "website": ""})
    """
    for name, value in changes.items():
        if name in LENGTHS and len(value) > LENGTHS[name]:
            raise Invalid(f"That is too long: {LENGTHS[name]} characters are the most here.", field=name)
        problem = CHECKS[name](value) if name in CHECKS else ""
        if problem:
            raise Invalid(problem, field=name)


def _needed(value: str) -> str:
    return "" if value else "This can't be empty: everything written for you starts from it."


def _zone(value: str) -> str:
    return (
        "" if value in available_timezones() else f"We don't know the time zone “{value}”. Try one like Europe/Paris."
    )


def _country(value: str) -> str:
    known = value in holidays.list_supported_countries()
    return "" if known else f"We have no calendar for “{value}”. Use a two-letter code such as DE or US."


def _email(value: str) -> str:
    fits = not value or EMAIL.fullmatch(value)
    return "" if fits else f"“{value}” isn't an e-mail address. It looks like name@example.com."


def _website(value: str) -> str:
    if not value:
        return ""
    parts = urlsplit(value)
    fits = parts.scheme in {"http", "https"} and "." in parts.netloc and not re.search(r"\s", value)
    return "" if fits else f"“{value}” isn't a web address. It starts with https://."


def _assets(value: BrandAssets) -> str:
    return _colors(value.colors) or _voice(value.voice) or _sms_price(value.sms_price)


def _sms_price(value: SmsPrice) -> str:
    if value.amount is None:
        return "Say the amount too, such as 0.045, or clear the currency." if value.currency else ""
    if value.amount < 0:
        return "A price can't be below zero. Write what one part costs, such as 0.045."
    if value.amount != round(value.amount, PLACES):
        return f"A price has at most {PLACES} digits after the point."
    if not value.currency:
        return "Choose the currency as well, such as EUR or USD."
    known = value.currency in CURRENCIES
    return "" if known else f"We don't know the currency “{value.currency}”. Use its three letters, such as EUR or USD."


def _colors(colors: tuple[str, ...]) -> str:
    wrong = next((color for color in colors if not COLOR.fullmatch(color)), None)
    return "" if wrong is None else f"“{wrong}” isn't a colour. Write it like #0F766E."


def _voice(value: Voice) -> str:
    avoided = [one.word.casefold() for one in value.avoid]
    for word in (*value.use, *(part for one in value.avoid for part in (one.word, one.instead))):
        if len(word) > WORD_MOST:
            return f"“{word[:30]}…” is longer than {WORD_MOST} characters. Put single words and short phrases here."
    if max(len(value.use), len(value.avoid)) > WORDS_MOST:
        return f"{WORDS_MOST} words to use and {WORDS_MOST} to avoid are the most a writer can keep in mind."
    if both := next((word for word in value.use if word.casefold() in avoided), None):
        return f"“{both}” stands under both: words we use, and words we avoid. Take it out of one."
    if loop := next((one for one in value.avoid if one.instead.casefold() in avoided), None):
        return f"Instead of “{loop.word}” you'd say “{loop.instead}”, which you avoid as well. Choose another word."
    if len(value.sample) > SAMPLE_MOST:
        return f"The sample has {len(value.sample)} characters; {SAMPLE_MOST} are the most. A paragraph is enough."
    return ""


def _facts(lines: tuple[Fact, ...]) -> str:
    if any(not line.key.strip() or not line.value.strip() for line in lines):
        return "One line is half empty. Say what it is and what is true, or take the line out."
    keys = [line.key.strip().casefold() for line in lines]
    twice = next((line.key for line in lines if keys.count(line.key.strip().casefold()) > 1), None)
    return "" if twice is None else f"“{twice}” stands there twice. Keep one line, or give one another name."


def _hours(blocks: tuple[OpenBlock, ...]) -> str:
    for block in blocks:
        if block.closes <= block.opens:
            return f"{DAYS[block.weekday]}: closing comes after opening. Put hours past midnight on the next day."
    for one, two in pairwise(sorted(blocks, key=lambda block: (block.weekday, block.opens))):
        if one.weekday == two.weekday and two.opens < one.closes:
            return f"{DAYS[one.weekday]}: two stretches overlap. Make them one."
    return ""


def _weights(value: Weights) -> str:
    shares = (value.engagement, value.consistency, value.diversity, value.response)
    if any(not math.isfinite(share) or share < 0 for share in shares):
        return "A weight can't be below zero."
    return "" if abs(sum(shares) - 1) < 1e-6 else f"The four weights add up to {sum(shares):.0%}; they need to be 100%."


def _channels(lines: tuple[Audience, ...] | tuple[Cadence, ...]) -> str:
    names = [line.channel for line in lines]
    for name in names:
        channel(name)
    twice = next((name for name in names if names.count(name) > 1), None)
    return "" if twice is None else f"{channel(twice).label} stands there twice. Keep one line."


def _named(lines: tuple[Offer, ...] | tuple[Segment, ...]) -> str:
    if not all(line.name.strip() for line in lines):
        return "One line has no name. Name it, or take it out."
    names = [line.name.strip().casefold() for line in lines]
    twice = next((line.name for line in lines if names.count(line.name.strip().casefold()) > 1), None)
    return "" if twice is None else f"“{twice}” stands there twice. Keep one line."


def _positive(value: int) -> str:
    return "" if value >= 1 else "This is one or more."


def _percent(value: int) -> str:
    return "" if 1 <= value <= 100 else "This is a percentage from 1 to 100; 100 means no early warning."


def _often(value: int) -> str:
    return "" if 1 <= value <= OFTENEST else f"One person gets 1 to {OFTENEST} posts a week on a channel."


def _not_negative(value: int) -> str:
    return "" if value >= 0 else "This can't be below zero."


CHECKS: Mapping[str, Callable[[Any], str]] = MappingProxyType(
    {
        "name": _needed,
        "industry": _needed,
        "zone": _zone,
        "country": _country,
        "sender_email": _email,
        "website": _website,
        "assets": _assets,
        "colors": _colors,
        "voice": _voice,
        "sms_price": _sms_price,
        "facts": _facts,
        "hours": _hours,
        "queue": queue_problem,
        "weights": _weights,
        "audience": _channels,
        "cadence": _channels,
        "offers": _named,
        "segments": _named,
        "response_target_minutes": _positive,
        "monthly_tokens": _not_negative,
        "soft_cap_percent": _percent,
        "weekly_limit": _often,
    }
)
