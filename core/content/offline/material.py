"""What one post can draw on: its facts as slots, and decks from which the least used line comes first."""

import random
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from core.channels.sms import straightened
from core.content.offline.bank import Goal, Idea, Trade, common, goal_of
from core.content.offline.grammar import inside, ours, said, sayable
from core.content.offline.likeness import grams, worn
from core.content.offline.trades import trade_of
from core.content.shapes import Offer, PostFacts

SUBJECT_MAX = 50
"""Characters of a subject that a phone shows."""
ENOUGH = 8
"""With fewer untold hooks than this, a good point may open a post too."""
TOLD = 0.5
"""A paragraph that shares more than this with recent posts has been told."""
STANDS_ALONE = {"tip", "story", "pas", "before_after"}


@dataclass(frozen=True)
class Material:
    """One post's sources; every draw is from the given generator."""

    facts: PostFacts
    trade: Trade
    goal: Goal
    slots: Mapping[str, str]
    used: frozenset[tuple[str, ...]]
    told: str
    rng: random.Random

    def least_used(self, lines: Iterable[str], count: int = 1) -> list[str]:
        """Up to ``count`` sayable lines, those least like the recent posts first."""
        fresh = sorted(sayable(lines, self.slots, self.rng), key=lambda line: worn(line, self.used))
        return fresh[:count]

    def points(self, idea: Idea, count: int, opening: str = "") -> list[str]:
        """The least used points of an idea, in the order in which they were thought."""
        lines = [line for line in idea.points if line.rstrip(".") != opening.rstrip(".")]
        chosen = sorted(self.rng.sample(lines, len(lines)), key=lambda line: worn(line, self.used))[:count]
        return [said(line, {}, self.rng) or line for line in lines if line in chosen]

    def thought(self, idea: Idea) -> list[str]:
        """The idea's longer thought, while it is fresh."""
        return [text for text in self.least_used(idea.deep) if worn(text, self.used) < TOLD]

    def openings(self) -> list[tuple[Idea, str]]:
        """Every idea with every opening not told yet: those about the theme first, then the least told ideas."""
        pairs = self._untold(self._lines)
        if len(pairs) < ENOUGH and self.facts.channel != "sms":
            pairs += self._untold(lambda idea: idea.points)
        self.rng.shuffle(pairs)
        weary = {id(idea): self._weariness(idea) for idea, _ in pairs}
        return sorted(pairs, key=lambda pair: (not self.fits_theme(pair[0]), weary[id(pair[0])]))

    def _untold(self, lines: Callable[[Idea], tuple[str, ...]]) -> list[tuple[Idea, str]]:
        return [
            (idea, opening)
            for idea in self.trade.idea
            for line in lines(idea)
            if (opening := said(line, self.slots, self.rng)) is not None and self.is_new(opening)
        ]

    def _weariness(self, idea: Idea) -> int:
        """How many of the idea's points were made before."""
        return sum(worn(point, self.used) > TOLD for point in idea.points)

    def is_new(self, opening: str) -> bool:
        """Not told yet, and short enough for a subject where it has to be one."""
        fits = self.facts.channel != "email" or len(opening.rstrip(".")) <= SUBJECT_MAX
        return fits and opening.casefold() not in self.told

    def _lines(self, idea: Idea) -> tuple[str, ...]:
        """The openings of an idea; a text message has its own sentence, or a hook that can stand alone."""
        if self.facts.channel != "sms":
            return idea.hooks
        fresh = [other.sms for other in self.trade.idea if straightened(other.sms).casefold() not in self.told]
        if fresh:
            return (idea.sms,) if idea.sms in fresh else ()
        return tuple(hook for hook in idea.hooks if idea.shape in STANDS_ALONE and hook.endswith("."))

    def fits_theme(self, idea: Idea) -> bool:
        theme = set(re.findall(r"\w{4,}", f"{self.facts.theme} {self.facts.slot}".casefold()))
        return any(set(re.findall(r"\w{4,}", about)) & theme for about in idea.about)

    @property
    def is_formal(self) -> bool:
        return bool(re.search(r"formal|professional|serious|expert", self.facts.voice.casefold()))


def gathered(facts: PostFacts, rng: random.Random) -> Material:
    """Turn facts into material; the offer of the day follows the post's place in the series."""
    offer = facts.offers[(facts.ordinal + rng.randrange(2)) % len(facts.offers)] if facts.offers else None
    recent = [text.casefold() for text in facts.recent]
    return Material(
        facts=facts,
        trade=trade_of(facts.industry),
        goal=goal_of(facts.goal),
        slots=_slots(facts, offer, rng),
        used=frozenset().union(*map(grams, facts.recent)),
        told="\n".join(recent),
        rng=rng,
    )


def closings(facts: PostFacts) -> tuple[tuple[str, ...], ...]:
    """The families of closing lines that this post may choose from; a season, when there is one, comes first."""
    lines = common()
    families = (lines.offer, lines.benefit, lines.about, lines.offer, lines.place, lines.benefit, lines.price)
    return (lines.season, lines.season, *families) if facts.season else families


def _slots(facts: PostFacts, offer: Offer | None, rng: random.Random) -> dict[str, str]:
    return {
        "business": facts.business,
        "offer": ours(offer.name) if offer else "",
        "price": offer.price.rstrip(".") if offer else "",
        "about": _sentence(offer.about) if offer else "",
        "benefit": inside(rng.choice(facts.benefits)) if facts.benefits else "",
        "audience": inside(rng.choice(facts.audience)) if facts.audience else "",
        "place": facts.place.rstrip("."),
        "hours": facts.hours.rstrip("."),
        "season": facts.season,
        "link": facts.link,
    }


def _sentence(text: str) -> str:
    return f"{inside(text)}." if text else ""
