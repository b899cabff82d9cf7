"""Predicted engagement on real accounts, beside plain baselines, what it must reach and what it aims at.

    python -m bench.prediction --data DIR [--accounts N]

Each account is judged with a prior that was fitted without it. Rows with own posts learn from the oldest 70% and are
judged on the rest. Spearman's rank correlation is taken within each account and averaged over accounts.
Baselines: the average of the post's kind on other accounts; with own posts, the account's own averages of kind, hour
band and weekday, drawn toward its mean as if each had five more usual posts.
"""

import argparse
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.analytics.prediction import PostFacts, Prediction, Predictor, fit
from core.analytics.prediction.own import Own
from core.analytics.prediction.predictor import predicted_alone
from core.analytics.prediction.prior import Prior, load
from core.analytics.prediction.ranks import normal_scores, ranks
from data.fit.posts import Account, Headlines, brand, read_accounts, read_headlines
from data.fit.prior import HEADLINES, Table, prior, table

Floats = NDArray[np.float64]
JUDGED = 200
"""Later posts judged of one account, evenly spread."""
MOMENT = datetime(2026, 3, 3, 12, tzinfo=UTC)


@dataclass
class Row:
    """One setting: a figure an account, and the same of the baseline."""

    ours: list[float] = field(default_factory=list)
    plain: list[float] = field(default_factory=list)

    def line(self, name: str, must: str, aim: str) -> str:
        return (
            f"{name:<44}{np.mean(self.plain):>9.2f}{np.mean(self.ours):>8.2f}{np.median(self.ours):>9.2f}"
            f"{must:>8}{aim:>8}   {len(self.ours)} accounts"
        )


def spearman(a: Sequence[float] | Floats, b: Sequence[float] | Floats) -> float:
    first, second = ranks(a), ranks(b)
    return float(np.corrcoef(first, second)[0, 1]) if first.std() and second.std() else 0.0


def outcomes(posts: Sequence[PostFacts]) -> Floats:
    return np.array([post.outcome or 0.0 for post in posts])


def averages(past: Sequence[PostFacts], later: Sequence[PostFacts]) -> list[float]:
    """The plain baseline with own posts."""
    scores = normal_scores(outcomes(past))
    keys: list[Callable[[PostFacts], object]] = [
        lambda p: p.type, lambda p: p.published_at.hour // 4, lambda p: p.published_at.weekday(),
    ]  # fmt: skip
    told = []
    for key in keys:
        groups: dict[object, list[float]] = defaultdict(list)
        for post, score in zip(past, scores, strict=True):
            groups[key(post)].append(score)
        told.append({name: sum(group) / (len(group) + 5) for name, group in groups.items()})
    return [sum(table.get(key(post), 0.0) for key, table in zip(keys, told, strict=True)) for post in later]


def actual(past: Floats, outcome: float) -> float:
    """A later post's percentile in the account's history, 0-100; equal ones count half."""
    return 50.0 * float((past < outcome).mean() + (past <= outcome).mean())


