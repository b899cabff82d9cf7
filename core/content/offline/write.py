"""Writing a post offline: a few candidates, and the one that is least like what was posted before."""

import random
import re
from collections.abc import Iterator
from itertools import islice

from core.content.offline.asked import framed
from core.content.offline.channels import VOICES, Words, feed
from core.content.offline.cut import shortened
from core.content.offline.grammar import inside
from core.content.offline.likeness import CLOSE, nearest, worn
from core.content.offline.material import Material, gathered
from core.content.offline.openings import Kind, Opening, openings, wanted
from core.content.offline.storyboard import storyboard
from core.content.shapes import PostFacts, PostText
from core.vocab import PostType

CANDIDATES = 10
"""Enough to find an unworn one among ninety posts; more costs time and finds no better."""
MORE = 3
"""Rounds of as many again while every draft is too like an earlier post."""
HASHTAGS = {"instagram": 5, "linkedin": 3}
LEAST = {"email": 55, "linkedin": 45}
"""Words under which a letter or an article looks unfinished."""
TITLE_MAX, HEADLINE_MAX = 60, 48
"""Characters: what a list shows of a title, what a poster can carry."""


def write_post(facts: PostFacts, rng: random.Random, *, candidates: int = CANDIDATES) -> PostText:
    """Write one post from its facts alone; the same facts and seed give the same post."""
    material = gathered(facts, rng)
    opening, words = _best(material, wanted(material), candidates)
    first = material.facts.offers[0].name if material.facts.offers else material.facts.business
    visual = facts.type is not PostType.TEXT or facts.channel == "instagram"
    hook = material.topic or words.hook
    headline = shortened(hook, HEADLINE_MAX) if material.topic or len(hook) <= HEADLINE_MAX else first[:HEADLINE_MAX]
    return PostText(
        title=_named(hook),
        caption=words.caption,
        hashtags=_hashtags(material),
        cta=words.cta,
        subject=words.subject,
        preheader=words.preheader,
        alt_text=f'A poster by {facts.business} that reads "{headline}".' if visual else "",
        image_headline=headline if visual else "",
        scenes=storyboard(material, opening, words) if facts.type is PostType.VIDEO else (),
    )


def _best(material: Material, kind: Kind, most: int) -> tuple[Opening, Words]:
    """The best of ``most`` drafts, half of them of the kind wanted; of some more when none of those is new enough."""
    untold = openings(material)
    wished = [one for one in untold if one.kind == kind]
    others = [one for one in untold if one.kind != kind]
    half = (most + 1) // 2
    ordered = [*wished[:half], *others[: most - half], *wished[half:], *others[most - half :]]
    drafts = _drafted(material, ordered or _told_already(material))
    costs = ((_cost(material, kind, *draft), place, draft) for place, draft in enumerate(drafts))
    best = min(islice(costs, most))
    for _ in range(MORE):
        if not any(best[0][:2]):
            break
        best = min([best, *islice(costs, most)])
    return best[2]


def _drafted(material: Material, found: list[Opening]) -> Iterator[tuple[Opening, Words]]:
    """Each opening as a whole post, with the offer that goes with it; written when it is asked for."""
    voice = VOICES.get(material.facts.channel, feed)
    for opening in found:
        near = material if opening.kind in {"own", "topic"} else material.beside(opening.idea, opening.hook)
        yield opening, voice(near, opening)


def _told_already(material: Material) -> list[Opening]:
    kind: Kind = "topic" if material.topic else "idea"
    ideas = (framed(material.topic).idea,) if material.topic else material.trade.idea
    again = [Opening(kind, idea, hook) for idea in ideas for hook in material.least_used(idea.hooks)]
    return again or [Opening(kind, idea, material.facts.business) for idea in ideas]


def _cost(material: Material, kind: Kind, opening: Opening, words: Words) -> tuple[bool, bool, bool, bool, bool, float]:
    """What makes a draft worse, the gravest first: told, too like another, thin, another kind, off the theme, worn.

    No post is nearer to a draft than all posts together, so that most drafts are compared with none of them.
    """
    return (
        material.has_told(words.hook),
        worn(words.caption, material.used) > CLOSE and nearest(words.caption, material.facts.recent) > CLOSE,
        len(words.caption.split()) < LEAST.get(material.facts.channel, 0),
        opening.kind != kind,
        opening.kind != "topic" and not material.fits_theme(opening.idea),
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
