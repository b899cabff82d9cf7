# ruff: noqa: INP001
"""Fit what holds for most accounts, and write it to ``data/prior.json``: coefficients only.

    python data/fit/prior.py DIR

Each account's outcomes are ranked and put on a normal scale, its slow ups and downs taken out, and one ridge
regression is made over all accounts, large ones counting as 400 posts. A word is kept only if at least 20 posts and 3
accounts use it, so that no text can be read back. Randomised headline tests add to what is known of wording: much for
channels that were never measured, little for social networks. Intervals are set on accounts left out of the fit.
"""

import json
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[2]))

from core.analytics.prediction.columns import NAMES, columns, told
from core.analytics.prediction.own import Own
from core.analytics.prediction.prior import FILE, Prior
from core.analytics.prediction.ranks import normal_scores
from core.analytics.prediction.text import FIGURES, figures, words
from data.fit.posts import Account, Headlines, read_accounts, read_headlines

Floats = NDArray[np.float64]
POSTS, ACCOUNTS = 20, 3
"""A word that fewer posts or accounts use is not kept."""
COUNTS_AS, SLOW = 400, 0.7
FIRM, FIRM_WORDS = 100.0, 40.0
HEADLINES = {"social": 0.5, "pooled": 3.0}
"""How much a headline counts beside a post."""
OWN = {
    "season": 0.2, "fortnight": 0.07, "kind": 0.15, "hour": 0.07, "weekday": 0.03, "weekend": 0.02, "figures": 0.1,
    "text": 0.3, "same text": 0.1, "paid": 0.05, "followers": 1.0,
}  # fmt: skip
"""Variances of what differs between accounts; chosen on accounts left out, where much is nearly as good."""
NOISE, TRUST, STRETCH = 0.6, 0.7, 0.5
SIDE = 1.2816
"""Standard normal quantile of 90%: both sides of an 80% interval."""


@dataclass(frozen=True)
class Sums:
    """What one account, or a set of tests, adds to the normal equations."""

    square: Floats
    product: Floats


@dataclass(frozen=True)
class Table:
    """All that was read: which words are kept, the figures' scale, each account's sums."""

    vocabulary: list[str]
    middle: Floats
    spread: Floats
    scale: Floats
    usual: Floats
    accounts: list[Sums]
    headlines: Sums


def table(accounts: Sequence[Account], headlines: Headlines) -> Table:
    """Read everything into sums; what is left of a text is how often a common word goes with success."""
    kept = vocabulary([[post.text for post in account.posts] for account in accounts] + [headlines.texts])
    figures = [told(account.posts) for account in accounts]
    written = np.vstack([said[said[:, 0] == 0] for said in figures])
    middle, spread = written.mean(axis=0), np.maximum(written.std(axis=0), 0.05)
    rows = [
        np.hstack([columns(account.posts, said, middle, spread), _bags([p.text for p in account.posts], kept)])
        for account, said in zip(accounts, figures, strict=True)
    ]
    scale = np.sqrt(np.mean([row.var(axis=0) for row in rows], axis=0))
    scale[: len(NAMES)] = np.maximum(scale[: len(NAMES)], 0.05)
    scale[len(NAMES) :] = 1.0
    sums = [_account(row / scale, _level_taken_out(account)) for row, account in zip(rows, accounts, strict=True)]
    usual = np.mean([row.mean(axis=0) for row in rows], axis=0)
    return Table(kept, middle, spread, scale, usual, sums, _tests(headlines, kept, middle, spread, scale))


def vocabulary(texts: Sequence[Sequence[str]]) -> list[str]:
    """Words that at least 20 texts of at least 3 accounts use."""
    posts: Counter[str] = Counter()
    accounts: Counter[str] = Counter()
    for account in texts:
        used = Counter(word for text in account for word in set(words(text)))
        posts.update(used)
        accounts.update(used.keys())
    return sorted(word for word in posts if posts[word] >= POSTS and accounts[word] >= ACCOUNTS)


def prior(read: Table, headlines: float, without: int | None = None) -> Prior:
    """Solve the ridge regression, with one account left out if that is wanted."""
    used = [sums for place, sums in enumerate(read.accounts) if place != without]
    square = sum((sums.square for sums in used), headlines * read.headlines.square)
    product = sum((sums.product for sums in used), headlines * read.headlines.product)
    firm = np.r_[np.full(len(NAMES), FIRM), np.full(len(read.vocabulary), FIRM_WORDS)]
    effects = np.linalg.solve(square + np.diag(firm), product) / read.scale
    said = {word: float(effect) for word, effect in zip(read.vocabulary, effects[len(NAMES) :], strict=True)}
    return Prior(
        read.middle, read.spread, read.usual[: len(NAMES)], float(read.usual[len(NAMES) :] @ effects[len(NAMES) :]),
        effects[: len(NAMES)], said, OWN, NOISE, TRUST, STRETCH, spread_alone=1.0, spread_own=1.0,
    )  # fmt: skip


def calibrated(read: Table, accounts: Sequence[Account]) -> tuple[float, float]:
    """Spreads that hold 80% of the outcomes of accounts left out: without a history, and after 70% of it."""
    alone, own = [], []
    for place, account in enumerate(accounts):
        left_out = prior(read, HEADLINES["social"], without=place)
        scores = normal_scores([post.outcome or 0.0 for post in account.posts])
        effects, spoken = left_out.effects(account.posts)
        expected = effects.sum(axis=1) + spoken
        alone.append(np.quantile(np.abs(scores - expected + expected.mean()), 0.8) / SIDE)
        if len(account.posts) >= 60:
            own.append(_own_spread(account, left_out))
    return float(np.mean(alone)), float(np.mean(own))


