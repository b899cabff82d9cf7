"""A bakery that connects its accounts, and a server to connect to."""

from collections.abc import Iterator

import pytest

from tests.core.adapters.mastodon_server import Instance, instance


@pytest.fixture
def server() -> Iterator[Instance]:
    """A Mastodon server on this machine."""
    with instance() as made:
        yield made
