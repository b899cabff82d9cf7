"""What one post can draw on: its facts as slots, and decks from which the least used line comes first."""

import random
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from core.content.offline.asked import in_sentence, unknown_topic
from core.content.offline.bank import Goal, Idea, Trade, common, goal_of
from core.content.offline.cut import first_sentences
from core.content.offline.grammar import inside, ours, said, slots_in
from core.content.offline.likeness import folded, grams, sought, words, worn
from core.content.offline.trades import trade_of
from core.content.shapes import Offer, PostFacts

TOLD = 0.5
"""A paragraph that shares more than this with recent posts has been told."""
STRAY = 0.2
"""How often a post ends on an offer that has nothing to do with it: now and then people do."""
SPECIAL = 4
"""A word that more ideas of the trade share is everybody's, as "home" is to an estate agent."""
REPEATABLE = {"business", "link"}
"""Facts that a post may name more than once."""
_OF_TIME = {"week", "month", "year", "day", "hour", "time", "team", "start", "first", "free", "plan", "full"}


@dataclass(frozen=True)
class Material:
    """One post's sources; every draw is from the given generator."""

    facts: PostFacts
    trade: Trade
    goal: Goal
    slots: Mapping[str, str]
    used: frozenset[tuple[str, ...]]
    told: str
    words: frozenset[str]
    rng: random.Random

    def least_used(self, lines: Iterable[str], count: int = 1, *, beside: str = "") -> list[str]:
        """Up to ``count`` lines that the facts allow, least like the recent posts first, no fact told ``beside``."""
        fresh = [text for line in lines if (text := self.said(line, beside)) is not None]
        self.rng.shuffle(fresh)
        return sorted(fresh, key=lambda line: worn(line, self.used))[:count]

    def points(self, idea: Idea, count: int, opening: str = "") -> list[str]:
        """The least used points of an idea, in the order in which they were thought, none repeating the opening."""
        lines = [text for line in idea.points if (text := self.said(line, opening)) is not None]
        lines = [line for line in lines if line.rstrip(".") != opening.rstrip(".")]
        chosen = sorted(self.rng.sample(lines, len(lines)), key=lambda line: worn(line, self.used))[:count]
        return [line for line in lines if line in chosen]

    def thought(self, idea: Idea, *, beside: str = "", sentences: int = 9) -> list[str]:
        """The idea's longer thought, or its beginning, while it is fresh."""
        deep = self.least_used(idea.deep, beside=beside)
        return [first_sentences(text, sentences) for text in deep if worn(text, self.used) < TOLD]

    def said(self, line: str, beside: str = "") -> str | None:
        """The line with its facts in place; ``None`` when one is missing or stands in the text beside it."""
        if "{" not in line:
            return said(line, self.slots, self.rng) if "|" in line else line
        near = beside.casefold()
        facts = (self.slots.get(name, "") for name in slots_in(line) - REPEATABLE) if near else ()
        if any(fact and fact.casefold().rstrip(".") in near for fact in facts):
            return None
        return said(line, self.slots, self.rng)

    def kindred(self) -> Idea | None:
        """An idea of the trade that is about the offer of the day: what there is to say for it without a new claim."""
        near = [idea for idea in self.trade.idea if idea.shape != "question" and _is_kin(self.slots["name"], idea)]
        return self.rng.choice(near) if 0 < len(near) <= SPECIAL else None

    def beside(self, idea: Idea, hook: str) -> "Material":
        """The same material with the offer that goes with an idea; without any where none does, as a rule."""
        if self.slots["offer"] and self.slots["offer"].casefold() in hook.casefold():
            return self
        kin = [offer for offer in self.facts.offers if _is_kin(offer.name, idea)]
        if not kin and self.rng.random() < STRAY:
            return self
        return replace(self, slots={**self.slots, **_offered(self.rng.choice(kin) if kin else None)})

    def has_told(self, hook: str) -> bool:
        """Whether an earlier post said the hook, with its full stop or, as a subject, without.

        Its inner words are looked up first: that settles most hooks without a search through all that was said.
        """
        bare, inside = sought(hook)
        return inside <= self.words and bare in self.told

    def fits_theme(self, idea: Idea) -> bool:
        return not self._theme.isdisjoint(_long_words(" ".join(idea.about)))

    @cached_property
    def _theme(self) -> frozenset[str]:
        return _long_words(f"{self.facts.theme} {self.facts.slot}".casefold())

    @property
    def topic(self) -> str:
        """What a person asked for that no bank knows; nothing as a rule."""
        return self.slots["topic"]

    @property
    def names_offer(self) -> bool:
        """Whether the week's theme is about the offer of the day."""
        return bool(self.slots["name"]) and self.slots["name"].casefold() in self.facts.theme.casefold()

    @property
    def is_formal(self) -> bool:
        return bool(re.search(r"formal|professional|serious|expert", self.facts.voice.casefold()))


