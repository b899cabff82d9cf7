"""The door for messages: new, brought before, refused; what came along; and how the answers say so."""

import base64
import json
from datetime import timedelta
from io import BytesIO
from uuid import UUID, uuid4

import pytest
from PIL import Image
from sqlmodel import col
from starlette.testclient import TestClient

from core import accounts, audience, messaging
from core.connections.signing import secret_bytes, signature
from core.keys import Key
from core.messaging.files import MOST_BYTES, MOST_FILES
from core.tables import Contact, Conversation, Message
from core.vocab import ConversationStatus, Direction
from core.wiring import Runtime
from tests.conftest import NOW


@pytest.fixture
def bring(client: TestClient, runtime: Runtime, key: Key):  # noqa: ANN201
    """Bring a message: ``bring(text="Hi")``; the call may be signed wrongly, or sent elsewhere."""
    with runtime.workspace(key) as ws:
        secret = secret_bytes(messaging.open_message_door(ws).get_secret_value())

    def brought(  # noqa: ANN202
        *, to: UUID = key.business_id, moment=NOW, ref="call-1", body: bytes | None = None, sign=secret, **told: object
    ):
        event = {"id": "m1", "channel": "instagram", "sender": "kim.doe", "name": "Kim Doe"} | told
        sent = json.dumps(event).encode() if body is None else body
        stamp = str(int(moment.timestamp()))
        headers = {
            "webhook-id": ref,
            "webhook-timestamp": stamp,
            "webhook-signature": signature(sign, ref, stamp, sent),
            "content-type": "application/json",
        }
        return client.post(f"/inbound/{to}", content=sent, headers=headers)

    return brought


def packed(data: bytes) -> str:
    return base64.b64encode(data).decode()


def picture(kind: str = "PNG", size: tuple[int, int] = (900, 300)) -> bytes:
    out = BytesIO()
    Image.new("RGB", size, "red").save(out, kind)
    return out.getvalue()


def test_a_message_is_taken_once_and_again_changes_nothing(bring, runtime, key) -> None:
    first = bring(text="Do you rent out bicycles?", name="Kim\u202e Doe\0")
    again, other_call = bring(text="Do you rent out bicycles?"), bring(text="edited", ref="call-2")
    assert [one.status_code for one in (first, again, other_call)] == [201, 200, 200]
    assert first.json() == again.json() == other_call.json()
    assert first.json()["verdict"] == "escalate"
    with runtime.workspace(key) as ws:
        (message,) = ws.rows.find(Message, col(Message.direction) == Direction.INBOUND)
        assert (message.text, message.external_ref) == ("Do you rent out bicycles?", "in:instagram:m1")
        assert ws.rows.one(Contact).handle == "kim.doe"
        assert messaging.read_message_door(ws).url.endswith(f"/api/inbound/{key.business_id}")


def test_strangers_are_refused(bring, client, runtime, key, person) -> None:
    refused = bring(text="hi", sign=b"x" * 24)
    assert (refused.status_code, refused.headers["content-type"]) == (401, "application/problem+json")
    assert "Settings, Channels" in refused.json()["detail"]
    late = bring(text="hi", moment=NOW - timedelta(minutes=6))  # overheard and repeated
    assert (late.status_code, "five minutes" in late.json()["detail"]) == (401, True)
    neighbour = accounts.create_business(runtime, person, name="Next door", industry="cafe", zone="UTC")
    with runtime.workspace(neighbour) as ws:
        messaging.open_message_door(ws)
    wrong, nowhere = bring(text="hi", to=neighbour.business_id), bring(text="hi", to=uuid4())
    assert wrong.json() == nowhere.json() == refused.json()
    with runtime.workspace(key) as ws:
        messaging.close_message_door(ws)
        assert messaging.read_message_door(ws) is None
        assert ws.rows.count(Message) == 0
    assert bring(text="hi").status_code == 401


def test_what_cannot_be_read_is_told_by_its_field(bring) -> None:
    wrong = {
        "body": {"body": b"[]"},
        "channel": {"channel": "pigeon"},
        "sender": {"sender": ""},
        "thread": {"thread": "a\0b"},
        "at": {"at": "2026-03-02T12:00:00Z"},
        "files.0.data": {"files": [{"name": "a", "data": "no base64!"}]},
    }
    answers = {field: bring(**told) for field, told in wrong.items()}
    assert {field: (one.status_code, one.json()["field"]) for field, one in answers.items()} == {
        field: (422, field) for field in wrong
    }
    assert bring(post_id=str(uuid4())).status_code == 422


