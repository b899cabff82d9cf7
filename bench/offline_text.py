"""Ninety offline posts for each of several businesses: how much they repeat, and how long they take.

Targets: no duplicate, no repeated hook, self-BLEU4 <= .60, distinct-2 >= .45, largest 3-gram Jaccard <= .22,
under two seconds, the same bytes for the same seed. ``--read N`` prints every Nth post.
"""

import hashlib
import math
import random
import re
import sys
import time
from collections import Counter
from itertools import combinations
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from core.content.offline.likeness import likeness
from core.content.offline.write import write_post
from core.content.shapes import Offer, PostFacts, PostText
from core.vocab import PostType

CHANNELS = ("instagram", "linkedin", "instagram", "email", "instagram", "sms")
TYPES = (PostType.IMAGE, PostType.TEXT, PostType.VIDEO)
GOALS = ("More membership sign-ups", "Engagement", "More sales", "Brand awareness")


def _facts(business: str, industry: str, offers: str, benefits: str, **more: str) -> PostFacts:
    return PostFacts(
        business=business,
        industry=industry,
        offers=tuple(Offer(name=name) for name in offers.split("; ")),
        benefits=tuple(benefits.split("; ")),
        channel="instagram",
        type=PostType.IMAGE,
        **more,
    )


BUSINESSES = (
    _facts(
        "Northside Gym",
        "Fitness studio",
        "Small-group strength; Lunchtime HIIT; Yin Yoga; Trial week",
        "Groups of eight at most; Coaches who learn your name",
        place="12 Mill Lane",
        link="https://northside.example/book",
        voice="Warm, direct",
    ),
    _facts(
        "Crumb & Co",
        "Bakery with online orders",
        "Sourdough loaf; Birthday cakes; Breakfast box; Cinnamon buns",
        "Order online until the evening before; Collect without queueing",
        place="3 Station Road",
        link="https://crumb.example",
    ),
    _facts(
        "Ledgerline",
        "B2B software",
        "Shared ledger; Approval flows; Month-end checklist",
        "Runs next to the accounting you have; Every change has a name and a date",
        link="https://ledgerline.example/tour",
        voice="Professional, plain",
    ),
    _facts(
        "Petal & Stem",
        "Florist",
        "Seasonal bouquet; Wedding flowers; Weekly office flowers",
        "Delivery by bicycle",
        place="Market Square",
        link="https://petal.example",
    ),
)


def series(base: PostFacts, count: int) -> list[tuple[PostFacts, PostText]]:
    """Write a series as a campaign does: each post knows the texts before it."""
    done: list[tuple[PostFacts, PostText]] = []
    for n in range(count):
        facts = base.model_copy(
            update={
                "channel": CHANNELS[n % len(CHANNELS)],
                "type": TYPES[n % len(TYPES)],
                "goal": GOALS[n // 2 % len(GOALS)],
                "ordinal": n,
                "recent": tuple(f"{post.subject}\n{post.caption}" for _, post in done),
            }
        )
        seed = hashlib.sha256(facts.model_dump_json().encode()).hexdigest()
        done.append((facts, write_post(facts, random.Random(seed))))
    return done


def words(text: str) -> list[str]:
    return re.findall(r"[\w']+", re.sub(r"https?://\S+", " ", text.casefold()))


def hook(post: PostText) -> str:
    return (post.subject or post.caption.split("\n")[0]).casefold()


def distinct_2(texts: list[str]) -> float:
    pairs = [pair for text in texts for pair in zip(words(text), words(text)[1:], strict=False)]
    return len(set(pairs)) / len(pairs)


def self_bleu_4(texts: list[str]) -> float:
    """Mean BLEU-4 of each text against all others (Zhu et al. 2018, Texygen), geometric mean of 1- to 4-grams."""
    counted = [[Counter(zip(*(words(t)[k:] for k in range(n)), strict=False)) for n in range(1, 5)] for t in texts]
    scores = []
    for i, grams in enumerate(counted):
        logs = []
        for n, own in enumerate(grams):
            most: Counter[tuple[str, ...]] = Counter()
            for j, other in enumerate(counted):
                if j != i:
                    most |= other[n]
            hit = sum(min(count, most[gram]) for gram, count in own.items())
            logs.append(math.log(max(hit, 0.1) / max(sum(own.values()), 1)))
        scores.append(math.exp(sum(logs) / 4))
    return sum(scores) / len(scores)


def measured(done: list[tuple[PostFacts, PostText]]) -> dict[str, float]:
    texts = [f"{post.subject}\n{post.caption}\n{post.cta}" for _, post in done]
    captions = [post.caption for _, post in done]
    return {
        "duplicates": len(texts) - len(set(captions)),
        "repeated hooks": len(done) - len({hook(post) for _, post in done}),
        "self-BLEU4": self_bleu_4(texts),
        "distinct-2": distinct_2(texts),
        "max Jaccard": max(likeness(a, b) for a, b in combinations(captions, 2)),
    }


def main() -> None:
    step = int(sys.argv[2]) if sys.argv[1:2] == ["--read"] else 0
    series(BUSINESSES[0], 1)
    for base in BUSINESSES:
        began = time.process_time()
        done = series(base, 90)
        took = time.process_time() - began
        same = [p.model_dump_json() for _, p in done] == [p.model_dump_json() for _, p in series(base, 90)]
        figures = "  ".join(f"{name} {value:.2f}" for name, value in measured(done).items())
        print(f"{base.business:14} {figures}  seconds {took:.2f}  byte-identical {same}")
        for facts, post in done[::step] if step else ():
            print(f"--- {facts.channel} {facts.type} {facts.goal}\nS: {post.subject} | {post.preheader}")
            print(f"{post.caption}\n> {post.cta}\n{' '.join(post.hashtags)}")


if __name__ == "__main__":
    main()