@lru_cache(maxsize=4096)
def _long_words(text: str) -> frozenset[str]:
    """The words of a text that mean something by themselves."""
    return frozenset(re.findall(r"\w{4,}", text))


def gathered(facts: PostFacts, rng: random.Random) -> Material:
    """Turn facts into material; the offer is the theme's, or follows the post's place in the series."""
    trade = trade_of(facts.industry)
    topic = unknown_topic(facts, trade)
    offer = None if topic else _offer(facts, rng)
    return Material(
        facts=facts,
        trade=trade,
        goal=goal_of(facts.goal),
        slots={**_slots(facts, offer, rng), "topic": topic, "thing": in_sentence(topic) if topic else ""},
        used=frozenset().union(*map(grams, facts.recent)),
        told="\n".join(map(folded, facts.recent)),
        words=frozenset().union(*map(words, facts.recent)),
        rng=rng,
    )


def closings(facts: PostFacts) -> tuple[tuple[str, ...], ...]:
    """The families of closing lines that this post may choose from; a season, when there is one, comes first."""
    lines = common()
    families = (lines.offer, lines.about, lines.offer, lines.price, lines.benefit, lines.place, lines.hours, (), ())
    return (lines.season, lines.season, *families) if facts.season else families


def _offer(facts: PostFacts, rng: random.Random) -> Offer | None:
    turn = (facts.ordinal + rng.randrange(2)) % len(facts.offers) if facts.offers else 0
    theme = facts.theme.casefold()
    named = (offer for offer in facts.offers if offer.name.casefold() in theme)
    return next(named, facts.offers[turn] if facts.offers else None)


def _slots(facts: PostFacts, offer: Offer | None, rng: random.Random) -> dict[str, str]:
    return {
        **_offered(offer),
        "business": facts.business,
        "benefit": inside(rng.choice(facts.benefits)) if facts.benefits else "",
        "audience": inside(rng.choice(facts.audience)) if facts.audience else "",
        "place": facts.place.rstrip("."),
        "hours": facts.hours.rstrip("."),
        "season": facts.season,
        "part": facts.slot.split(" ")[-1],
        "link": facts.link,
    }


def _offered(offer: Offer | None) -> dict[str, str]:
    if offer is None:
        return dict.fromkeys(("offer", "name", "price", "about"), "")
    name = offer.name.strip().rstrip(".")
    return {"offer": ours(name), "name": name, "price": offer.price.rstrip("."), "about": _sentence(offer.about)}


def _is_kin(offer: str, idea: Idea) -> bool:
    return not _stems(offer).isdisjoint(_stems(" ".join(idea.about)))


@lru_cache(maxsize=4096)
def _stems(text: str) -> frozenset[str]:
    """The longer words of a text, one or many alike; words of time say nothing about a thing."""
    words = {word.removesuffix("s") for word in re.findall(r"[^\W\d_]{4,}", text.casefold())}
    return frozenset(words - _OF_TIME)


def _sentence(text: str) -> str:
    return f"{inside(text)}." if text else ""
