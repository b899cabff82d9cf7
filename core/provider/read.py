"""What people may know of an endpoint: everything but its key."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.ai.endpoint import Endpoint, Reach
from core.keys import needs
from core.provider.own import endpoint_of
from core.tables import AiEndpoint
from core.tables.endpoint import EndpointCheck
from core.vocab import Permission
from core.workspace import Workspace


class Source(StrEnum):
    """Who answers."""

    OWN = "own"
    SERVER = "server"
    OFFLINE = "offline"


@dataclass(frozen=True)
class EndpointView:
    """A business's own endpoint, without its key.

    Attributes:
        key_ends: the key's last four characters; empty where there is no key or it is too short to show any.
        problem: why it can't be asked, in words; empty when it can.
        checks: what the last test found, one for each model; empty when it was not tested since it was saved.
    """

    base_url: str
    quick_model: str
    quality_model: str
    has_key: bool
    key_ends: str
    problem: str
    checks: tuple[EndpointCheck, ...]
    checked_at: datetime | None
    saved_at: datetime


@dataclass(frozen=True)
class Provider:
    """Who answers now, and what there is to choose from.

    Attributes:
        why: the reason, where the offline writer answers.
        own: the business's own endpoint, if it brought one.
        server_url: the address of the server's endpoint; empty where it has none. Its key is nobody's business.
        server_models: its quick and its quality model.
        reach: where an endpoint of the business's own may lie.
    """

    source: Source
    why: str
    own: EndpointView | None
    server_url: str
    server_models: tuple[str, str]
    reach: Reach


NO_ALLOWANCE = "This business's monthly allowance is zero, so everything is written offline."
NO_ENDPOINT = "No AI endpoint is set, neither here nor for the whole server."


@needs(Permission.READ)
def read_provider(ws: Workspace) -> Provider:
    """Who writes for this business now, and why."""
    row = ws.rows.first(AiEndpoint)
    own = None if row is None else view_of(ws, row)
    server = ws.server_endpoint
    source, why = _chosen(own, server, ws.profile.monthly_tokens)
    url, models = (server.base_url, (server.quick_model, server.quality_model)) if server else ("", ("", ""))
    return Provider(source, why, own, url, models, ws.reach)


def _chosen(own: EndpointView | None, server: Endpoint | None, monthly_tokens: int) -> tuple[Source, str]:
    if monthly_tokens <= 0:
        return Source.OFFLINE, NO_ALLOWANCE
    if own is not None:
        return (Source.OFFLINE, own.problem) if own.problem else (Source.OWN, "")
    return (Source.SERVER, "") if server else (Source.OFFLINE, NO_ENDPOINT)


def view_of(ws: Workspace, row: AiEndpoint) -> EndpointView:
    """A saved row as people may see it."""
    return EndpointView(
        row.base_url,
        row.quick_model,
        row.quality_model,
        bool(row.sealed_key),
        row.key_ends,
        endpoint_of(ws, row).problem,
        row.checks,
        row.checked_at,
        row.saved_at,
    )
