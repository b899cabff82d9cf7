"""Who may do what: every operation, as an admin, a marketer, a viewer, a member of another business, and nobody."""

from datetime import timedelta
from io import BytesIO
from itertools import count
from uuid import uuid4

import pytest
from PIL import Image
from starlette.testclient import TestClient

from api import main
from api.scopes import scope_of
from core import accounts, analytics, content, messaging, strategy, webhooks
from core.keys import Key
from core.tables import Post
from core.tables.values import Brief, Cadence, MediaItem
from core.vocab import HookEvent, PostType, Scope
from core.webhooks.deliver import Told
from core.wiring import Runtime
from core.workspace import Workspace

DAYS = {"start_date": "2026-03-03", "end_date": "2026-03-16"}
CAMPAIGN = {"name": "Spring", "goal": "Orders", **DAYS, "cadence": [{"platform": "linkedin", "per_week": 1}]}
POST = {"type": "text", "platform": "linkedin", "title": "Rolls", "text_content": {"caption": "Rolls."}}
MESSAGE = {"platform": "linkedin", "sender_name": "Bo", "message_text": "Do you rent bicycles?"}
FAQ = {"question": "Do you deliver?", "answer": "Yes, before nine."}
HOOK = {"url": "https://hooks.example.com/in", "events": ["message.received"]}
POSTS = "date,caption,views\n2026-02-{n:02},Rolls {n},10\n"
LEADS = "date,lead id\n2026-02-01,{n}\n"
CONTACTS = "email\nbo{n}@example.com\n"
"""Files; each time it is sent with a number of its own, for none is taken twice."""
ADMIN, WRITER, READER, ANYBODY, OPEN, OWNER = "admin", "writer", "reader", "anybody", "open", "owner"
"""Who may: an admin; whoever writes; every member; whoever is signed in, whatever they belong to; everybody; an admin,
and whoever made it, while to others it is not there."""
TABLE = {
    "post /auth/register": OPEN,
    "post /auth/login": OPEN,
    "post /auth/refresh": OPEN,
    "post /auth/forgot-password": OPEN,
    "post /auth/reset-password": OPEN,
    "post /auth/change-password": ANYBODY,
    "post /auth/verify-email/send": ANYBODY,
    "post /auth/verify-email": ANYBODY,
    "get /auth/me": ANYBODY,
    "post /auth/logout": ANYBODY,
    "get /auth/sessions": ANYBODY,
    "delete /auth/sessions": ANYBODY,
    "delete /auth/sessions/{session_id}": ANYBODY,
    "post /business/": ANYBODY,
    "get /business/": ANYBODY,
    "get /business/{business_id}": READER,
    "get /business/{business_id}/logo": READER,
    "put /business/{business_id}": (WRITER, {"brand_voice": "Plain"}),
    "post /campaign/": (WRITER, CAMPAIGN),
    "get /campaign": READER,
    "get /campaign/{campaign_id}": READER,
    "put /campaign/{campaign_id}": (WRITER, {"name": "Summer"}),
    "post /ai/strategy/generate-calendar": (WRITER, CAMPAIGN),
    "post /ai/strategy/suggest-segments": (WRITER, None),
    "post /ai/strategy/suggest-kpis": (WRITER, CAMPAIGN),
    "post /ai/strategy/optimize": (WRITER, {"campaign_id": "{campaign_id}"}),
    "post /content/generate": (WRITER, POST),
    "post /content/": (WRITER, POST),
    "get /content": READER,
    "get /content/{content_id}": READER,
    "put /content/{content_id}": (WRITER, {"title": "Buns"}),
    "post /content/{content_id}/optimize": (WRITER, None),
    "post /content/{content_id}/schedule": (WRITER, {"scheduled_at": "2026-03-05T12:00:00+00:00"}),
    "post /content/{content_id}/publish": (WRITER, None),
    "get /content/{content_id}/media/{place}": READER,
    "get /calendar/{campaign_id}": READER,
    "post /analytics/simulate": (WRITER, {}),
    "post /analytics/totals": (WRITER, {"items": [{"content_id": "{imported_id}", "metrics": {"views": 9}}]}),
    "get /analytics/content/{content_id}": READER,
    "get /analytics/campaign/{campaign_id}": READER,
    "get /analytics/health-score/{campaign_id}": READER,
    "get /messages": READER,
    "post /messages/simulate": (WRITER, MESSAGE),
    "post /messages/{message_id}/ai-reply": (WRITER, None),
    "post /messages/{message_id}/mark-replied": (WRITER, None),
    "get /publications": READER,
    "get /usage": READER,
    "get /usage/ledger": READER,
    "get /faqs": READER,
    "post /faqs": (WRITER, FAQ),
    "put /faqs/{faq_id}": (WRITER, FAQ),
    "delete /faqs/{faq_id}": (WRITER, None),
    "post /import/posts": (WRITER, POSTS),
    "post /import/leads": (WRITER, LEADS),
    "post /import/contacts": (WRITER, CONTACTS),
    "get /import": READER,
    "delete /import/{import_id}": (WRITER, None),
    "get /export/posts": READER,
    "get /export/contacts": READER,
    "get /export/ledger": READER,
    "get /export/calendar": READER,
    "get /export/everything": ADMIN,
    "get /tokens": READER,
    "post /tokens": (READER, {"name": "script", "scopes": ["content:read"]}),
    "delete /tokens/{token_id}": (OWNER, None),
    "get /webhooks": ADMIN,
    "post /webhooks": (ADMIN, HOOK),
    "put /webhooks/{webhook_id}": (ADMIN, {"note": "the CRM"}),
    "post /webhooks/{webhook_id}/secret": (ADMIN, None),
    "post /webhooks/{webhook_id}/ping": (ADMIN, None),
    "get /webhooks/{webhook_id}/deliveries": ADMIN,
    "post /webhooks/{webhook_id}/deliveries/{delivery_id}/again": (ADMIN, None),
    "delete /webhooks/{webhook_id}": (ADMIN, None),
    "delete /content/{content_id}": (WRITER, None),
    "delete /campaign/{campaign_id}": (WRITER, None),
    "delete /business/{business_id}": (ADMIN, None),
}
NUMBERS = count(1)
OTHERS = {"operations", "leads", "mail", "people", "inbound"}
"""Doors of their own, each with its own key and tests."""
ALLOWED = {ADMIN: {"admin"}, OWNER: {"admin"}, WRITER: {"admin", "marketer"}, READER: {"admin", "marketer", "viewer"}}


