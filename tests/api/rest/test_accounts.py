import jwt
from starlette.testclient import TestClient

ANA = {"email": "ana@example.com", "password": "a long enough one"}


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_from_registering_to_leaving(client: TestClient) -> None:
    bo = {"email": "bo@example.com", "password": "another long one"}
    made = client.post("/auth/register", json={**bo, "name": "Bo"}, headers={"User-Agent": "my script"})
    assert made.status_code == 201
    assert made.json()["user"]["email"] == "bo@example.com"
    assert "another long one" not in made.text
    again = client.post("/auth/register", json={**bo, "name": "Bo"})
    assert (again.status_code, again.json()["field"]) == (409, "email")
    mine = client.post("/auth/login", json=bo).json()
    assert (mine["token_type"], mine["expires_in"]) == ("bearer", 900)
    me = client.get("/auth/me", headers=bearer(mine["access_token"])).json()
    assert (me["name"], me["businesses"]) == ("Bo", [])
    seen = client.get("/auth/sessions", headers=bearer(mine["access_token"])).json()
    assert min((one["device"], one["is_this"]) for one in seen) == ("my script", False)
    other = next(one["id"] for one in seen if not one["is_this"])
    assert client.delete(f"/auth/sessions/{other}", headers=bearer(mine["access_token"])).status_code == 204
    assert client.get("/auth/me", headers=bearer(made.json()["access_token"])).status_code == 401
    assert client.delete(f"/auth/sessions/{other}", headers=bearer(mine["access_token"])).status_code == 404
    assert client.delete("/auth/sessions", headers=bearer(mine["access_token"])).status_code == 204
    assert client.post("/auth/logout", headers=bearer(mine["access_token"])).status_code == 204
    assert client.get("/auth/me", headers=bearer(mine["access_token"])).status_code == 401
    assert client.post("/auth/refresh", json={"refresh_token": mine["refresh_token"]}).status_code == 401


def test_a_replayed_refresh_token_ends_the_sign_in(client: TestClient, person, clock) -> None:
    from datetime import timedelta

    first = client.post("/auth/login", json=ANA).json()
    second = client.post("/auth/refresh", json={"refresh_token": first["refresh_token"]}).json()
    assert (
        client.post("/auth/refresh", json={"refresh_token": first["refresh_token"]}).json()["refresh_token"]
        == (second["refresh_token"])
    )
    clock.now += timedelta(minutes=1)
    replayed = client.post("/auth/refresh", json={"refresh_token": first["refresh_token"]})
    assert (replayed.status_code, replayed.json()["field"]) == (401, "refresh_token")
    assert client.post("/auth/refresh", json={"refresh_token": second["refresh_token"]}).status_code == 401
    assert client.get("/auth/me", headers=bearer(second["access_token"])).status_code == 401


def test_nobody_comes_in_with_a_token_that_is_not_ours_or_over(client: TestClient, runtime, person, clock) -> None:
    from datetime import timedelta

    own = client.post("/auth/login", json=ANA).json()["access_token"]
    told = jwt.decode(own, options={"verify_signature": False})
    key = runtime.signing_keys[0]
    wrong = {
        "unsigned": jwt.encode(told, None, algorithm="none"),
        "of others": jwt.encode(told, b"z" * 32, algorithm="HS256"),
        "elsewhere": jwt.encode({**told, "aud": "elsewhere"}, key, algorithm="HS256"),
        "garbage": "a.b.c",
    }
    for name, token in wrong.items():
        answer = client.get("/auth/me", headers=bearer(token))
        assert (answer.status_code, answer.headers["www-authenticate"]) == (401, "Bearer"), name
    assert client.get("/auth/me", headers={"Authorization": f"Basic {own}"}).status_code == 401
    assert client.get("/auth/me", headers=bearer(own)).status_code == 200
    clock.now += timedelta(minutes=16)
    assert client.get("/auth/me", headers=bearer(own)).status_code == 401


def test_guessing_a_password_is_slowed_down_and_says_for_how_long(client: TestClient, person) -> None:
    answers = [client.post("/auth/login", json={**ANA, "password": "wrong"}) for _ in range(11)]
    assert [answer.status_code for answer in answers] == [401] * 10 + [429]
    assert 0 < int(answers[-1].headers["retry-after"]) <= 15 * 60
