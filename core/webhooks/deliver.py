"""Telling: claimed by one clock at a time, called without holding the database, written down, tried again later."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from pydantic import SecretStr
from sqlmodel import col

from core.backends import find_account
from core.connections.connection import Connection
from core.keys import needs
from core.tables import HookDelivery, Webhook
from core.vocab import DeliveryStatus, Permission
from core.webhooks.addresses import drop_waiting
from core.workspace import Workspace

WAITS = tuple(timedelta(seconds=one) for one in (5, 60, 300, 1_800, 7_200, 18_000, 36_000, 86_400))
"""Between tries: seconds at first, a day at the end, 42 hours in all, much as Standard Webhooks advises."""
PATIENCE = timedelta(days=3)
"""An address where nothing arrived for so long is switched off."""
HELD = timedelta(minutes=2)
"""How long a try holds a call, which is given up after a tenth of that."""
AT_ONCE = 8
KEPT = timedelta(days=30)
GONE = 410
"""An address that says that it is gone for good (RFC 9110, 15.5.11) is believed."""


@dataclass(frozen=True)
class Told:
    """How a call ended: the status, None where nobody answered; why; and how long the address asked to wait."""

    status: int | None
    detail: str = ""
    after: timedelta | None = None

    @property
    def is_taken(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


Call = Callable[[Connection, str, bytes, datetime], Told]


@dataclass(frozen=True)
class _Claimed:
    delivery_id: UUID
    webhook_id: UUID
    connection: Connection
    event_id: str
    body: bytes
    number: int
    """Which try it is, from 1."""


@needs(Permission.CLOCK)
def deliver(ws: Workspace, call: Call | None = None) -> int:
    """Tell what is due, several at once; how many calls were made."""
    made = call or _called
    claimed, clock = _claim(ws), ws.clock()
    if not claimed:
        return 0
    with ThreadPoolExecutor(len(claimed)) as pool:
        ends = list(pool.map(lambda one: made(one.connection, one.event_id, one.body, clock()), claimed))
    for one, told in zip(claimed, ends, strict=True):
        _settle(ws, one, told)
    return len(claimed)


@needs(Permission.CLOCK)
def forget_told(ws: Workspace) -> int:
    """Let go of calls that ended a month ago."""
    with ws.writing() as rows:
        return rows.remove(HookDelivery, col(HookDelivery.ended_at) < ws.now - KEPT)


def _called(connection: Connection, ref: str, body: bytes, now: datetime) -> Told:
    return Told(*find_account("webhook").tell(connection, ref, body, now))


def _claim(ws: Workspace) -> list[_Claimed]:
    """Take what is due: the try counts, and is due again when nobody hears of its end."""
    row, now = HookDelivery, ws.now
    due = (col(row.status) == DeliveryStatus.WAITING, col(row.run_at) <= now)
    taken: list[_Claimed] = []
    if not ws.rows.count(row, *due):
        return taken
    with ws.writing() as rows:
        hooks = {one.id: one for one in rows.find(Webhook)}
        for one in rows.find(row, *due, order=[col(row.run_at), col(row.id)], limit=AT_ONCE):
            mine = (col(row.id) == one.id, col(row.run_at) == one.run_at, *due)
            number = one.attempts + 1
            if rows.change(row, *mine, run_at=now + HELD, attempts=number):
                hook = hooks[one.webhook_id]
                secret = ws.vault.open(hook.sealed_secret) or SecretStr("")
                connection = Connection("webhook", hook.url, secret, reach=ws.reach)
                body = one.body.encode()
                taken.append(_Claimed(one.id, hook.id, connection, str(one.event_id), body, number))
    return taken


def _settle(ws: Workspace, one: _Claimed, told: Told) -> None:
    """Write down how a call ended: that it arrived, whenever that is heard; that it did not, of the last try alone."""
    now = ws.now
    with ws.writing() as rows:
        hook, row = rows.seek(Webhook, one.webhook_id), rows.seek(HookDelivery, one.delivery_id)
        if hook is None or row is None or row.status is not DeliveryStatus.WAITING:
            return
        if row.attempts != one.number and not told.is_taken:
            return  # somebody has tried it again meanwhile, or a person has sent it anew
        row.answered, row.detail = told.status, told.detail[:500]
        if told.is_taken:
            row.status, row.ended_at = DeliveryStatus.SENT, now
            hook.failing_since = None
            return
        hook.failing_since = hook.failing_since or now
        if one.number > len(WAITS):
            row.status, row.ended_at = DeliveryStatus.FAILED, now
        else:
            row.run_at = now + max(WAITS[one.number - 1], told.after or timedelta(0))
        if told.status == GONE or now - hook.failing_since >= PATIENCE:
            _switch_off(ws, hook, told)


def _switch_off(ws: Workspace, hook: Webhook, told: Told) -> None:
    since = f"{hook.failing_since:%Y-%m-%d}"
    hook.is_on = False
    hook.problem = (
        "The address said that it is gone for good (410)."
        if told.status == GONE
        else f"Nothing arrived there since {since}: {told.detail or told.status}."
    )
    drop_waiting(ws, hook.id, "The address was switched off, because nothing arrived there.")
    ws.audit("switch_off_webhook", hook.url, hook.problem)
