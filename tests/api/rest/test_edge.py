from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from api.edge import MEGABYTE, MOST, MOST_MEDIA


def test_every_request_has_a_name_its_own_where_it_looks_like_one(client: TestClient) -> None:
    assert client.get("/auth/me", headers={"X-Request-Id": "job-17.step_2"}).headers["x-request-id"] == "job-17.step_2"
    named = {
        client.get("/auth/me", headers={"X-Request-Id": name}).headers["x-request-id"] for name in ("x", "a b c d e f")
    }
    assert {len(name) for name in named} == {32}
    answer = client.get("/auth/me")
    assert answer.json()["request_id"] == answer.headers["x-request-id"]
    assert (answer.headers["cache-control"], answer.headers["x-content-type-options"]) == ("no-store", "nosniff")


def chunks(size: int) -> Iterator[bytes]:
    for _ in range(size // 65536):
        yield b" " * 65536


@pytest.mark.parametrize("length", ["told", "streamed", "lied"])
def test_a_body_of_twenty_megabytes_is_refused_before_it_is_worked_on(client: TestClient, length: str) -> None:
    size = 20 * MEGABYTE
    headers = {"Content-Type": "application/json"} | ({"Content-Length": str(size)} if length == "told" else {})
    if length == "lied":
        headers["Content-Length"] = "9" * 5000
    body = b" " * size if length == "told" else chunks(size)
    answer = client.post("/auth/login", content=body, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (413, "application/problem+json")
    assert "1 MB" in answer.json()["detail"]
    assert answer.headers["x-request-id"]


def test_the_largest_body_that_is_taken_and_the_first_that_is_not(client: TestClient) -> None:
    json = {"Content-Type": "application/json"}
    assert client.post("/auth/login", content=b" " * MOST, headers=json).status_code == 400
    assert client.post("/auth/login", content=b" " * (MOST + 1), headers=json).status_code == 413
    media = {"Content-Type": "image/png"}
    assert client.post("/auth/login", content=b" " * (MOST + 1), headers=media).status_code == 422
    assert (
        client.post("/auth/login", content=b"", headers={**media, "Content-Length": str(MOST_MEDIA + 1)}).status_code
        == 413
    )
