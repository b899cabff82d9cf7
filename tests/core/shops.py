"""A business in a database that lasts for the whole run, with channels that fail as they are told."""

from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from pydantic import SecretStr
from sqlalchemy import Engine

from core import accounts, system
from core.ai.embedding import Embedding
from core.ai.endpoint import Endpoint, Reach
from core.ai.guarded import Guarded
from core.ai.model import Model
from core.ai.offline import Offline
from core.ai.picturing import Picturing
from core.backends import offline_embedder
from core.keys import PERMISSIONS, Key
from core.ports import Accepted, Ambiguous, Cache, Channel, ChannelTotals, MediaStore, Outcome, Parcel
from core.system import Claim
from core.tables import Business, Post, Profile
from core.vault import Vault
from core.vocab import Capability, Origin, PostType, Role
from core.wiring.quota import MonthlyQuota
from core.workspace import Workspace
from tests.conftest import MovableClock

LEASE = timedelta(minutes=2)
TAKES, LOSES, DIES, DIES_BEFORE = "takes", "loses", "dies", "dies before"


class Killed(BaseException):
    """The process is gone: nothing catches this."""


@dataclass
class FakeChannel:
    """Does what its script says, one word or outcome a call, and then just accepts; ``ledger`` is the witness."""

    capability: Capability
    origin: Origin = Origin.SIMULATED
    script: deque[Outcome | str] = field(default_factory=deque)
    ledger: list[str] = field(default_factory=list)
    moments: dict[str, datetime] = field(default_factory=dict)
    parcels: list[Parcel] = field(default_factory=list)

    def send(self, parcel: Parcel, *, now: datetime) -> Outcome:
        self.parcels.append(parcel)
        step = self.script.popleft() if self.script else TAKES
        if not isinstance(step, str):
            return step
        if step == DIES_BEFORE:
            raise Killed
        if self.capability is not Capability.IDEMPOTENT or parcel.key not in self.ledger:
            self.ledger.append(parcel.key)
            self.moments[parcel.key] = now
        if step == DIES:
            raise Killed
        return Ambiguous("No answer came.", "timed out") if step == LOSES else Accepted(f"x-{parcel.key}", now)

    def find(self, parcel: Parcel) -> Accepted | None:
        assert self.capability is not Capability.NEITHER, "this channel cannot look anything up"
        return Accepted(f"x-{parcel.key}", self.moments[parcel.key]) if parcel.key in self.ledger else None

    def totals(self, external_id: str, *, now: datetime) -> ChannelTotals | None:
        return None


@dataclass
class Shop:
    """The world of one business: ``fake`` serves every channel."""

    engine: Engine
    cache: Cache
    media: MediaStore
    clock: MovableClock
    fake: Channel
    business_id: UUID = field(default_factory=uuid4)
    answering: Model = field(default_factory=Offline)
    public_url: str = "http://localhost"
    vault: Vault = field(default_factory=lambda: Vault((SecretStr("s" * 32),)))
    server_endpoint: Endpoint | None = None
    reaching: Reach = "local"

    @property
    def key(self) -> Key:
        return Key(self.business_id, None, "Ana", PERMISSIONS[Role.ADMIN])

    def reach(self, ws: Workspace) -> Reach:
        return self.reaching

    def channel(self, ws: Workspace, name: str) -> Channel:
        return self.fake

    def model(self, ws: Workspace) -> Model:
        return Guarded(self.answering, lambda: ws.is_writing)

    def embedding(self, ws: Workspace) -> Embedding:
        return Embedding(None, offline_embedder())

    def pictures(self, ws: Workspace) -> Picturing:
        return Picturing(None, MonthlyQuota(ws), why="Nobody paints in this test.")

    @contextmanager
    def opened(self, key: Key | None = None) -> Iterator[Workspace]:
        ws = Workspace(self, key or self.key)
        try:
            yield ws
        finally:
            ws.close()

    def by_the_clock(self) -> contextmanager:
        return self.opened(accounts.clock_key(self.business_id))

    def claims(self, owner: str = "one") -> list[Claim]:
        return system.claim_due(self.engine, self.clock.now, owner, lease=LEASE, only=[self.business_id])

    def found(self) -> None:
        """Found the business: a bakery in Lisbon with a profile that may send e-mail and texts."""
        now = self.clock.now
        with self.opened() as ws, ws.writing() as rows:
            rows.add(
                Business(
                    id=self.business_id, name="Rye", industry="bakery", zone="Europe/Lisbon", seed="s", created_at=now
                )
            )
            rows.flush()
            rows.add(
                Profile(
                    business_id=self.business_id,
                    sender_name="Rye & Shine",
                    sender_email="hello@rye.example.com",
                    postal_address="Rua das Flores 12, Lisboa",
                    updated_at=now,
                )
            )

    def post(self, channel: str = "linkedin", **changes: object) -> UUID:
        values = {"title": "Rolls", "type": PostType.TEXT, "caption": "Fresh rolls from seven.", "subject": "Rolls"}
        with self.opened() as ws, ws.writing() as rows:
            made = Post(
                business_id=self.business_id,
                channel=channel,
                created_at=ws.now,
                updated_at=ws.now,
                **(values | changes),  # type: ignore[arg-type]
            )
            return rows.add(made).id

    def read(self, cls: type, row_id: UUID):  # noqa: ANN201
        with self.opened() as ws:
            return ws.rows.get(cls, row_id)

    def all(self, cls: type, *where: object) -> list:
        with self.opened() as ws:
            return ws.rows.find(cls, *where)  # type: ignore[arg-type]


Work = Callable[[Workspace], object]
