"""Everything in one archive: every row and file, and nothing that opens anything."""

import base64
import hashlib
import io
import json
import zipfile
from dataclasses import replace

import pytest
from pydantic import SecretStr

from core import accounts, connections, privacy
from core.errors import Forbidden
from core.keys import PERMISSIONS
from core.privacy.archive import PAGE, SECRET
from core.seed import open_sandbox
from core.tables import ChannelConnection, Reading, tenant_classes
from core.vocab import Role

HOOK = "whsec_" + base64.b64encode(b"0123456789abcdef01234567").decode()
NO_SECRET = {"prompt_hash", "schema_hash", "content_hash", "hashtags", "idempotency_key", "monthly_tokens", "tokens",
             "tokens_in", "tokens_out", "tokens_cached", "tokens_reasoning"}  # fmt: skip


def test_every_row_and_file_of_a_business_is_in_it(demo) -> None:
    visitor, _ = open_sandbox(demo)
    place = accounts.places(demo, visitor)[0]
    with demo.workspace(accounts.open_business(demo, visitor, place.business_id)) as ws:
        assert ws.rows.count(Reading) > PAGE, "more than one page"
        counts = {str(cls.__tablename__): ws.rows.count(cls) for cls in tenant_classes()}
        archive = zipfile.ZipFile(io.BytesIO(privacy.export_everything(ws)))
        told = json.loads(archive.read("manifest.json"))
        assert {name: one["rows"] for name, one in told["tables"].items()} == counts
        for one in told["tables"].values():
            data = archive.read(one["file"])
            assert hashlib.sha256(data).hexdigest() == one["sha256"]
            rows = [json.loads(line) for line in data.splitlines()]
            assert len({row["id"] for row in rows if "id" in row}) in {one["rows"], 0}
        assert told["media"]
        for key, digest in told["media"].items():
            assert hashlib.sha256(archive.read(f"media/{key}")).hexdigest() == digest
    assert place.name in archive.read("README.txt").decode()


def test_who_belongs_to_it_is_in_it_without_what_lets_them_in(runtime, key, ws) -> None:
    token = accounts.invite(runtime, key, email="bo@example.com", role=Role.VIEWER)
    archive = zipfile.ZipFile(io.BytesIO(privacy.export_everything(ws)))
    told = archive.read("people.jsonl")
    people = [json.loads(line) for line in told.splitlines()]
    assert [(one["name"], one["email"], one["role"]) for one in people] == [
        ("Ana", "ana@example.com", "admin"),
        ("", "bo@example.com", "viewer"),
    ]
    assert hashlib.sha256(told).hexdigest() == json.loads(archive.read("manifest.json"))["people"]["sha256"]
    for secret in (token, "hash", "argon2"):
        assert secret not in told.decode()


def test_nothing_in_it_opens_anything(runtime, key, ws) -> None:
    edit = connections.ConnectionEdit(kind="webhook", url="https://hooks.example.com/in", secret=SecretStr(HOOK))
    connections.connect_channel(ws, "instagram", edit)
    sealed = ws.rows.one(ChannelConnection).sealed_secret
    assert sealed
    archive = zipfile.ZipFile(io.BytesIO(privacy.export_everything(ws)))
    said = b"".join(archive.read(name) for name in archive.namelist())
    assert b"hooks.example.com" in said
    for secret in (sealed, HOOK, HOOK[-4:]):
        assert secret.encode() not in said


def test_every_column_that_sounds_like_a_secret_was_thought_about() -> None:
    named = {name for cls in tenant_classes() for name in cls.model_fields}
    sounds = {name for name in named if any(word in name for word in ("secret", "seal", "token", "hash", "key"))}
    assert sounds == SECRET | NO_SECRET


@pytest.mark.parametrize("role", [Role.MARKETER, Role.VIEWER])
def test_only_an_admin_takes_everything(runtime, key, role: Role) -> None:
    with runtime.workspace(replace(key, permissions=PERMISSIONS[role])) as ws, pytest.raises(Forbidden):
        privacy.export_everything(ws)
