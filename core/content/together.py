"""Several posts in one question: what they share is said once, and each answer goes to the post whose number it has."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_DOWN, Decimal
from typing import Any

from pydantic import Field

from core.ai.model import Answer
from core.ai.offline import understudy
from core.ai.prompt import Prompt
from core.content.shapes import BusinessFacts, PostFacts, PostText, Value
from core.vocab import Channel, Engine, PostType

TOGETHER = 4
"""Posts in one question at most: four long letters fill half of the longest reply, the rest is for thinking."""
PATIENCE = 24.0
"""Seconds that one reply may take by what the first post took: well within the deadline of an answer."""
ALIKE = 0.22
"""The likeness above which two posts of one question say the same (the share of three-word runs, 0-1)."""
CENT = Decimal("0.000001")
"""The smallest share of a bill."""


class Slot(Value):
    """What is particular to one post; ``number`` counts from 1 within its question."""

    number: int = Field(ge=1)
    channel: Channel
    type: PostType
    theme: str = ""
    goal: str = ""
    slot: str = ""
    season: str = ""
    ordinal: int = Field(default=0, ge=0)


class PostsFacts(BusinessFacts):
    """What all posts of one question share, and then each of them; ``recent`` as in ``PostFacts``."""

    recent: tuple[str, ...] = ()
    posts: tuple[Slot, ...] = Field(min_length=1)

    def alone(self, number: int) -> PostFacts | None:
        """The facts of one of the posts, as if it were asked for by itself; None where there is no such post."""
        slot = next((one for one in self.posts if one.number == number), None)
        shared = self.model_dump(exclude={"posts"})
        return None if slot is None else PostFacts(**shared, **slot.model_dump(exclude={"number"}))


class NumberedPost(PostText):
    """One of several posts; ``number`` says which."""

    number: int = Field(ge=1)

    @property
    def text(self) -> PostText:
        return PostText(**self.model_dump(exclude={"number"}))


class PostTexts(Value):
    """Several posts, in any order."""

    posts: tuple[NumberedPost, ...]


def shared(facts: PostFacts) -> str:
    """What two posts must have in common to be asked for in one question."""
    return facts.model_dump_json(exclude={*Slot.model_fields, "recent"})


def asked_together(facts: Sequence[PostFacts]) -> PostsFacts:
    """One question for several posts, which share all that can be shared; the last one knows most of what was said."""
    own = set(Slot.model_fields) - {"number"}
    slots = tuple(Slot(number=at, **one.model_dump(include=own)) for at, one in enumerate(facts, start=1))
    return PostsFacts(**facts[-1].model_dump(exclude=own), posts=slots)


def size_for(level: str, seconds: float) -> int:
    """How many posts to ask for at once from an endpoint that keeps to a shape this firmly and took so long for one.

    >>> [size_for("json_schema", seconds) for seconds in (3, 9, 30)]
    [4, 2, 1]
    >>> size_for("json_object", 3)
    1
    """
    return max(1, min(TOGETHER, int(PATIENCE // max(seconds, 0.001)))) if level == "json_schema" else 1


def size_after(answer: Answer[PostText]) -> int | None:
    """The same by a post that has just come; None where it tells nothing, for nobody had to be asked."""
    if answer.engine is not Engine.MODEL or answer.cached:
        return None
    misfits = {"wrong shape", "cut off"} & {attempt.outcome for attempt in answer.attempts}
    return 1 if misfits else size_for(answer.level, answer.latency_ms / 1000)


def taken_apart(
    prompt: Prompt[PostTexts], facts: PostsFacts, answer: Answer[PostTexts]
) -> Mapping[int, Answer[PostText]]:
    """Each post's own answer by its number, with its share of the cost and the part of the question that it was.

    A number that nobody asked for is nobody's, and of two answers to one number neither can be trusted.
    """
    numbers = [one.number for one in answer.reply.posts]
    found = [one for one in answer.reply.posts if numbers.count(one.number) == 1 and facts.alone(one.number)]
    costs = shares(answer.cost, len(found))
    whole: Answer[Any] = answer
    return {
        one.number: replace(
            whole,
            reply=one.text,
            cost=cost,
            together=len(facts.posts),
            asked=prompt.rendered(_part(facts, one.number), f"[{answer.prompt_hash[:12]}]").text,
        )
        for one, cost in zip(found, costs, strict=True)
    }


def shares(cost: Decimal | None, many: int) -> list[Decimal | None]:
    """A cost in equal parts that add up to it, the first one with what cannot be divided.

    >>> [str(one) for one in shares(Decimal("0.000010"), 3)]
    ['0.000004', '0.000003', '0.000003']
    """
    if cost is None or not many:
        return [None] * many
    part = (cost / many).quantize(CENT, ROUND_DOWN)
    return [cost - part * (many - 1), *[part] * (many - 1)]


def write_together(facts: PostsFacts, rng: random.Random, *, alone: Prompt[PostText]) -> PostTexts:
    """The understudy: each post as it would be written alone, told what those before it say."""
    del rng
    recent, done = list(facts.recent), list[NumberedPost]()
    for slot in facts.posts:
        own = facts.alone(slot.number)
        assert own is not None
        text = understudy(alone, own.model_copy(update={"recent": tuple(recent)}))
        recent.append("\n".join(filter(None, (text.subject, text.caption, text.cta))))
        done.append(NumberedPost(number=slot.number, **text.model_dump()))
    return PostTexts(posts=tuple(done))


def _part(facts: PostsFacts, number: int) -> PostsFacts:
    """The question as it is for one of its posts, which is then the first."""
    own = tuple(one.model_copy(update={"number": 1}) for one in facts.posts if one.number == number)
    return facts.model_copy(update={"posts": own})
