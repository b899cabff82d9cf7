"""One business's world, opened by a key: its rows, AI model, cache, media, channels and clock, and nothing else."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, Protocol
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError

from core.ai.embedding import Embedding
from core.ai.endpoint import Endpoint, Reach
from core.ai.model import Model
from core.ai.picturing import Picturing
from core.backends.engine import DURABLE, WRITE
from core.errors import Conflict, Invalid
from core.keys import Key
from core.ports import Cache, Channel, MediaStore
from core.rows import Rows, TenantSession
from core.tables import AuditEntry, Business, ClientToken, Profile
from core.vault import ScopedVault, Vault


class World(Protocol):
    """What a workspace is made from; the runtime is one."""

    engine: Engine
    cache: Cache
    media: MediaStore
    public_url: str
    vault: Vault

    @property
    def server_endpoint(self) -> Endpoint | None: ...
    def reach(self, ws: "Workspace") -> Reach: ...
    def clock(self) -> datetime: ...
    def model(self, ws: "Workspace") -> Model: ...
    def embedding(self, ws: "Workspace") -> Embedding: ...
    def pictures(self, ws: "Workspace") -> Picturing: ...
    def channel(self, ws: "Workspace", name: str) -> Channel: ...


class ScopedCache:
    """The business's own shelf in the cache."""

    def __init__(self, cache: Cache, business_id: UUID) -> None:
        self._cache, self._shelf = cache, f"business:{business_id}:"

    def get(self, key: str) -> str | None:
        found = self._cache.get(self._shelf + key)
        return None if found is None else found.decode()

    def set(self, key: str, value: str, ttl: timedelta) -> None:
        self._cache.set(self._shelf + key, value.encode(), ttl=ttl)

    def delete(self, prefix: str = "") -> None:
        """Forget every key that starts with ``prefix``."""
        self._cache.delete(self._shelf + prefix)


class ScopedMedia:
    """The business's own folder in the media store; keys are made of the content's hash."""

    def __init__(self, store: MediaStore, business_id: UUID) -> None:
        self._store, self._folder = store, PurePosixPath(str(business_id))

    def put(self, key: str, data: bytes, *, content_type: str) -> str:
        self._store.put(self._inside(key), data, content_type=content_type)
        return key

    def get(self, key: str) -> bytes | None:
        return self._store.get(self._inside(key))

    def delete(self, folder: str) -> None:
        """Delete everything in a folder of this business."""
        self._store.delete(self._inside(folder))

    def _inside(self, key: str) -> str:
        """The key below this business's folder; one that climbs out of it is refused."""
        parts = PurePosixPath(key).parts
        if not parts or ".." in parts or PurePosixPath(key).is_absolute() or not key.isprintable() or "\\" in key:
            raise Invalid("That file name leads outside this business's media.", field="media")
        return str(self._folder / key)