@pytest.fixture
def ids(runtime: Runtime, ws: Workspace, key: Key) -> dict[str, str]:
    days = {"starts_on": ws.now.date(), "ends_on": ws.now.date() + timedelta(days=9)}
    cadence = (Cadence(channel="linkedin", per_week=1),)
    campaign = strategy.create_campaign(ws, Brief(name="Spring", goal="Orders", cadence=cadence, **days))
    with ws.writing():
        logo = ws.media.put(f"logos/{'0' * 64}.png", _picture(), content_type="image/png")
        ws.profile.assets = ws.profile.assets.model_copy(update={"logo": logo})
    item = MediaItem(key=logo, content_type="image/png", width=1080, height=1080, alt_text="Rolls")
    new = content.NewPost(channel="linkedin", type=PostType.IMAGE, title="Rolls", caption="Rolls.", media=(item,))
    draft = content.NewPost(channel="linkedin", type=PostType.TEXT, title="Buns", caption="Buns.")
    sent = messaging.Incoming("m1", "c1", "linkedin", "bo", "Bo", "Do you rent bicycles?", ws.now)
    hook, _ = webhooks.add_webhook(ws, HOOK["url"], [HookEvent.MESSAGE])
    told = webhooks.ping(ws, hook.id)
    with runtime.workspace(accounts.clock_key(key.business_id)) as clock_ws:
        webhooks.deliver(clock_ws, lambda *_: Told(200))
    return {
        "business_id": str(key.business_id),
        "campaign_id": str(campaign.id),
        "content_id": str(content.create_post(ws, new, campaign_id=None).id),
        "draft_id": str(content.create_post(ws, draft).id),
        "message_id": str(messaging.receive_message(ws, sent).id),
        "session_id": str(uuid4()),
        "faq_id": str(messaging.save_faq(ws, "Do you bake?", "Every day.").id),
        "import_id": str(analytics.import_leads(ws, LEADS.format(n=0).encode(), "a.csv", on_errors="none").id),
        "imported_id": imported(ws),
        "token_id": str(accounts.make_token(runtime, key, name="x", scopes=[Scope.IMPORT])[0].id),
        "webhook_id": str(hook.id),
        "delivery_id": str(told),
        "place": "0",
    }


