"""The whole product on a real database, and a look at every send: the simulator's own ledger is the witness."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock
from traceback import format_exception
from uuid import UUID

from sqlmodel import col

from core import publishing
from core.backends import find_channel, find_stage
from core.jobs import publish_due
from core.keys import Key
from core.ports import Accepted, Channel, ChannelTotals, Outcome, Parcel
from core.settings import Settings
from core.tables import Post, Publication, SimulatedPost
from core.tables.values import MediaItem
from core.vocab import Capability, Origin, PostStatus, PostType
from core.wiring import Runtime
from core.workspace import Workspace
from tests.conftest import NOW, MovableClock

HOUR = timedelta(hours=1)
CHANNEL = {Capability.IDEMPOTENT: "email", Capability.LOOKUP: "instagram", Capability.NEITHER: "linkedin"}
"""What each simulated channel can do about an answer that never came."""
LOAF = MediaItem(key="posters/loaf.jpg", content_type="image/jpeg", alt_text="A loaf", width=1080, height=1080)
Hook = Callable[[Parcel], Outcome | None]
REST = frozenset({PostStatus.PUBLISHED, PostStatus.FAILED, PostStatus.UNCONFIRMED, PostStatus.MISSED})


def nothing(_parcel: Parcel) -> Outcome | None:
    return None


@dataclass(frozen=True)
class Outside:
    """A channel whose ledger lies outside the database, and so outlives it."""

    capability: Capability
    ledger: Counter[str]
    before: Hook
    after: Hook
    origin: Origin = Origin.SIMULATED

    def send(self, parcel: Parcel, *, now: datetime) -> Outcome:
        if fault := self.before(parcel):
            return fault
        if self.capability is not Capability.IDEMPOTENT or not self.ledger[parcel.key]:
            self.ledger[parcel.key] += 1
        return self.after(parcel) or Accepted(f"{parcel.key:x<200}", now)

    def find(self, parcel: Parcel) -> Accepted | None:
        return Accepted(f"{parcel.key:x<200}", NOW) if self.ledger[parcel.key] else None

    def totals(self, external_id: str, *, now: datetime) -> ChannelTotals | None:
        return None


class Watched(Runtime):
    """The product as it is; ``before`` and ``after`` see each parcel before and after a simulated channel takes it.

    With ``outside``, a ledger by key, the channels are not simulated in the database but keep that one.
    """

    before: Hook = staticmethod(nothing)
    after: Hook = staticmethod(nothing)
    outside: Counter[str] | None = None

    def channel(self, ws: Workspace, name: str) -> Channel:
        usual = super().channel(ws, name)
        if usual.origin is not Origin.SIMULATED:
            return usual
        stage = find_stage()(ws, name)
        if self.outside is not None:
            return Outside(usual.capability, self.outside, self.before, self.after)
        made: Channel = find_channel(name)(
            ws,
            name,
            lambda parcel: self.before(parcel) or stage.before(parcel),
            lambda parcel: self.after(parcel) or stage.after(parcel),
        )
        return made


def opened(database_url: str, folder: Path, clock: Callable[[], datetime], cache_url: str = "memory://") -> Watched:
    """The product on a database that is there already."""
    settings = Settings(
        _env_file=None,  # type: ignore[call-arg]
        database_url=database_url,
        cache_url=cache_url,
        media_url=f"file://{folder}/media",
        openai_api_key=None,
        secret_key="s" * 32,  # type: ignore[arg-type]
        ai_local_endpoints="allow",
    )
    return Watched(settings, clock=clock)


@dataclass
class Scene:
    """One bakery, its clock, and its posts; ``runtime`` is one process of the product."""

    runtime: Watched
    key: Key
    clock: MovableClock
    folder: Path
    _made: int = field(default=0)

    @property
    def url(self) -> str:
        return self.runtime.settings.database_url

    @contextmanager
    def another(self, clock: Callable[[], datetime] | None = None, **changes: str) -> Iterator[Watched]:
        """A second process of the product on the same database, perhaps by another clock."""
        made = opened(self.url, self.folder, clock or self.clock, **changes)
        try:
            yield made
        finally:
            made.engine.dispose()

    def plan(self, *channels: str, at: datetime | None = None) -> list[UUID]:
        """A post on each of these channels, on the calendar an hour from now."""
        with self.runtime.workspace(self.key) as ws:
            with ws.writing() as rows:
                made = [rows.add(self._post(ws, name)).id for name in channels]
            for post_id in made:
                publishing.schedule_post(ws, post_id, at or ws.now + HOUR)
        return made

    def due(self, *channels: str) -> list[UUID]:
        """The same, and the hour has passed."""
        made = self.plan(*channels)
        self.clock.now += HOUR
        return made

    def tick(self, runtime: Watched | None = None) -> str:
        """One round of a clock, and what failed in it; as in the clock's own loop, that ends nothing."""
        try:
            publish_due(runtime or self.runtime)
        except Exception as failed:  # noqa: BLE001 - see core.jobs.clock.run_job
            return "".join(format_exception(failed))
        return ""

    def rest(self, rounds: int = 12, step: timedelta = timedelta(minutes=3)) -> None:
        """Let the clock go on until nothing is under way."""
        for _ in range(rounds):
            self.tick()
            if set(self.standing().values()) <= REST:
                return
            self.clock.now += step

    def standing(self) -> dict[UUID, PostStatus]:
        with self.runtime.workspace(self.key) as ws:
            return dict(map(tuple, ws.rows.columns(col(Post.id), col(Post.status))))

    def ends(self) -> Counter[PostStatus]:
        return Counter(self.standing().values())

    def read(self, post_id: UUID) -> Post:
        with self.runtime.workspace(self.key) as ws:
            return ws.rows.get(Post, post_id)

    def taken(self) -> Counter[UUID]:
        """How often the channels took each post, by their own ledger."""
        with self.runtime.workspace(self.key) as ws:
            of = dict(map(tuple, ws.rows.columns(col(Publication.idempotency_key), col(Publication.post_id))))
            if self.runtime.outside is not None:
                return Counter({of[ref]: times for ref, times in self.runtime.outside.items() if ref in of})
            return Counter(of[ref] for (ref,) in ws.rows.columns(col(SimulatedPost.client_ref)))

    def is_once_or_asked(self, posts: Collection[UUID]) -> bool:
        """Each out once; a channel that can say nothing about a lost answer may have left some to a person."""
        taken, standing = self.taken(), self.standing()
        assert set(standing) == set(posts)
        assert max(taken.values()) == 1
        unsure = {one for one, status in standing.items() if status is PostStatus.UNCONFIRMED}
        assert {self.read(one).channel for one in unsure} <= {"linkedin"}
        return all(one in unsure or (taken[one] and standing[one] is PostStatus.PUBLISHED) for one in posts)

    def _post(self, ws: Workspace, channel: str) -> Post:
        self._made += 1
        return Post(
            business_id=self.key.business_id,
            title=f"Loaf {self._made}",
            subject=f"Loaf {self._made}",
            caption=f"Loaf {self._made} is out of the oven.",
            channel=channel,
            type=PostType.IMAGE if channel == "instagram" else PostType.TEXT,
            media=(LOAF,) if channel == "instagram" else (),
            created_at=ws.now,
            updated_at=ws.now,
        )


class Once:
    """A hook that does something to the n-th parcel alone, and counts them all."""

    def __init__(self, turn: int, deed: Callable[[], object]) -> None:
        self._turn, self._deed, self._lock = turn, deed, Lock()
        self.seen: list[str] = []

    def __call__(self, parcel: Parcel) -> None:
        with self._lock:
            self.seen.append(parcel.key)
            mine = len(self.seen) == self._turn
        if mine:
            self._deed()
