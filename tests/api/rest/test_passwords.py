"""Passwords and addresses over the API: what a stranger learns is nothing."""

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from core.wiring import Runtime
from tests.core.accounts.test_proofs import link_in, with_mail
from tests.core.adapters.mail_servers import Post, mail_server

OLD, NEW = "a long enough one", "quite another long one"


@pytest.fixture
def post(runtime: Runtime) -> Iterator[Post]:
    made = Post()
    with mail_server(made) as port:
        with_mail(runtime, port)
        yield made


def test_from_forgetting_a_password_to_coming_in_with_a_new_one(client: TestClient, ana, person, runtime, post) -> None:
    told = [client.post("/auth/forgot-password", json={"email": one}) for one in (person.email, "nobody@example.com")]
    assert {(one.status_code, one.content) for one in told} == {(202, b"null")}
    token = link_in(post, runtime)
    weak = client.post("/auth/reset-password", json={"token": token, "password": "password123"})
    assert (weak.status_code, weak.json()["field"]) == (422, "password")
    assert client.post("/auth/reset-password", json={"token": token, "password": NEW}).status_code == 204
    again = client.post("/auth/reset-password", json={"token": token, "password": NEW})
    assert (again.status_code, again.json()["field"]) == (404, "token")
    assert client.get("/auth/me", headers=ana).status_code == 401
    assert client.post("/auth/login", json={"email": person.email, "password": OLD}).status_code == 401
    made = client.post("/auth/login", json={"email": person.email, "password": NEW}).json()
    me = {"Authorization": f"Bearer {made['access_token']}"}
    wrong = client.post("/auth/change-password", json={"old_password": OLD, "password": OLD}, headers=me)
    assert (wrong.status_code, wrong.json()["field"]) == (422, "old_password")
    assert (
        client.post("/auth/change-password", json={"old_password": NEW, "password": OLD}, headers=me).status_code == 204
    )
    assert client.post("/auth/verify-email/send", headers=me).status_code == 202
    token = link_in(post, runtime)
    assert client.post("/auth/verify-email", json={"token": token}).status_code == 401
    assert client.post("/auth/verify-email", json={"token": token}, headers=me).status_code == 204
    assert [secret for secret in (OLD, NEW, token) for one in (weak, wrong, again) if secret in one.text] == []


def test_a_server_without_mail_says_so_to_everybody_alike(client: TestClient, person) -> None:
    told = [client.post("/auth/forgot-password", json={"email": one}) for one in (person.email, "nobody@example.com")]
    assert [one.status_code for one in told] == [503, 503]
    assert "make reset" in told[0].json()["detail"]
