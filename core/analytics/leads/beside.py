"""Leads that no post's own numbers hold: marked in conversations, or told without a trace to a post."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func
from sqlmodel import col

from core.analytics.period import Period
from core.rows import Rows
from core.tables import Conversation, Lead


@dataclass(frozen=True)
class Beside:
    """Conversations marked as a lead, and events and rows of files whose tags lead to no post."""

    talks: int = 0
    events: int = 0

    @property
    def total(self) -> int:
        return self.talks + self.events


def of_campaigns(rows: Rows, campaigns: Collection[UUID]) -> dict[UUID, Beside]:
    """What was won for each of some campaigns, all their days."""
    if not campaigns:
        return {}
    talks = _by_campaign(rows, Conversation, [col(Conversation.lead).is_(True)], campaigns)
    events = _by_campaign(rows, Lead, [col(Lead.post_id).is_(None)], campaigns)
    return {one: Beside(talks.get(one, 0), events.get(one, 0)) for one in campaigns}


def of_period(rows: Rows, period: Period, campaign_id: UUID | None = None) -> Beside:
    """What was won in a period; a conversation counts when it began."""
    began, told = col(Conversation.first_inbound_at), col(Lead.at)
    talks: list[Any] = [col(Conversation.lead).is_(True), began >= period.starts_at, began < period.ends_at]
    events: list[Any] = [col(Lead.post_id).is_(None), told >= period.starts_at, told < period.ends_at]
    if campaign_id is not None:
        talks.append(col(Conversation.campaign_id) == campaign_id)
        events.append(col(Lead.campaign_id) == campaign_id)
    return Beside(rows.count(Conversation, *talks), rows.count(Lead, *events))


def _by_campaign(
    rows: Rows, cls: type[Conversation] | type[Lead], where: list[Any], campaigns: Collection[UUID]
) -> dict[UUID, int]:
    whose = col(cls.campaign_id)
    counted = rows.columns(whose, func.count(), where=[*where, whose.in_(campaigns)], group=[whose])
    return dict(map(tuple, counted))
