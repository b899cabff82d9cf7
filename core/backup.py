"""A copy of the SQLite database while it is in use, and the way back.

    python -m core.backup save FILE
    python -m core.backup restore FILE
    python -m core.backup ask             after a restore by PostgreSQL's own tools

What waits in a backup may have gone out since it was made: after a restore it asks, and nothing of it is sent unasked.
"""

import argparse
import shutil
import sqlite3
import sys
from collections.abc import Callable, Collection
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

from sqlalchemy import make_url, select
from sqlalchemy.exc import DatabaseError
from sqlmodel import col

from core import accounts, messaging, publishing, system
from core.backends import make_engine
from core.settings import BadSettings, Settings, load_settings
from core.tables import Business, Publication
from core.vocab import PublicationStatus
from core.wiring import Runtime

OUT = (PublicationStatus.PUBLISHED, PublicationStatus.UNCONFIRMED, PublicationStatus.PUBLISHING)
ELSEWHERE = "This database is PostgreSQL: back it up with pg_dump. After pg_restore run: python -m core.backup ask"


def main() -> None:
    """Do what the command line says, and tell how it went."""
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("deed", choices=("save", "restore", "ask"))
    told.add_argument("file", nargs="?", type=Path, help="the backup; ask needs none")
    args = told.parse_args()
    if args.deed != "ask" and args.file is None:
        told.error(f"say which file: python -m core.backup {args.deed} FILE")
    try:
        settings = load_settings()
        if args.deed == "save":
            said = save(settings, args.file)
        elif args.deed == "restore":
            said = restore(settings, args.file)
        else:
            said = ask(Runtime(settings), None)
    except BadSettings as wrong:
        sys.exit(str(wrong))
    sys.stdout.write(f"{said}\n")


def save(settings: Settings, to: Path) -> str:
    """Copy the database to a file, whole and as of one moment, while others write to it.

    Raises:
        BadSettings: it is not SQLite, is not there, or ``to`` is.
    """
    source = _file(settings)
    if not source.is_file():
        raise BadSettings(f"There is no database at {source} yet.")
    if to.exists():
        raise BadSettings(f"{to} is there already. Name a new file: a backup never replaces another.")
    to.parent.mkdir(parents=True, exist_ok=True)
    _copied(source, to)
    return f"Saved to {to}. Keep the media folder and secret.key beside it: they are not in the database."


def restore(settings: Settings, source: Path, *, clock: Callable[[], datetime] | None = None) -> str:
    """Put a backup in the database's place; the database as it was is kept beside it.

    Raises:
        BadSettings: it is not SQLite, ``source`` is no backup of this product, or a server still has the database open.
    """
    target = _file(settings)
    if not source.is_file() or (target.exists() and source.samefile(target)):
        raise BadSettings(f"There is no backup at {source}. Name the file that a backup was saved to.")
    target.parent.mkdir(parents=True, exist_ok=True)
    gone = _gone(target)
    fresh = target.with_name(f"{target.name}.restoring")
    fresh.unlink(missing_ok=True)
    try:
        _copied(source, fresh)
        runtime = Runtime(settings.model_copy(update={"database_url": f"sqlite:///{fresh}"}), clock=clock)
        said = ask(runtime, gone)  # before it is in place: no clock ever sees it unasked
        runtime.engine.dispose()
        kept = target.with_name(f"{target.stem}.until-{datetime.now(UTC):%Y%m%d-%H%M%S}{target.suffix}")
        if target.exists():
            shutil.copy2(target, kept)
            said += f" The database as it was is kept as {kept}."
        for log in ("-wal", "-shm"):
            target.with_name(target.name + log).unlink(missing_ok=True)
        fresh.replace(target)
    finally:
        fresh.unlink(missing_ok=True)
    return said


def ask(runtime: Runtime, gone: Collection[UUID] | None) -> str:
    """Ask about everything that may have gone out since a backup was made; ``gone`` as for the posts."""
    real = select(col(Business.id)).where(col(Business.template_of).is_(None), col(Business.sandbox_until).is_(None))
    with system.reading(runtime.engine) as connection:
        everybody = list(connection.execute(real).scalars())
    asks = waits = 0
    for business_id in everybody:
        with runtime.workspace(accounts.clock_key(business_id)) as ws:
            posts, held = publishing.doubt_restored(ws, gone)
            asks, waits = asks + posts + messaging.doubt_restored(ws), waits + held
    return f"Restored. May have gone out since, and ask: {asks}. Still to come, on hold until scheduled again: {waits}."


def _file(settings: Settings) -> Path:
    url = make_url(settings.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise BadSettings(ELSEWHERE)
    return Path(url.database)


def _copied(source: Path, to: Path) -> None:
    part = to.with_name(f"{to.name}.part")
    part.unlink(missing_ok=True)
    try:
        opened = sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)
        with closing(opened) as here, closing(sqlite3.connect(part)) as there:
            here.backup(there)
            said = there.execute("PRAGMA integrity_check").fetchone()[0]
            there.execute("PRAGMA journal_mode=DELETE")  # one file, without a log beside it
        if said != "ok":
            raise BadSettings(f"{source} is damaged: {said}")
        part.replace(to)
    except sqlite3.DatabaseError as broken:
        raise BadSettings(f"{source} can't be read as a database ({broken}). Choose another backup.") from broken
    finally:
        part.unlink(missing_ok=True)


def _gone(target: Path) -> set[UUID] | None:
    """The posts that left the database which is about to be replaced; None where it is not there, or past reading.

    Raises:
        BadSettings: somebody has it open.
    """
    if not target.is_file():
        return None
    try:
        with closing(sqlite3.connect(target, timeout=1)) as alone:
            alone.execute("PRAGMA journal_mode=DELETE")  # which nobody may do while another has it open
        engine = make_engine(f"sqlite:///{target}")
        out = select(col(Publication.post_id)).where(
            col(Publication.status).in_(OUT), col(Publication.post_id).is_not(None)
        )
        with system.reading(engine) as connection:
            found = {post_id for (post_id,) in connection.execute(out) if post_id is not None}
        engine.dispose()
    except sqlite3.OperationalError as busy:
        if "locked" in str(busy):
            raise BadSettings("The server is still running. Stop it, then restore.") from busy
        return None
    except (sqlite3.DatabaseError, DatabaseError):
        return None
    return found


if __name__ == "__main__":
    main()
