"""Which scope an API token needs for which operation. What is not in the table is for people alone."""

from collections.abc import Mapping
from types import MappingProxyType

from starlette.requests import Request

from core.vocab import Scope

SCOPES: Mapping[Scope, str] = MappingProxyType(
    {
        Scope.BUSINESS_READ: "get /business/{business_id}, get /business/{business_id}/logo",
        Scope.BUSINESS_WRITE: "put /business/{business_id}",
        Scope.CAMPAIGNS_READ: "get /campaign, get /campaign/{campaign_id}",
        Scope.CAMPAIGNS_WRITE: """
            post /campaign, put /campaign/{campaign_id}, delete /campaign/{campaign_id},
            post /ai/strategy/generate-calendar, post /ai/strategy/suggest-segments, post /ai/strategy/suggest-kpis,
            post /ai/strategy/optimize""",
        Scope.CONTENT_READ: """
            get /content, get /content/{content_id}, get /content/{content_id}/media/{place},
            get /calendar/{campaign_id}""",
        Scope.CONTENT_WRITE: """
            post /content, post /content/generate, put /content/{content_id}, delete /content/{content_id},
            post /content/{content_id}/optimize""",
        Scope.PUBLISH: """
            post /content/{content_id}/schedule, post /content/{content_id}/publish, get /publications,
            post /analytics/simulate""",
        Scope.ANALYTICS_READ: """
            get /analytics/content/{content_id}, get /analytics/campaign/{campaign_id},
            get /analytics/health-score/{campaign_id}""",
        Scope.INBOX_READ: "get /messages, get /faqs",
        Scope.INBOX_WRITE: """
            post /messages/simulate, post /messages/{message_id}/ai-reply, post /messages/{message_id}/mark-replied,
            post /faqs, put /faqs/{faq_id}, delete /faqs/{faq_id}""",
        Scope.IMPORT: """
            post /import/posts, post /import/leads, post /import/contacts, get /import,
            delete /import/{import_id}, post /analytics/totals""",
        Scope.EXPORT: "get /export/posts, get /export/contacts, get /export/ledger, get /export/calendar",
        Scope.USAGE_READ: "get /usage, get /usage/ledger",
        Scope.WEBHOOKS: """
            get /webhooks, post /webhooks, put /webhooks/{webhook_id}, delete /webhooks/{webhook_id},
            post /webhooks/{webhook_id}/secret,
            post /webhooks/{webhook_id}/ping, get /webhooks/{webhook_id}/deliveries,
            post /webhooks/{webhook_id}/deliveries/{delivery_id}/again""",
    }
)
_BY_OPERATION = {
    " ".join(operation.split()): scope for scope, several in SCOPES.items() for operation in several.split(",")
}


def scope_of(method: str, path: str) -> Scope | None:
    """The scope that an operation needs; None where no API token will do.

    >>> scope_of("POST", "/content/"), scope_of("delete", "/business/{business_id}")
    (<Scope.CONTENT_WRITE: 'content:write'>, None)
    """
    return _BY_OPERATION.get(f"{method.lower()} {path.rstrip('/')}")


def scope_needed(request: Request) -> Scope | None:
    """The scope that the operation needs which this request asks for."""
    return scope_of(request.method, request.scope["route"].path)
