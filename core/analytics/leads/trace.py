"""From the tags of a link back to the post that carried it: pure."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit
from uuid import UUID

from core.channels.utm import Tags, slug

LONGEST = 120
"""Characters of a tag that are kept."""


class Carrier(NamedTuple):
    """A post, the tags that its links carry, and when it went out."""

    post_id: UUID
    campaign_id: UUID
    tags: Tags
    published_at: datetime | None


class Place(NamedTuple):
    """Where a lead belongs; each is None where nothing tells."""

    post_id: UUID | None = None
    campaign_id: UUID | None = None


@dataclass(frozen=True)
class Traces:
    """What is known of the links that left."""

    posts: dict[tuple[str, ...], list[Carrier]]
    campaigns: dict[str, set[UUID]]

    def place(self, tags: Tags, at: datetime) -> Place:
        """The post with just these tags, the last one that went out before; else the one campaign of that name."""
        carriers = self.posts.get(_key(tags), []) if tags.content else []
        if carriers:
            # A lead cannot come from a post that was not out yet; where all are later, a clock is wrong, not the link.
            out = [one for one in carriers if one.published_at is not None and one.published_at <= at]
            last = max(out or carriers, key=lambda one: (one.published_at or at, one.post_id))
            return Place(last.post_id, last.campaign_id)
        named = self.campaigns.get(slug(tags.campaign), set()) if tags.campaign else set()
        return Place(None, next(iter(named))) if len(named) == 1 else Place()


def traces(carriers: Iterable[Carrier]) -> Traces:
    """Sort posts by the tags of their links."""
    posts, campaigns = defaultdict(list), defaultdict(set)
    for one in carriers:
        posts[_key(one.tags)].append(one)
        campaigns[slug(one.tags.campaign)].add(one.campaign_id)
    return Traces(dict(posts), dict(campaigns))


def tags_in(url: str) -> Tags:
    """The campaign parameters of a landing page's address; empty ones where it has none.

    >>> tags_in("https://gym.example/trial?utm_source=sms&utm_campaign=spring&plan=1")
    Tags(source='sms', medium='', campaign='spring', content='')
    """
    try:
        told = {name.lower(): value[:LONGEST] for name, value in parse_qsl(urlsplit(url).query)}
    except ValueError:
        return Tags("", "", "")
    return Tags(*(told.get(f"utm_{part}", "") for part in ("source", "medium", "campaign", "content")))


def _key(tags: Tags) -> tuple[str, ...]:
    return tuple(map(slug, (tags.source, tags.medium, tags.campaign, tags.content)))
