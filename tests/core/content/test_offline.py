"""A month of posts does not repeat itself, for each trade."""

import hashlib
import random
from itertools import combinations

import pytest

from core.content.offline.grammar import said
from core.content.offline.likeness import LIMIT, likeness
from core.content.offline.write import write_post
from core.content.shapes import Offer, PostFacts, PostText
from core.vocab import PostType


def month(industry: str, count: int = 30) -> list[PostText]:
    done: list[PostText] = []
    for n in range(count):
        facts = PostFacts(
            business="Northside",
            industry=industry,
            offers=(Offer(name="Trial week"), Offer(name="Gift boxes")),
            benefits=("Open on Sundays",),
            link="https://n.example",
            channel=("instagram", "linkedin", "email", "sms")[n % 4],
            type=PostType.IMAGE,
            ordinal=n,
            recent=tuple(f"{post.subject}\n{post.caption}" for post in done),
        )
        done.append(write_post(facts, random.Random(hashlib.sha256(facts.model_dump_json().encode()).hexdigest())))
    return done


@pytest.mark.parametrize("industry", ["Fitness studio", "Bakery with online orders", "B2B software", "Florist"])
def test_thirty_posts_are_thirty_posts(industry: str) -> None:
    posts = month(industry)
    captions = [post.caption for post in posts]
    assert len({(post.subject or post.caption.split("\n")[0]).casefold() for post in posts}) == 30
    assert max(likeness(a, b) for a, b in combinations(captions, 2)) <= LIMIT
    pairs = [
        pair for text in captions for pair in zip(text.casefold().split(), text.casefold().split()[1:], strict=False)
    ]
    assert len(set(pairs)) / len(pairs) >= 0.45
    assert posts == month(industry)


def test_when_every_hook_is_told_it_still_writes() -> None:
    told = tuple(f"{p.subject}\n{p.caption}" for p in month("Dentist", 8))
    facts = PostFacts(business="N", industry="Dentist", channel="email", type=PostType.TEXT, recent=told * 3)
    assert write_post(facts, random.Random(3)).subject


def test_a_line_that_needs_a_missing_fact_is_not_said() -> None:
    assert said("{Offer} at {price}.", {"offer": "cake", "price": ""}, random.Random(1)) is None
    assert said("[a|a] {offer}.", {"offer": "What?"}, random.Random(1)) == "a What?"