def test_large_and_strange_messages_are_kept(bring, runtime, key) -> None:
    """A megabyte of words, signs alone, a letter of markup; more than the door holds is refused."""
    large = bring(text="word " * 210_000, id="large")
    strange = bring(text="\u202e\u200b\u2066🎂🎂\0", id="emoji", sender="lee")
    letter = bring(html="<p>Do you <b>bake</b> on Sundays?</p><script>steal()</script>", id="html", sender="ana")
    assert [one.status_code for one in (large, strange, letter)] == [201, 201, 201]
    assert bring(text="x" * (8 * 1024 * 1024), id="too large").status_code == 413
    with runtime.workspace(key) as ws:
        kept = {said.external_ref.rpartition(":")[2]: said for said in ws.rows.find(Message)}
        assert len(kept["large"].text) == 20_000
        (whole,) = kept["large"].attachments
        assert (whole.name, len(messaging.read_file(ws, kept["large"].id, 0))) == ("the whole message.txt", 1_050_000)
        assert kept["emoji"].verdict == "escalate"
        assert "\0" not in kept["emoji"].text
        assert kept["html"].text == "Do you bake on Sundays?"


def test_files_are_looked_at_for_what_they_are_and_go_with_their_sender(bring, runtime, key) -> None:
    files = [
        {"name": "../cake\u202egpj.png", "data": packed(picture())},
        {"name": "order.pdf", "data": packed(b"%PDF-1.7 ...")},
        {"name": "page.html", "data": packed(b"<html><script>1</script>")},
        {"name": "photo.jpg", "data": packed(b"MZ\x90 a program")},
        {"name": "run.js", "data": packed(b"alert(1)")},
        {"name": "broken.png", "data": packed(b"\x89PNG\r\n\x1a\n cut off")},
        {"name": "far.jpg", "url": "https://cdn.example/far.jpg", "size": 70},
        {"name": "bad.jpg", "url": "javascript:alert(1)"},
        {"name": "bad2.jpg", "url": "https://[oops"},
        {"name": "empty.txt"},
        *({"name": f"{n}.txt", "data": packed(b"more")} for n in range(3)),
    ]
    told = bring(text="Is this one open monday?", files=files).json()
    assert told["verdict"] != "auto_reply"
    with runtime.workspace(key) as ws:
        message = ws.rows.get(Message, UUID(told["message_id"]))
        one = {file.name: file for file in message.attachments}
        assert list(one) == [
            "cakegpj.png", "order.pdf", "page.html.txt", "photo.jpg", "run.js", "broken.png", "far.jpg", "bad.jpg",
            "bad2.jpg", "empty.txt", "more files",
        ]  # fmt: skip
        assert len(one) == MOST_FILES + 1
        assert [bool(file.key) for file in one.values()] == [True, True, True, False, False, True] + [False] * 5
        assert [name for name, file in one.items() if file.thumb] == ["cakegpj.png"]
        assert (one["cakegpj.png"].content_type, one["order.pdf"].content_type) == ("image/png", "application/pdf")
        assert one["page.html.txt"].content_type == "application/octet-stream"
        assert one["far.jpg"].url == "https://cdn.example/far.jpg"
        assert all(file.note for name, file in one.items() if not (file.key or file.url))
        small = Image.open(BytesIO(messaging.read_file(ws, message.id, 0, small=True)))
        assert (small.format, small.size) == ("JPEG", (480, 160))
        contact = ws.rows.one(Contact)
        folder = audience.folder_of(contact.channel, contact.handle)
        assert one["cakegpj.png"].key.startswith(f"{folder}/")
        audience.forget_contact(ws, contact.id)
        assert ws.media.get(one["cakegpj.png"].key) is None
        assert ws.rows.count(Message) == 0


def test_a_file_over_the_limit_is_named_and_not_kept(bring, runtime, key) -> None:
    told = bring(text="?", files=[{"name": "film.mov", "data": packed(b"\0" * (MOST_BYTES + 1))}]).json()
    with runtime.workspace(key) as ws:
        (file,) = ws.rows.get(Message, UUID(told["message_id"])).attachments
        assert (file.key, "5 MB are the most" in file.note) == ("", True)
        assert ws.rows.one(Conversation).status is ConversationStatus.ESCALATED
