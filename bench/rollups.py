"""A campaign's dashboard out of daily rollups, beside the same out of raw readings.

    python -m bench.rollups [--raw N]

Fills a SQLite file with one business's raw readings (a million by default, ten for the target) and the rollups that
they make, then takes the time of the statements behind a campaign's totals and course, on rollups and on raw.
"""

import argparse
import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import islice
from pathlib import Path
from time import perf_counter
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import col

from core.analytics.figures import by_day
from core.analytics.period import Period
from core.backends import SYSTEM, make_engine
from core.backends.engine import WRITE
from core.rows import Rows, TenantSession
from core.tables import METADATA, Business, Campaign, MetricDaily, Post, Reading
from core.vocab import Origin, PostStatus, PostType

DAYS, PER_DAY, A_CAMPAIGN, BATCH = 30, 24, 28, 100_000
"""Days and readings a day of each post; posts of a campaign; rows in one statement."""
FIRST = datetime(2026, 1, 1, tzinfo=UTC)
NUMBERS = ("views", "likes", "comments", "shares", "saves", "clicks", "watch_seconds", "conversions")


def fill(engine: sa.Engine, raw: int) -> tuple[UUID, UUID, int]:
    """A business with campaigns and posts, each read hourly for thirty days; its id, a campaign's, how many posts."""
    business, posts = uuid4(), [uuid4() for _ in range(max(A_CAMPAIGN, raw // (DAYS * PER_DAY)))]
    campaigns = [uuid4() for _ in range(len(posts) // A_CAMPAIGN)]
    whole = Business(id=business, name="Bench", industry="bakery", zone="UTC", seed="bench", created_at=FIRST)
    shared = {"business_id": business, "channel": "instagram", "origin": Origin.SIMULATED}
    with engine.execution_options(**{SYSTEM: True, WRITE: True}).begin() as connection:
        connection.execute(sa.insert(Business).values(**whole.model_dump()))
        plan = {
            "business_id": business,
            "goal": "g",
            "starts_on": FIRST.date(),
            "ends_on": FIRST.date(),
            "created_at": FIRST,
        }
        connection.execute(sa.insert(Campaign), [plan | {"id": one, "name": str(one)} for one in campaigns])
        post = Post(business_id=business, title="p", type=PostType.IMAGE, channel="instagram", created_at=FIRST,
                    updated_at=FIRST, status=PostStatus.PUBLISHED, published_at=FIRST).model_dump()  # fmt: skip
        connection.execute(
            sa.insert(Post),
            [post | {"id": one, "campaign_id": campaigns[at % len(campaigns)]} for at, one in enumerate(posts)],
        )
        gained = dict.fromkeys(NUMBERS, 10)
        daily = [
            shared | gained | {"id": uuid4(), "post_id": one, "day": FIRST.date() + timedelta(days=day)}
            for one in posts
            for day in range(DAYS)
        ]
        for start in range(0, len(daily), BATCH):
            connection.execute(sa.insert(MetricDaily), daily[start : start + BATCH])
        _raw(connection, business, posts, raw)
    return business, campaigns[0], len(posts)


def _raw(connection: sa.Connection, business: UUID, posts: list[UUID], raw: int) -> None:
    """Written by the driver itself: ten million rows through the builder would take an hour."""
    names = ("business_id", "id", "post_id", "channel", "origin", "recorded_at", *NUMBERS)
    into = f"INSERT INTO reading ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"  # noqa: S608 - own names
    hours = [(FIRST + timedelta(hours=hour)).strftime("%Y-%m-%d %H:%M:%S.000000") for hour in range(DAYS * PER_DAY)]
    readings = (
        (business.hex, post.hex, at, hour)
        for post in sorted(posts, key=lambda one: one.hex)
        for hour, at in enumerate(hours)
    )
    numbered = enumerate(islice(readings, raw))
    while some := list(islice(numbered, BATCH)):  # in the order of both indexes, which is many times faster
        connection.exec_driver_sql(
            into,
            [
                (whose, f"{n:032x}", post, "instagram", "simulated", at, *([hour] * len(NUMBERS)))
                for n, (whose, post, at, hour) in some
            ],
        )


def dashboard(rows: Rows, campaign: UUID, period: Period) -> list[object]:
    """A campaign's numbers by day, channel and origin, as the screen's verbs read them."""
    return by_day(rows, period, campaign)


def on_raw(business: UUID, campaign: UUID) -> sa.Select[tuple[object, ...]]:
    """The same from raw readings: each post's last reading of each day."""
    day = sa.func.substr(sa.cast(col(Reading.recorded_at), sa.String), 1, 10)
    on = sa.and_(col(Reading.post_id) == col(Post.id), col(Post.business_id) == col(Reading.business_id))
    counts = [sa.func.max(col(getattr(Reading, name))) for name in NUMBERS]
    return (
        sa.select(day, col(Reading.post_id), *counts)
        .join(Post, on)
        .where(col(Reading.business_id) == business, col(Post.campaign_id) == campaign)
        .group_by(day, col(Reading.post_id))
    )


def best(work: Callable[[], object], times: int) -> float:
    taken = []
    for _ in range(times):
        start = perf_counter()
        work()
        taken.append(perf_counter() - start)
    return min(taken)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raw", type=int, default=1_000_000)
    raw: int = parser.parse_args().raw
    with tempfile.TemporaryDirectory() as folder:
        engine = make_engine(f"sqlite:///{folder}/bench.db")
        METADATA.create_all(engine)
        business, campaign, posts = fill(engine, raw)
        size = Path(folder, "bench.db").stat().st_size / 2**30
        print(
            f"{raw:,} raw readings of {posts:,} posts ({A_CAMPAIGN} a campaign), {posts * DAYS:,} rollups: "
            f"{size:.1f} GiB"
        )
        month = Period(date(2026, 1, 3), date(2026, 1, 30))
        with engine.execution_options(**{SYSTEM: True}).connect() as connection:
            with TenantSession(engine, business) as session:
                rows = Rows(session, read_only=True)
                ours = best(lambda: dashboard(rows, campaign, month), 15)
            bare = best(lambda: connection.execute(on_raw(business, campaign)).all(), 2)
        print(
            f"a campaign's dashboard from rollups: {1e3 * ours:.1f} ms (target <= 3 ms); from raw: {1e3 * bare:.0f} ms"
        )
        engine.dispose()


if __name__ == "__main__":
    main()
