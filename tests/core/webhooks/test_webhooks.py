"""What happens is told: to whoever listens, signed, again after a failure, and not for ever."""

import hashlib
import hmac
import json
import threading
from base64 import b64decode, b64encode
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from uuid import uuid4

import pytest

from core import accounts, analytics, content, jobs, messaging, publishing, strategy, system, webhooks
from core.connections.signing import signature
from core.errors import Conflict, Forbidden, Invalid, NotFound
from core.jobs.schedule import tell_webhooks
from core.tables import AuditEntry, HookDelivery, Webhook
from core.tables.values import Brief, Cadence
from core.vocab import DeliveryStatus, HookEvent, PostType, Role
from core.webhooks.deliver import HELD, KEPT, PATIENCE, WAITS, Told
from core.wiring import Runtime
from core.workspace import Workspace

URL = "https://hooks.example.com/in/42"
TAKEN, DOWN = Told(204), Told(None, "Nobody was reached: no route")


class Receiver(HTTPServer):
    """Takes webhooks on this machine and keeps what it got."""

    def __init__(self) -> None:
        self.got: list[tuple[dict[str, str], bytes]] = []
        super().__init__(("127.0.0.1", 0), Taking)


class Taking(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["content-length"]))
        self.server.got.append(({name.lower(): one for name, one in self.headers.items()}, body))
        self.send_response(200)
        self.end_headers()

    def log_message(self, *_args: object) -> None:
        """Nobody reads it."""


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    made = Receiver()
    thread = threading.Thread(target=made.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield made
    made.shutdown()
    thread.join()
    made.server_close()


def journal(ws: Workspace, hook: webhooks.Hook) -> list[webhooks.Delivery]:
    with ws.aside() as fresh:
        return list(webhooks.page_deliveries(fresh, hook.id).items)


def happen(ws: Workspace, text: str = "Do you rent bicycles?") -> None:
    ref = uuid4().hex
    messaging.receive_message(ws, messaging.Incoming(ref, ref, "linkedin", "bo", "Bo", text, ws.now))


def test_what_happens_reaches_a_receiver_that_checks_the_signature(
    ws: Workspace, clock_ws: Workspace, runtime: Runtime, receiver: Receiver, clock
) -> None:
    url = f"http://127.0.0.1:{receiver.server_port}/in?key=1"
    hook, secret = webhooks.add_webhook(ws, url, list(HookEvent), note="the CRM", token="t")
    assert webhooks.add_webhook(ws, url, list(HookEvent), token="t") == (hook, None)
    happen(ws)
    days = {"starts_on": ws.now.date(), "ends_on": ws.now.date() + timedelta(days=6)}
    cadence = (Cadence(channel="linkedin", per_week=1),)
    plan = strategy.propose_plan(ws, Brief(name="Spring", goal="Orders", cadence=cadence, **days))
    campaign = strategy.accept_plan(ws, plan.id)
    new = content.NewPost(channel="linkedin", type=PostType.TEXT, title="Rolls", caption="Fresh rolls.")
    post = content.create_post(ws, new)
    publishing.publish_now(ws, post.id)
    clock.now += timedelta(minutes=1)
    jobs.schedule.publish_due(runtime)
    door = analytics.open_lead_door(ws).get_secret_value()
    stamp, body = str(int(ws.now.timestamp())), json.dumps({"post_id": str(post.id)}).encode()
    analytics.receive_lead(clock_ws, "l1", stamp, signature(b64decode(door[6:]), "l1", stamp, body), body)
    assert system.waiting_to_tell(runtime.engine, clock.now) == [ws.key.business_id]
    assert tell_webhooks(runtime) == 4
    assert system.waiting_to_tell(runtime.engine, clock.now) == []
    told = {}
    for headers, body in receiver.got:
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        own = hmac.new(b64decode(secret.get_secret_value()[6:]), signed, hashlib.sha256).digest()
        assert headers["webhook-signature"] == f"v1,{b64encode(own).decode()}"
        assert abs(int(headers["webhook-timestamp"]) - clock.now.timestamp()) < 2
        told[json.loads(body)["type"]] = json.loads(body)
    assert set(told) == {"message.received", "plan.accepted", "publication.published", "lead.created"}
    assert told["message.received"]["data"]["message_text"] == "Do you rent bicycles?"
    assert told["plan.accepted"]["data"]["campaign_id"] == str(campaign.id)
    assert told["publication.published"]["data"]["content_id"] == str(post.id)
    assert told["lead.created"]["data"]["content_id"] == str(post.id)
    assert {one.status for one in journal(ws, hook)} == {DeliveryStatus.SENT}
    assert secret.get_secret_value() not in repr(ws.rows.find(Webhook))


def test_a_call_is_tried_again_less_and_less_often_then_given_up_and_can_be_sent_again(
    ws: Workspace, clock_ws: Workspace, clock
) -> None:
    hook, _ = webhooks.add_webhook(ws, URL, [HookEvent.MESSAGE])
    happen(ws)
    assert webhooks.deliver(clock_ws, lambda *_: DOWN) == 1
    clock.now += timedelta(days=1)
    assert webhooks.deliver(clock_ws, lambda *_: TAKEN) == 1  # so that the three days begin anew
    happen(ws)
    for wait in WAITS[:-1]:
        assert webhooks.deliver(clock_ws, lambda *_: Told(503, "busy")) == 1
        assert journal(ws, hook)[0].next_at == clock.now + wait
        clock.now += wait - timedelta(seconds=1)
        assert webhooks.deliver(clock_ws, lambda *_: TAKEN) == 0
        clock.now += timedelta(seconds=1)
    assert webhooks.deliver(clock_ws, lambda *_: Told(429, "", timedelta(days=3))) == 1
    assert journal(ws, hook)[0].next_at == clock.now + timedelta(days=3)
    clock.now += timedelta(days=3)
    webhooks.deliver(clock_ws, lambda *_: DOWN)
    last = journal(ws, hook)[0]
    assert (last.status, last.attempts, last.answered, last.next_at) == (
        DeliveryStatus.FAILED, len(WAITS) + 1, None, None,
    )  # fmt: skip
    with pytest.raises(Conflict):  # three days without success
        webhooks.send_again(ws, hook.id, last.id)
    webhooks.change_webhook(ws, hook.id, is_on=True)
    again = webhooks.send_again(ws, hook.id, last.id)
    assert (again.event_id, again.status) == (last.event_id, DeliveryStatus.WAITING)
    with pytest.raises(Conflict):
        webhooks.send_again(ws, hook.id, last.id)
    assert webhooks.deliver(clock_ws, lambda *_: TAKEN) == 1
    clock.now += KEPT + timedelta(seconds=1)
    assert webhooks.forget_told(clock_ws) == 2


@pytest.mark.parametrize("answer", [Told(410), DOWN])
def test_an_address_where_nothing_arrives_is_switched_off_and_says_why(
    ws: Workspace, clock_ws: Workspace, clock, answer: Told
) -> None:
    hook, _ = webhooks.add_webhook(ws, URL, [HookEvent.MESSAGE])
    happen(ws)
    webhooks.deliver(clock_ws, lambda *_: answer)
    if answer is DOWN:
        clock.now += PATIENCE - timedelta(seconds=1)
        webhooks.deliver(clock_ws, lambda *_: answer)
        with ws.aside() as fresh:
            assert webhooks.list_webhooks(fresh)[0].is_on
        happen(ws)
        clock.now += timedelta(seconds=1)
        webhooks.deliver(clock_ws, lambda *_: answer)
    with ws.aside() as fresh:
        (off,) = webhooks.list_webhooks(fresh)
        (task,) = (one for one in strategy.read_agenda(fresh).tasks if one.chore is strategy.Chore.UNTOLD)
    assert (off.is_on, off.problem, task.title) == (False, task.reason, URL)
    assert {one.status for one in journal(ws, hook)} == {DeliveryStatus.FAILED}
    happen(ws)
    assert ws.rows.count(HookDelivery, HookDelivery.status == DeliveryStatus.WAITING) == 0
    assert "switch_off_webhook" in {one.verb for one in ws.rows.find(AuditEntry)}
    with pytest.raises(Conflict):
        webhooks.ping(ws, hook.id)


def test_an_end_that_comes_too_late_changes_nothing(ws: Workspace, clock_ws: Workspace) -> None:
    hook, _ = webhooks.add_webhook(ws, URL, [HookEvent.MESSAGE])
    ping = webhooks.ping(ws, hook.id)

    def gone_meanwhile(*_args: object) -> Told:
        webhooks.change_webhook(ws, hook.id, is_on=False)
        return TAKEN

    webhooks.deliver(clock_ws, gone_meanwhile)
    (one,) = journal(ws, hook)
    assert (one.id, one.event, one.status) == (ping, "ping", DeliveryStatus.FAILED)
    webhooks.delete_webhook(ws, hook.id)
    assert ws.rows.count(HookDelivery) == 0
    for door in (lambda: journal(ws, hook), lambda: webhooks.renew_secret(ws, hook.id)):
        with pytest.raises(NotFound):
            door()


@pytest.mark.parametrize(
    ("first", "status", "waits"), [(DOWN, DeliveryStatus.WAITING, WAITS[1]), (TAKEN, DeliveryStatus.SENT, None)]
)
def test_of_two_tries_the_later_says_that_it_failed_and_either_that_it_arrived(
    ws: Workspace, runtime: Runtime, clock, first: Told, status: DeliveryStatus, waits: timedelta | None
) -> None:
    hook, _ = webhooks.add_webhook(ws, URL, [HookEvent.MESSAGE])
    webhooks.ping(ws, hook.id)

    def slow(*_args: object) -> Told:
        clock.now += HELD + timedelta(seconds=1)  # nobody heard of this try in time, so another clock tries
        with runtime.workspace(accounts.clock_key(ws.key.business_id)) as other:
            assert webhooks.deliver(other, lambda *_: DOWN) == 1
        clock.now += timedelta(seconds=7)
        return first

    with runtime.workspace(accounts.clock_key(ws.key.business_id)) as mine:
        assert webhooks.deliver(mine, slow) == 1
    (one,) = journal(ws, hook)
    assert (one.status, one.attempts) == (status, 2)
    assert one.next_at == (None if waits is None else clock.now - timedelta(seconds=7) + waits)


def test_what_cannot_be_an_address_is_refused_by_its_field(ws: Workspace, runtime: Runtime, key, person) -> None:
    for url, events, note, field in (
        ("ftp://example.com", [HookEvent.LEAD], "", "url"),
        ("http://hooks.example.com/x", [HookEvent.LEAD], "", "url"),
        ("https://169.254.169.254/latest", [HookEvent.LEAD], "", "url"),
        (URL, [], "", "events"),
        (URL, [HookEvent.LEAD], "x" * 81, "note"),
    ):
        with pytest.raises(Invalid) as refused:
            webhooks.add_webhook(ws, url, events, note=note)
        assert refused.value.field == field
    hook, secret = webhooks.add_webhook(ws, URL, [HookEvent.LEAD])
    assert webhooks.renew_secret(ws, hook.id) != secret
    changed = webhooks.change_webhook(ws, hook.id, url=f"{URL}/2", events=[HookEvent.PLAN], note="n")
    assert (changed.url, changed.events, changed.note) == (f"{URL}/2", ("plan.accepted",), "n")
    for _ in range(9):
        webhooks.add_webhook(ws, URL, [HookEvent.LEAD])
    with pytest.raises(Conflict):
        webhooks.add_webhook(ws, URL, [HookEvent.LEAD])
    bo = accounts.register(runtime, email="bo@example.com", password="quite a long thing 7", name="Bo")
    accounts.members.join(runtime, bo, key.business_id, Role.MARKETER)
    his = accounts.open_business(runtime, bo, key.business_id)
    with runtime.workspace(his) as theirs, pytest.raises(Forbidden):
        webhooks.list_webhooks(theirs)
