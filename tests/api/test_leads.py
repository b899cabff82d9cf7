"""The door for leads: new, told before, refused; and how the answers say so."""

import pytest
from starlette.testclient import TestClient

from core import analytics
from core.connections.signing import secret_bytes, signature
from core.keys import Key
from core.wiring import Runtime
from tests.conftest import NOW


@pytest.fixture
def headers(runtime: Runtime, key: Key):  # noqa: ANN201
    with runtime.workspace(key) as ws:
        secret = secret_bytes(analytics.open_lead_door(ws).get_secret_value())

    def of(body: bytes) -> dict[str, str]:
        stamp = str(int(NOW.timestamp()))
        return {
            "webhook-id": "evt_1",
            "webhook-timestamp": stamp,
            "webhook-signature": signature(secret, "evt_1", stamp, body),
        }

    return of


def test_a_lead_is_taken_once(client: TestClient, key: Key, headers) -> None:
    door, body = f"/leads/{key.business_id}", b'{"utm_campaign": "unknown"}'
    first = client.post(door, content=body, headers=headers(body))
    assert (first.status_code, first.json()) == (201, {"ref": "evt_1", "post_id": None, "campaign_id": None})
    assert client.post(door, content=body, headers=headers(body)).status_code == 200


def test_refusals_are_told_in_words(client: TestClient, key: Key, headers) -> None:
    door = f"/leads/{key.business_id}"
    stranger = client.post(door, content=b"{}")
    assert (stranger.status_code, stranger.headers["content-type"]) == (401, "application/problem+json")
    elsewhere = "/leads/00000000-0000-4000-8000-000000000000"
    assert client.post(elsewhere, content=b"{}", headers=headers(b"{}")).json() == stranger.json()
    wrong = client.post(door, content=b"[]", headers=headers(b"[]"))
    assert (wrong.status_code, wrong.json()["field"]) == (422, "body")
    large = b'{"url": "' + b"x" * 70_000 + b'"}'
    assert client.post(door, content=large, headers=headers(large)).status_code == 413
