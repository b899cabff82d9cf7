"""The ideas of each trade, read once from ``data/offline/*.toml``.

A bank is one file named after its trade. Its keys, and the least of each (``tests/house/test_banks.py`` counts):

- ``match``: words in an industry's name that mean this trade, lower case; a word's beginning is enough.
- ``hashtags`` (10) without the sign; ``scenes`` (6): what a camera could see, for storyboards.
- ``moments`` (25): one or two sentences that are a whole short post: something a customer of any such business
  knows from their own day. A product, a benefit or a moment, seen by the reader, never a claim about this business.
- ``leads``, ``sales``, ``engagement``, ``awareness`` (6 in all): the trade's own calls to action by goal, with
  ``{link}`` or without.
- ``[[idea]]`` (20, every shape at least once): ``about`` (words of a theme that it fits), ``shape``, ``hooks`` (4 or
  5; each opens a post, and at most 50 characters where it should serve as a subject), ``points`` (6, each able to
  stand alone and in any order after any hook), ``deep`` (one or two paragraphs of 2-4 sentences), ``sms`` (one
  sentence of plain characters, at most 90).

In all: 70 hooks, 40 bodies (an idea's points are one, each ``deep`` is one more), 30 calls with the common ones.

``[a|b]`` picks a wording. ``{slot}`` is a fact of the profile, and a line whose fact is missing is never said:
``SLOTS`` names them all. Nothing else about the business may be claimed: no price, rating, award, year, percentage,
opening time, and no promise about health, money or law.
"""

import functools
import re
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

FOLDER = Path(__file__).parents[3] / "data" / "offline"
SHARED = {"common", "seasons", "strategy", "topics"}
"""Files there that are no trade's."""
TRADES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml") if path.stem not in SHARED))
Shape = Literal["tip", "list", "question", "story", "before_after", "pas", "aida"]
Goal = Literal["leads", "sales", "engagement", "awareness"]
SLOTS = frozenset(
    {"business", "offer", "name", "price", "about", "benefit", "audience", "place", "hours", "season", "link", "part"}
)
"""Facts that a line may ask for. ``{Offer}`` is the same fact at the start of a sentence; ``{name}`` is the offer as
its owner wrote it, for a label or a title; ``{part}`` is the part of the day at which the post goes out."""


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Idea(_Read):
    """One thing worth saying: several ways to open it, points to make, and a longer thought."""

    about: tuple[str, ...]
    shape: Shape
    hooks: tuple[str, ...] = Field(min_length=3)
    points: tuple[str, ...] = Field(min_length=5)
    deep: tuple[str, ...]
    sms: str

    @field_validator("deep", mode="before")
    @classmethod
    def _several(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value


class Trade(_Read):
    """A line of business: the words in an industry's name that mean it, and its ideas."""

    match: tuple[str, ...]
    hashtags: tuple[str, ...]
    scenes: tuple[str, ...] = Field(min_length=4)
    moments: tuple[str, ...] = ()
    idea: tuple[Idea, ...]
    leads: tuple[str, ...] = ()
    sales: tuple[str, ...] = ()
    engagement: tuple[str, ...] = ()
    awareness: tuple[str, ...] = ()


class Calls(_Read):
    link: tuple[str, ...]
    plain: tuple[str, ...]


class Common(_Read):
    """Lines that any business may use, by what they speak of; ``own`` holds its facts told as ideas."""

    own: tuple[Idea, ...]
    ask: tuple[str, ...]
    soft: tuple[str, ...]
    nod: tuple[str, ...]
    view: tuple[str, ...]
    lead_in: tuple[str, ...]
    offer: tuple[str, ...]
    about: tuple[str, ...]
    price: tuple[str, ...]
    benefit: tuple[str, ...]
    place: tuple[str, ...]
    hours: tuple[str, ...]
    season: tuple[str, ...]
    audience: tuple[str, ...]
    greeting: tuple[str, ...]
    greeting_formal: tuple[str, ...]
    signoff: tuple[str, ...]
    signoff_formal: tuple[str, ...]
    preheader: tuple[str, ...]
    cta: dict[Goal, Calls]
    cta_sms: dict[Goal, tuple[str, ...]]
    goals: dict[Goal, tuple[str, ...]]


class Occasion(_Read):
    """A time of year by the beginnings of the names it goes by; without names it serves any other."""

    names: tuple[str, ...]
    idea: Idea


class Frame(_Read):
    """What can be said of any topic of one shape, found by the beginnings of words; without words it fits any."""

    name: str
    match: tuple[str, ...]
    idea: Idea


class Topics(_Read):
    """The frames; ``own`` begins a topic that needs no article, ``plain`` one with "the", ``time`` tells no subject."""

    own: tuple[str, ...]
    plain: tuple[str, ...]
    time: tuple[str, ...]
    frame: tuple[Frame, ...]


class Seasons(_Read):
    occasion: tuple[Occasion, ...]


@functools.cache
def trade(name: str) -> Trade:
    return Trade.model_validate(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")))


@functools.cache
def words_for(name: str) -> tuple[str, ...]:
    """The words by which a trade is named, from the head of its bank: not every bank is read to find one."""
    head, _, _ = (FOLDER / f"{name}.toml").read_text(encoding="utf-8").partition("\n\n")
    return tuple(tomllib.loads(head).get("match", ()))


@functools.cache
def common() -> Common:
    return Common.model_validate(tomllib.loads((FOLDER / "common.toml").read_text(encoding="utf-8")))


@functools.cache
def seasons() -> tuple[Occasion, ...]:
    read = tomllib.loads((FOLDER / "seasons.toml").read_text(encoding="utf-8"))
    return Seasons.model_validate(read).occasion


def occasion_of(season: str) -> Idea:
    """What there is to say about an occasion; of one nobody wrote about, what holds for any.

    >>> "mother" in occasion_of("Mother's Day").about, "closed" in occasion_of("Corpus Christi").about
    (True, True)
    """
    said = season.casefold()
    named = (one.idea for one in seasons() for name in one.names if re.search(rf"\b{re.escape(name)}", said))
    return next(named, next(one.idea for one in seasons() if not one.names))


def goal_of(words: str) -> Goal:
    """What a goal written by a person is after; being known, when nothing more is said.

    >>> goal_of("Increase membership sign-ups"), goal_of("")
    ('leads', 'awareness')
    """
    said = words.casefold()
    for goal, hints in common().goals.items():
        if any(hint in said for hint in hints):
            return goal
    return "awareness"
