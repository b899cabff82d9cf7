"""What writing a plan's texts will take, before anything is spent: an estimate, and called one."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col

from core.ai.allowance import need_of
from core.ai.model import Usage
from core.analytics.usage import read_usage
from core.backends import find_price
from core.content.brief import DraftRequest, facts_of
from core.content.draft import recent_texts
from core.content.prompts import POST, POSTS
from core.content.together import asked_together, size_for
from core.keys import needs
from core.provider.own import own_endpoint
from core.strategy.kept import written_so_far
from core.strategy.requests import requests_of
from core.tables import AiUsage, Plan
from core.vocab import Engine, Permission
from core.workspace import Workspace

REPLY = 450
"""Tokens of a reply before there are own ones to go by: the offline writer's take 150 to 400 as JSON, and a model
thinks a little."""
ENOUGH = 5
ANSWERED = (
    col(AiUsage.prompt_id) == POST.id,
    col(AiUsage.engine) == Engine.MODEL,
    col(AiUsage.outcome) == "answered",
)
"""The business's own posts by a model, each asked for alone."""


@dataclass(frozen=True)
class Estimate:
    """What is left to write, and what it may take.

    Args:
        texts: how many are still to be written; tokens: in and out, for all of them.
        model: who would write; empty for the offline writer, which is free.
        cost: US dollars; None where the model has no known price, which is not "free".
        left: tokens of this month's allowance that are not spent.
        is_own: whether the length of a reply comes from this business's own ledger.
        together: texts that one question asks for, by how the model answered this business last.
        problem: why the model cannot be asked, so that the offline writer will write; empty when it can.
    """

    texts: int
    tokens: int
    model: str
    cost: Decimal | None
    left: int
    allowance: int
    is_own: bool = False
    together: int = 1
    problem: str = ""

    @property
    def is_enough(self) -> bool:
        """Whether the allowance holds out."""
        return not self.model or self.tokens <= self.left


@needs(Permission.READ)
def estimate_plan(ws: Workspace, plan_id: UUID) -> Estimate:
    """Guess what accepting a plan takes: one prompt a channel is counted, the others are taken to be as long.

    The first is asked for alone, and the others together where the model is known to keep to a shape.

    Raises:
        NotFound: this business has no such plan.
    """
    plan = ws.rows.get(Plan, plan_id)
    requests = tuple(requests_of(ws, plan))
    texts = max(0, len(requests) - written_so_far(ws, plan_id))
    used = read_usage(ws)
    endpoint = own_endpoint(ws) or ws.server_endpoint
    if endpoint is None or endpoint.problem or used.allowance <= 0:
        problem = endpoint.problem if endpoint else ""
        return Estimate(texts, 0, "", Decimal(0), used.left, used.allowance, problem=problem)
    model = endpoint.models[POST.wording.tier]
    size = _together(ws, model)
    tokens_in = _asked(ws, requests, texts, size)
    reply, is_own = _reply(ws)
    cost = find_price()(endpoint.base_url, model, Usage(tokens_in, reply * texts))
    return Estimate(texts, tokens_in + reply * texts, model, cost, used.left, used.allowance, is_own, size)


def _asked(ws: Workspace, requests: Sequence[DraftRequest], texts: int, size: int) -> int:
    """Tokens of all questions for so many of the texts: one alone, and the others so many in a question."""
    if not texts:
        return 0
    recent = recent_texts(ws)
    facts = [facts_of(ws.business, ws.profile, one, recent=recent, ordinal=0) for one in requests]
    by_channel = {one.channel: one for one in facts}
    asked = {name: need_of(POST, one).least for name, one in by_channel.items()}
    alone = sum(asked[one.channel] for one in facts) / len(facts)
    each = alone if size == 1 else need_of(POSTS, asked_together(facts[:size])).least / len(facts[:size])
    return round(alone + each * (texts - 1))


def _together(ws: Workspace, model: str) -> int:
    """How many texts the model would be asked for at once, by its last answer; one where it never answered."""
    where = [*ANSWERED, col(AiUsage.model_asked) == model, col(AiUsage.cached).is_(False)]
    columns = (col(AiUsage.level), col(AiUsage.latency_ms))
    last = ws.rows.columns(*columns, where=where, order=[col(AiUsage.created_at).desc()], limit=1)
    return size_for(last[0][0], last[0][1] / 1000) if last else 1


def _reply(ws: Workspace) -> tuple[int, bool]:
    """Tokens of one reply: the mean of the business's own posts by a model, once there are a few."""
    mean, many = ws.rows.columns(func.avg(col(AiUsage.tokens_out)), func.count(), where=ANSWERED)[0]
    return (round(mean), True) if many >= ENOUGH and mean else (REPLY, False)
