"""Databases that last for the whole run: every test has a business of its own in them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from core.adapters.files import LocalMedia
from core.adapters.memory import MemoryCache
from core.vocab import Capability
from tests.conftest import MovableClock, database
from tests.core.shops import FakeChannel, Shop


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def lasting_engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    """One database of each kind, for tests that keep to their own business."""
    with database(request.param, request) as made:
        yield made


@pytest.fixture
def shop(lasting_engine: Engine, clock: MovableClock, tmp_path: Path) -> Shop:
    """A bakery of this test's own, whose channels are one fake."""
    media = LocalMedia(f"file://{tmp_path}/media")
    made = Shop(lasting_engine, MemoryCache(), media, clock, FakeChannel(Capability.LOOKUP))
    made.found()
    return made
