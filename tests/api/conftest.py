"""The API over the product of the test."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api import main
from api.routes import clicked, feed, inbound, leads, leave, mail_reports
from core.wiring import Runtime


@pytest.fixture
def client(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    for route in (clicked, feed, inbound, leads, leave, mail_reports):
        monkeypatch.setattr(route, "product", lambda: runtime)
    with TestClient(main.app) as made:
        yield made
