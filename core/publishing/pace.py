"""How much a channel takes of one business: its posts in 24 hours, and the time between two; hard limits alone."""

from collections.abc import Collection
from datetime import datetime, timedelta
from uuid import UUID

from sqlmodel import col

from core.channels.rules import ChannelRules, channel
from core.channels.scheduling import GRACE
from core.ports import Outcome, Refused, Transient
from core.publishing.taken import Taken
from core.tables import Publication
from core.vocab import Channel, PublicationKind, PublicationStatus
from core.workspace import Workspace

DAY = timedelta(days=1)


class Pace:
    """What has left, and is leaving, on each channel of a business; a batch of claims is asked about one by one."""

    def __init__(self, ws: Workspace, batch: Collection[UUID], now: datetime) -> None:
        self._ws, self._batch, self._now = ws, batch, now
        self._left: dict[Channel, list[datetime]] = {}
        self._leaving: dict[Channel, list[tuple[datetime, UUID]]] = {}

    def hindrance(self, taken: Taken) -> Outcome | None:
        """Why a post must not leave now; None when it may, and then it counts as one that left.

        It waits for its turn as long as the grace lasts, and is given back to a person where that is too late. Of
        those that are on their way elsewhere, only what was due before it counts: of two, one goes.
        """
        rules, publication = channel(taken.post.channel), taken.publication
        if rules.name not in self._left:
            self._read(rules)
        left, me = self._left[rules.name], (publication.due_at, publication.id)
        before = sum(one < me for one in self._leaving[rules.name])
        free, why = self._free_at(rules, [*left, *[self._now] * before])
        if free <= self._now or publication.attempts:
            left.append(self._now)
            return None
        if free - publication.due_at > GRACE:
            return Refused(f"{why} It can go out from {free:%d %B, %H:%M} UTC on: choose a later moment.")
        return Transient(f"{why} It goes out as soon as there is room.", after=free - self._now)

    def _free_at(self, rules: ChannelRules, left: list[datetime]) -> tuple[datetime, str]:
        """When the next post may leave, and why not before."""
        recent, most, apart = sorted(left), rules.limits.per_day_max, rules.limits.spacing_minutes
        if most and most.is_hard and len(recent) >= most.value:
            return recent[-most.value] + DAY, f"{rules.label} takes {most.value} posts in 24 hours."
        if apart and apart.is_hard and recent:
            why = f"{rules.label} wants {apart.value} minutes between posts."
            return recent[-1] + timedelta(minutes=apart.value), why
        return self._now, ""

    def _read(self, rules: ChannelRules) -> None:
        """When posts left in the last 24 hours, and what is on its way; nothing where no limit is hard."""
        self._left[rules.name], self._leaving[rules.name] = [], []
        if not any(one and one.is_hard for one in (rules.limits.per_day_max, rules.limits.spacing_minutes)):
            return
        mine = (
            col(Publication.channel) == rules.name,
            col(Publication.kind) == PublicationKind.POST,
            col(Publication.contact_id).is_(None),
        )
        gone = [*mine, col(Publication.published_at) > self._now - DAY]
        going = [*mine, col(Publication.status) == PublicationStatus.PUBLISHING]
        self._left[rules.name] = [at for (at,) in self._ws.rows.columns(Publication.published_at, where=gone)]
        self._leaving[rules.name] = [
            (due_at, one)
            for due_at, one in self._ws.rows.columns(Publication.due_at, Publication.id, where=going)
            if one not in self._batch
        ]
