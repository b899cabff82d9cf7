"""Something happened: whoever wants to hear of it will, once what happened is safe."""

import json
from collections.abc import Iterable, Mapping
from typing import Any
from uuid import uuid4

from pydantic_core import to_jsonable_python
from sqlmodel import col

from core.rows.prepared import prepared
from core.tables import HookDelivery, Webhook
from core.vocab import DeliveryStatus, HookEvent
from core.workspace import Workspace

_LISTENING = prepared(Webhook, col(Webhook.id), col(Webhook.events), where=[col(Webhook.is_on).is_(True)])


def tell(ws: Workspace, event: HookEvent, happened: Iterable[Mapping[str, Any]]) -> int:
    """Queue what happened for every address that listens for it, in the open transaction; how many calls that makes.

    ``happened`` is the ``data`` of one call each: ids, moments, words.
    """
    news = list(happened)
    listening = news and [hook for hook, events in ws.rows.told(_LISTENING) if event in events]
    if not listening:
        return 0
    now, lines = ws.now, []
    for data in news:
        told = {"type": event.value, "timestamp": now.isoformat(), "business_id": ws.key.business_id, "data": data}
        body, event_id = json.dumps(to_jsonable_python(told), ensure_ascii=False), uuid4()
        lines += [new_delivery(hook, event, event_id, body, now) for hook in listening]
    ws.rows.add_many(HookDelivery, lines)
    return len(lines)


def new_delivery(webhook_id: Any, event: str, event_id: Any, body: str, now: Any) -> dict[str, Any]:
    """The columns of a call that waits."""
    return {
        "id": uuid4(), "webhook_id": webhook_id, "event": event, "event_id": event_id, "body": body,
        "status": DeliveryStatus.WAITING, "attempts": 0, "run_at": now, "detail": "", "created_at": now,
    }  # fmt: skip
