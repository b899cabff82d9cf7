"""Who writes in, when and what: written conversations dealt out over time by hashing fixed hours.

Time is cut into whole hours (UTC), each of which draws for itself. What arrives between two moments therefore
never depends on how often, how late or how many times somebody looks.
"""

import hashlib
import tomllib
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from random import Random
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter, ValidationError

from core.errors import Invalid
from core.vocab import Channel
from core.world.demo import DEMO_DIR, demo_businesses

SCRIPTS_DIR = DEMO_DIR / "conversations"
HOUR = timedelta(hours=1)
WAKING = range(7, 23)
"""Local hours in which people write; assumed, as are the rates below: small businesses get a few messages a day."""
PER_DAY = 2.4
"""Conversations a day that no post set off, on average."""
PER_POST = 0.5
"""Conversations that one post sets off within ``POST_LIVES``, on average, were nobody asleep."""
POST_LIVES = 24
"""Hours after publishing in which a post still makes people write; the chance falls in a straight line to zero."""
LONGEST = timedelta(hours=12)
"""No conversation's last message comes later than this after its first."""
PEOPLE = 160
"""Different senders per business and channel, so that some come back."""
_GREETINGS = ("", "", "", "hi! ", "Hello, ", "hey, ", "Good morning! ", "Hi there, ")


class Script(BaseModel):
    """A conversation as written: what a customer sends, turn by turn, each turn a burst of messages.

    Attributes:
        kind: what it is a case of: a question, a complaint, spam and so on.
        turns: messages; later turns follow within hours.
        faq: the FAQ that it asks, if it asks one.
        about_post: written in answer to a post on this channel.
        lead: the person wants to buy, book or sign up.
        verbatim: sent exactly so, without a greeting in front.
        weight: how often it comes up beside the others.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: str
    channel: Channel
    turns: tuple[tuple[str, ...], ...] = Field(min_length=1)
    faq: str | None = None
    about_post: bool = False
    lead: bool = False
    verbatim: bool = False
    weight: int = Field(default=3, ge=1)


@dataclass(frozen=True)
class PostRef:
    """A published post that people may write about."""

    id: str
    channel: Channel
    published_at: datetime


@dataclass(frozen=True)
class Arrival:
    """One burst of messages from one person.

    Attributes:
        external_id: the channel's name for it; the same for ever, so that a doubled delivery changes nothing.
        conversation_key: the same for every turn of one conversation.
        sender_seed: seeds the sender's invented name; people come back.
        lead: the person wants to buy, book or sign up.
    """

    external_id: str
    conversation_key: str
    channel: Channel
    sender_seed: str
    texts: tuple[str, ...]
    at: datetime
    post_id: str | None
    lead: bool


@lru_cache(maxsize=64)
def scripts(industry: str) -> tuple[Script, ...]:
    """The conversations that may reach a business of this industry; those for anybody when it has none of its own.

    Raises:
        Invalid: a script file is broken; the message names the file and the field.
    """
    found: list[Script] = []
    for path in (SCRIPTS_DIR / f"{industry}.toml", SCRIPTS_DIR / "general.toml"):
        if path in SCRIPTS_DIR.glob("*.toml"):
            found.extend(_read(path.name, path.read_text(encoding="utf-8")))
    return tuple(found)


def _read(name: str, text: str) -> list[Script]:
    try:
        return TypeAdapter(list[Script]).validate_python(tomllib.loads(text).get("conversation", []))
    except (tomllib.TOMLDecodeError, ValidationError) as wrong:
        raise Invalid(f"{name}: {wrong}") from wrong


def arrivals(
    seed: str,
    account: str,
    since: datetime,
    until: datetime,
    posts: Sequence[PostRef],
    *,
    industry: str | None = None,
    zone: str | None = None,
) -> tuple[Arrival, ...]:
    """Every message from ``since`` up to, not including, ``until``, in order of time.

    A function of its arguments alone: ``arrivals(a, c) == arrivals(a, b) + arrivals(b, c)``, and one post more only
    ever adds messages.

    Args:
        seed: the simulated world.
        account: the business within it; two accounts of one industry get different days.
        since: aware; included.
        until: aware; not included. Nothing arrives when it is not after ``since``.
        posts: what has been published lately; those older than a day and those of the future are ignored.
        industry: whose scripts to use; ``account`` unless given.
        zone: IANA zone of the people; the demo business's of that industry unless given, else UTC.
    """
    trade, posts = industry or account, sorted(posts, key=lambda post: post.published_at)
    moments = [post.published_at for post in posts]
    local = ZoneInfo(zone or next((b.zone for b in demo_businesses() if b.industry == trade), "UTC"))
    found: list[Arrival] = []
    hour = (since - LONGEST).astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    while hour < until:
        if hour.astimezone(local).hour in WAKING:
            live = posts[bisect_right(moments, hour - POST_LIVES * HOUR) : bisect_right(moments, hour)]
            found.extend(_hour(f"{seed}|{account}", trade, hour, live))
        hour += HOUR
    return tuple(sorted((a for a in found if since <= a.at < until), key=lambda a: (a.at, a.external_id)))


def _hour(world: str, trade: str, hour: datetime, posts: Sequence[PostRef]) -> list[Arrival]:
    found: list[Arrival] = []
    dice = _dice(world, hour.isoformat())
    if dice.random() < PER_DAY / len(WAKING):
        found += _conversation(dice, world, _dealt(world, _unasked(trade), hour), hour, None)
    for post in posts:
        age = (hour - post.published_at) / HOUR
        dice = _dice(world, hour.isoformat(), post.id)
        fresh = _about_posts(trade, post.channel)
        if fresh and dice.random() < 2 * PER_POST / POST_LIVES * (1 - age / POST_LIVES):
            found += _conversation(dice, world, dice.choice(fresh), hour, post.id)
    return found


@lru_cache(maxsize=64)
def _unasked(trade: str) -> tuple[Script, ...]:
    """The conversations that no post sets off, each as often as it weighs."""
    return tuple(script for script in scripts(trade) if not script.about_post for _ in range(script.weight))


@lru_cache(maxsize=256)
def _about_posts(trade: str, channel: Channel) -> tuple[Script, ...]:
    return tuple(script for script in scripts(trade) if script.about_post and script.channel == channel)


def _dealt(world: str, deck: Sequence[Script], hour: datetime) -> Script:
    """The script for this hour from a deck shuffled anew each week, so that repeats lie far apart."""
    week, nth = divmod(int(hour.timestamp()) // 3600, 24 * 7)
    return _dice(world, f"week {week}").sample(deck, len(deck))[nth % len(deck)]


def _conversation(dice: Random, world: str, script: Script, hour: datetime, post_id: str | None) -> list[Arrival]:
    key = _name(world, hour.isoformat(), post_id or "")
    sender = _name(world, script.channel, str(dice.randrange(PEOPLE)))
    at, found = hour + timedelta(seconds=dice.randrange(3600)), []
    for turn, texts in enumerate(script.turns):
        said = texts if script.verbatim or turn else (dice.choice(_GREETINGS) + texts[0], *texts[1:])
        found.append(
            Arrival(
                external_id=f"{key}-{turn}",
                conversation_key=key,
                channel=script.channel,
                sender_seed=sender,
                texts=tuple(said),
                at=at,
                post_id=post_id,
                lead=script.lead,
            )
        )
        at += timedelta(minutes=dice.randrange(20, 200))
    return found


def _name(*parts: str) -> str:
    return hashlib.blake2b("\0".join(parts).encode(), digest_size=9).hexdigest()


def _dice(*parts: str) -> Random:
    return Random(_name(*parts))
