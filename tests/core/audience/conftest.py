"""A bakery with people to write to."""

from collections.abc import Callable

import pytest

from core import audience
from core.audience import NewContact
from core.tables import Contact
from tests.core.shops import Shop


@pytest.fixture
def person(shop: Shop) -> Callable[..., Contact]:
    """Keep somebody: ``person("ann@example.org", consent_source="till")``."""

    def kept(handle: str = "ann@example.org", channel: str = "email", **changes: object) -> Contact:
        with shop.opened() as ws:
            told = {"name": "Ann", "consent_source": "sign-up form"} | changes
            return audience.add_contact(ws, NewContact(channel=channel, handle=handle, **told))  # type: ignore[arg-type]

    return kept
