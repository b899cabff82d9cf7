"""A marker in every row of one business is looked for where words end up besides screens: logs, files, cache keys."""

import io
import logging
import zipfile
from collections.abc import Iterator
from typing import Any

import pytest
import structlog

from core import accounts, analytics, content, jobs, privacy
from core.adapters.memory import MemoryCache
from core.keys import Key
from core.wiring import Runtime, set_up_logs
from tests.worlds import MARK, fill


class Watched(MemoryCache):
    """Remembers under which keys anything was asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.keys: set[str] = set()

    def get(self, key: str) -> bytes | None:
        self.keys.add(key)
        return super().get(key)

    def set(self, key: str, value: bytes, **more: Any) -> None:
        self.keys.add(key)
        super().set(key, value, **more)


@pytest.fixture
def said(caplog: pytest.LogCaptureFixture) -> Iterator[io.StringIO]:
    """Everything this product and its libraries log, at their most talkative; SQL's values are not among it."""
    before, out = structlog.get_config(), io.StringIO()
    caplog.set_level(logging.DEBUG)
    set_up_logs("debug")
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(out))
    yield out
    structlog.configure(**before)


def test_what_one_business_wrote_is_in_no_log_no_file_of_another_s_and_no_key_of_the_cache(
    runtime: Runtime, key: Key, said: io.StringIO, caplog: pytest.LogCaptureFixture
) -> None:
    watched = runtime.cache = Watched()
    theirs = fill(runtime.engine, runtime.clock())
    with runtime.workspace(accounts.clock_key(theirs)) as ws, ws.writing():
        ws.business.zone = "UTC"  # a marker is no zone
    for job in jobs.JOBS:
        if "template" not in job.name:  # the demo's templates are other businesses, and take seconds to make
            jobs.run_job(runtime, job)
    structlog.get_logger().debug("is anybody there")
    files: list[bytes] = []
    with runtime.workspace(key) as ws:
        files += [analytics.export_posts(ws), analytics.export_ledger(ws), analytics.export_audit(ws)]
        files += list(content.export_pairs(ws))
        archive = zipfile.ZipFile(io.BytesIO(privacy.export_everything(ws)))
        files += [archive.read(name) for name in archive.namelist()]
    assert [one for one in files if MARK.encode() in one or str(theirs).encode() in one] == []
    told = said.getvalue() + caplog.text + "".join(str(vars(record)) for record in caplog.records)
    assert "is anybody there" in told  # it would be heard
    assert [line for line in told.splitlines() if MARK in line] == []
    shelves = {f"business:{one}:" for one in (theirs, key.business_id)}
    assert watched.keys
    assert {one for one in watched.keys if not one.startswith(tuple(shelves))} == set()
    assert [one for one in watched.keys if MARK in one] == []
