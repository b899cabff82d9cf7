"""Addresses that are told what happens, and the journal of what they were told."""

from uuid import UUID

from fastapi import APIRouter

from api.answers import Wanted, page
from api.doors import ClientToken, CurrentWorkspace
from api.problems import REFUSED
from api.remembered import remembered
from api.shapes.base import Page
from api.shapes.machines import DeliveryOut, Queued, SecretOut, WebhookEdit, WebhookMade, WebhookNew, WebhookOut
from core import webhooks
from core.vocab import DeliveryStatus

routes = APIRouter(prefix="/webhooks", tags=["programs"], responses=REFUSED)


@routes.get("")
@remembered
def addresses(ws: CurrentWorkspace) -> list[WebhookOut]:
    """Every address, the oldest first."""
    return [WebhookOut.of(one) for one in webhooks.list_webhooks(ws)]


@routes.post("", status_code=201)
def add(ws: CurrentWorkspace, asked: WebhookNew, token: ClientToken = None) -> WebhookMade:
    """Tell an address what happens from now on; its signing secret is told this once."""
    return WebhookMade.new(*webhooks.add_webhook(ws, asked.url, asked.events, note=asked.note, token=token))


@routes.put("/{webhook_id}")
def change(ws: CurrentWorkspace, webhook_id: UUID, asked: WebhookEdit) -> WebhookOut:
    """Change what is sent; what is left out stays as it is."""
    changes = asked.model_dump(exclude_none=True)
    return WebhookOut.of(webhooks.change_webhook(ws, webhook_id, **changes))


@routes.delete("/{webhook_id}", status_code=204)
def remove(ws: CurrentWorkspace, webhook_id: UUID) -> None:
    """Tell an address no more, and forget what it was told."""
    webhooks.delete_webhook(ws, webhook_id)


@routes.post("/{webhook_id}/secret")
def renew(ws: CurrentWorkspace, webhook_id: UUID) -> SecretOut:
    """A new signing secret; the old one signs nothing from now on."""
    return SecretOut.told(webhooks.renew_secret(ws, webhook_id))


@routes.post("/{webhook_id}/ping", status_code=202)
def ping(ws: CurrentWorkspace, webhook_id: UUID) -> Queued:
    """Send a call that means nothing, with the clock's next tick."""
    return Queued(id=webhooks.ping(ws, webhook_id))


@routes.get("/{webhook_id}/deliveries")
@remembered
def deliveries(
    ws: CurrentWorkspace, webhook_id: UUID, wanted: Wanted, status: DeliveryStatus | None = None
) -> Page[DeliveryOut]:
    """What an address was told in the last month, the newest first."""
    found = webhooks.page_deliveries(ws, webhook_id, status=status, after=wanted.after, limit=wanted.limit)
    return page(found, DeliveryOut.of)


@routes.post("/{webhook_id}/deliveries/{delivery_id}/again", status_code=202)
def again(ws: CurrentWorkspace, webhook_id: UUID, delivery_id: UUID) -> DeliveryOut:
    """Send a call once more, under the same id."""
    return DeliveryOut.of(webhooks.send_again(ws, webhook_id, delivery_id))
