"""Whether the product is well, for those who operate it: counts over all businesses, never what is in them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError
from sqlmodel import col

from core import system
from core.jobs import CLOCK, LATE
from core.tables import AiUsage, Publication
from core.wiring import Runtime
from core.wiring.migrate import revision_of, revisions


@dataclass(frozen=True)
class Readiness:
    """Each thing that must hold before requests are sent here; the clock counts only where one should run."""

    database: bool
    migrations: bool
    clock: bool

    @property
    def is_ready(self) -> bool:
        return self.database and self.migrations and self.clock


@dataclass(frozen=True)
class Figures:
    """What is counted over all businesses; ``tokens`` by engine, in and out."""

    publications: Mapping[str, int]
    tokens: Mapping[tuple[str, str], int]
    clock_age: timedelta | None


def read_readiness(runtime: Runtime) -> Readiness:
    """Look at the database, its revision and the clock's last beat."""
    try:
        with runtime.engine.connect() as connection:
            at = revision_of(connection)
        age = clock_age(runtime)
    except OperationalError:
        return Readiness(database=False, migrations=False, clock=False)
    beats = age is not None and abs(age) <= LATE
    return Readiness(database=True, migrations=at == revisions()[-1], clock=beats or runtime.settings.clock == "off")


def clock_age(runtime: Runtime) -> timedelta | None:
    """How long ago the clock last beat; None when it never did."""
    beat = system.last_beat(runtime.engine, CLOCK)
    return None if beat is None else runtime.clock() - beat


def read_figures(runtime: Runtime) -> Figures:
    """Count publications by status and tokens by engine."""
    by_status = select(col(Publication.status), func.count()).group_by(col(Publication.status))
    spent = select(col(AiUsage.engine), func.sum(col(AiUsage.tokens_in)), func.sum(col(AiUsage.tokens_out))).group_by(
        col(AiUsage.engine)
    )
    with system.reading(runtime.engine) as connection:
        publications = {str(status): many for status, many in connection.execute(by_status)}
        tokens = {
            (str(engine), way): int(many)
            for engine, *both in connection.execute(spent)
            for way, many in zip(("in", "out"), both, strict=True)
        }
    return Figures(publications, tokens, clock_age(runtime))
