"""Where a post may go next: the one table that every change of status is looked up in."""

from collections.abc import Mapping
from types import MappingProxyType

from core.errors import Conflict
from core.vocab import PostStatus
from core.vocab import PostStatus as S

NEXT: Mapping[PostStatus, frozenset[PostStatus]] = MappingProxyType(
    {
        S.DRAFT: frozenset({S.PENDING_APPROVAL, S.SCHEDULED, S.ON_HOLD, S.CANCELLED}),
        S.PENDING_APPROVAL: frozenset({S.APPROVED, S.CHANGES_REQUESTED, S.DRAFT, S.ON_HOLD, S.CANCELLED}),
        S.CHANGES_REQUESTED: frozenset({S.DRAFT, S.PENDING_APPROVAL, S.ON_HOLD, S.CANCELLED}),
        # an edit reopens an approved or scheduled post
        S.APPROVED: frozenset({S.SCHEDULED, S.DRAFT, S.PENDING_APPROVAL, S.CHANGES_REQUESTED, S.ON_HOLD, S.CANCELLED}),
        # scheduled again: another moment
        S.SCHEDULED: frozenset(
            {
                S.SCHEDULED,
                S.PUBLISHING,
                S.MISSED,
                S.APPROVED,
                S.DRAFT,
                S.PENDING_APPROVAL,
                S.ON_HOLD,
                S.CANCELLED,
            }
        ),
        S.ON_HOLD: frozenset(
            {S.DRAFT, S.PENDING_APPROVAL, S.CHANGES_REQUESTED, S.APPROVED, S.SCHEDULED, S.MISSED, S.CANCELLED}
        ),
        # back to scheduled: nothing was sent, and it will be tried again
        S.PUBLISHING: frozenset({S.PUBLISHED, S.FAILED, S.UNCONFIRMED, S.SCHEDULED}),
        S.PUBLISHED: frozenset(),
        S.FAILED: frozenset({S.SCHEDULED, S.DRAFT, S.CANCELLED}),
        # somebody looked: it is there, it is not, or it shall go out again
        S.UNCONFIRMED: frozenset({S.PUBLISHED, S.FAILED, S.SCHEDULED, S.CANCELLED}),
        S.MISSED: frozenset({S.SCHEDULED, S.DRAFT, S.CANCELLED}),
        S.CANCELLED: frozenset({S.DRAFT}),
    }
)

WORDS: Mapping[PostStatus, str] = MappingProxyType(
    {
        S.DRAFT: "still a draft",
        S.PENDING_APPROVAL: "waiting for approval",
        S.CHANGES_REQUESTED: "waiting for changes",
        S.APPROVED: "approved",
        S.SCHEDULED: "scheduled",
        S.ON_HOLD: "on hold",
        S.PUBLISHING: "going out right now",
        S.PUBLISHED: "already published",
        S.FAILED: "marked as failed",
        S.UNCONFIRMED: "unconfirmed: it may have gone out",
        S.MISSED: "marked as missed",
        S.CANCELLED: "cancelled",
    }
)

DEEDS: Mapping[PostStatus, str] = MappingProxyType(
    {
        S.DRAFT: "reopened",
        S.PENDING_APPROVAL: "sent for approval",
        S.CHANGES_REQUESTED: "sent back for changes",
        S.APPROVED: "approved",
        S.SCHEDULED: "scheduled",
        S.ON_HOLD: "put on hold",
        S.PUBLISHING: "sent",
        S.PUBLISHED: "marked as published",
        S.FAILED: "marked as failed",
        S.UNCONFIRMED: "marked as unconfirmed",
        S.MISSED: "marked as missed",
        S.CANCELLED: "cancelled",
    }
)

FIXED = frozenset({S.PUBLISHING, S.PUBLISHED, S.UNCONFIRMED})
"""Gone out, or perhaps: neither its words nor its moment can change."""


def moved(status: PostStatus, to: PostStatus) -> PostStatus:
    """The new status, if the table allows the step.

    Raises:
        Conflict: it does not; the message says where the post stands and what can be done.

    >>> moved(PostStatus.DRAFT, PostStatus.SCHEDULED)
    <PostStatus.SCHEDULED: 'scheduled'>
    """
    if to in NEXT[status]:
        return to
    raise Conflict(f"This post is {WORDS[status]}, so it can't be {DEEDS[to]}. {_remedy(status)}")


def may_move(status: PostStatus, to: PostStatus) -> bool:
    """Whether to offer the step at all."""
    return to in NEXT[status]


def is_editable(status: PostStatus) -> bool:
    """Whether its words and its moment may still change; a cancelled post is reopened first."""
    return status not in FIXED and status is not S.CANCELLED


def _remedy(status: PostStatus) -> str:
    steps = [DEEDS[step] for step in PostStatus if step in NEXT[status] and step is not S.PUBLISHING]
    if not steps:
        return "Make a copy to post it again."
    return f"It can be {', '.join(steps[:-1])}{' or ' if steps[1:] else ''}{steps[-1]}."
