"""What strangers send, and what they must never see."""

import json

import pytest
from starlette.testclient import TestClient

from api import main
from core import accounts
from tests.worlds import MARK, fill

NASTY = {
    "nul": ("a\x00b", False),
    "bell": ("a\x07b", False),
    "lone surrogate": ("a\ud800b", False),
    "right to left": ("\u202eמבצע קיץ\u202c", True),
    "joined": ("👩‍👩‍👧 é ﷽", True),
    "markup": ("<script>alert(1)</script>{{7*7}}' OR 1=1 --", True),
}


@pytest.mark.parametrize("name", NASTY)
def test_nasty_words_are_kept_to_the_letter_or_refused(client: TestClient, ana, key, name: str) -> None:
    words, fits = NASTY[name]
    body = {"type": "text", "platform": "linkedin", "title": words, "text_content": {"caption": words}}
    ana = {**ana, "Content-Type": "application/json"}
    made = client.post("/content/", content=json.dumps(body), headers=ana)
    message = {"platform": "linkedin", "sender_name": words, "message_text": words}
    written = client.post("/messages/simulate", content=json.dumps(message), headers=ana)
    named = client.put(f"/business/{key.business_id}", content=json.dumps({"brand_voice": words}), headers=ana)
    assert [one.status_code for one in (made, written, named)] == ([201, 201, 200] if fits else [422] * 3)
    if fits:
        assert made.json()["text_content"]["caption"] == words
        assert written.json()["message_text"] == words
        assert named.json()["brand_voice"] == words
    else:
        assert words.encode(errors="surrogatepass") not in made.content


def test_a_query_or_a_header_with_control_characters_is_refused(client: TestClient, ana, key) -> None:
    for path in ("/content?cursor=%00", "/content?status=%00", "/campaign?business_id=%00", "/calendar/%00"):
        assert client.get(path, headers=ana).status_code in {404, 422}, path
    body = {"type": "text", "platform": "linkedin", "title": "x", "text_content": {"caption": "x"}}
    for token in ("with blank", "é".encode(), "x" * 101, ""):
        answer = client.post("/content/", json=body, headers={**ana, "Idempotency-Key": token})
        assert answer.status_code == 422, token


def test_nobody_sees_what_another_business_owns(client: TestClient, runtime, ana, key, clock) -> None:
    """A business with a marked row in every table; Ana walks every address with its ids."""
    theirs = fill(runtime.engine, clock.now)
    with runtime.workspace(accounts.clock_key(theirs)) as ws:
        from core.tables import Campaign, Message, Post

        ids = {
            name: ws.rows.one(cls).id for name, cls in (("campaign", Campaign), ("content", Post), ("message", Message))
        }
    known = {
        "business_id": theirs,
        **dict.fromkeys(("session_id", "faq_id", "import_id", "token_id", "webhook_id", "delivery_id"), theirs),
        "place": 0,
        **{f"{name}_id": one for name, one in ids.items()},
    }
    seen = 0
    for path, verbs in main.app.openapi()["paths"].items():
        for verb in verbs if path != "/auth/logout" else ():
            for query in ({}, {"business_id": str(theirs)}):
                answer = client.request(verb, path.format_map(known), headers=ana, params=query, json={})
                assert MARK not in answer.text, (verb, path)
                if "_id}" in path and "{session_id}" not in path and verb == "get":
                    assert answer.status_code == 404, (verb, path)
                    seen += 1
    assert seen >= 16
