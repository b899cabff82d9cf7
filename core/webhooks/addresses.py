"""The addresses that are told what happens: chosen, changed, tried, taken away."""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from pydantic import SecretStr
from sqlmodel import col

from core.channels.characters import hidden
from core.connections.address import checked_address
from core.connections.signing import new_secret
from core.errors import Conflict, Invalid
from core.keys import needs
from core.tables import HookDelivery, Webhook
from core.vocab import DeliveryStatus, HookEvent, Permission
from core.webhooks.tell import new_delivery
from core.workspace import Workspace

AT_ONCE = 10
"""Addresses of one business."""
PING = "ping"


@dataclass(frozen=True)
class Hook:
    """An address without its secret. ``problem`` says why it was switched off by itself."""

    id: UUID
    url: str
    note: str
    events: tuple[str, ...]
    is_on: bool
    problem: str
    failing_since: datetime | None
    created_at: datetime

    @classmethod
    def of(cls, row: Webhook) -> "Hook":
        return cls(
            row.id, row.url, row.note, row.events, row.is_on, row.problem, row.failing_since, row.created_at
        )  # fmt: skip


@needs(Permission.MANAGE)
def add_webhook(
    ws: Workspace, url: str, events: Collection[HookEvent], *, note: str = "", token: str | None = None
) -> tuple[Hook, SecretStr | None]:
    """Tell an address from now on; its signing secret, which is shown once: None where ``token`` made it before.

    Raises:
        Invalid: the address cannot be one or may not be called from here, or no event is chosen; ``field`` says which.
        Conflict: there are ten already.
    """
    kept, chosen, said = checked_address("webhook", url, ws.reach), _chosen(events), _note(note)
    secret = SecretStr(new_secret())
    with ws.writing() as rows:
        if done := rows.made(Webhook, "add_webhook", token):
            return Hook.of(done), None
        if rows.count(Webhook) >= AT_ONCE:
            raise Conflict(f"{AT_ONCE} addresses are told already. Take one away first.")
        row = rows.add(
            Webhook(
                business_id=ws.key.business_id, url=kept, note=said, events=chosen,
                sealed_secret=ws.vault.seal(secret), created_at=ws.now,
            )
        )  # fmt: skip
        ws.made("add_webhook", token, row)
        ws.audit("add_webhook", kept, ", ".join(chosen))
    return Hook.of(row), secret


@needs(Permission.MANAGE)
def list_webhooks(ws: Workspace) -> list[Hook]:
    """Every address, the oldest first."""
    return [Hook.of(row) for row in ws.rows.find(Webhook, order=[col(Webhook.created_at), col(Webhook.id)])]


@needs(Permission.MANAGE)
def change_webhook(
    ws: Workspace,
    webhook_id: UUID,
    *,
    url: str | None = None,
    events: Collection[HookEvent] | None = None,
    note: str | None = None,
    is_on: bool | None = None,
) -> Hook:
    """Change what is given. Switched on again, it begins anew; switched off, what waited for it is not sent.

    Raises:
        NotFound: there is no such address here.
        Invalid: as ``add_webhook``.
    """
    with ws.writing() as rows:
        row = rows.get(Webhook, webhook_id)
        row.url = row.url if url is None else checked_address("webhook", url, ws.reach)
        row.events = row.events if events is None else _chosen(events)
        row.note = row.note if note is None else _note(note)
        if is_on is not None:
            row.is_on, row.problem, row.failing_since = is_on, "", None
        if is_on is False:
            drop_waiting(ws, webhook_id, "The address was switched off.")
        ws.audit("change_webhook", row.url, "" if is_on is None else f"on: {is_on}")
    return Hook.of(row)


@needs(Permission.MANAGE)
def renew_secret(ws: Workspace, webhook_id: UUID) -> SecretStr:
    """A new signing secret, shown once; the old one signs nothing from now on.

    Raises:
        NotFound: there is no such address here.
    """
    secret = SecretStr(new_secret())
    with ws.writing() as rows:
        row = rows.get(Webhook, webhook_id)
        row.sealed_secret = ws.vault.seal(secret)
        ws.audit("renew_webhook_secret", row.url)
    return secret


@needs(Permission.MANAGE)
def delete_webhook(ws: Workspace, webhook_id: UUID) -> None:
    """Tell an address no more, and forget what it was told.

    Raises:
        NotFound: there is no such address here.
    """
    with ws.writing() as rows:
        row = rows.get(Webhook, webhook_id)
        rows.remove(Webhook, col(Webhook.id) == webhook_id)
        ws.audit("delete_webhook", row.url)


@needs(Permission.MANAGE)
def ping(ws: Workspace, webhook_id: UUID) -> UUID:
    """Queue a call that means nothing, to see whether the address takes it; its id in the journal.

    Raises:
        NotFound: there is no such address here.
        Conflict: it is switched off.
    """
    with ws.writing() as rows:
        row = rows.get(Webhook, webhook_id)
        if not row.is_on:
            raise Conflict("This address is switched off. Switch it on first.")
        body = json.dumps({"type": PING, "timestamp": ws.now.isoformat(), "data": {}})
        line = new_delivery(row.id, PING, uuid4(), body, ws.now)
        rows.add_many(HookDelivery, [line])
        return UUID(str(line["id"]))


def drop_waiting(ws: Workspace, webhook_id: UUID, why: str) -> None:
    """Give up what waits for an address, in the open transaction."""
    mine = (col(HookDelivery.webhook_id) == webhook_id, col(HookDelivery.status) == DeliveryStatus.WAITING)
    ws.rows.change(HookDelivery, *mine, status=DeliveryStatus.FAILED, detail=why, ended_at=ws.now)


def _chosen(events: Collection[HookEvent]) -> tuple[str, ...]:
    chosen = tuple(one.value for one in HookEvent if one in set(events))
    if not chosen:
        raise Invalid("Choose at least one thing that the address is told of.", field="events")
    return chosen


def _note(note: str) -> str:
    if len(note) > 80 or hidden(note):
        raise Invalid("Say in up to 80 characters what the address is for.", field="note")
    return note.strip()
