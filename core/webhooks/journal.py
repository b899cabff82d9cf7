"""What was told to an address, and what it answered; any of it can be sent again."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlmodel import col

from core.errors import Conflict
from core.keys import needs
from core.rows.pages import Mark, Page, cut, older
from core.tables import HookDelivery, Webhook
from core.vocab import DeliveryStatus, Permission
from core.workspace import Workspace


@dataclass(frozen=True)
class Delivery:
    """One call. ``answered`` is the status that came back last, None where nobody answered."""

    id: UUID
    event: str
    event_id: UUID
    body: str
    status: DeliveryStatus
    attempts: int
    next_at: datetime | None
    answered: int | None
    detail: str
    created_at: datetime
    ended_at: datetime | None

    @classmethod
    def of(cls, row: HookDelivery) -> "Delivery":
        waits = row.run_at if row.status is DeliveryStatus.WAITING else None
        return cls(
            row.id, row.event, row.event_id, row.body, row.status, row.attempts, waits,
            row.answered, row.detail, row.created_at, row.ended_at,
        )  # fmt: skip


@needs(Permission.MANAGE)
def page_deliveries(
    ws: Workspace,
    webhook_id: UUID,
    *,
    status: DeliveryStatus | None = None,
    after: Mark | None = None,
    limit: int = 50,
) -> Page[Delivery]:
    """What an address was told, the newest first.

    Raises:
        NotFound: there is no such address here.
    """
    ws.rows.get(Webhook, webhook_id)
    row = HookDelivery
    where = [col(row.webhook_id) == webhook_id, *older(row.created_at, row.id, after)]
    where += [col(row.status) == status] if status else []
    found = ws.rows.find(row, *where, order=[col(row.created_at).desc(), col(row.id).desc()], limit=limit + 1)
    return cut(found, limit, lambda one: Mark(one.created_at, one.id)).of(Delivery.of)


@needs(Permission.MANAGE)
def send_again(ws: Workspace, webhook_id: UUID, delivery_id: UUID) -> Delivery:
    """Send a call once more, under the same id, so that a receiver that took it already can drop it.

    Raises:
        NotFound: there is no such call, or no such address.
        Conflict: it waits anyhow, or the address is switched off.
    """
    with ws.writing() as rows:
        hook, row = rows.get(Webhook, webhook_id), rows.get(HookDelivery, delivery_id)
        if not hook.is_on:
            raise Conflict("This address is switched off. Switch it on first.")
        if row.webhook_id != webhook_id or row.status is DeliveryStatus.WAITING:
            raise Conflict("This call is waiting to be sent already.")
        row.status, row.attempts, row.run_at, row.ended_at = DeliveryStatus.WAITING, 0, ws.now, None
        ws.audit("send_webhook_again", hook.url, row.event)
    return Delivery.of(row)
