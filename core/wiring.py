"""Puts the product together from its settings, once a process."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import structlog
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, func, inspect
from sqlmodel import col

from core.ai.fallback import Fallback
from core.ai.guarded import Guarded
from core.ai.metered import Entry, Metered
from core.ai.model import Model
from core.ai.offline import Offline
from core.ai.remembered import Remembered
from core.backends import find_cache, find_channel, find_media, find_model, make_engine
from core.keys import Key
from core.ports import Cache, Channel, MediaStore
from core.rows import install_guard
from core.settings import BadSettings, Settings
from core.tables import AiUsage, User
from core.workspace import Workspace

ROOT = Path(__file__).parents[1]


class Runtime:
    """Everything that lives as long as the process: the engine, the cache, the media store, the clock."""

    def __init__(self, settings: Settings, *, clock: Callable[[], datetime] | None = None) -> None:
        self.settings = settings
        self.engine = make_engine(settings.database_url)
        self.cache: Cache = find_cache(settings.cache_url)
        self.media: MediaStore = find_media(settings.media_url)
        self.public_url = settings.public_url
        self._clock = clock or (lambda: datetime.now(UTC))
        migrate(self.engine)
        install_guard(self.engine)

    def clock(self) -> datetime:
        return self._clock()

    @contextmanager
    def workspace(self, key: Key) -> Iterator[Workspace]:
        """Open one business. Only a key opens it, and only ``core.accounts`` cuts keys."""
        ws = Workspace(self, key)
        try:
            yield ws
        finally:
            ws.close()

    def channel(self, ws: Workspace, name: str) -> Channel:
        made: Channel = find_channel(name)(ws, name)
        return made

    def model(self, ws: Workspace) -> Model:
        """The writer of a business: the model where there is a key, and always its understudy behind it."""
        offline = Offline()
        secret = self.settings.openai_api_key
        if secret is None or not secret.get_secret_value():
            return Guarded(Metered(offline, Ledger(ws), lambda: 1), lambda: ws.is_writing)
        settings = self.settings
        vendor = find_model()(
            base_url=settings.openai_base_url,
            api_key=secret.get_secret_value(),
            models={"quick": settings.ai_model, "quality": settings.ai_model},
        )
        metered = Metered(vendor, Ledger(ws), lambda: tokens_left(ws))
        remembered = Remembered(metered, ws.cache, f"{settings.openai_base_url} {settings.ai_model}")
        return Guarded(Fallback(remembered, offline), lambda: ws.is_writing)


class Ledger:
    """Writes the AI bill in a transaction of its own: tokens are spent even when the work rolls back."""

    def __init__(self, ws: Workspace) -> None:
        self._ws = ws

    def record(self, entry: Entry) -> None:
        ws, attempt, now = self._ws, entry.attempt, self._ws.now
        with ws.aside() as own, own.writing() as rows:
            rows.add(
                AiUsage(
                    business_id=ws.key.business_id,
                    month=f"{now:%Y-%m}",
                    user_id=ws.key.user_id,
                    engine=entry.engine,
                    model=attempt.model,
                    prompt_id=entry.prompt_id,
                    prompt_version=str(entry.prompt_version),
                    prompt_hash=entry.prompt_hash,
                    tokens_in=attempt.usage.tokens_in,
                    tokens_out=attempt.usage.tokens_out,
                    estimated=attempt.usage.estimated,
                    cost=attempt.cost,
                    latency_ms=attempt.latency_ms,
                    outcome=attempt.outcome,
                    created_at=now,
                )
            )


def tokens_left(ws: Workspace) -> int:
    """How many of this month's tokens the business may still spend."""
    month = f"{ws.now:%Y-%m}"
    with ws.aside() as own:  # its own snapshot may be older than the answers that were billed aside
        spent = own.rows.columns(
            func.coalesce(func.sum(col(AiUsage.tokens_in) + col(AiUsage.tokens_out)), 0),
            where=[col(AiUsage.month) == month],
        )[0][0]
        return own.profile.monthly_tokens - int(spent)


def migrate(engine: Engine) -> None:
    """Bring the database to the newest revision, or refuse and leave it untouched.

    Raises:
        BadSettings: the database is not this product's, or a newer release made it.
    """
    scripts = ScriptDirectory(str(ROOT / "migrations"))
    with engine.connect() as connection:
        at = MigrationContext.configure(connection).get_current_revision()
        foreign = at is None and inspect(connection).has_table(User.__tablename__)
    if foreign:
        raise BadSettings("DATABASE_URL points at a database that this product did not make. Choose an empty one.")
    if at is not None and at not in {script.revision for script in scripts.walk_revisions()}:
        raise BadSettings(
            f"The database was made by a newer release (revision {at}). Install that release, or restore a backup."
        )
    if at != scripts.get_current_head():
        config = Config()
        config.set_main_option("script_location", str(ROOT / "migrations"))
        config.attributes["engine"] = engine
        command.upgrade(config, "head")


def set_up_logs(level: str) -> None:
    """Log as JSON, one event a line."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso"),
            structlog.processors.dict_tracebacks,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
    )
