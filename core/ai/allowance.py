"""A month's tokens: how much is left, what may be held back for a question, and when to start saving."""

from dataclasses import dataclass
from enum import StrEnum

from pydantic import BaseModel

from core.ai.model import MOST_OUT, PICTURE_IN, estimated_tokens
from core.ai.prompt import Prompt, R
from core.ai.schema import strict_schema


class Standing(StrEnum):
    """Where a business stands in its month: a quota bends before it breaks."""

    FINE = "fine"
    WARNED = "warned"  # beyond the soft cap: said, nothing else
    SAVING = "saving"  # half of the rest is gone too: the quick model writes everything
    SPENT = "spent"  # what was asked before is remembered; the offline writer does the rest
    CROWDED = "crowded"  # there are tokens left, but questions under way hold them


@dataclass(frozen=True)
class Need:
    """Tokens of one question: ``least`` for the shortest answer, ``most`` for the longest with its repair."""

    least: int
    most: int


def need_of(prompt: Prompt[R], facts: BaseModel) -> Need:
    """What answering may take. The repair repeats the question and the first reply, so the most is thrice."""
    rendered = prompt.rendered(facts, "[]")
    asked = estimated_tokens(rendered.text) + estimated_tokens(str(strict_schema(prompt.reply)))
    asked += PICTURE_IN if rendered.picture else 0
    return Need(asked + 100, 3 * (asked + MOST_OUT))


@dataclass(frozen=True)
class Allowance:
    """Tokens of this month: given, spent, and held back for questions under way; ``soft_cap`` in percent, 0-100."""

    given: int
    spent: int
    held: int = 0
    soft_cap: int = 80

    @property
    def standing(self) -> Standing:
        """By what is spent alone.

        >>> [Allowance(1000, spent).standing.value for spent in (799, 800, 900, 1000)]
        ['fine', 'warned', 'saving', 'spent']
        """
        if self.spent >= self.given:
            return Standing.SPENT
        percent = 100 * self.spent / self.given
        if percent >= (self.soft_cap + 100) / 2:
            return Standing.SAVING
        return Standing.WARNED if percent >= self.soft_cap else Standing.FINE

    def standing_for(self, need: Need) -> Standing:
        """The same for one question, which needs at least so much, and room for the most unless it is alone.

        So questions side by side never spend more than there is; the last one of a month may, by one reply.

        >>> Allowance(1000, 950, held=40).standing_for(Need(20, 500)).value
        'crowded'
        """
        if self.spent + need.least > self.given:
            return Standing.SPENT
        if self.held and self.spent + self.held + need.most > self.given:
            return Standing.CROWDED
        return self.standing

    def hold_for(self, need: Need) -> int:
        """Tokens to hold back for it: the most it may take, or all there is."""
        return min(need.most, self.given - self.spent - self.held)

    def notice(self, standing: Standing) -> str | None:
        """What to tell a person, if anything."""
        match standing:
            case Standing.FINE:
                return None
            case Standing.WARNED:
                return f"{self._used} of this month's AI allowance is used."
            case Standing.SAVING:
                return f"{self._used} of this month's AI allowance is used: the quick model writes to make it last."
            case Standing.SPENT if self.given <= 0:
                return "This business has no AI allowance. An admin can give it one in Settings."
            case Standing.SPENT:
                return "This month's AI allowance is used up. Raise it in Settings, or wait for the 1st."
            case Standing.CROWDED:
                return "Texts under way hold the rest of this month's AI allowance. Try again in a minute."

    @property
    def _used(self) -> str:
        return f"{100 * self.spent // self.given}%"
