"""Getting posts out: when, whether, and what came of it."""

from core.publishing.approve import approve_post, request_approval, request_changes
from core.publishing.hold import hold_posts, release_posts
from core.publishing.publish import publish_claimed
from core.publishing.reach import open_channels
from core.publishing.read import CalendarPost, Trouble, calendar, suggest_moments, tray, troubles
from core.publishing.replan import replan_post
from core.publishing.schedule import cancel_post, publish_now, reopen_post, schedule_post, settle_unconfirmed
from core.publishing.schedule_many import NotScheduled, Scheduled, schedule_posts
from core.publishing.thread import Thread, comment_post, read_thread

__all__ = [
    "CalendarPost",
    "NotScheduled",
    "Scheduled",
    "Thread",
    "Trouble",
    "approve_post",
    "calendar",
    "cancel_post",
    "comment_post",
    "hold_posts",
    "open_channels",
    "publish_claimed",
    "publish_now",
    "read_thread",
    "release_posts",
    "reopen_post",
    "replan_post",
    "request_approval",
    "request_changes",
    "schedule_post",
    "schedule_posts",
    "settle_unconfirmed",
    "suggest_moments",
    "tray",
    "troubles",
]
