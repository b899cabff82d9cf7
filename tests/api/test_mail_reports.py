"""The door for mail that comes back: taken, refused, and how the answers say so."""

import json

from starlette.testclient import TestClient

from core import audience
from core.audience import NewContact
from core.connections.signing import secret_bytes, signature
from core.keys import Key
from core.wiring import Runtime
from tests.conftest import NOW


def test_reports_are_taken_once_and_strangers_are_not_heard(client: TestClient, runtime: Runtime, key: Key) -> None:
    with runtime.workspace(key) as ws:
        audience.add_contact(ws, NewContact(channel="email", handle="ann@example.org", consent_source="till"))
        secret = secret_bytes(audience.open_reports_door(ws).get_secret_value())
    stamp, door = str(int(NOW.timestamp())), f"/mail-reports/{key.business_id}"

    def tell(body: bytes, to: str = door):  # noqa: ANN202
        sign = signature(secret, "e", stamp, body)
        signed = {"webhook-id": "e", "webhook-timestamp": stamp, "webhook-signature": sign}
        return client.post(to, content=body, headers=signed)

    body = json.dumps({"events": [{"type": "bounce", "email": "ann@example.org", "reason": "550 5.1.1"}]}).encode()
    assert (tell(body).json(), tell(body).json()) == ({"refuse mail": 1}, {"known": 1})
    stranger = client.post(door, content=body)
    assert (stranger.status_code, stranger.headers["content-type"]) == (401, "application/problem+json")
    elsewhere = "/mail-reports/00000000-0000-4000-8000-000000000000"
    assert tell(body, elsewhere).json() == stranger.json()
    assert (tell(b"[]").status_code, tell(b"[]").json()["field"]) == (422, "body")
    assert tell(b" " * 600_000).status_code == 413
