"""Who writes for a business: the layers around a model in their order, and what they share in this process."""

import hashlib
import time
from collections import defaultdict
from collections.abc import Callable, Mapping
from typing import Any

from core.ai.billed import Billed
from core.ai.breaker import Breaker, Fused
from core.ai.checked import Checked
from core.ai.endpoint import Endpoint
from core.ai.fallback import Fallback
from core.ai.flights import Flights
from core.ai.guarded import Guarded
from core.ai.ladder import Ladder
from core.ai.metered import Metered, OutOfTokens
from core.ai.model import Model
from core.ai.offline import Offline
from core.ai.pace import Pace
from core.ai.pool import Pool
from core.ai.remembered import Remembered
from core.ai.unavailable import Unavailable
from core.ai.wording import Tier
from core.backends import find_model
from core.wiring.ledger import Ledger
from core.wiring.quota import MonthlyQuota
from core.workspace import Workspace


class Writers:
    """Makes each business's writer. One a process: what an endpoint was found to be like is kept here.

    ``vendor`` makes the model itself, ``breaker`` the fuse of one endpoint and model; ``pace`` is everybody's.
    """

    def __init__(
        self,
        vendor: Callable[[], Callable[..., Any]] = find_model,
        breaker: Callable[[], Breaker] = Breaker,
        pace: Pace | None = None,
    ) -> None:
        self._vendor = vendor
        self._breakers: defaultdict[str, Breaker] = defaultdict(breaker)
        self._pools: defaultdict[str, Pool] = defaultdict(Pool)
        self._flights, self._pace = Flights(), pace or Pace()
        self._ladder = Ladder()

    def may_ask(self, ws: Workspace) -> bool:
        """Whether this person has not asked too often within a minute."""
        return self._pace.allows(f"{ws.key.business_id} {ws.key.user_id}", time.monotonic())

    def breaker(self, endpoint: Endpoint, model: str) -> Breaker:
        """The fuse of one model at one endpoint."""
        return self._breakers[f"{_account(endpoint)} {model}"]

    def model(self, ws: Workspace, endpoint: Endpoint | None) -> Model:
        """The writer of a business: its model where there is one, and always the understudy behind it."""
        ledger = Ledger(ws)
        offline = Billed(Offline(), ledger)
        if endpoint is None:
            return Guarded(offline, lambda: ws.is_writing)
        if endpoint.problem:
            return Guarded(Fallback(Unavailable(endpoint.problem), offline), lambda: ws.is_writing)
        usual = self._asking(ws, endpoint, endpoint.models)
        quick = endpoint.models["quick"]
        metered = Metered(
            usual=usual,
            thrifty=self._asking(ws, endpoint, {"quick": quick, "quality": quick}),
            spent=Remembered(OutOfTokens(), ws.cache, usual.identity),  # no shared flight: its refusal is its own
            quota=MonthlyQuota(ws),
            ledger=ledger,
            may_ask=lambda: self.may_ask(ws),
        )
        return Guarded(Fallback(metered, offline), lambda: ws.is_writing)

    def _asking(self, ws: Workspace, endpoint: Endpoint, models: Mapping[Tier, str]) -> Remembered:
        """From the outside in: memory, guard, bill, fuse, and the vendor: its places, deadline, tries and repair."""
        account = _account(endpoint)
        vendor = self._vendor()(
            base_url=endpoint.base_url,
            api_key=endpoint.api_key.get_secret_value(),
            models=models,
            reach=endpoint.reach,
            ladder=self._ladder,
            pool=self._pools[account],
        )
        fused = Fused(vendor, lambda tier: self.breaker(endpoint, models[tier]))
        checked = Checked(Billed(fused, Ledger(ws)))
        return Remembered(checked, ws.cache, f"{ws.key.business_id} {account} {sorted(models.items())}", self._flights)


def _account(endpoint: Endpoint) -> str:
    """An endpoint as one account sees it: another key may have credit where this one has none."""
    secret = endpoint.api_key.get_secret_value().encode()
    return f"{endpoint.base_url} {hashlib.sha256(secret).hexdigest()[:12]}"
