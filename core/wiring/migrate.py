"""The database, brought up to date before anything else."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect

from core.settings import BadSettings
from core.tables import User

ROOT = Path(__file__).parents[2]


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
