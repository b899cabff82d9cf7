"""Who paints a business's pictures: the server's model for pictures, at the endpoint that the business writes with."""

from collections.abc import Callable

from core.ai.billed import Entry
from core.ai.breaker import Breaker
from core.ai.endpoint import Endpoint
from core.ai.model import Attempt
from core.ai.picturing import Picturing
from core.backends import find_painter
from core.vocab import Engine
from core.wiring.ledger import Ledger
from core.wiring.quota import MonthlyQuota
from core.workspace import Workspace

PROMPT = "picture"
"""What the bill calls these calls; there is no wording."""
NOT_SET = "No model for pictures is set on this server (IMAGE_MODEL)."
NO_KEY = "No AI endpoint is set, neither here nor for the whole server."


def picturing_of(
    ws: Workspace,
    endpoint: Endpoint | None,
    model: str,
    may_ask: Callable[[], bool],
    breaker: Callable[[Endpoint, str], Breaker] = lambda _endpoint, _model: Breaker(),
) -> Picturing:
    """The painter of a business: ``model`` at its own endpoint or the server's, or the reason why there is none.

    ``breaker`` is the fuse of one endpoint and model, the same for everybody who asks them.
    """
    quota = MonthlyQuota(ws)
    if not model or endpoint is None or endpoint.problem:
        why = NOT_SET if not model else NO_KEY if endpoint is None else endpoint.problem
        return Picturing(None, quota, why=why)
    ledger = Ledger(ws)

    def record(attempt: Attempt) -> None:
        ledger.record([Entry(Engine.MODEL, PROMPT, 1, "", "", attempt)])

    painter = find_painter()(
        model=model,
        base_url=endpoint.base_url,
        api_key=endpoint.api_key.get_secret_value(),
        reach=endpoint.reach,
        record=record,
    )
    return Picturing(painter, quota, may_ask, lambda: ws.is_writing, breaker=breaker(endpoint, model))
