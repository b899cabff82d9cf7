"""Notes stand in the thread and go nowhere else."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlmodel import col

from core import accounts, privacy
from core.errors import Conflict, Forbidden, Invalid, NotFound
from core.keys import PERMISSIONS
from core.messaging import add_note, delete_note, list_notes, put_note_back, send_reply, suggest_reply
from core.tables import AuditEntry, ConversationNote, Message
from core.vocab import Role
from tests.core.messaging.test_suggest import Scripted

SECRET = "Paid late twice, ask Robin first"


def test_a_note_is_seen_by_colleagues_and_nobody_else(ws, runtime, faqs, write, conversation, deliver) -> None:
    asked = write("Do you rent bicycles?")
    version = conversation(asked).version
    note = add_note(ws, asked.conversation_id, f" {SECRET} ", token="once")
    assert add_note(ws, asked.conversation_id, SECRET, token="once").id == note.id
    assert [(one.text, one.actor, one.at) for one in list_notes(ws, note.conversation_id)] == [(SECRET, "Ana", ws.now)]
    with pytest.raises(Conflict):  # whoever was writing reads it first
        send_reply(ws, asked.conversation_id, "No.", seen_version=version)
    world = Scripted(runtime, "We have none.")
    with runtime.workspace(ws.key) as own:
        own._world = world
        suggest_reply(own, asked.conversation_id)
    assert SECRET not in world.shown[0].model_dump_json()
    send_reply(ws, asked.conversation_id, "No.", seen_version=conversation(asked).version)
    deliver()
    assert not any(SECRET in one.text for one in ws.rows.find(Message))


def test_one_deletes_one_s_own_and_an_admin_any(ws, runtime, write) -> None:
    here = write("Do you rent bicycles?").conversation_id
    mine, other = add_note(ws, here, "mine"), add_note(ws, here, "still mine")
    marketer = replace(ws.key, user_id=uuid4(), actor="Bo", permissions=PERMISSIONS[Role.MARKETER])
    with runtime.workspace(marketer) as bo:
        with pytest.raises(Forbidden, match="Ana's"):
            delete_note(bo, mine.id)
        his = add_note(bo, here, "his")
        delete_note(bo, add_note(bo, here, "oops").id)
    ws._reading.rollback()
    gone = delete_note(ws, his.id)
    with runtime.workspace(replace(marketer, user_id=uuid4())) as cy, pytest.raises(Forbidden):
        put_note_back(cy, gone)
    for _ in range(2):
        put_note_back(ws, gone)
    assert [(one.id, one.actor) for one in list_notes(ws, here) if one.text == "his"] == [(his.id, "Bo")]
    delete_note(ws, his.id)
    delete_note(ws, mine.id)
    assert [one.text for one in list_notes(ws, here)] == [other.text]
    assert ws.rows.count(AuditEntry, col(AuditEntry.verb) == "delete_note") == 4
    for wrong in ("", " ", "x" * 2001):
        with pytest.raises(Invalid):
            add_note(ws, here, wrong)
    with pytest.raises(NotFound):
        add_note(ws, uuid4(), "nowhere")
    viewer = replace(ws.key, permissions=PERMISSIONS[Role.VIEWER])
    with runtime.workspace(viewer) as reading:
        assert len(list_notes(reading, here)) == 1
        with pytest.raises(Forbidden):
            add_note(reading, here, "no")


def test_notes_are_in_the_archive_and_go_with_the_business(ws, runtime, write) -> None:
    import io
    import zipfile

    add_note(ws, write("Do you rent bicycles?").conversation_id, SECRET)
    with zipfile.ZipFile(io.BytesIO(privacy.export_everything(ws))) as archive:
        assert SECRET in archive.read("tables/conversation_note.jsonl").decode()
    accounts.delete_business(runtime, ws.key)
    with runtime.workspace(ws.key) as gone:
        assert gone.rows.count(ConversationNote) == 0
