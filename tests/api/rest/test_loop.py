"""The whole loop through the API alone: account, business, plan, content, calendar, numbers, messages."""

from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from core import jobs
from core.keys import Key
from core.wiring import Runtime

BUSINESS = {
    "business_name": "Ali's Fitness Studio",
    "industry": "fitness",
    "time_zone": "Europe/Lisbon",
    "country": "PT",
    "brand_voice": "Professional but motivational",
    "primary_goals": ["Lead generation"],
    "target_audience": [{"segment_name": "Young professionals", "age_range": "22-35", "interests": ["gym"]}],
    "brand_assets": {"brand_colors": ["#000000", "#FF5733"]},
    "offers": [{"name": "Trial month", "price": "€29"}],
    "audience": [{"platform": "linkedin", "people": 900}, {"platform": "instagram", "people": 2400}],
}
PLAN = {
    "name": "March drive",
    "goal": "More sign-ups",
    "start_date": "2026-03-03",
    "end_date": "2026-03-16",
    "cadence": [{"platform": "linkedin", "per_week": 2}],
    "leads_target": 20,
}


def test_from_an_account_to_what_came_of_it(client: TestClient, runtime: Runtime, clock) -> None:
    new = {"email": "ali@example.com", "password": "a long enough one", "name": "Ali"}
    token = client.post("/auth/register", json=new).json()["access_token"]
    client.headers["Authorization"] = f"Bearer {token}"

    made = client.post("/business/", json=BUSINESS, headers={"Idempotency-Key": "one"})
    assert made.status_code == 201, made.text
    assert {
        name: made.json()[name] for name in BUSINESS if name not in {"target_audience", "brand_assets", "offers"}
    } == {name: value for name, value in BUSINESS.items() if name not in {"target_audience", "brand_assets", "offers"}}
    business = made.json()["id"]
    assert client.post("/business", json=BUSINESS, headers={"Idempotency-Key": "one"}).json()["id"] == business
    changed = client.put(f"/business/{business}", json={"place": "Lisbon"}).json()
    assert (changed["place"], changed["brand_voice"]) == ("Lisbon", BUSINESS["brand_voice"])
    assert client.get("/business/").json() == [
        {"id": business, "business_name": BUSINESS["business_name"], "role": "admin"}
    ]

    plan = client.post(
        "/ai/strategy/generate-calendar", json={**PLAN, "accept": True}, headers={"Idempotency-Key": "p"}
    )
    assert plan.status_code == 201, plan.text
    assert len(plan.json()["weekly_themes"]) == 2
    again = client.post(
        "/ai/strategy/generate-calendar", json={**PLAN, "accept": True}, headers={"Idempotency-Key": "p"}
    )
    campaign = plan.json()["campaign_id"]
    assert again.json()["campaign_id"] == campaign
    assert [one["id"] for one in client.get("/campaign", params={"business_id": business}).json()["items"]] == [
        campaign
    ]
    assert client.put(f"/campaign/{campaign}", json={"name": "Spring drive"}).json()["name"] == "Spring drive"
    assert (
        client.post("/ai/strategy/suggest-segments").json()["target_audience"][0]["segment_name"]
        == "Young professionals"
    )
    assert client.post("/ai/strategy/suggest-kpis", json=PLAN).json()["kpis"]
    assert client.post("/ai/strategy/optimize", json={"campaign_id": campaign}).json()["reason"]

    drafts = client.get("/content", params={"campaign_id": campaign, "status": "draft"}).json()["items"]
    assert len(drafts) == len(plan.json()["posts"])
    order = {"campaign_id": campaign, "type": "image", "platform": "instagram", "theme": "Morning classes"}
    written = client.post("/content/generate", json=order, headers={"Idempotency-Key": "c"})
    assert written.status_code == 201, written.text
    post = written.json()
    assert client.post("/content/generate", json=order, headers={"Idempotency-Key": "c"}).json()["id"] == post["id"]
    assert post["ai_metadata"]["prompt_used"]
    picture = client.get(post["media"]["image_url"].partition("/api")[2])
    assert (picture.headers["content-type"], picture.content[:2]) == ("image/jpeg", b"\xff\xd8")
    edited = client.put(
        f"/content/{post['id']}", json={"text_content": {"cta": "Join now"}, "seen_at": post["updated_at"]}
    )
    assert edited.json()["text_content"]["cta"] == "Join now"
    clock.now += timedelta(seconds=1)
    assert client.post(f"/content/{post['id']}/optimize").status_code == 200
    stale = client.put(f"/content/{post['id']}", json={"title": "Old", "seen_at": post["updated_at"]})
    assert stale.status_code == 409

    past = client.post(f"/content/{post['id']}/schedule", json={"scheduled_at": "2026-03-01T12:00:00Z"})
    assert (past.status_code, past.json()["field"]) == (422, "scheduled_at")
    due = client.post(f"/content/{post['id']}/schedule", json={"scheduled_at": "2026-03-04T13:00:00+01:00"}).json()
    assert (due["status"], due["scheduled_at"]) == ("scheduled", "2026-03-04T12:00:00Z")
    calendar = client.get(f"/calendar/{campaign}")
    assert calendar.json()["items"][0]["id"] in {post["id"], *(draft["id"] for draft in drafts)}
    assert {row["status"] for row in calendar.json()["items"]} == {"draft", "scheduled"}
    same = client.get(f"/calendar/{campaign}", headers={"If-None-Match": calendar.headers["etag"]})
    assert (same.status_code, same.content, same.headers["etag"]) == (304, b"", calendar.headers["etag"])
    assert client.post(f"/content/{post['id']}/publish").status_code == 202
    assert client.get(f"/calendar/{campaign}", headers={"If-None-Match": calendar.headers["etag"]}).status_code == 200

    clock.now += timedelta(minutes=5)
    assert client.post("/analytics/simulate", json={}).status_code == 200
    assert client.post("/analytics/simulate", json={"days": 1}).status_code == 403
    clock.now += timedelta(hours=8)
    client.headers["Authorization"] = f"Bearer {_login(client)}"
    jobs.simulate(runtime, _key(runtime, business))
    numbers = client.get(f"/analytics/content/{post['id']}").json()
    assert (numbers["status"], numbers["origin"]) == ("published", "simulated")
    assert numbers["metrics"]["views"] == sum(day["metrics"]["views"] for day in numbers["days"]) > 0
    assert client.get(f"/analytics/campaign/{campaign}").json()["views"] == numbers["metrics"]["views"]
    health = client.get(f"/analytics/health-score/{campaign}").json()
    assert health["health_score"] == pytest.approx(sum(one["points"] or 0 for one in health["signals"]))

    asked = {"platform": "instagram", "sender_name": "Customer 1", "message_text": "Do you rent bicycles?"}
    message = client.post("/messages/simulate", json=asked, headers={"Idempotency-Key": "m"}).json()
    assert client.post("/messages/simulate", json=asked, headers={"Idempotency-Key": "m"}).json()["id"] == message["id"]
    assert client.post(f"/messages/{message['id']}/ai-reply").json()["ai_suggested_reply"]
    assert client.post(f"/messages/{message['id']}/mark-replied").json()["status"] == "replied"
    replied = client.get("/messages", params={"business_id": business, "status": "replied"}).json()["items"]
    assert [one["id"] for one in replied] == [message["id"]]

    kept = client.delete(f"/campaign/{campaign}")
    assert (kept.status_code, "Complete it" in kept.json()["detail"]) == (409, True)
    assert client.delete(f"/business/{business}").status_code == 204
    assert client.get(f"/campaign/{campaign}").status_code == 404


