"""Writing a post offline: a few candidates, and the one that is least like what was posted before."""

import random
import re
from collections.abc import Iterator

from core.content.offline.bank import Idea
from core.content.offline.channels import HEADLINE_MAX, VOICES, Words, instagram, shortened, storyboard
from core.content.offline.grammar import inside
from core.content.offline.likeness import LIMIT, nearest, worn
from core.content.offline.material import Material, gathered
from core.content.shapes import PostFacts, PostText
from core.vocab import PostType

CANDIDATES = 10
"""Enough to find an unworn one among ninety posts; more costs time and finds no better."""
HASHTAGS = {"instagram": 5, "linkedin": 3}
TITLE_MAX = 60


def write_post(facts: PostFacts, rng: random.Random, *, candidates: int = CANDIDATES) -> PostText:
    """Write one post from its facts alone; the same facts and seed give the same post."""
    material = gathered(facts, rng)
    idea, words = min(_candidates(material, candidates), key=lambda pair: _cost(material, *pair))
    first = material.facts.offers[0].name if material.facts.offers else material.facts.business
    visual = facts.type is not PostType.TEXT or facts.channel == "instagram"
    headline = shortened(words.hook, HEADLINE_MAX) if len(words.hook) <= HEADLINE_MAX else first[:HEADLINE_MAX]
    return PostText(
        title=_named(words.hook),
        caption=words.caption,
        hashtags=_hashtags(material),
        cta=words.cta,
        subject=words.subject,
        preheader=words.preheader,
        alt_text=f'A poster by {facts.business} that reads "{headline}".' if visual else "",
        image_headline=headline if visual else "",
        scenes=storyboard(material, idea, words) if facts.type is PostType.VIDEO else (),
    )


def _candidates(material: Material, most: int) -> Iterator[tuple[Idea, Words]]:
    """Up to ``most`` drafts, each from another hook; when every hook is told, from old ones again."""
    voice = VOICES.get(material.facts.channel, instagram)
    fallback = [(idea, hook) for idea in material.trade.idea for hook in material.least_used(idea.hooks)]
    untold = material.openings()
    if not (untold or fallback):
        untold = [(idea, material.facts.business) for idea in material.trade.idea]
    for idea, hook in (untold or fallback)[:most]:
        yield idea, voice(material, idea, hook)


def _cost(material: Material, idea: Idea, words: Words) -> tuple[bool, bool, bool, float]:
    """What makes a candidate worse, the gravest first: told before, too like another, off the theme, worn."""
    return (
        words.hook.casefold() in material.told,
        nearest(words.caption, material.facts.recent) > LIMIT,
        not material.fits_theme(idea),
        worn(f"{words.caption} {words.cta}", material.used),
    )


def _named(hook: str) -> str:
    """A hook as a title: whole where it fits, else cut with a mark that says so."""
    short = shortened(hook, TITLE_MAX)
    is_whole = short == hook.rstrip(".:") or short.endswith(("?", "!")) or hook.startswith(f"{short}. ")
    return short if is_whole else f"{short}…"


def _hashtags(material: Material) -> tuple[str, ...]:
    most = HASHTAGS.get(material.facts.channel, 0)
    own = [_tag(inside(offer.name)) for offer in material.facts.offers if len(_tag(offer.name)) <= 24]
    general = list(material.trade.hashtags)
    material.rng.shuffle(own)
    material.rng.shuffle(general)
    chosen = dict.fromkeys([_tag(material.facts.business), *own[:1], *general])
    return tuple(f"#{tag}" for tag in list(chosen)[:most] if tag)


def _tag(words: str) -> str:
    return "".join(word[0].upper() + word[1:] for word in re.findall(r"\w+", words))
