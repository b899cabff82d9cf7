"""Other programs are told what happens in a business: signed, tried again for two days, written down."""

from core.webhooks.addresses import (
    Hook,
    add_webhook,
    change_webhook,
    delete_webhook,
    list_webhooks,
    ping,
    renew_secret,
)
from core.webhooks.deliver import deliver, forget_told
from core.webhooks.journal import Delivery, page_deliveries, send_again
from core.webhooks.tell import tell

__all__ = [
    "Delivery",
    "Hook",
    "add_webhook",
    "change_webhook",
    "delete_webhook",
    "deliver",
    "forget_told",
    "list_webhooks",
    "page_deliveries",
    "ping",
    "renew_secret",
    "send_again",
    "tell",
]
