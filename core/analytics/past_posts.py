"""Published posts as the prediction learns from them: one account on one channel, one unit, settled numbers."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlmodel import col

from core.analytics.figures import Figures, figures
from core.analytics.prediction import PostFacts
from core.analytics.settled import FEW, SETTLED_AFTER
from core.channels.draft import Draft
from core.tables import Post
from core.vocab import Channel, Origin, PostStatus
from core.workspace import Workspace


class PastPost(NamedTuple):
    """One published post, what it says and what came of it; ``facts.outcome`` is None while numbers still come in."""

    id: UUID
    title: str
    origin: Origin
    facts: PostFacts

    @property
    def settled_at(self) -> datetime:
        """When nearly all of its engagement has arrived."""
        return self.facts.published_at + SETTLED_AFTER


class Line(NamedTuple):
    """Posts that are compared with each other: oldest first, outcomes all rates or all counts."""

    channel: Channel
    account: str
    is_rate: bool
    posts: tuple[PastPost, ...]

    def before(self, moment: datetime) -> list[PostFacts]:
        """What was known by then."""
        return [post.facts for post in self.posts if post.facts.outcome is not None and post.settled_at <= moment]


def lines(ws: Workspace, channel: Channel | None = None) -> list[Line]:
    """Every account's published posts, of one channel or of all; the longest first."""
    where = [col(Post.status) == PostStatus.PUBLISHED, col(Post.published_at).is_not(None)]
    where += [col(Post.channel) == channel] if channel else []
    texts = {
        post_id: (text_of(subject, caption, cta, hashtags), paid)
        for post_id, subject, caption, cta, hashtags, paid in ws.rows.columns(
            *map(col, (Post.id, Post.subject, Post.caption, Post.cta, Post.hashtags, Post.paid)), where=where
        )
    }
    groups: dict[tuple[Channel, str, bool], list[PastPost]] = defaultdict(list)
    for post in figures(ws.rows, *where):
        groups[post.channel, post.account, post.views is not None].append(_past(post, *texts[post.id], ws.zone, ws.now))
    found = [Line(*key, tuple(posts)) for key, posts in groups.items()]
    return sorted(found, key=lambda line: (-len(line.posts), line.channel, line.account))


def line_of(found: Sequence[Line], account: str) -> Line | None:
    """The account's own posts where there are enough to speak, else the longest line that there is."""
    own = [line for line in found if line.account == account]
    enough = [line for line in own if len(line.posts) >= FEW]
    return next(iter([*enough, *found]), None)


def text_of(subject: str, caption: str, cta: str, hashtags: Sequence[str]) -> str:
    """The words that go out, in one piece.

    >>> text_of("", "Fresh bread.", "Come by", ("bread", "#local")).splitlines()
    ['Fresh bread.', 'Come by', '#bread #local']
    """
    marked = " ".join(f"#{tag.lstrip('#')}" for tag in hashtags)
    return "\n".join(filter(None, (subject, caption, cta, marked)))


def facts_of(post: Post | Draft, at: datetime, zone: ZoneInfo) -> PostFacts:
    """A post that is not out yet, or its unsaved words, as the prediction sees it on its moment."""
    text = text_of(post.subject, post.caption, post.cta, post.hashtags)
    paid = isinstance(post, Post) and post.paid
    return PostFacts(post.channel, post.type.value, text, at.astimezone(zone), paid)


def _past(post: Figures, text: str, paid: bool, zone: ZoneInfo, now: datetime) -> PastPost:
    assert post.published_at is not None
    is_settled = post.published_at <= now - SETTLED_AFTER
    outcome = (post.rate if post.views else post.engagements) if is_settled else None
    at = post.published_at.astimezone(zone)
    return PastPost(
        post.id, post.title, post.origin, PostFacts(post.channel, post.type.value, text, at, paid, None, outcome)
    )
