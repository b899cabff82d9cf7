"""The Marketing Health Score as a measurement: is it reliable, does it foretell, and how fast is it for many.

    python -m bench.health [--data DIR]

Reliability: four weeks' posts (and messages) split in odd and even ones, both halves scored, their correlation over
all windows stepped up to the whole's length (Spearman and Brown, 1910). It rises with the number of posts, so that both
kinds of accounts are shown at the same numbers: simulated ones with plans of so many slots, real pages with all but so
many of a window's posts left out by lot. Foretelling: rank correlation, within each account, of the score of four weeks
with the engagement level of the next four (mean signal of its posts). Simulated businesses differ in what their
audience likes, in how they keep their plan and answer (assumed), and in how they mix kinds (a Dirichlet fitted to the
shares of 23 real pages); real pages have posts alone, each placed in its page's own history. Plain: the mean number of
interactions in place of the score.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

import numpy as np
from numpy.typing import NDArray

from core.analytics.benchmarks import benchmark, engagements
from core.analytics.consistency import PlannedSlot
from core.analytics.health import HealthInputs, PostOutcome, Signals, Weights, assess, score, signals_of
from core.analytics.health_many import Many, Posts, Responses, Slots, score_many
from core.analytics.prediction.ranks import ranks
from core.analytics.response_time import FirstResponse
from core.analytics.signals import Sample, measure
from core.analytics.standing import percentiles
from core.vocab import PostType
from core.world.engagement import PostTraits, prepare, totals_many

Floats = NDArray[np.float64]
MONTH, START = timedelta(days=28), datetime(2026, 1, 5, tzinfo=UTC)
KINDS, CHANNELS = list(PostType), ("instagram", "linkedin", "email")
ACCOUNTS, MONTHS, MANY, FEW = 300, 6, 10_000, 8
MIX = (0.58, 1.02, 0.88)
"""Text, image and video: by the moments of 23 real pages' shares, which lie far apart (concentration 2.5)."""
PER_WEEK = {3: 10, 5: 16, 8: 26}
"""Slots a week, and posts in four weeks that come of them."""


def simulated(rng: np.random.Generator, n: int, per_week: int) -> list[HealthInputs]:
    """Six windows of one business: its habits are its own, its audience the product's."""
    kept, mix = rng.beta(8, 2), rng.dirichlet(MIX)
    hours = float(np.exp(rng.normal(1.0, 1.0)))
    windows = []
    for month in range(MONTHS):
        begins = START + month * MONTH
        planned = [begins + timedelta(days=d) for d in np.linspace(0.4, 27, 4 * per_week)]
        sent = [at + timedelta(hours=float(rng.exponential(1.0))) if rng.random() < kept else None for at in planned]
        out = [at for at in sent if at is not None]
        traits = [
            PostTraits(CHANNELS[rng.integers(2)], KINDS[rng.choice(3, p=mix)], at.hour, at.weekday(),
                       int(np.exp(rng.normal(4.8, 0.8))), int(rng.integers(0, 9)), 20_000, per_week)
            for at in out
        ]  # fmt: skip
        cohort = prepare("health", [(f"account {n}", f"{month} {at}", one) for at, one in enumerate(traits)])
        read = totals_many(cohort, np.arange(len(out)), np.full(len(out), 5_000.0))
        posts = []
        for at, (moment, one) in enumerate(zip(out, traits, strict=True)):
            counts = {name: float(values[at]) for name, values in read._asdict().items()}
            posts.append(
                PostOutcome(one.channel, one.type, engagements(one.channel, counts), counts["views"], None, moment)
            )
        slots = [PlannedSlot("instagram", at, gone) for at, gone in zip(planned, sent, strict=True)]
        waits = [timedelta(hours=hours * float(rng.exponential())) for _ in range(rng.poisson(12))]
        responses = [FirstResponse(wait, answered=bool(rng.random() < 0.9)) for wait in waits]
        windows.append(
            HealthInputs(
                posts, slots, frozenset(CHANNELS[:2]), responses, timedelta(hours=1), 0.0, (begins, begins + MONTH)
            )
        )
    return windows


