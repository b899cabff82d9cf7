"""A client that was generated from the API's own description works against the API, through a real server."""

import importlib
import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from types import ModuleType

import pytest
import uvicorn

from api import doors, main
from core.keys import Key
from core.wiring import Runtime

CONFIG = "post_hooks: []\npackage_name_override: generated_client\n"


@pytest.fixture
def generated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    described, config = tmp_path / "openapi.json", tmp_path / "config.yml"
    described.write_text(json.dumps(main.app.openapi()))
    config.write_text(CONFIG)
    made = tmp_path / "generated_client"
    command = ["generate", "--path", described, "--config", config, "--output-path", made, "--meta", "none"]
    program = Path(sys.executable).parent / "openapi-python-client"
    done = subprocess.run([program, *command], capture_output=True, text=True, check=True)
    missing = [line for line in f"{done.stdout}{done.stderr}".splitlines() if line.startswith("WARNING")]
    assert {line.split()[3] for line in missing} == {
        "/content/{content_id}/media/{place}", "/business/{business_id}/logo", "/export/everything",
    }, done.stderr  # fmt: skip
    monkeypatch.syspath_prepend(tmp_path)
    return importlib.import_module("generated_client")


@pytest.fixture
def address(runtime: Runtime, key: Key, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(doors, "product", lambda: runtime)
    server = uvicorn.Server(uvicorn.Config(main.app, port=0, log_level="warning"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


def test_a_generated_client_signs_in_writes_and_reads(generated: ModuleType, address: str) -> None:
    def call(place: str) -> ModuleType:
        return importlib.import_module(f"generated_client.api.{place}")

    models = importlib.import_module("generated_client.models")
    asked = models.Credentials(email="ana@example.com", password="a long enough one")
    with ExitStack() as stack:
        nobody = stack.enter_context(generated.Client(address))
        tokens = call("accounts.login_auth_login_post").sync(client=nobody, body=asked)
        client = stack.enter_context(generated.AuthenticatedClient(address, token=tokens.access_token))
        new = models.ContentNew.from_dict(
            {"type": "text", "platform": "linkedin", "title": "Rolls", "text_content": {"caption": "Fresh rolls."}}
        )
        made = call("content.create_content_post").sync(client=client, body=new, idempotency_key="one")
        again = call("content.create_content_post").sync(client=client, body=new, idempotency_key="one")
        assert (made.title, made.status, again.id) == ("Rolls", "draft", made.id)
        listed = call("content.listed_content_get")
        page = listed.sync_detailed(client=client, status="draft", limit=1)
        assert [one.id for one in page.parsed.items] == [made.id]
        known = listed.sync_detailed(client=client, status="draft", limit=1, if_none_match=page.headers["etag"])
        assert known.status_code == 304
        token = call("programs.make_tokens_post").sync(
            client=client, body=models.TokenNew(name="script", scopes=[models.Scope("content:read")])
        )
        program = stack.enter_context(generated.AuthenticatedClient(address, token=token.token))
        assert call("content.read_content_content_id_get").sync(made.id, client=program).title == "Rolls"
        refused = call("content.create_content_post").sync_detailed(client=program, body=new)
        assert (refused.status_code, b"content:write" in refused.content) == (403, True)
        bad = models.Schedule.from_dict({"scheduled_at": "2026-03-01T12:00:00Z"})
        past = call("content.schedule_content_content_id_schedule_post").sync_detailed(made.id, client=client, body=bad)
        assert (past.status_code, json.loads(past.content)["field"]) == (422, "scheduled_at")
