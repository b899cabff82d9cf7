"""Simulated Instagram, LinkedIn, e-mail and SMS, with a ledger of their own of what they accepted."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

from sqlmodel import col

from core.ports import Accepted, ChannelTotals, Outcome, Parcel
from core.tables import SimulatedPost
from core.vocab import Capability, Origin
from core.workspace import Workspace
from core.world.engagement import totals
from core.world.traits import PostTraits

Fault = Callable[[Parcel], Outcome | None]
CAPABILITY = {
    "instagram": Capability.LOOKUP,
    "linkedin": Capability.NEITHER,
    "email": Capability.IDEMPOTENT,
    "sms": Capability.NEITHER,
}


def nothing_fails(_parcel: Parcel) -> Outcome | None:
    return None


class SimulatedChannel:
    """Accepts at once and then lives on: engagement comes in over the following hours and days.

    Args:
        ws: whose channel it is.
        name: which platform it stands for.
        before: a fault that happens instead of acceptance, if it returns one.
        after: a fault that happens once the post is accepted: the answer is lost, the post is live.
    """

    origin = Origin.SIMULATED

    def __init__(self, ws: Workspace, name: str, before: Fault = nothing_fails, after: Fault = nothing_fails) -> None:
        self._ws, self._name, self._before, self._after = ws, name, before, after
        self.capability = CAPABILITY.get(name, Capability.NEITHER)

    def send(self, parcel: Parcel, *, now: datetime) -> Outcome:
        """Accept the parcel once; with the same key again, an idempotent platform answers with the first post."""
        if fault := self._before(parcel):
            return fault
        if self.capability is Capability.IDEMPOTENT and (known := self.find(parcel)):
            return known
        accepted = Accepted(external_id=f"sim-{self._name}-{uuid4().hex[:12]}", at=now)
        with self._ws.aside() as own, own.writing() as rows:
            rows.add(
                SimulatedPost(
                    business_id=own.key.business_id,
                    channel=self._name,
                    client_ref=parcel.key,
                    external_id=accepted.external_id,
                    accepted_at=now,
                    text=parcel.text,
                    traits=dict(parcel.traits),
                )
            )
        return self._after(parcel) or accepted

    def find(self, parcel: Parcel) -> Accepted | None:
        """Look a parcel up by its key."""
        with self._ws.aside() as own:
            seen = own.rows.first(
                SimulatedPost, col(SimulatedPost.client_ref) == parcel.key, col(SimulatedPost.channel) == self._name
            )
            return None if seen is None else Accepted(seen.external_id, seen.accepted_at)

    def totals(self, external_id: str, *, now: datetime) -> ChannelTotals | None:
        """A post's counts so far; None when the platform does not know it, or for a reply, which nobody counts."""
        with self._ws.aside() as own:
            seen = own.rows.first(SimulatedPost, col(SimulatedPost.external_id) == external_id)
            if seen is None or not seen.traits:
                return None
            world = own.business.seed
        traits = PostTraits.from_json(seen.traits)
        counts = totals(world, f"{world}:{self._name}", seen.client_ref, traits, now - seen.accepted_at)
        return ChannelTotals(
            views=counts.views,
            likes=counts.likes,
            comments=counts.comments,
            shares=counts.shares,
            saves=counts.saves,
            clicks=counts.clicks,
            watch_seconds=counts.watch_seconds,
            conversions=counts.conversions,
        )
