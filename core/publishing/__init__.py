"""Getting posts out: when, whether, and what came of it."""

from core.publishing.accounts import check_account, connect_account, disconnect_account
from core.publishing.approve import approve_post, ask_again, request_approval, request_changes
from core.publishing.beside import same_hour
from core.publishing.deliveries import Because, Deliveries, read_deliveries
from core.publishing.feed import read_feed
from core.publishing.feed_link import FeedLink, close_feed, open_feed, read_feed_link
from core.publishing.goes_to import GoesTo, choose_segment, read_goes_to
from core.publishing.hindrances import Hindrance, Where, read_hindrances
from core.publishing.hold import hold_posts, release_posts
from core.publishing.many import (
    Standing,
    Stepped,
    approve_posts,
    cancel_posts,
    request_approvals,
    schedule_into_slots,
    standings,
)
from core.publishing.of_campaign import campaign_calendar
from core.publishing.publications import PublicationRow, page_publications
from core.publishing.publish import prepare_posts, publish_claimed
from core.publishing.put_back import put_back
from core.publishing.queue import add_to_queue, free_slots
from core.publishing.reach import open_channels, own_channels
from core.publishing.read import CalendarPost, Trouble, calendar, tray, troubles
from core.publishing.rehearse import read_rehearsals, rehearse, stop_rehearsing
from core.publishing.replan import replan_post
from core.publishing.restored import doubt_restored
from core.publishing.schedule import (
    cancel_post,
    check_schedule,
    publish_now,
    reopen_post,
    schedule_post,
    settle_unconfirmed,
)
from core.publishing.schedule_many import schedule_posts
from core.publishing.suggest import suggest_moments
from core.publishing.take_out import export_calendar
from core.publishing.taken import put_down, wait_for_room
from core.publishing.thread import Thread, comment_post, read_thread
from core.publishing.together import send_rests
from core.rows.each import LeftOut, Many

__all__ = [
    "Because",
    "CalendarPost",
    "Deliveries",
    "FeedLink",
    "GoesTo",
    "Hindrance",
    "LeftOut",
    "Many",
    "PublicationRow",
    "Standing",
    "Stepped",
    "Thread",
    "Trouble",
    "Where",
    "add_to_queue",
    "approve_post",
    "approve_posts",
    "ask_again",
    "calendar",
    "campaign_calendar",
    "cancel_post",
    "cancel_posts",
    "check_account",
    "check_schedule",
    "choose_segment",
    "close_feed",
    "comment_post",
    "connect_account",
    "disconnect_account",
    "doubt_restored",
    "export_calendar",
    "free_slots",
    "hold_posts",
    "open_channels",
    "open_feed",
    "own_channels",
    "page_publications",
    "prepare_posts",
    "publish_claimed",
    "publish_now",
    "put_back",
    "put_down",
    "read_deliveries",
    "read_feed",
    "read_feed_link",
    "read_goes_to",
    "read_hindrances",
    "read_rehearsals",
    "read_thread",
    "rehearse",
    "release_posts",
    "reopen_post",
    "replan_post",
    "request_approval",
    "request_approvals",
    "request_changes",
    "same_hour",
    "schedule_into_slots",
    "schedule_post",
    "schedule_posts",
    "send_rests",
    "settle_unconfirmed",
    "standings",
    "stop_rehearsing",
    "suggest_moments",
    "tray",
    "troubles",
    "wait_for_room",
]
