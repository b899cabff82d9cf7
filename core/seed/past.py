"""The stretch of time that a demo business's history fills."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from core.tables import Campaign, Profile
from core.world.demo import DemoBusiness


@dataclass(frozen=True)
class Past:
    """Whose history, its profile and campaigns; from ``start`` to ``now`` it is lived, up to ``end`` planned."""

    demo: DemoBusiness
    profile: Profile
    campaigns: Sequence[Campaign]
    start: datetime
    now: datetime
    end: datetime
