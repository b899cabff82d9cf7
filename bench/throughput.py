"""How fast posts leave: each figure beside a bare one from the same run, so that a slow machine slows both.

    python -m bench.throughput                     SQLite, and PostgreSQL where its server is installed
    python -m bench.throughput --posts 300         fewer posts, sooner done

1. claim + settle: twenty at a time, without a wire, beside an insert a commit, and beside Celery's no-op where it is
   installed; then with a commit that survives a power cut.
2. a thousand posts due at one instant, to a channel that answers after 20 ms, five out at once: the ceiling is 250 a
   second, and beside it stands what five bare threads get from the same channel.
3. idle: from the moment a post is due to its call, by the clock's own sending thread.
4. an orphan: how long after the lease of a clock that is gone its post leaves.
5. ten thousand posts of one business due in one second, and one of each of twenty others behind them.
"""

import argparse
import statistics
import time
from datetime import UTC, datetime, timedelta
from threading import Thread

from bench.publishing import flow
from bench.publishing.flow import Product, databases
from bench.publishing.stub import Stub, answering
from core import system
from core.jobs import Clock, publish_due
from core.jobs import clock as room
from core.jobs.schedule import PUBLISH

ANSWER = 0.02
"""Seconds in which the channel answers."""
FLIGHT = 5
CEILING = FLIGHT / ANSWER
LEASE = timedelta(seconds=2)


def main() -> None:
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("--posts", type=int, default=1000)
    told.add_argument("--noisy", type=int, default=10_000)
    args = told.parse_args()
    flow.claim_and_settle(min(args.posts, 1000))
    for name, url in databases():
        print(f"-- {name}")
        with answering(ANSWER) as stub:
            at_one_instant(url, stub, args.posts)
            idle(url, stub)
            orphan(url, stub)
            noisy(url, stub, args.noisy)


def at_one_instant(url: str, stub: Stub, posts: int) -> None:
    with Product(url, stub.url) as product:
        product.queue(20)
        publish_due(product.runtime)  # the statements are made once a process
        keys = product.queue(posts)
        bare = flow.bare(stub.url, min(posts, 400), FLIGHT)
        began, spent = time.perf_counter(), time.process_time()
        publish_due(product.runtime)
        rate = posts / (time.perf_counter() - began)
        work = (time.process_time() - spent) / posts * 1000
        calls = stub.calls()
        assert all(len(calls[key]) == 1 for key in keys), "a post left twice, or not at all"
        product.check(posts + 20)
    print(
        f"{posts} at one instant: {rate:5.0f} a second, {rate / CEILING:.0%} of the ceiling of {CEILING:.0f}; bare "
        f"threads {bare:.0f}, so {rate / bare:.0%} of what this machine lets through; {work:.1f} ms CPU a post"
    )


def idle(url: str, stub: Stub, posts: int = 60) -> None:
    with Product(url, stub.url) as product:
        now = datetime.now(UTC)
        due = [now + timedelta(seconds=1.5 + number * 0.137) for number in range(posts)]
        keys = product.queue(posts, at=due)
        vars(room)["JOBS"] = (PUBLISH,)  # seeding a demo is no idleness
        clock = Clock(product.runtime).start()
        time.sleep((due[-1] - datetime.now(UTC)).total_seconds() + 1)
        clock.stop()
        calls = stub.calls()
    waits = sorted(calls[key][0] - at.timestamp() for key, at in zip(keys, due, strict=True))
    p99 = waits[int(len(waits) * 0.99)]
    print(f"idle, due to wire: median {statistics.median(waits) * 1000:.0f} ms, p99 {p99 * 1000:.0f} ms (at most 300)")


def orphan(url: str, stub: Stub) -> None:
    with Product(url, stub.url) as product:
        keys = product.queue(5)
        gone = datetime.now(UTC)
        assert len(system.claim_due(product.runtime.engine, gone, "gone", lease=LEASE)) == 5
        clock = Clock(product.runtime).start()
        time.sleep(LEASE.total_seconds() + 2.5)
        clock.stop()
        calls = stub.calls()
    late = max(calls[key][0] for key in keys) - (gone + LEASE).timestamp()
    print(f"orphans left {late * 1000:.0f} ms after the lease of {LEASE.seconds} s (at most 2,000)")


def noisy(url: str, stub: Stub, posts: int, others: int = 20) -> None:
    with Product(url, stub.url) as product:
        now = datetime.now(UTC) - timedelta(seconds=2)
        product.queue(posts, at=[now + timedelta(seconds=number / posts) for number in range(posts)])
        quiet = [product.another().queue(1, at=[now + timedelta(seconds=1)])[0] for _ in range(others)]
        seen: dict[str, list[float]] = {}
        began = time.time()
        sending = Thread(target=publish_due, args=(product.runtime,), kwargs={"is_stopping": lambda: len(seen) > 0})
        sending.start()
        while not set(quiet) <= stub.calls().keys():
            time.sleep(0.2)
            assert time.time() - began < 120, "the others wait for the noisy one"
        seen = stub.calls()
        sending.join()
    waits = [seen[key][0] - began for key in quiet]
    fair = others * 2 / CEILING
    print(
        f"{posts} of one business before one each of {others}: the last of the others left after {max(waits):.2f} s; "
        f"in turns it takes {fair:.2f} s at the ceiling, behind all of the noisy one's {posts / CEILING:.0f} s"
    )


if __name__ == "__main__":
    main()
