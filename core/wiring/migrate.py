"""The database, brought up to date before anything else."""

import re
from pathlib import Path

from sqlalchemy import Connection, Engine, column, inspect, select, table
from sqlalchemy.exc import DBAPIError

from core.settings import BadSettings
from core.tables import User

ROOT = Path(__file__).parents[2]
SCRIPTS = ROOT / "migrations"
_REVISION = re.compile(r"^revision = \"(\w+)\"\ndown_revision = (?:\"(\w+)\"|None)$", re.MULTILINE)


def migrate(engine: Engine) -> None:
    """Bring the database to the newest revision, or refuse and leave it untouched.

    Raises:
        BadSettings: the database cannot be opened, is not this product's, or a newer release made it.
    """
    known = revisions()
    try:
        with engine.connect() as connection:
            at = revision_of(connection)
            foreign = at is None and inspect(connection).has_table(User.__tablename__)
    except DBAPIError as why:
        raise BadSettings(_unopened(engine, why)) from why
    if foreign:
        raise BadSettings("DATABASE_URL points at a database that this product did not make. Choose an empty one.")
    if at is not None and at not in known:
        raise BadSettings(
            f"The database was made by a newer release (revision {at}). Install that release, or restore a backup."
        )
    if at != known[-1]:
        _upgrade(engine)


def revision_of(connection: Connection) -> str | None:
    """The revision a database is at; None before the first."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.execute(select(column("version_num")).select_from(table("alembic_version"))).scalar()
    return found


def revisions() -> list[str]:
    """The revisions of this release, as they follow each other, read without Alembic: most starts bring nothing up."""
    files = (SCRIPTS / "versions").glob("[0-9]*.py")
    after = {down: own for file in files for own, down in _REVISION.findall(file.read_text(encoding="utf-8"))}
    found = [after[""]]
    while found[-1] in after:
        found.append(after[found[-1]])
    return found


def _unopened(engine: Engine, why: DBAPIError) -> str:
    """The variable, its value without the password, what the database said, and the remedy."""
    said = str(why.orig).strip().splitlines()[0]
    remedy = {
        "sqlite": "Choose a SQLite file, or a new one, in a folder that this user may write to.",
        "postgresql": "Start that server, or correct the address, the name and the password.",
    }[engine.dialect.name]
    return f"DATABASE_URL='{engine.url.render_as_string()}': the database cannot be opened ({said}). {remedy}"


def _upgrade(engine: Engine) -> None:
    from alembic import command  # noqa: PLC0415 - a fifth of a second that most starts can spare
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["engine"] = engine
    command.upgrade(config, "head")
    if engine.dialect.name == "postgresql":
        engine.dispose()  # a connection from before looked whether row-level security is there