def test_a_page_says_where_the_next_begins_and_nonsense_is_named(client: TestClient, ana, key: Key) -> None:
    post = {"type": "text", "platform": "linkedin", "text_content": {"caption": "Rolls."}}
    for n in range(3):
        assert client.post("/content/", json={**post, "title": f"{n}"}, headers=ana).status_code == 201
    seen, cursor = [], None
    while True:
        params = {"limit": 2, **({"cursor": cursor} if cursor else {})}
        found = client.get("/content/", params=params, headers=ana).json()
        seen += [one["title"] for one in found["items"]]
        cursor = found["next_cursor"]
        if cursor is None:
            break
    assert sorted(seen) == ["0", "1", "2"]
    wrong = {"limit": ("201", "200"), "cursor": ("nonsense", "next_cursor"), "status": ("lost", "'draft'")}
    for name, (value, words) in wrong.items():
        answer = client.get("/content", params={name: value}, headers=ana)
        assert (answer.status_code, answer.json()["field"]) == (422, name)
        assert words in answer.json()["detail"]
        assert value not in answer.json()["detail"].replace("200", "")
    bad = client.post("/content/", json={**post, "title": "x", "platform": "fax"}, headers=ana)
    assert (bad.status_code, bad.json()["field"]) == (422, "platform")
    blank = client.post("/campaign", json={**PLAN, "end_date": "2026-03-01"}, headers=ana)
    assert (blank.status_code, blank.json()["field"]) == (422, "end_date")


def test_what_is_no_business_makes_none(client: TestClient, ana) -> None:
    answer = client.post("/business/", json={**BUSINESS, "brand_assets": {"brand_colors": ["red"]}}, headers=ana)
    assert (answer.status_code, answer.json()["field"]) == (422, "brand_assets.brand_colors")
    assert client.get("/business/", headers=ana).json() == []


def _login(client: TestClient) -> str:
    return client.post("/auth/login", json={"email": "ali@example.com", "password": "a long enough one"}).json()[
        "access_token"
    ]


def _key(runtime: Runtime, business: str) -> Key:
    from uuid import UUID

    from core import accounts

    ali = accounts.sign_in(runtime, email="ali@example.com", password="a long enough one")
    return accounts.open_business(runtime, ali, UUID(business))
