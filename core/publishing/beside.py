"""What else goes out on a channel at about the same moment."""

from datetime import datetime, timedelta

from core.keys import needs
from core.publishing.read import CalendarPost, calendar
from core.tables import Post
from core.vocab import Permission, PostStatus
from core.workspace import Workspace

APART = timedelta(hours=1)
_STANDS = (
    PostStatus.SCHEDULED,
    PostStatus.ON_HOLD,
    PostStatus.PUBLISHING,
    PostStatus.PUBLISHED,
    PostStatus.UNCONFIRMED,
)


@needs(Permission.READ)
def same_hour(ws: Workspace, post: Post, at: datetime) -> list[CalendarPost]:
    """The channel's other posts that go out, or went out, less than an hour from a moment, the first of them first."""
    start = at - APART + timedelta(microseconds=1)
    near = calendar(ws, start, at + APART, channels=(post.channel,), statuses=_STANDS)
    return [one for one in near if one.id != post.id]
