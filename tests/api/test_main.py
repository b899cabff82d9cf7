from collections.abc import Iterator
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from api import main
from core import jobs, pulse
from core.wiring import Runtime


@pytest.fixture
def client(runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setattr(main, "product", lambda: runtime)
    with TestClient(main.app) as made:
        yield made


def test_it_lives(client: TestClient) -> None:
    assert client.get("/livez").json() == {"status": "alive"}


def test_it_is_ready_once_the_clock_beats(client: TestClient, runtime: Runtime) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"database": True, "migrations": True, "clock": False}
    jobs.run_job(runtime, jobs.JOBS[0])
    assert client.get("/readyz").status_code == 200


def test_a_clock_that_fell_silent_is_not_ready(client: TestClient, runtime: Runtime, clock) -> None:
    jobs.run_job(runtime, jobs.JOBS[0])
    clock.now += timedelta(minutes=5)
    assert client.get("/readyz").json()["clock"] is False


def test_a_database_that_is_gone_is_told(client: TestClient, runtime: Runtime, monkeypatch: pytest.MonkeyPatch) -> None:
    from sqlalchemy import create_engine

    gone = create_engine("sqlite:////nowhere/at/all.db")
    monkeypatch.setattr(runtime, "engine", gone)
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json() == {"database": False, "migrations": False, "clock": False}
    gone.dispose()


def test_figures_are_prometheus_text(client: TestClient, runtime: Runtime) -> None:
    jobs.run_job(runtime, jobs.JOBS[0])
    client.get("/livez")
    answer = client.get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    assert "center_clock_age_seconds 0.0" in answer.text
    assert 'center_http_requests_total{method="GET",route="/livez",status="200"}' in answer.text
    assert "# TYPE center_publications gauge" in answer.text


def test_an_unknown_address_does_not_make_a_new_series(client: TestClient) -> None:
    client.get("/made/up/1")
    client.get("/made/up/2")
    assert "/made/up" not in client.get("/metrics").text


def test_a_clock_that_never_beat_is_not_a_number(runtime: Runtime) -> None:
    assert pulse.clock_age(runtime) is None
