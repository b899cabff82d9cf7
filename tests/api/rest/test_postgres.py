"""The same API over PostgreSQL: what SQLite lets pass, such as ids and moments as text, would show here."""

from datetime import timedelta
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from api import doors, main
from core.settings import Settings
from core.wiring import Runtime
from tests.conftest import MovableClock, bare_database

ALI = {"email": "ali@example.com", "password": "a long enough one", "name": "Ali"}
BUSINESS = {
    "business_name": "Rye & Shine",
    "industry": "bakery",
    "brand_voice": "Plain",
    "offers": [{"name": "Loaf"}],
    "audience": [{"platform": "linkedin", "people": 600}],
}
PLAN = {
    "name": "Spring",
    "goal": "Orders",
    "start_date": "2026-03-03",
    "end_date": "2026-03-16",
    "accept": True,
    "cadence": [{"platform": "linkedin", "per_week": 2}],
}


def test_it_says_the_same_over_postgresql(
    request: pytest.FixtureRequest, clock: MovableClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with bare_database("postgresql", request) as made, TestClient(main.app) as client:
        url = made.url.render_as_string(hide_password=False)
        settings = Settings(
            _env_file=None,  # type: ignore[call-arg]
            database_url=url,
            media_url=f"file://{tmp_path}",
            secret_key="s" * 32,  # type: ignore[arg-type]
        )
        runtime = Runtime(settings, clock=clock)
        monkeypatch.setattr(doors, "product", lambda: runtime)
        first = client.post("/auth/register", json=ALI).json()
        both = [client.post("/auth/refresh", json={"refresh_token": first["refresh_token"]}).json() for _ in range(2)]
        assert both[0]["refresh_token"] == both[1]["refresh_token"]
        client.headers["Authorization"] = f"Bearer {both[0]['access_token']}"
        business = client.post("/business/", json=BUSINESS, headers={"Idempotency-Key": "one"}).json()["id"]
        campaign = client.post("/ai/strategy/generate-calendar", json=PLAN).json()["campaign_id"]
        items = client.get(f"/calendar/{campaign}").json()["items"]
        pages = [client.get("/content", params={"limit": 2}).json()]
        while pages[-1]["next_cursor"]:
            pages.append(client.get("/content", params={"limit": 2, "cursor": pages[-1]["next_cursor"]}).json())
        listed = {one["id"]: one for page in pages for one in page["items"]}
        assert {one["id"] for one in items} == set(listed)
        assert items == sorted(items, key=lambda one: one["at"])
        assert {one["at"][:19] for one in items} == {one["planned_at"][:19] for one in listed.values()}
        written = {"platform": "linkedin", "sender_name": "Bo", "message_text": "Do you rent bicycles?"}
        message = client.post("/messages/simulate", json=written).json()["id"]
        assert client.post(f"/messages/{message}/mark-replied").json()["status"] == "replied"
        assert client.post("/messages/simulate", json={**written, "message_text": "a\0b"}).status_code == 422
        assert client.delete(f"/campaign/{campaign}").status_code == 204
        assert client.delete(f"/business/{business}").status_code == 204
        clock.now += timedelta(minutes=1)
        assert client.post("/auth/refresh", json={"refresh_token": first["refresh_token"]}).status_code == 401
        assert client.get("/auth/me").status_code == 401
        runtime.engine.dispose()
