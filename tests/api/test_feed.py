"""The feed's address: iCalendar for whoever holds it, 304 while nothing changes, 404 once it is closed."""

from urllib.parse import urlsplit

import pytest
from starlette.testclient import TestClient

from core import content, publishing
from core.content import NewPost
from core.keys import Key
from core.vocab import PostType
from core.wiring import Runtime


@pytest.fixture
def address(runtime: Runtime, key: Key) -> str:
    with runtime.workspace(key) as ws:
        return urlsplit(publishing.open_feed(ws).url).path.removeprefix("/api")


def test_a_calendar_asks_again_and_is_told_only_what_changed(
    client: TestClient, runtime: Runtime, key: Key, address: str
) -> None:
    first = client.get(address)
    assert first.status_code == 200
    assert first.headers["content-type"] == "text/calendar; charset=utf-8"
    assert first.headers["cache-control"].startswith("private")
    assert client.head(address).headers["etag"] == first.headers["etag"]

    again = client.get(address, headers={"If-None-Match": f"W/{first.headers['etag']}"})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])

    with runtime.workspace(key) as ws:
        new = NewPost(channel="linkedin", type=PostType.TEXT, title="Open day", caption="Come and see us.")
        publishing.publish_now(ws, content.create_post(ws, new).id)
    changed = client.get(address, headers={"If-None-Match": first.headers["etag"]})
    assert changed.status_code == 200
    assert "SUMMARY:LinkedIn: Open day\r\n" in changed.text
    assert "Come and see us" not in changed.text


def test_a_link_that_is_closed_or_another_s_is_refused_in_words(
    client: TestClient, runtime: Runtime, key: Key, address: str
) -> None:
    stranger = address.replace(str(key.business_id), "00000000-0000-4000-8000-000000000000")
    assert client.get(stranger).status_code == 404
    with runtime.workspace(key) as ws:
        publishing.close_feed(ws)
    closed = client.get(address)
    assert (closed.status_code, closed.headers["cache-control"]) == (404, "no-store")
    assert "doesn't work any more" in closed.text
    assert client.post(address).status_code == 405