def _own_spread(account: Account, left_out: Prior) -> float:
    cut = int(0.7 * len(account.posts))
    past, later = account.posts[:cut], account.posts[cut:]
    model = Own(past, left_out)
    outcomes = np.sort([post.outcome or 0.0 for post in past])
    off = []
    for post in later[:: max(1, len(later) // 100)]:
        guess = model.guess(post)
        below = (np.searchsorted(outcomes, post.outcome) + np.searchsorted(outcomes, post.outcome, "right")) / 2
        actual = normal_scores(range(cut))[min(max(int(below), 0), cut - 1)]
        off.append(abs(actual - sum(guess.parts.values())) / guess.spread)
    return float(np.quantile(off, 0.8) / SIDE)


def _bags(texts: Sequence[str], kept: Sequence[str]) -> Floats:
    places = {word: place for place, word in enumerate(kept)}
    bags = np.zeros((len(texts), len(kept)))
    for row, text in zip(bags, texts, strict=True):
        row[[places[word] for word in set(words(text)) & places.keys()]] = 1.0
    return bags


def _account(rows: Floats, outcome: Floats) -> Sums:
    centred = (rows - rows.mean(axis=0)).astype(np.float32)
    weight = min(len(rows), COUNTS_AS) / len(rows)
    return Sums(weight * (centred.T @ centred).astype(float), weight * (centred.T @ (outcome - outcome.mean())))


def _level_taken_out(account: Account) -> Floats:
    """Outcomes on a normal scale, less most of their running mean over an eighth of the posts to either side."""
    scores = normal_scores([post.outcome or 0.0 for post in account.posts])
    many, reach = len(scores), max(15, len(scores) // 8)
    before = np.r_[0.0, np.cumsum(scores)]
    first, last = np.maximum(np.arange(many) - reach, 0), np.minimum(np.arange(many) + reach + 1, many)
    return np.asarray(scores - SLOW * (before[last] - before[first]) / (last - first))


def _tests(headlines: Headlines, kept: Sequence[str], middle: Floats, spread: Floats, scale: Floats) -> Sums:
    """Log click rates within each test, in standard deviations; few clicks count less."""
    rows = headline_rows(headlines.texts, kept, middle, spread) / scale
    _, test = np.unique(headlines.test, return_inverse=True)
    many = np.bincount(test)
    rates = np.log(np.maximum(headlines.clicks, 0.5) / headlines.impressions)
    outcome = (rates - (np.bincount(test, rates) / many)[test]) / 0.35
    order = np.argsort(test, kind="stable")
    starts = np.r_[0, np.cumsum(many)[:-1]]
    means = np.add.reduceat(rows[order], starts) / many[:, None]
    centred = (rows - means[test]).astype(np.float32)
    weight = headlines.clicks / (headlines.clicks + 40.0)
    weighed = centred * weight[:, None].astype(np.float32)
    return Sums((weighed.T @ centred).astype(float), weighed.T @ outcome)


def headline_rows(texts: Sequence[str], kept: Sequence[str], middle: Floats, spread: Floats) -> Floats:
    """Headlines as posts without a kind or a moment."""
    said = np.array([figures(text) for text in texts])
    written = np.clip((said - middle) / spread, -3.0, 3.0)
    written[:, 0] = 0.0
    rows = np.zeros((len(texts), len(NAMES)))
    first = NAMES.index(FIGURES[0].name)
    rows[:, first : first + len(FIGURES)] = written
    return np.hstack([rows, _bags(texts, kept)])


def written(found: dict[str, Prior]) -> dict[str, Any]:
    """The file: rounded coefficients, words that say next to nothing left out."""
    social, pooled = found["social"], found["pooled"]
    return {
        "about": {
            "what": "Effects on engagement in standard deviations of an account's own outcomes on a normal scale",
            "fitted by": "data/fit/prior.py",
            "from": [
                "17 public Facebook pages, 2016 (Max Woolf, interactive-facebook-reactions, MIT): measured only",
                "Facebook Live Sellers in Thailand, UCI 488, CC BY 4.0, doi 10.24432/C5R60S",
                "Facebook Metrics, UCI 368, CC BY 4.0, doi 10.24432/C5QK55 (Moro, Rita and Vala, 2016)",
                "Upworthy Research Archive, CC BY 4.0 (Matias et al., 2021, Scientific Data 8:195)",
            ],
            "privacy": f"coefficients only; each word stands in {POSTS} texts of {ACCOUNTS} accounts or more",
            "social": "for social networks; pooled, where headline tests count more, for every other channel",
        },
        "figures": {"middle": _short(social.middle), "spread": _short(social.spread)},
        "usual": dict(zip(NAMES, _short(social.usual), strict=True)),
        "own": OWN, "noise": NOISE, "trust": TRUST, "stretch": STRETCH,
        "spread_alone": round(social.spread_alone, 3), "spread_own": round(social.spread_own, 3),
        **{
            name: {
                "usual_words": round(one.usual_words, 4),
                "columns": dict(zip(NAMES, _short(one.coefficients), strict=True)),
                "words": {word: round(effect, 3) for word, effect in one.words.items() if abs(effect) >= 0.01},
            }
            for name, one in (("social", social), ("pooled", pooled))
        },
    }  # fmt: skip


def _short(values: Floats) -> list[float]:
    return [round(float(value), 4) for value in values]


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    known, tests = read_accounts(folder), read_headlines(folder)
    sums = table(known, tests)
    alone, own = calibrated(sums, known)
    fitted = {
        name: replace(prior(sums, weight), spread_alone=alone, spread_own=own) for name, weight in HEADLINES.items()
    }
    FILE.write_text(json.dumps(written(fitted), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    print(f"{len(known)} accounts, {len(sums.vocabulary)} words, spreads {alone:.3f}, {own:.3f}")  # noqa: T201
