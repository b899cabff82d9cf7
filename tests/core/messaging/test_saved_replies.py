"""Saved replies are found, filled and checked; a person sends them."""

from dataclasses import replace

import pytest

from core.errors import Conflict, Forbidden, Invalid, NotFound
from core.keys import PERMISSIONS
from core.messaging import delete_saved_reply, fill_saved_reply, list_saved_replies, save_reply
from core.vocab import Role

TEXT = "Hi {first_name}, {business} is at {address}."


def test_variables_stand_for_the_customer_and_the_facts(ws, faqs, write) -> None:
    kept = save_reply(ws, " Where  we are ", TEXT)
    assert (kept.reply.name, kept.flags) == ("Where we are", ())
    address = next(fact.value for fact in ws.profile.facts if fact.key == "address")
    for name, called in (("Kim Doe", "Kim"), ("@kim_77", "there"), ("+12025550100", "there"), ("kim77", "there")):
        asked = write("Where?", thread=name, handle=f"{name}@example.com", sender_name=name)
        told = fill_saved_reply(ws, kept.reply.id, asked.conversation_id)
        assert told.text == f"Hi {called}, Rye & Shine is at {address}."
        assert told.flags == ()


def test_what_no_fact_holds_is_flagged_and_what_no_variable_holds_refused(ws, faqs, write) -> None:
    kept = save_reply(ws, "Offer", "Hi {name}, it is €999 until 5 May.")
    assert any("€999" in flag for flag in kept.flags)
    told = fill_saved_reply(ws, kept.reply.id, write("How much?").conversation_id)
    assert told.flags == kept.flags
    with pytest.raises(Invalid, match="moon_phase"):
        save_reply(ws, "Moon", "It is {moon_phase}.")
    for name, text, field in (
        ("", "x", "name"),
        ("x" * 61, "x", "name"),
        ("x", " ", "text"),
        ("x", "y" * 2001, "text"),
    ):
        with pytest.raises(Invalid) as refused:
            save_reply(ws, name, text)
        assert refused.value.field == field


def test_names_are_short_and_one_of_a_kind(ws, runtime, faqs) -> None:
    first, second = save_reply(ws, "Thanks", "Thank you!").reply, save_reply(ws, "hours", "Soon").reply
    with pytest.raises(Conflict, match="Thanks"):
        save_reply(ws, "thanks", "Other words")
    assert save_reply(ws, "Thank you", "Thanks a lot!", reply_id=first.id).reply.id == first.id
    assert [one.name for one in list_saved_replies(ws)] == ["hours", "Thank you"]
    assert [one.id for one in list_saved_replies(ws, search="A LOT")] == [first.id]
    assert list_saved_replies(ws, search="%") == []
    gone = delete_saved_reply(ws, second.id)
    assert (gone.name, gone.text) == ("hours", "Soon")
    with pytest.raises(NotFound):
        delete_saved_reply(ws, second.id)
    with runtime.workspace(replace(ws.key, permissions=PERMISSIONS[Role.VIEWER])) as viewer:
        assert len(list_saved_replies(viewer)) == 1
        with pytest.raises(Forbidden):
            save_reply(viewer, "x", "y")
