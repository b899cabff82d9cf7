"""Best times on real pages: chosen on the oldest 70% of each page's posts, judged on the rest.

    python -m bench.timing --data DIR

A page's best times are the hours of the week that held a quarter of its posts so far. Lift: the geometric mean of the
engagement of its later posts at those hours over that of its other later posts. "Alike" takes the averages of
text, image and video out first. Plain: each hour of the week by itself, as if it held five more usual posts. Hindsight
chooses on the later posts themselves: no choice could know more.
"""

import argparse
import math
from collections import defaultdict
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

import numpy as np

from core.analytics.effects import Outcome
from core.analytics.heat import heat
from core.analytics.settled import usuals
from core.vocab import PostType
from data.fit.posts import Account, read_accounts

LEAST, FEW, SHARE = 100, 5, 0.25
Times = set[tuple[int, int]]
Choose = Callable[[Sequence[Outcome]], Times]


def outcomes(account: Account) -> list[Outcome]:
    logs = [math.log(max(post.outcome or 0.0, 0.5)) for post in account.posts]
    return [Outcome(PostType(post.type), post.published_at, log) for post, log in zip(account.posts, logs, strict=True)]


def relative(posts: Sequence[Outcome]) -> list[Outcome]:
    around = usuals([post.relative for post in posts])
    return [post._replace(relative=post.relative - usual) for post, usual in zip(posts, around, strict=True)]


def ours(posts: Sequence[Outcome]) -> Times:
    return {(cell.weekday, cell.hour) for cell in heat(relative(posts)).best(SHARE)}


def plain(posts: Sequence[Outcome]) -> Times:
    cells: dict[tuple[int, int], list[float]] = defaultdict(list)
    for post in relative(posts):
        cells[post.at.weekday(), post.at.hour].append(post.relative)
    chosen, held = set(), 0
    for time, logs in sorted(cells.items(), key=lambda cell: -sum(cell[1]) / (len(cell[1]) + 5)):
        if held >= SHARE * len(posts):
            break
        chosen.add(time)
        held += len(logs)
    return chosen


def lift(later: Sequence[Outcome], times: Times, *, like_with_like: bool) -> float | None:
    """Log lift; None where too few later posts fell on either side."""
    logs = np.array([post.relative for post in later])
    if like_with_like:
        kinds = np.array([post.type.value for post in later])
        for kind in set(kinds):
            logs[kinds == kind] -= logs[kinds == kind].mean()
    chosen = np.array([(post.at.weekday(), post.at.hour) in times for post in later])
    if min(chosen.sum(), (~chosen).sum()) < FEW:
        return None
    return float(logs[chosen].mean() - logs[~chosen].mean())


def line(name: str, accounts: Sequence[Account], choose: Choose | None) -> None:
    found: dict[bool, list[float]] = {False: [], True: []}
    for account in accounts:
        posts = outcomes(account)
        cut = int(0.7 * len(posts))
        times = (choose or plain)(posts[:cut] if choose else posts[cut:])
        for way in found:
            one = lift(posts[cut:], times, like_with_like=way)
            found[way] += [] if one is None else [one]
    told = [
        f"{math.exp(np.median(lifts)) - 1:>+8.0%}{np.mean([one > 0 for one in lifts]):>10.0%}"
        for lifts in found.values()
    ]
    print(f"{name:<12}{''.join(told)}   {len(found[False])} pages")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder of the reference data sets")
    data: Path | None = parser.parse_args().data
    if data is None:
        print("not measured: the real data sets are absent (give --data DIR)")
        return
    accounts = read_accounts(data, LEAST)
    print(f"{'best times':<12}{'lift':>8}{'positive':>10}{'alike':>8}{'positive':>10}   (must +8%, 55%; aim +20%, 70%)")
    for name, choose in (("ours", ours), ("plain", plain), ("hindsight", None)):
        line(name, accounts, choose)
    posts = relative(outcomes(max(accounts, key=lambda account: len(account.posts))))
    start = perf_counter()
    heat(posts)
    print(f"one table of {len(posts):,} posts: {1000 * (perf_counter() - start):.0f} ms")


if __name__ == "__main__":
    main()