class Workspace:
    """What a verb is given first. Reading takes no write lock; ``writing`` opens the one write transaction."""

    def __init__(self, world: World, key: Key) -> None:
        self._world = world
        self.key = key
        self._reading = TenantSession(world.engine, key.business_id)
        self._writing: Rows | None = None
        self._afterwards: list[Callable[[], None]] = []
        self.cache = ScopedCache(world.cache, key.business_id)
        self.media = ScopedMedia(world.media, key.business_id)

    @property
    def rows(self) -> Rows:
        """The business's rows: those of the open write transaction while there is one."""
        return self._writing or Rows(self._reading, read_only=True)

    @cached_property
    def business(self) -> Business:
        return self.rows.get(Business, self.key.business_id)

    @cached_property
    def profile(self) -> Profile:
        return self.rows.one(Profile)

    @cached_property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.business.zone)

    @property
    def now(self) -> datetime:
        """The moment by this business's clock, aware, in UTC; a sandbox's may be ahead."""
        return self._world.clock() + timedelta(seconds=self.business.clock_offset)

    def clock(self) -> Callable[[], datetime]:
        """The business's clock on its own: it needs no database, so any thread may ask it."""
        world, ahead = self._world, timedelta(seconds=self.business.clock_offset)
        return lambda: world.clock() + ahead

    @property
    def public_url(self) -> str:
        return self._world.public_url

    @property
    def vault(self) -> ScopedVault:
        """What this business seals, nobody else's vault opens."""
        return ScopedVault(self._world.vault, self.key.business_id)

    @property
    def reach(self) -> Reach:
        """Where this business's own AI endpoint may lie."""
        return self._world.reach(self)

    @property
    def server_endpoint(self) -> Endpoint | None:
        """The AI endpoint of whoever runs this server, for businesses without one of their own."""
        return self._world.server_endpoint

    @cached_property
    def ai(self) -> Model:
        return self._world.model(self)

    @cached_property
    def embedding(self) -> Embedding:
        """Texts as vectors, by the embedder chosen for this business, and else by the one that is always there."""
        return self._world.embedding(self)

    @cached_property
    def pictures(self) -> Picturing:
        """Who paints pictures for this business, within its month."""
        return self._world.pictures(self)

    def channel(self, name: str) -> Channel:
        """The way to publish on a channel.

        Raises:
            Invalid: nothing can be published there.
        """
        return self._world.channel(self, name)

    @property
    def is_writing(self) -> bool:
        return self._writing is not None

    @contextmanager
    def writing(self, *, durable: bool = False) -> Iterator[Rows]:
        """Open the write transaction, or join the one that is open; it commits at the outermost end.

        Args:
            durable: once committed, it survives a power cut; only for what must be known before the world hears of it.

        Raises:
            Conflict: somebody else did the same thing at the same moment; nothing was written.
        """
        if self._writing is not None:
            yield self._writing
            return
        self._reading.rollback()  # a snapshot from before this write must not answer reads after it
        self._forget()
        engine = self._world.engine.execution_options(**{WRITE: True, DURABLE: durable})
        try:
            with TenantSession(engine, self.key.business_id) as session:
                self._writing = Rows(session)
                yield self._writing
                session.commit()
        except IntegrityError as clash:
            if "client_token" in str(clash.orig):
                raise Conflict("This was already being done. Look again before you repeat it.") from clash
            raise
        finally:
            self._writing = None
            self._reading.rollback()  # the clock's row, read meanwhile, opened a snapshot from before the write
            self._forget()
            afterwards, self._afterwards = self._afterwards, []
        for tell in afterwards:
            tell()

    def after_commit(self, tell: Callable[[], None]) -> None:
        """Do something once the open transaction is safe; it is dropped when the transaction fails."""
        assert self._writing is not None
        self._afterwards.append(tell)

    def audit(self, verb: str, subject: str = "", detail: str = "") -> None:
        """Write down who did what, in the open transaction."""
        assert self._writing is not None
        key = self.key
        self._writing.add(
            AuditEntry(
                business_id=key.business_id,
                at=self.now,
                user_id=key.user_id,
                actor=key.actor,
                verb=verb,
                subject=subject[:200],
                detail=detail,
            )
        )

    def made(self, verb: str, token: str | None, row: Any) -> None:
        """Remember what a creating verb made for a client's token."""
        if token is not None:
            assert self._writing is not None
            self._writing.flush()
            business = self.key.business_id
            self._writing.add(
                ClientToken(business_id=business, verb=verb, token=token, made_id=row.id, created_at=self.now)
            )

    def _forget(self) -> None:
        """Read the business and its profile again when they are asked for next."""
        for name in ("business", "zone", "profile"):
            self.__dict__.pop(name, None)

    @contextmanager
    def aside(self) -> Iterator["Workspace"]:
        """The same business in transactions of its own: for a ledger that must stand even when the work rolls back."""
        own = Workspace(self._world, self.key)
        try:
            yield own
        finally:
            own.close()

    def close(self) -> None:
        self._reading.close()