def split(posts: Sequence[PostFacts]) -> tuple[Sequence[PostFacts], Sequence[PostFacts]]:
    cut = int(0.7 * len(posts))
    later = posts[cut:]
    return posts[:cut], later[:: max(1, len(later) // JUDGED)]


def judged(past: Sequence[PostFacts], later: Sequence[PostFacts], prior: Prior) -> list[Prediction]:
    own = Predictor({past[0].channel: Own(past, prior)})
    return [own.score(post) for post in later]


def report(data: Path, most: int | None) -> None:
    accounts, headlines = read_accounts(data), read_headlines(data)
    read = table(accounts, headlines)
    rows: dict[str, Row] = defaultdict(Row)
    for place, account in list(enumerate(accounts))[:most]:
        judge(account, place, accounts, left_out(read, place), rows)
    print(f"{'setting (Spearman within an account)':<44}{'plain':>9}{'ours':>8}{'median':>9}{'must':>8}{'aim':>8}")
    print(rows["never seen"].line("account never seen", ".25", ".35"))
    print(rows["own history"].line(">= 100 own posts, oldest 70% -> the rest", ".45", ".58"))
    print(rows["with texts"].line("  those of them whose texts are known", ".45", ".58"))
    print(rows["small"].line("small accounts, the same", ".22", ".38"))
    for outcome, must, aim in (("rate", ".62", ".72"), ("interactions", ".30", ".42")):
        for labelled in (False, True):
            past, later = split(brand(data, outcome, labelled=labelled).posts)
            told = judged(past, later, left_out(read, len(accounts) - 1))
            row = Row([spearman([one.percentile for one in told], outcomes(later))])
            row.plain.append(spearman(averages(past, later), outcomes(later)))
            said = "  the same, with the page's own labels" if labelled else f"Facebook metrics, 350 rows: {outcome}"
            print(row.line(said, must, aim))
    inside = rows["inside"]
    print(f"top against bottom predicted quartile: {np.median(rows['lift'].ours):.1f} x (must 3 x, aim 6 x)")
    print(
        f"inside the 80% interval: {np.mean(inside.ours):.0%} with own posts, {np.mean(inside.plain):.0%} without "
        "(must 72-88%, aim 77-83%)"
    )
    print(f"median error: {np.mean(rows['off'].ours):.0f} percentile points with own posts (25: no knowledge at all)")
    pairs(headlines, accounts)


def left_out(read: Table, place: int) -> Prior:
    """The prior fitted without one account, with the shipped intervals."""
    known = prior(read, HEADLINES["social"], without=place)
    return replace(known, spread_alone=load().spread_alone, spread_own=load().spread_own)


def judge(account: Account, place: int, accounts: Sequence[Account], known: Prior, rows: dict[str, Row]) -> None:
    """One account's part of every row."""
    sample = account.posts[:: max(1, len(account.posts) // 400)]
    alone = [predicted_alone(post, known) for post in sample]
    others = kinds_of([one for at, one in enumerate(accounts) if at != place])
    real = outcomes(sample)
    rows["never seen"].ours.append(spearman([one.percentile for one in alone], real))
    rows["never seen"].plain.append(spearman([others[post.type] for post in sample], real))
    rows["inside"].plain.append(share_inside(alone, [actual(real, outcome) for outcome in real]))
    past, later = split(account.posts)
    told, real = judged(past, later, known), outcomes(later)
    ours, plain = spearman([one.percentile for one in told], real), spearman(averages(past, later), real)
    is_small = account.name.startswith("seller") or len(account.posts) < 150
    has_texts = any(post.text for post in account.posts)
    is_long = len(account.posts) >= 100
    for name, fits in (("own history", is_long), ("with texts", is_long and has_texts), ("small", is_small)):
        if fits:
            rows[name].ours.append(ours)
            rows[name].plain.append(plain)
    where = [actual(outcomes(past), outcome) for outcome in real]
    rows["inside"].ours.append(share_inside(told, where))
    rows["off"].ours.append(float(np.median([abs(one.percentile - at) for one, at in zip(told, where, strict=True)])))
    rows["lift"].ours.append(lift([one.percentile for one in told], real))
    print(
        f"  {account.name:<24}{len(account.posts):>6} posts: never seen {rows['never seen'].ours[-1]:>5.2f}, "
        f"own {ours:>5.2f} (plain {plain:>5.2f}), inside {rows['inside'].ours[-1]:.0%}"
    )


def share_inside(told: Sequence[Prediction], where: Sequence[float]) -> float:
    return float(np.mean([one.low <= at <= one.high for one, at in zip(told, where, strict=True)]))


def kinds_of(accounts: Sequence[Account]) -> dict[str, float]:
    """The plain baseline without a history: how each kind of post does on other accounts."""
    found: dict[str, list[float]] = defaultdict(list)
    for account in accounts:
        scores, kinds = normal_scores(outcomes(account.posts)), np.array([post.type for post in account.posts])
        for kind in set(kinds.tolist()):
            found[kind].append(float(scores[kinds == kind].mean()))
    return {kind: float(np.mean(means)) for kind, means in found.items()}


def lift(predicted: Sequence[float], real: Floats) -> float:
    """Median outcome of the quartile predicted best, against the one predicted worst."""
    order = np.argsort(predicted)
    quarter = max(1, len(order) // 4)
    return float(np.median(real[order[-quarter:]]) / max(np.median(real[order[:quarter]]), 0.5))


def pairs(headlines: Headlines, accounts: Sequence[Account]) -> None:
    """Randomised pairs: how often the better headline is told, fitted on other tests."""
    _, test = np.unique(headlines.test, return_inverse=True)
    right: list[tuple[bool, bool]] = []
    for fold in range(3):
        kept, asked = np.flatnonzero(test % 3 != fold), np.flatnonzero(test % 3 == fold)
        part = Headlines(
            [headlines.texts[at] for at in kept],
            [headlines.test[at] for at in kept],
            headlines.impressions[kept],
            headlines.clicks[kept],
        )
        known = prior(table(accounts, part), HEADLINES["pooled"])
        posts = [PostFacts("headline", "text", headlines.texts[at], MOMENT) for at in asked]
        score = np.array([predicted_alone(post, known).percentile for post in posts])
        right += compared(headlines.clicks[asked], headlines.impressions[asked], score, test[asked])
    sure = [ok for ok, significant in right if significant]
    print(
        f"headlines: better of a pair told {np.mean([ok for ok, _ in right]):.3f} of {len(right):,} pairs (aim .60), "
        f"{np.mean(sure):.3f} of {len(sure):,} significant ones (aim .70)"
    )


def compared(clicks: Floats, seen: Floats, score: Floats, test: NDArray[np.int64]) -> list[tuple[bool, bool]]:
    """Each pair of one test: whether its order was told, and whether it differs at 95%."""
    groups: dict[int, list[int]] = defaultdict(list)
    for place, name in enumerate(test):
        groups[int(name)].append(place)
    found = []
    for a, b in (pair for group in groups.values() for pair in combinations(group, 2)):
        rates = clicks[[a, b]] / seen[[a, b]]
        if rates[0] != rates[1]:
            both = (clicks[a] + clicks[b]) / (seen[a] + seen[b])
            error = np.sqrt(both * (1 - both) * (1 / seen[a] + 1 / seen[b]))
            apart = float(rates[0] - rates[1])
            found.append((bool((score[a] - score[b]) * apart > 0), abs(apart) > 1.96 * error))
    return found


def speed() -> None:
    """A small business's history: learning it, and one warm prediction."""
    rng, said = np.random.default_rng(3), [f"word{n}" for n in range(400)]
    posts = [
        PostFacts(
            "instagram",
            ("text", "image", "video")[n % 3],
            " ".join(rng.choice(said, 20)),
            MOMENT + timedelta(hours=19 * n),
            outcome=float(rng.lognormal(4, 1)),
        )
        for n in range(300)
    ]
    learning = best(lambda: fit(posts))
    known = fit(posts)
    warm = best(lambda: known.score(posts[7]))
    print(f"300 posts learned in {1000 * learning:.0f} ms; one prediction {1000 * warm:.1f} ms (<= 5 ms)")


def best(work: Callable[[], object]) -> float:
    taken = []
    for _ in range(7):
        begun = time.perf_counter()
        work()
        taken.append(time.perf_counter() - begun)
    return min(taken)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of the reference data sets")
    parser.add_argument("--accounts", type=int, help="look at the first ones only")
    asked = parser.parse_args()
    if asked.data and (asked.data / "facebook_moro").exists():
        report(asked.data, asked.accounts)
    else:
        print("real accounts: data absent (give --data)")
    speed()