def imported(ws: Workspace) -> str:
    """A post that is really out, as a file told."""
    data = POSTS.format(n=28).encode()
    mapping = analytics.preview_import(ws, data, "b.csv").mapping
    analytics.import_posts(ws, data, "b.csv", mapping, on_errors="none")
    with ws.aside() as fresh:
        return str(fresh.rows.one(Post, Post.import_id.is_not(None)).id)


def _picture() -> bytes:
    made = BytesIO()
    Image.new("RGB", (64, 64), "#0f766e").save(made, "PNG")
    return made.getvalue()


def operations() -> dict[str, list[str]]:
    """Every operation of the description, with its tags."""
    paths = main.app.openapi()["paths"]
    return {f"{verb} {path}": told["tags"] for path, verbs in paths.items() for verb, told in verbs.items()}


def test_the_table_has_every_operation() -> None:
    assert {name for name, tags in operations().items() if not OTHERS & set(tags)} == set(TABLE)


def test_each_operation_is_open_to_those_it_is_for_and_to_nobody_else(client: TestClient, crew, ids) -> None:
    wrong = []
    for name, rule in TABLE.items():
        who_may, body = rule if isinstance(rule, tuple) else (rule, None)
        if who_may is OPEN:
            continue
        for role in ("nobody", "other", "viewer", "marketer", "admin"):
            if who_may is ANYBODY and role != "nobody":
                continue
            if role == "marketer" and "delete" in name and who_may is WRITER:
                continue  # the admin after them would find nothing
            status = asked(client, name, body, ids, crew[role])
            if role in {"nobody", "other"}:
                fits = status == {"nobody": 401, "other": 404}[role]
            else:
                fits = status < 300 if role in ALLOWED[who_may] else status == (404 if who_may is OWNER else 403)
            if not fits:
                wrong.append((name, role, status))
    assert wrong == []


def asked(client: TestClient, name: str, body: object, ids: dict[str, str], headers: dict[str, str]) -> int:
    chosen = {**ids, "content_id": ids["draft_id"]} if name.startswith("delete") else ids
    verb, path = name.format_map(chosen).split(" ")
    if isinstance(body, dict) and "items" in body:
        body = {"items": [{**body["items"][0], "content_id": ids["imported_id"]}]}
    if isinstance(body, dict) and "campaign_id" in body:
        body = {"campaign_id": ids["campaign_id"]}
    more = {"business_id": ids["business_id"]}
    if isinstance(body, str):
        files = {"file": ("some.csv", body.format(n=next(NUMBERS)).encode())}
        return client.request(verb, path, files=files, headers=headers, params=more).status_code
    return client.request(verb, path, json=body, headers=headers, params=more).status_code


def test_a_token_opens_what_its_scopes_say_and_never_more_than_its_maker_may(
    client: TestClient, crew, ids, runtime: Runtime, key: Key
) -> None:
    assert {scope_of(*name.split(" ")) for name in operations()} - {None} == set(Scope)
    every = {scope: headers(runtime, key, [scope]) for scope in Scope}
    rest = {scope: headers(runtime, key, set(Scope) - {scope}) for scope in (*Scope, None)}
    viewer = headers(runtime, key_of(runtime, crew["viewer"], key), list(Scope))
    wrong = []
    for name, rule in TABLE.items():
        who_may, body = rule if isinstance(rule, tuple) else (rule, None)
        if who_may is OPEN:
            continue
        scope = scope_of(*name.split(" "))
        refused = asked(client, name, body, ids, rest[scope])
        if refused != (401 if scope is None and who_may is ANYBODY else 403):
            wrong.append((name, "without", refused))
        if scope is None:
            continue
        if who_may is not READER and (status := asked(client, name, body, ids, viewer)) != 403:
            wrong.append((name, "a viewer's", status))
        if (status := asked(client, name, body, ids, every[scope])) in {401, 403, 422}:
            wrong.append((name, "with", status))
    assert wrong == []


def headers(runtime: Runtime, key: Key, scopes) -> dict[str, str]:
    return {"Authorization": f"Bearer {accounts.make_token(runtime, key, name='t', scopes=scopes)[1]}"}


def key_of(runtime: Runtime, signed: dict[str, str], key: Key) -> Key:
    return accounts.admit(runtime, signed["Authorization"].removeprefix("Bearer "), key.business_id)
