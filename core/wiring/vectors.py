"""Who makes a business's vectors: the server's embedding model where one is chosen, and the offline ones behind it."""

from core.ai.billed import Entry
from core.ai.embedding import Embedding, Kept
from core.ai.endpoint import Endpoint
from core.ai.model import Attempt
from core.backends import find_embedder, offline_embedder
from core.vocab import Engine
from core.wiring.ledger import Ledger
from core.wiring.quota import MonthlyQuota
from core.workspace import Workspace

PROMPT = "embedding"
"""What the bill calls these calls; there is no wording."""


def embedding_of(ws: Workspace, endpoint: Endpoint | None, model: str) -> Embedding:
    """The embedder of a business: ``model`` at the server's endpoint, or without either the offline one alone.

    A business that brought an endpoint of its own gets the offline vectors: its texts are not sent to the server's.
    """
    offline = offline_embedder()
    if not model or endpoint is None or endpoint.source != "server":
        return Embedding(None, offline)
    ledger = Ledger(ws)

    def record(attempt: Attempt) -> None:
        ledger.record([Entry(Engine.MODEL, PROMPT, 1, "", "", attempt)])

    chosen = find_embedder()(
        model=model, base_url=endpoint.base_url, api_key=endpoint.api_key.get_secret_value(), record=record
    )
    return Embedding(Kept(chosen, ws.cache, MonthlyQuota(ws)), offline, lambda: ws.is_writing)
