"""A first profile from three answers: what is sold, what marketing should bring, and how it should sound."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.errors import Invalid, Refusal
from core.keys import needs
from core.strategy.profile import ProfileEdit, read_profile, save_profile
from core.strategy.profile_changes import named
from core.strategy.profile_segments import find_segments
from core.tables.values import Offer, Segment, Voice
from core.vocab import Permission
from core.workspace import Workspace

MOST = 20
"""Offers a first answer may name: more belong in the table."""
NAME_MOST = 120
_MONEY = r"(?:[$€£¥]|USD|EUR|GBP|CHF)"
_PRICED = re.compile(
    rf"(?P<name>.+?)[\s,;:(–-]+(?P<price>(?:from |ab )?(?:{_MONEY}\s?\d[\d.,]*|\d[\d.,]*\s?{_MONEY})"  # noqa: RUF001
    r"(?:\s?(?:/|per|a|an|each)\s?\w*)?|free)\)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Sound:
    """A way to sound that most businesses of one temper share."""

    label: str
    described: str
    voice: Voice


SOUNDS: Mapping[str, Sound] = MappingProxyType(
    {
        "warm": Sound(
            "Warm neighbour",
            "Warm and plain, like a chat over the counter. Short sentences, never pushy.",
            Voice(address="casual", sentences="short"),
        ),
        "expert": Sound(
            "Calm expert",
            "Clear and to the point, as somebody who knows the work explains it. No hype.",
            Voice(energy="calm", emoji="none"),
        ),
        "cheerful": Sound(
            "Cheerful",
            "Bright and playful, happy to joke about ourselves. Never at a customer's cost.",
            Voice(address="casual", mood="playful", energy="lively", emoji="some"),
        ),
        "formal": Sound(
            "Polite and formal",
            "Courteous and complete, in full sentences. Respectful of people's time.",
            Voice(address="formal", mood="serious", emoji="none"),
        ),
    }
)


@dataclass(frozen=True, kw_only=True)
class FirstAnswers:
    """``sells`` has one offer a line, with its price where there is one; ``sound`` is a key of :data:`SOUNDS`."""

    sells: str
    goal: str
    sound: str


def offers_in(text: str) -> tuple[Offer, ...]:
    r"""One offer a line; a price at its end is told apart.

    >>> offers_in("Country loaf, €4.20\nGift card")
    (Offer(name='Country loaf', price='€4.20', detail=''), Offer(name='Gift card', price='', detail=''))

    Raises:
        Invalid: none, too many, or a line too long for a name (field ``sells``).
    """
    lines = [line.strip(" \t•*-–") for line in text.splitlines()]  # noqa: RUF001 - as lists begin in any editor
    found: dict[str, Offer] = {}
    for line in filter(None, lines):
        hit = _PRICED.fullmatch(line)
        name, price = (hit["name"].strip(), hit["price"].strip()) if hit else (line, "")
        if len(name) > NAME_MOST:
            raise Invalid(f"“{name[:40]}…” is too long for a name: {NAME_MOST} characters are the most.", field="sells")
        found.setdefault(name.casefold(), Offer(name=name, price=price))
    if not found:
        raise Invalid("Name at least one thing people can buy or book, one a line.", field="sells")
    if len(found) > MOST:
        raise Invalid(f"{MOST} are enough to start with; add the rest in the table afterwards.", field="sells")
    return tuple(found.values())


@needs(Permission.WRITE)
def start_profile(ws: Workspace, answers: FirstAnswers) -> tuple[str, ...]:
    """Fill what is empty from three answers, and nothing that is filled; gives back what was filled, in words.

    Segments are suggested from the trade and the offers; where no writer answers, they are left for later.

    Raises:
        Invalid: an answer is missing or cannot be; nothing was written.
    """
    offers, goal, sound = offers_in(answers.sells), answers.goal.strip(), SOUNDS.get(answers.sound)
    if not goal:
        raise Invalid("Choose what marketing should bring first, or write your own.", field="goal")
    if sound is None:
        raise Invalid("Choose how the business sounds; you can change it in the voice lab.", field="sound")
    view = read_profile(ws)
    name, profile = view.business.name, view.profile
    first = ProfileEdit(
        offers=offers,
        goals=(goal,),
        brand_voice=sound.described,
        voice=sound.voice,
        segments=() if profile.segments else _suggested(ws),
        sender_name=name,
    )
    empty = {field: value for field, value in first.values().items() if value and _is_empty(view.value(field))}
    save_profile(ws, ProfileEdit(**empty), seen=ProfileEdit(**{field: view.value(field) for field in empty}))  # type: ignore[arg-type]
    return tuple(named(field) for field in empty)


def _suggested(ws: Workspace) -> tuple[Segment, ...]:
    try:
        return find_segments(ws).segments
    except Refusal:
        return ()


def _is_empty(value: object) -> bool:
    return not value or value == Voice()
