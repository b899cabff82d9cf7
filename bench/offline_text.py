"""Ninety offline posts for a business of each trade: how much they repeat, what they break, how long they take.

One row a business, the targets above; the exit code is 1 when a figure misses its target. ``--read N`` prints every
Nth post of each. Seconds are of the processor, so that a busy machine does not blur them.
"""

import argparse
import hashlib
import math
import random
import re
import sys
import time
from collections import Counter
from itertools import combinations

from bench.evals.rule_check import broken
from bench.offline_businesses import BUSINESSES
from core.ai.guard import unsupported
from core.channels.rules import channel
from core.content.offline.likeness import likeness
from core.content.offline.reading_ease import reading_ease
from core.content.offline.trades import trade_named
from core.content.offline.write import write_post
from core.content.shapes import PostFacts, PostText

POSTS = 90
CHANNELS = ("instagram", "linkedin", "instagram", "email", "instagram", "sms")
GOALS = ("More membership sign-ups", "Engagement", "More sales", "Brand awareness")
SEASON = ("Mother's Day", range(42, 49))
"""An occasion, and the posts near it."""
TARGETS: dict[str, tuple[float, float]] = {
    "same": (0, 0),
    "hooks again": (0, 0),
    "self-BLEU4": (0, 0.60),
    "distinct-2": (0.45, 1),
    "Jaccard": (0, 0.22),
    "rules": (0, 0),
    "unfounded": (0, 0),
    "Flesch": (60, 90),
    "seconds": (0, 2),
}
"""The lowest and the highest figure that will do."""


def series(base: PostFacts, count: int = POSTS) -> list[tuple[PostFacts, PostText]]:
    """Write a series as a campaign does: each post knows the texts before it."""
    done: list[tuple[PostFacts, PostText]] = []
    season, near = SEASON
    for n in range(count):
        on = CHANNELS[n % len(CHANNELS)]
        kinds = channel(on).kinds
        facts = base.model_copy(
            update={
                "channel": on,
                "type": kinds[n % len(kinds)],
                "goal": GOALS[n // 2 % len(GOALS)],
                "season": season if n in near else "",
                "ordinal": n,
                "recent": tuple(f"{post.subject}\n{post.caption}\n{post.cta}" for _, post in done),
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


def unfounded(facts: PostFacts, post: PostText) -> list[str]:
    """Links, prices, dates, promises and the like that the profile does not hold."""
    whole = "\n".join([post.caption, post.cta, post.subject, post.preheader, *(scene.script for scene in post.scenes)])
    known = [*facts.benefits, facts.place, facts.hours, facts.link, facts.season, facts.business]
    known += [text for offer in facts.offers for text in (offer.name, offer.price, offer.about)]
    return [f"{one.kind}: {one.said} in {post.title}" for one in unsupported(whole, known)]


def measured(done: list[tuple[PostFacts, PostText]], seconds: float) -> tuple[dict[str, float], list[str]]:
    """The figures, and what was broken or unfounded, in words."""
    texts = [f"{post.subject}\n{post.caption}\n{post.cta}" for _, post in done]
    captions = [post.caption for _, post in done]
    rules = [f"{one.code} {post.caption[:60]}" for facts, post in done for one in broken(facts, post)]
    unsaid = [line for pair in done for line in unfounded(*pair)]
    figures = {
        "same": len(texts) - len(set(captions)),
        "hooks again": len(done) - len({hook(post) for _, post in done}),
        "self-BLEU4": self_bleu_4(texts),
        "distinct-2": distinct_2(texts),
        "Jaccard": max(likeness(a, b) for a, b in combinations(captions, 2)),
        "rules": len(rules),
        "unfounded": len(unsaid),
        "Flesch": reading_ease("\n\n".join(captions)),
        "seconds": seconds,
    }
    return figures, [*rules, *unsaid]


def row(name: str, cells: list[str]) -> str:
    return f"{name:34}" + "".join(f"{cell:>12}" for cell in cells)


def read(done: list[tuple[PostFacts, PostText]], step: int) -> None:
    for facts, post in done[::step]:
        print(f"\n--- {facts.channel} {facts.type} | {facts.goal} | {facts.season}")
        if post.subject:
            print(f"Subject: {post.subject}\nPreheader: {post.preheader}")
        print(f"{post.caption}\n\n{post.cta}\n{' '.join(post.hashtags)}")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--read", type=int, default=0, metavar="N")
    options.add_argument("--only", default="", metavar="TRADE")
    asked = options.parse_args()
    chosen = [base for base in BUSINESSES if asked.only in trade_named(base.industry)]
    series(chosen[0], 1)
    missed = 0
    print(row("target", [f"{low:g} to {high:g}" for low, high in TARGETS.values()] + ["yes"]))
    print(row("business (trade)", [*TARGETS, "same bytes"]))
    for base in chosen:
        began = time.process_time()
        done = series(base)
        figures, why = measured(done, time.process_time() - began)
        again = [post.model_dump_json() for _, post in done] == [post.model_dump_json() for _, post in series(base)]
        wrong = {name for name, (low, high) in TARGETS.items() if not low <= figures[name] <= high}
        missed += len(wrong) + (not again)
        cells = [f"{figures[name]:.2f}{'!' if name in wrong else ''}" for name in TARGETS]
        print(row(f"{base.business} ({trade_named(base.industry)})", [*cells, "yes" if again else "no!"]))
        for line in why:
            print(f"    {line}")
        if asked.read:
            read(done, asked.read)
    print(f"{missed} missed" if missed else "all met")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
