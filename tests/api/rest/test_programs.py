"""Answers that are remembered, requests that are counted, examples that fit, and programs that are told."""

import json
from datetime import timedelta

import pytest
from jsonschema import Draft202012Validator
from referencing import Registry
from referencing.jsonschema import DRAFT202012
from starlette.testclient import TestClient

from api import main
from core import accounts, content
from core.keys import Key
from core.vocab import PostType, Scope
from core.wiring import Runtime
from core.workspace import Workspace

NEW = content.NewPost(channel="linkedin", type=PostType.TEXT, title="Rolls", caption="Fresh rolls.")


def test_a_remembered_answer_is_never_one_that_is_not_true_any_more(
    client: TestClient, runtime: Runtime, ws: Workspace, key: Key, ana, crew, clock
) -> None:
    made = [0]

    def counted() -> int | None:
        made[0] += 1
        return commits()

    commits, runtime.commits = runtime.commits, counted
    post = content.create_post(ws, NEW)
    first = client.get("/content", headers=ana)
    known = {**ana, "If-None-Match": first.headers["etag"]}
    again = client.get("/content", headers=known)
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert client.get("/content", headers=ana).content == first.content
    assert first.headers["cache-control"] == "private, no-cache"
    assert client.get("/content?limit=1", headers=known).status_code == 304
    assert client.get("/content", headers={"If-None-Match": first.headers["etag"]}).status_code == 401
    assert client.get("/content", headers={**crew["other"], "If-None-Match": "*"}).status_code == 304
    assert client.get("/content", headers=crew["other"]).json()["items"] == []
    content.revise_post(ws, post.id, content.PostEdit(title="Buns"))
    assert client.get("/content", headers=known).json()["items"][0]["title"] == "Buns"
    viewer = client.get("/content", headers=crew["viewer"])
    members = {one.name: one.user_id for one in accounts.list_members(runtime, key)}
    accounts.remove_member(runtime, key, members["viewer"])
    assert (viewer.status_code, client.get("/content", headers=crew["viewer"]).status_code) == (200, 404)
    assert client.get("/content", headers=ana).status_code == 200
    clock.now += timedelta(minutes=16)
    assert client.get("/content", headers=ana).status_code == 401
    assert made[0] > 8
    runtime.commits = lambda: None  # as over PostgreSQL
    clock.now -= timedelta(minutes=16)
    etag = client.get("/content", headers=ana).headers["etag"]
    assert client.get("/content", headers={**ana, "If-None-Match": etag}).status_code == 304


def test_more_requests_than_a_minute_has_are_told_when_to_come_back(
    client: TestClient, runtime: Runtime, key: Key, ana
) -> None:
    runtime.settings = runtime.settings.model_copy(update={"api_per_minute": 3})
    answers = [client.get("/campaign", headers=ana) for _ in range(4)]
    assert [one.status_code for one in answers] == [200, 200, 200, 429]
    assert [one.headers["ratelimit"].split(";")[1] for one in answers] == ["r=2", "r=1", "r=0", "r=0"]
    assert answers[0].headers["ratelimit-policy"] == '"minute";q=3;w=60'
    assert 0 < int(answers[3].headers["retry-after"]) <= 60
    assert answers[3].headers["content-type"] == "application/problem+json"
    _, token = accounts.make_token(runtime, key, name="t", scopes=[Scope.CAMPAIGNS_READ])
    assert client.get("/campaign", headers={"Authorization": f"Bearer {token}"}).status_code == 200
    assert client.get("/auth/me", headers=ana).status_code == 429


def test_every_body_has_an_example_that_fits_its_own_description() -> None:
    whole = main.app.openapi()
    registry = Registry().with_resource("urn:api", DRAFT202012.create_resource(whole))
    seen, wrong = 0, []
    for path, operations in whole["paths"].items():
        for verb, told in operations.items():
            bodies = [told.get("requestBody", {}), *(a for c, a in told["responses"].items() if c.startswith("2"))]
            for body in (
                one["content"]["application/json"] for one in bodies if "application/json" in one.get("content", {})
            ):
                shape = json.loads(json.dumps(body["schema"]).replace("#/components", "urn:api#/components"))
                checker = Draft202012Validator(shape, registry=registry)
                if "example" not in body and body["schema"] and "security" in told:
                    wrong.append((verb, path, "no example"))
                wrong += [
                    (verb, path, one.message)
                    for one in checker.iter_errors(body.get("example", {}))
                    if "example" in body
                ]
                seen += 1
    assert wrong == []
    assert seen > 60


def test_a_program_chooses_to_be_told_and_reads_what_it_was_told(
    client: TestClient, runtime: Runtime, key: Key
) -> None:
    _, token = accounts.make_token(runtime, key, name="t", scopes=[Scope.WEBHOOKS, Scope.INBOX_WRITE])
    client.headers["Authorization"] = f"Bearer {token}"
    new = {"url": "https://hooks.example.com/in", "events": ["message.received"], "note": "the CRM"}
    made = client.post("/webhooks", json=new, headers={"Idempotency-Key": "one"})
    assert made.status_code == 201, made.text
    again = client.post("/webhooks", json=new, headers={"Idempotency-Key": "one"}).json()
    assert (again["id"], again["secret"], made.json()["secret"][:6]) == (made.json()["id"], None, "whsec_")
    near = client.post("/webhooks", json={**new, "url": "https://169.254.169.254/"})
    assert (near.status_code, near.json()["field"]) == (422, "url")
    unknown = client.post("/webhooks", json={**new, "events": ["everything"]})
    assert (unknown.status_code, "message.received" in unknown.text) == (422, True)
    written = {"platform": "linkedin", "sender_name": "Bo", "message_text": "Do you rent bicycles?"}
    message = client.post("/messages/simulate", json=written).json()["id"]
    place = f"/webhooks/{made.json()['id']}"
    assert client.post(f"{place}/ping").status_code == 202
    first = client.get(f"{place}/deliveries", params={"limit": 1}).json()
    second = client.get(f"{place}/deliveries", params={"limit": 1, "cursor": first["next_cursor"]}).json()
    told = {one["event"]: one["body"] for one in (*first["items"], *second["items"])}
    assert told["message.received"]["data"]["message_id"] == message
    assert client.put(place, json={"is_on": False}).json()["is_on"] is False
    assert {one["status"] for one in client.get(f"{place}/deliveries").json()["items"]} == {"failed"}


@pytest.mark.parametrize("path", ["/import/posts", "/import/contacts"])
def test_a_file_that_says_nothing_is_refused_and_one_that_does_is_taken_once(
    client: TestClient, ana, key: Key, path: str
) -> None:
    refused = client.post(path, headers=ana, files={"file": ("x.csv", b"a,b\n1,2\n")})
    assert (refused.status_code, bool(refused.json()["field"])) == (422, True), refused.text
    nameless = client.post(path, headers=ana, files={"file": ("a\x07b.csv", b"a,b\n1,2\n")})
    assert nameless.status_code == 422
    taken = "date,caption,views\n2026-02-01,Rolls,10\n" if path.endswith("posts") else "email\nbo@example.com\n"
    first, second = (client.post(path, headers=ana, files={"file": ("x.csv", taken.encode())}) for _ in range(2))
    assert first.status_code in {200, 201}, first.text
    assert (second.status_code, second.json().get("added", 0)) == (409 if path.endswith("posts") else 200, 0)
