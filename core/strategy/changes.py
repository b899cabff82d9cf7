"""Changes to a running campaign: what would be different, the lesson behind it, and what it is expected to bring."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from core.vocab import Channel, PostStatus, PostType

OPEN = (
    PostStatus.DRAFT,
    PostStatus.PENDING_APPROVAL,
    PostStatus.CHANGES_REQUESTED,
    PostStatus.APPROVED,
    PostStatus.SCHEDULED,
)
"""Posts that nobody has seen yet and that nothing holds up."""


class ChangeKind(StrEnum):
    MOVE = "move"
    RETYPE = "retype"
    REWRITE = "rewrite"
    DROP = "drop"
    ADD = "add"


@dataclass(frozen=True)
class OpenPost:
    """A post that can still be changed, as it stood when it was looked at."""

    id: UUID
    title: str
    channel: Channel
    type: PostType
    status: PostStatus
    planned_at: datetime | None
    scheduled_at: datetime | None
    week: int | None
    updated_at: datetime

    @property
    def at(self) -> datetime | None:
        """When it goes out, or was planned for."""
        return self.scheduled_at or self.planned_at


@dataclass(frozen=True)
class Gain:
    """What was measured on this business's own posts, carried over to the change.

    Args:
        value, low, high: engagement times the usual with its 90% interval; where ``per_post`` names a count, so many
            of it a post.
        samples: posts that it rests on; total: posts looked at.
    """

    value: float
    low: float
    high: float
    samples: int
    total: int
    per_post: str = ""

    @property
    def words(self) -> str:
        """The gain with its interval and what it rests on.

        >>> Gain(1.3, 1.1, 1.5, 40, 180).words
        '+30% engagement (90% interval +10% to +50%; 40 of 180 posts)'
        >>> Gain(1.25, 0.8, 1.7, 12, 12, "leads").words
        'about 1.2 leads a post (90% interval 0.8 to 1.7; 12 posts)'
        """
        if self.per_post:
            span = f"90% interval {self.low:.1f} to {self.high:.1f}; {self.samples} posts"
            return f"about {self.value:.1f} {self.per_post} a post ({span})"
        value, low, high = (f"{one - 1:+.0%}" for one in (self.value, self.low, self.high))
        return f"{value} engagement (90% interval {low} to {high}; {self.samples} of {self.total} posts)"


@dataclass(frozen=True)
class Amendment:
    """One change to look at and to tick.

    Args:
        kind: what is done.
        post: what it is done to, as it stood; None for a post that is added.
        lesson, evidence: what was learned, and on what that rests.
        gain: what it is expected to bring; None where nothing was measured, and then nothing is promised.
        at, type, channel, about, week: how the post stands afterwards; ``about`` is what it is newly written about.
    """

    kind: ChangeKind
    post: OpenPost | None
    lesson: str
    evidence: str
    gain: Gain | None
    channel: Channel
    type: PostType
    at: datetime | None
    about: str = ""
    week: int | None = None

    @property
    def needs_writer(self) -> bool:
        """Whether a text has to be written for it."""
        return self.kind in {ChangeKind.RETYPE, ChangeKind.REWRITE, ChangeKind.ADD}

    @property
    def key(self) -> str:
        """A name that tells it from the other changes of one proposal."""
        return f"{self.kind}:{self.post.id if self.post else self.at}"


@dataclass(frozen=True)
class Improvement:
    """What could be changed in a campaign, the surest gain first; ``reason`` says why there is nothing, if so.

    Args:
        looked_at: settled posts that the lessons rest on; open_posts: posts that could still be changed.
    """

    campaign_id: UUID
    changes: tuple[Amendment, ...]
    looked_at: int
    open_posts: int
    reason: str = ""
