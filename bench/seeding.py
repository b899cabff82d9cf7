"""How long the demo's templates take to seed and a visitor's sandbox to copy, beside the same rows written bare."""

import gc
import tempfile
import time
from pathlib import Path

import sqlalchemy as sa

from core import system
from core.backends import make_engine
from core.seed import open_sandbox, refresh_templates
from core.settings import Settings
from core.tables import METADATA
from core.wiring import Runtime
from ui.opening import RARELY


def rows_of(runtime: Runtime) -> dict[sa.Table, list[dict[str, object]]]:
    with system.reading(runtime.engine) as connection:
        return {
            table: [dict(row) for row in connection.execute(sa.select(table)).mappings()]
            for table in METADATA.sorted_tables
        }


def bare(rows: dict[sa.Table, list[dict[str, object]]], folder: Path) -> float:
    """Write the very same rows into an empty database with plain inserts."""
    engine = make_engine(f"sqlite:///{folder}/bare.db")
    METADATA.create_all(engine)
    began = time.perf_counter()
    with engine.execution_options(write=True).begin() as connection:
        for table, some in rows.items():
            if some:
                connection.execute(sa.insert(table), some)
    took = time.perf_counter() - began
    engine.dispose()
    return took


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = Settings(database_url=f"sqlite:///{folder}/demo.db", media_url=f"file://{folder}/media")
        runtime = Runtime(settings)
        gc.collect()
        gc.freeze()
        gc.set_threshold(*RARELY)  # as the product does once its rooms are imported; see ui/opening.py
        began = time.perf_counter()
        refresh_templates(runtime)
        seeding = time.perf_counter() - began
        rows = rows_of(runtime)
        floor = bare(rows, folder)
        count = sum(len(some) for some in rows.values())
        print(f"seeding   {seeding:6.2f} s for {count} rows; bare inserts {floor:.2f} s; ratio {seeding / floor:.1f}")
        takes = []
        for _ in range(5):
            began = time.perf_counter()
            open_sandbox(runtime)
            takes.append(time.perf_counter() - began)
        median = sorted(takes)[2]
        print(f"sandbox   {median:6.2f} s, the median of five; ratio to the bare inserts {median / floor:.1f}")
        runtime.engine.dispose()


if __name__ == "__main__":
    main()
