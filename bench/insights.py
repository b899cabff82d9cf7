"""Insights in worlds whose truth is known: what is found, what is found wrongly, and that nothing is found in nothing.

    python -m bench.insights [--worlds N]

planted: 200 posts of an account with a spread of 0.6 in the log of engagement, and true effects of 1.3 to 2 times on
a kind of post, a weekday and a band of hours, drawn anew for each world. simulated: accounts of the product's own
simulated audience (engagement counts, as the product looks at them, with a spread of about 1.2), judged by the truth
that no advice ever sees. nothing: the planted worlds without their effects.
Found: share of the true effects of at least 1.3 times (up or down, against the average of all others, levels with at
least 15 posts) that are told. False: share of what is told that has the wrong direction or no effect of 1.02 times.
"""

import argparse
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from time import perf_counter

import numpy as np

from core.analytics.effects import FEW, Effect, Level, Outcome, effects, levels
from core.vocab import PostType
from core.world.channels import profile
from core.world.engagement import PostTraits, prepare, totals_many, truth

POSTS, LARGE, SMALL, SPREAD = 200, math.log(1.3), math.log(1.02), 0.6
HOURS, SHARES = (8, 9, 12, 13, 15, 18, 19, 20, 21), (0.3, 0.5, 0.2)
START = datetime(2026, 1, 5, tzinfo=UTC)
KINDS = list(PostType)


@dataclass
class Score:
    """Sums over worlds."""

    true: int = 0
    found: int = 0
    told: int = 0
    false: int = 0
    speaking: int = 0
    worlds: int = 0
    factors: Counter[str] = field(default_factory=Counter)

    def add(self, posts: Sequence[Outcome], log_effects: Mapping[Level, float], told: Sequence[Effect]) -> None:
        real = contrasts(posts, log_effects)
        large = {level for level, log in real.items() if abs(log) >= LARGE}
        right = {one.level for one in told if math.log(one.ratio) * real.get(one.level, 0.0) > 0}
        self.true, self.found = self.true + len(large), self.found + len(large & right)
        wrong = [one for one in told if one.level not in right or abs(real[one.level]) < SMALL]
        self.told, self.false = self.told + len(told), self.false + len(wrong)
        self.speaking, self.worlds = self.speaking + bool(told), self.worlds + 1
        for level in large:
            self.factors[level.factor] += 1
            self.factors[f"{level.factor} found"] += level in right

    def line(self, name: str) -> str:
        found = f"{self.found / self.true:.0%} of {self.true}" if self.true else "none to find"
        false = f"{self.false / self.told:.1%} of {self.told}" if self.told else "nothing told"
        return f"{name:<34}{found:>16}{false:>18}{self.speaking / self.worlds:>10.0%}"


def contrasts(posts: Sequence[Outcome], log_effects: Mapping[Level, float]) -> dict[Level, float]:
    """The truth about each level as an insight puts it: against the average of all other posts' levels."""
    found = {}
    for column in zip(*map(levels, posts), strict=True):
        counts = Counter(column)
        for level, many in counts.items():
            rest = len(posts) - many
            if min(many, rest) >= FEW:
                others = sum(log_effects[other] * n for other, n in counts.items() if other != level) / rest
                found[level] = log_effects[level] - others
    return found


def moments(rng: np.random.Generator) -> list[tuple[PostType, datetime]]:
    days = np.sort(rng.integers(0, 240, POSTS))
    return [
        (KINDS[rng.choice(3, p=SHARES)], START + timedelta(days=int(day), hours=int(rng.choice(HOURS)))) for day in days
    ]


def planted(rng: np.random.Generator, *, is_empty: bool) -> tuple[list[Outcome], dict[Level, float]]:
    drawn = [Outcome(kind, at, 0.0) for kind, at in moments(rng)]
    known: dict[Level, float] = dict.fromkeys((level for post in drawn for level in levels(post)), 0.0)
    for factor in () if is_empty else ("type", "weekday", "hour"):
        same = [level for level in known if level.factor == factor]
        known[same[rng.integers(len(same))]] = float(rng.choice([-1, 1]) * rng.uniform(LARGE, math.log(2.0)))
    made = [
        post._replace(relative=sum(known[level] for level in levels(post)) + float(rng.normal(0, SPREAD)))
        for post in drawn
    ]
    return made, known


def simulated(rng: np.random.Generator, channel: str, n: int) -> tuple[list[Outcome], dict[Level, float]]:
    """An account of the simulated audience and its hidden effects on the log of interactions."""
    drawn = moments(rng)
    traits = [
        PostTraits(channel, kind, at.hour, at.weekday(), int(np.exp(rng.normal(4.8, 0.8))), int(rng.integers(0, 9)),
                   20_000, 3, topic=f"topic {rng.integers(5)}")
        for kind, at in drawn
    ]  # fmt: skip
    account = f"account {n}"
    cohort = prepare("insights", [(account, str(at), one) for at, one in enumerate(traits)])
    read = totals_many(cohort, np.arange(POSTS), np.full(POSTS, 5_000.0))
    engaged = (
        read.likes + read.comments + read.shares + read.saves + (read.clicks if profile(channel).rated_clicks else 0)
    )
    logs = np.log(np.maximum(engaged, 0.5))
    posts = [Outcome(kind, at, float(log)) for (kind, at), log in zip(drawn, logs - np.median(logs), strict=True)]
    hidden = truth("insights", account, channel)
    known: dict[Level, float] = {}
    hours: dict[Level, list[float]] = {}
    for post in posts:
        kind, day, band = levels(post)
        known[kind], known[day] = hidden.type[post.type], hidden.weekday[post.at.weekday()]
        hours.setdefault(band, []).append(hidden.hour[post.at.hour])
    return posts, known | {band: float(np.mean(found)) for band, found in hours.items()}


def run(name: str, worlds: Iterable[tuple[list[Outcome], dict[Level, float]]]) -> Score:
    score = Score()
    for posts, known in worlds:
        score.add(posts, known, effects(posts))
    print(score.line(name))
    return score


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--worlds", type=int, default=150)
    many, rng = parser.parse_args().worlds, np.random.default_rng(7)
    print(f"{'worlds of 200 posts':<34}{'found (>= 60%)':>16}{'false (<= 10%)':>18}{'speaking':>10}")
    score = run("planted", (planted(rng, is_empty=False) for _ in range(many)))
    for factor in ("type", "weekday", "hour"):
        there = score.factors[factor]
        print(f"  {factor:<32}{score.factors[f'{factor} found'] / there:>10.0%} of {there}")
    channels = ("facebook", "instagram", "linkedin")
    scores = [score, *(run(f"simulated, {one}", (simulated(rng, one, n) for n in range(many))) for one in channels)]
    false, told = sum(one.false for one in scores), sum(one.told for one in scores)
    found, true = sum(one.found for one in scores), sum(one.true for one in scores)
    print(f"{'all of these together':<34}{f'{found / true:.0%} of {true}':>16}{f'{false / told:.1%} of {told}':>18}")
    run("nothing (speaks in ~3%)", (planted(rng, is_empty=True) for _ in range(many)))
    posts, _ = planted(rng, is_empty=False)
    start = perf_counter()
    effects(posts)
    print(f"one look at 200 posts: {1000 * (perf_counter() - start):.0f} ms")


if __name__ == "__main__":
    main()
