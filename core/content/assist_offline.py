"""Help with words by rules alone: shortened, said another way, or taken from the post itself; nothing is made up."""

import random
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.channels.compose import hashtag
from core.content.assist_shapes import HelpFacts, Line, Lines, Wish
from core.content.offline.cut import blocks, shortened
from core.content.offline.trades import trade_of
from core.content.offline.write import write_post
from core.content.sentences import paragraphs
from core.content.shapes import PostFacts
from core.content.voice import revoiced
from core.tables.values import Voice

Said = tuple[str, str]
"""A suggestion, and why it may do."""
ROUNDS = 12
"""Posts that are written on the side to collect different calls to action from."""
PHONE = 40
"""Characters of a subject that most phones show."""


def reword(facts: HelpFacts, rng: random.Random) -> Lines:
    """The text another way; none for a wish in free words, which takes a model to follow."""
    match facts.kind:
        case Wish.SHORTER:
            found = _shorter(facts.caption)
        case Wish.FRIENDLIER:
            found = _voiced(facts, rng, {"address": "casual"}, {"address": "casual", "sentences": "short"})
        case Wish.PLAINER:
            found = _voiced(facts, rng, {"sentences": "short", "energy": "calm"}, {"energy": "calm"})
        case Wish.SEGMENT:
            found = _turned(facts)
        case Wish.OWN | None:
            found = iter(())
    return _different(found, facts.caption, facts.most)


def tags(facts: HelpFacts, rng: random.Random) -> Lines:
    """Own hashtags that did well, then the business, what it sells, and what its trade uses."""
    del rng
    own = [(one, "Used before, and did well") for one in facts.ranked]
    sold = [hashtag(offer.name.title()) for offer in facts.offers if offer.name.casefold() in facts.caption.casefold()]
    named = [(one, "Named in this post") for one in sold]
    name = [(hashtag(facts.business.title()), "The business's own")]
    trade = [(one, "Usual in the trade") for one in facts.tags]
    return _different(iter([*own[: facts.most - 1], *named, *name, *trade, *own]), "", facts.most)


def trade_tags(industry: str) -> tuple[str, ...]:
    """Hashtags that suit a trade."""
    return tuple(hashtag(one) for one in trade_of(industry).hashtags)


def calls(facts: HelpFacts, rng: random.Random) -> Lines:
    """Calls to action that suit the goal and the channel, with the link where there is one."""
    told = facts.model_dump(include=set(PostFacts.model_fields) - {"recent", "ordinal"})

    posts = (write_post(PostFacts(**told, ordinal=ordinal), rng, candidates=1) for ordinal in range(ROUNDS))
    found = (
        (one.cta, "Leads to your link" if facts.link and facts.link in one.cta else "Asks for an answer")
        for one in posts
        if one.cta
    )
    return _different(found, facts.cta, facts.most)


def subjects(facts: HelpFacts, rng: random.Random) -> Lines:
    """Subjects out of the letter's own sentences, its theme and its title; none is cut in mid-sentence."""
    del rng
    most = facts.longest or PHONE

    def found() -> Iterator[Said]:
        body = [sentence for part in _parted(facts.caption).body for sentence in part]
        yield from ((one, "A question the letter asks") for one in body if len(one) > 1 and one.endswith("?"))
        plain = [one for one in body if one[:1].isalpha() and not one.endswith("?")]
        whole = [one.rstrip(".") for one in plain if len(one.split()) > 2]
        yield from ((one, "A sentence of the letter itself") for one in whole)
        yield from ((words, "This week's theme") for words in facts.theme.split(": ") if words)
        yield from ((re.split("[,:;] ", one)[0], "The beginning of a sentence") for one in whole)
        if facts.title and not facts.title.endswith("…"):
            yield (facts.title, "The post's name")

    short = (said for said in found() if len(said[0]) <= most and len(said[0].split()) > 1)
    return _different(short, facts.subject, facts.most)


def described(facts: HelpFacts, rng: random.Random) -> Lines:
    """What is known of the picture, said for somebody who cannot see it; of a photo, only whose it is."""
    del rng
    hint = "Nobody has looked at the picture: say in your own words what it shows"
    first = next((sentence for part in _parted(facts.caption).body for sentence in part), facts.title)
    known = [
        (f"A poster by {facts.business} that reads “{facts.shown}”.", "The words on the poster"),
        (f"“{facts.shown}” in large letters, in the colours of {facts.business}.", "The words on the poster"),
    ]
    rough = [
        (f"A picture by {facts.business}: {shortened(facts.title or first, 80)}.", hint),
        (f"A picture for a post that begins “{shortened(first, 80)}”.", hint),
    ]
    lines = ((text, why) for text, why in (known if facts.shown else rough))
    return _different(lines, "", facts.most)


@dataclass(frozen=True)
class _Parts:
    """A text without what frames it: a letter's greeting, and its close with the name."""

    greeting: str
    middle: str
    close: str

    @property
    def body(self) -> list[list[str]]:
        """The sentences of each paragraph."""
        parts = self.middle.split("\n\n")
        return [[sentence for line in paragraphs(part) for sentence in line] for part in parts]

    def framed(self, body: str) -> str:
        return blocks(self.greeting, body.strip(), self.close)


def _parted(text: str) -> _Parts:
    """A text's paragraphs; an opening line of at most four words that ends in a comma is a greeting."""
    found = [part.strip() for part in re.split(r"\n\s*\n", text.strip())]
    greeting = found.pop(0) if len(found) > 1 and _is_address(found[0].splitlines()) else ""
    close = found.pop() if len(found) > 1 and _is_address(found[-1].splitlines()[:1]) else ""
    return _Parts(greeting, blocks(*found), close)


def _is_address(lines: list[str]) -> bool:
    return len(lines) == 1 and lines[0].endswith(",") and len(lines[0].split()) <= 4


def _shorter(text: str) -> Iterator[Said]:
    """The first and the last thought; then every paragraph's first sentence; of one paragraph the first half."""
    told = _parted(text)
    if len(told.body) > 2:
        ends = blocks(" ".join(told.body[0]), " ".join(told.body[-1]))
        yield (told.framed(ends), "The first and the last thought")
    if any(len(part) > 1 for part in told.body):
        firsts = blocks(*(" ".join(part[:1]) for part in told.body))
        yield (told.framed(firsts), "Each paragraph's first sentence")
    if len(told.body) == 1 and len(told.body[0]) > 1:
        yield (told.framed(" ".join(told.body[0][: len(told.body[0]) // 2])), "The first half")


def _voiced(facts: HelpFacts, rng: random.Random, *dials: dict[str, str]) -> Iterator[Said]:
    for chosen in dials:
        found = revoiced(facts.caption, Voice.model_validate(chosen), rng, whole=False, emoji=False)
        yield found.text, " ".join(found.changes)


def _turned(facts: HelpFacts) -> Iterator[Said]:
    told = _parted(facts.caption)
    yield (told.framed(blocks(f"For {facts.segment}:", told.middle)), "Says first whom it is for")
    last = blocks(told.middle, f"This one is for {facts.segment}.")
    yield (told.framed(last), "Says last whom it is for")


def _different(told: Iterable[Said], before: str, most: int) -> Lines:
    """The first that differ from what stands there and from each other, whatever their case; empty ones are none."""
    seen, found = {"", before.strip().casefold()}, list[Line]()
    for text, why in told:
        if text.strip().casefold() not in seen and len(found) < most:
            seen.add(text.strip().casefold())
            found.append(Line(text=text, why=why))
    return Lines(lines=tuple(found))
