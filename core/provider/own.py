"""The endpoint that a business brought itself, ready to be asked."""

from pydantic import SecretStr

from core.ai.address import checked_url
from core.ai.endpoint import Endpoint
from core.errors import Invalid
from core.tables import AiEndpoint
from core.workspace import Workspace

LOCKED = (
    "The saved key can't be opened any more, because this server's SECRET_KEY or key file has changed. "
    "Enter the key again in Settings."
)


def own_endpoint(ws: Workspace) -> Endpoint | None:
    """The business's own endpoint with its key, for whoever asks it; None where there is none.

    It has a ``problem`` instead of a usable key when the key cannot be opened, or when its address was allowed once
    and is no more: it is never left out silently, for somebody else's model would answer then.
    """
    row = ws.rows.first(AiEndpoint)
    return None if row is None else endpoint_of(ws, row)


def endpoint_of(ws: Workspace, row: AiEndpoint) -> Endpoint:
    """A saved row as an endpoint."""
    key = ws.vault.open(row.sealed_key) if row.sealed_key else SecretStr("")
    return Endpoint(
        row.base_url,
        key or SecretStr(""),
        row.quick_model,
        row.quality_model,
        source="own",
        reach=ws.reach,
        problem=LOCKED if key is None else _misplaced(ws, row.base_url),
    )


def _misplaced(ws: Workspace, url: str) -> str:
    try:
        checked_url(url, ws.reach)
    except Invalid as refused:
        return refused.message
    return ""
