from fastapi import APIRouter, FastAPI
from starlette.testclient import TestClient

from api import problems
from api.edge import Edge
from core.errors import Refusal, TooOften


def subclasses(one: type) -> set[type]:
    return {one} | {found for kind in one.__subclasses__() for found in subclasses(kind)}


def test_every_refusal_has_a_status() -> None:
    assert subclasses(Refusal) - {Refusal} == set(problems.STATUS)


def test_each_is_told_with_its_field_and_what_to_do_and_a_bug_tells_nothing() -> None:
    app, routes = FastAPI(), APIRouter()

    @routes.get("/{name}")
    def fail(name: str) -> None:
        from datetime import timedelta

        from core import errors

        kind = getattr(errors, name, None)
        if kind is None:
            raise RuntimeError("the secret is hunter2")
        more = {"wait": timedelta(seconds=61.5)} if kind is TooOften else {}
        raise kind("Do this instead.", field="ends_on", **more)

    app.include_router(routes)
    problems.told(app)
    app.add_middleware(Edge)
    client = TestClient(app)
    for kind, status in problems.STATUS.items():
        answer = client.get(f"/{kind.__name__}")
        told = answer.json()
        assert answer.headers["content-type"] == problems.TYPE
        assert (answer.status_code, told["status"], told["detail"], told["field"]) == (
            status,
            status,
            "Do this instead.",
            "end_date",
        )
        assert answer.headers.get("www-authenticate") == ("Bearer" if status == 401 else None)
        assert answer.headers.get("retry-after") == ("62" if kind is TooOften else None)
    broken = client.get("/bug")
    assert (broken.status_code, broken.headers["content-type"]) == (500, problems.TYPE)
    assert "hunter2" not in broken.text
    assert broken.json()["request_id"] == broken.headers["x-request-id"]


def test_a_wrong_body_names_every_field_and_repeats_nothing(client: TestClient) -> None:
    answer = client.post("/auth/register", json={"email": "x" * 300, "password": ["hunter2"], "namé": "hunter2"})
    told = answer.json()
    assert (answer.status_code, answer.headers["content-type"]) == (422, problems.TYPE)
    assert {one["field"]: one["detail"] for one in told["errors"]} == {
        "email": "This is too long: 254 characters are the most.",
        "password": "Send text here.",
        "name": "This is needed. Add it.",
    }
    assert (told["field"], "hunter2" in answer.text, "xxx" in answer.text) == ("email", False, False)


def test_what_cannot_be_read_at_all_says_so(client: TestClient) -> None:
    wrong = {
        b"{": (400, "body", "no valid JSON"),
        b"[]": (422, "body", "JSON object"),
        b'"\xff"': (400, "body", "no valid JSON"),
        b'{"email": "a\\u0000b", "password": "x", "name": "x"}': (422, "body", "control characters"),
        b'{"email": "\\ud800", "password": "x", "name": "x"}': (422, "email", "UTF-8"),
        b'{"email": NaN, "password": "x", "name": "x"}': (422, "email", "text"),
        b"[" * 100_000: (400, "body", "no valid JSON"),
    }
    for body, (status, field, words) in wrong.items():
        answer = client.post("/auth/register", content=body, headers={"Content-Type": "application/json"})
        assert (answer.status_code, answer.json()["field"]) == (status, field), body[:40]
        assert words in answer.json()["detail"]
    assert client.post("/auth/register", content=b"a=b").status_code == 422
    gone, not_that_way = client.get("/nowhere"), client.put("/auth/me")
    assert (gone.status_code, gone.json()["title"]) == (404, "Not Found")
    assert (not_that_way.status_code, not_that_way.headers["allow"]) == (405, "GET")
