"""The ideas of each trade, read once from ``data/offline/*.toml``."""

import functools
import tomllib
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

FOLDER = Path(__file__).parents[3] / "data" / "offline"
TRADES = ("fitness", "bakery", "b2b_software", "generic")
Shape = Literal["tip", "list", "question", "story", "before_after", "pas", "aida"]
Goal = Literal["leads", "sales", "engagement", "awareness"]


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
    idea: tuple[Idea, ...]
    sales: tuple[str, ...] = ()


class Calls(_Read):
    link: tuple[str, ...]
    plain: tuple[str, ...]


class Common(_Read):
    """Lines that any business may use, by what they speak of."""

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


@functools.cache
def trade(name: str) -> Trade:
    return Trade.model_validate(tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8")))


@functools.cache
def common() -> Common:
    return Common.model_validate(tomllib.loads((FOLDER / "common.toml").read_text(encoding="utf-8")))


def trade_of(industry: str) -> Trade:
    """The trade that an industry's name speaks of; the generic one when none does.

    >>> trade_of("Boutique fitness studio") is trade("fitness"), trade_of("Florist") is trade("generic")
    (True, True)
    """
    wanted = industry.casefold()
    for name in TRADES:
        if any(word in wanted for word in trade(name).match):
            return trade(name)
    return trade("generic")


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
