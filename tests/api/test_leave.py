"""Leaving by a link: looking changes nothing, one click is enough, and a link opens for one person alone."""

import pytest
from starlette.testclient import TestClient

from core import audience
from core.audience import NewContact
from core.keys import Key
from core.tables import Business, Contact
from core.wiring import Runtime


@pytest.fixture
def link(runtime: Runtime, key: Key) -> str:
    with runtime.workspace(key) as ws:
        with ws.writing() as rows:
            rows.one(Business).name = "Rye <b>& Co"
        told = NewContact(channel="email", handle="ann@example.org", consent_source="till")
        return f"/leave/{key.business_id}/{audience.leave_token(ws, audience.add_contact(ws, told).id)}"


def is_written_to(runtime: Runtime, key: Key) -> bool:
    with runtime.workspace(key) as ws:
        return ws.rows.one(Contact).suppressed_at is None


def test_looking_asks_and_changes_nothing(client: TestClient, runtime: Runtime, key: Key, link: str) -> None:
    seen = client.get(link)
    assert seen.status_code == 200
    assert "ann@example.org" in seen.text
    assert "Rye &lt;b&gt;&amp; Co" in seen.text
    assert "<form" in seen.text
    assert seen.headers["referrer-policy"] == "no-referrer"
    assert is_written_to(runtime, key)


def test_one_click_is_enough_and_twice_is_once(client: TestClient, runtime: Runtime, key: Key, link: str) -> None:
    for _ in range(2):
        assert "unsubscribed" in client.post(link, content="List-Unsubscribe=One-Click").text
    assert not is_written_to(runtime, key)
    assert "<form" not in client.get(link).text


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_link_that_is_not_whole_says_what_to_do(
    client: TestClient, runtime: Runtime, key: Key, link: str, method: str
) -> None:
    said = client.request(method, link[:-12])
    assert said.status_code == 404
    assert "reply with" in said.text
    assert is_written_to(runtime, key)


def test_no_other_business_opens_it(client: TestClient, link: str, key: Key) -> None:
    stranger = link.replace(str(key.business_id), "00000000-0000-4000-8000-000000000000")
    assert client.get(stranger).status_code == 404
