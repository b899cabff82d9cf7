"""A bakery with, or about to have, an AI endpoint of its own."""

from collections.abc import Iterator

import pytest

from tests.fake_ai import FakeAI, serving


@pytest.fixture
def fake() -> Iterator[FakeAI]:
    """An AI endpoint on this machine."""
    with serving() as made:
        yield made