def pages(data: Path) -> Iterator[list[HealthInputs]]:
    from data.fit.posts import read_accounts

    for account in read_accounts(data, 100):
        placed = percentiles([post.outcome or 0.0 for post in account.posts])
        found: dict[int, list[PostOutcome]] = defaultdict(list)
        first = account.posts[0].published_at
        for post, own in zip(account.posts, placed, strict=True):
            one = PostOutcome("facebook", PostType(post.type), post.outcome or 0.0, None, own, post.published_at)
            found[(post.published_at - first) // MONTH].append(one)
        per_week = len(account.posts) / max(1, len(found)) / 4
        yield [
            HealthInputs(
                found[n],
                [],
                frozenset(),
                [],
                timedelta(hours=1),
                per_week,
                (first + n * MONTH, first + (n + 1) * MONTH),
            )
            for n in sorted(found)
            if len(found[n]) >= FEW
        ]


def thinned(rng: np.random.Generator, accounts: Sequence[Sequence[HealthInputs]], n: int) -> list[list[HealthInputs]]:
    """Windows with ``n`` posts each, drawn by lot; those with fewer are left out."""
    return [
        [
            replace(
                one,
                posts=[one.posts[at] for at in np.sort(rng.choice(len(one.posts), n, replace=False))],
                target_per_week=n / 4,
            )
            for one in account
            if len(one.posts) >= n
        ]
        for account in accounts
    ]


def value(inputs: HealthInputs) -> float:
    return score(signals_of(measure(inputs, Sample.whole(inputs)))).value or 0.0


def level(inputs: HealthInputs) -> float:
    return signals_of(measure(inputs, Sample.whole(inputs))).engagement or 50.0


def half(inputs: HealthInputs, odd: int) -> HealthInputs:
    """Every other post, slot and message: a plan with half its slots expects half as many."""
    return replace(
        inputs, posts=inputs.posts[odd::2], slots=inputs.slots[odd::2], responses=inputs.responses[odd::2],
        target_per_week=inputs.target_per_week / 2,
    )  # fmt: skip


def spearman(a: Sequence[float], b: Sequence[float]) -> float:
    first, second = ranks(a), ranks(b)
    return float(np.corrcoef(first, second)[0, 1]) if first.std() and second.std() else 0.0


def told(name: str, accounts: Sequence[Sequence[HealthInputs]]) -> None:
    windows = [window for account in accounts for window in account]
    halves = [[value(half(window, odd)) for window in windows] for odd in (0, 1)]
    together = float(np.corrcoef(*halves)[0, 1])
    ahead, plain = [], []
    for account in accounts:
        if len(account) >= 4:
            later = [level(window) for window in account[1:]]
            ahead.append(spearman([value(window) for window in account[:-1]], later))
            plain.append(
                spearman([float(np.mean([p.engagements for p in w.posts] or [0])) for w in account[:-1]], later)
            )
    everyone = spearman(
        [value(w) for account in accounts for w in account[:-1]],
        [level(w) for account in accounts for w in account[1:]],
    )
    reliable = 2 * together / (1 + together)
    print(
        f"{name:<24}{reliable:>12.2f}{np.mean(ahead):>16.2f}{np.mean(plain):>8.2f}{everyone:>16.2f}"
        f"   {len(windows)} windows of {len(accounts)}"
    )


def monotone(rng: np.random.Generator) -> None:
    """No better signal may lower the score."""
    worse = 0
    for _ in range(2_000):
        low, high = np.sort(rng.uniform(0, 100, (2, 4)), axis=0)
        worse += (score(Signals(*low)).value or 0) > (score(Signals(*high)).value or 0) + 1e-9
    print(f"monotone in each signal: {worse} of 2,000 pairs are not (target 0)")


def columns(rng: np.random.Generator) -> Many:
    """Ten thousand businesses' four weeks: sixteen posts and slots, a dozen messages each."""
    posts, slots, heard = 16 * MANY, 16 * MANY, 12 * MANY
    whole, month = np.arange(MANY), MONTH.total_seconds()
    planned = np.sort(rng.uniform(0, month, slots))
    views = np.exp(rng.normal(7, 1, posts))
    return Many(
        Posts(rng.permutation(np.repeat(whole, 16)), rng.integers(0, 3, posts), rng.integers(0, 3, posts),
              views * 0.03, views, np.full(posts, np.nan), rng.uniform(0, month, posts)),
        Slots(np.tile(whole, 16), rng.integers(0, 3, slots), planned,
              np.where(rng.random(slots) < 0.9, planned + 600, np.nan)),
        Responses(np.tile(whole, 12), rng.exponential(3_600, heard), rng.random(heard) < 0.9),
        np.full(MANY, 3_600.0), np.full(MANY, 4.0), np.zeros(MANY), np.full(MANY, month),
        np.ones((MANY, 3), dtype=bool),
        np.array([benchmark(channel).mu for channel in CHANNELS]),
        np.array([benchmark(channel).sigma for channel in CHANNELS]),
        np.tile([0.4, 0.3, 0.2, 0.1], (MANY, 1)),
    )  # fmt: skip


def best(work: object, times: int = 3) -> float:
    taken = []
    for _ in range(times):
        start = perf_counter()
        work()  # type: ignore[operator]
        taken.append(perf_counter() - start)
    return min(taken)


def speed(rng: np.random.Generator) -> None:
    many, one = columns(rng), simulated(rng, 0, 3)[0]
    ours = best(lambda: score_many(many))
    bare = best(lambda: np.bincount(many.posts.business, np.log(many.posts.engagements / many.posts.views), MANY))
    single = best(lambda: measure(one, Sample.whole(one)))
    whole = best(lambda: assess(one, rng=np.random.default_rng(1), weights=Weights()))
    print(
        f"{MANY:,} businesses: {ours:.2f} s (target <= 0.5 s); one grouped mean of their posts in numpy: {bare:.3f} s"
    )
    print(f"one business by the formula: {1e3 * single:.1f} ms, with its interval {1e3 * whole:.1f} ms")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of the reference data sets")
    data: Path | None = parser.parse_args().data
    rng = np.random.default_rng(11)
    print(f"{'':<24}{'reliability':>12}{'within account':>16}{'plain':>8}{'all together':>16}")
    print(f"{'must / aim':<24}{'.80 / .90':>12}{'':>16}{'':>8}{'.20 / .35':>16}")
    for per_week, posts in PER_WEEK.items():
        told(f"simulated, {posts} posts", [simulated(rng, n, per_week) for n in range(ACCOUNTS)])
    if data is None:
        print("real pages  not measured: the real data sets are absent (give --data DIR)")
    else:
        found = list(pages(data))
        for posts in PER_WEEK.values():
            told(f"real pages, {posts} posts", thinned(rng, found, posts))
        told("real pages, all posts", found)
    monotone(rng)
    speed(rng)


if __name__ == "__main__":
    main()
