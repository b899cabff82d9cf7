"""What becomes of a channel's posts when its account locks us out, and when it lets us in again."""

from datetime import timedelta

from sqlalchemy import ColumnElement
from sqlmodel import col

from core import connections
from core.connections import ConnectionEdit, ConnectionView
from core.keys import needs
from core.publishing.hold import hold, release
from core.publishing.reach import open_channels
from core.tables import Campaign, Post, Publication
from core.vocab import CampaignStatus, Channel, Permission, PostStatus, PublicationStatus
from core.workspace import Workspace

PARKED = timedelta(days=3650)
WHY = "Its account is paused. Connect it again in Settings."
GONE = "Its account was disconnected."


def lock_out(ws: Workspace, channel: Channel, problem: str) -> int:
    """Pause an account that refused us and put its scheduled posts on hold; how many. Part of the transaction."""
    if not connections.pause_connection(ws, channel, problem):
        return 0
    ws.rows.change(Publication, *_copies(channel), run_at=ws.now + PARKED, reason=WHY)
    waiting = ws.rows.find(Post, col(Post.channel) == channel, col(Post.status) == PostStatus.SCHEDULED)
    return hold(ws, waiting, WHY)


@needs(Permission.MANAGE)
def connect_account(ws: Workspace, channel: Channel, edit: ConnectionEdit) -> ConnectionView:
    """Connect an account and let go of the posts that waited for it.

    Raises:
        Invalid: as ``connections.connect_channel``.
    """
    with ws.writing():
        view = connections.connect_channel(ws, channel, edit)
        _let_go(ws, channel)
    return view


@needs(Permission.MANAGE)
def check_account(ws: Workspace, channel: Channel) -> str:
    """Say hello at an account; when it answers, its posts go on. Who answered, in words.

    Raises:
        NotFound, Invalid, Conflict: as ``connections.check_connection``.
    """
    _, said = connections.check_connection(ws, channel)
    with ws.writing():
        _let_go(ws, channel)
    return said


@needs(Permission.MANAGE)
def disconnect_account(ws: Workspace, channel: Channel) -> None:
    """Forget an account: nothing that was to go to people is simulated in its place.

    Copies for people are cancelled; posts wait on hold where the channel is nothing without an account.
    """
    with ws.writing():
        connections.disconnect_channel(ws, channel)
        ws.rows.change(Publication, *_copies(channel), status=PublicationStatus.CANCELLED, reason=GONE)
        if channel not in open_channels():
            waiting = ws.rows.find(Post, col(Post.channel) == channel, col(Post.status) == PostStatus.SCHEDULED)
            hold(ws, waiting, f"{GONE} Connect one again in Settings.")


def _copies(channel: Channel) -> tuple[ColumnElement[bool], ...]:
    """The copies for people that still wait on a channel."""
    waiting = col(Publication.status) == PublicationStatus.SCHEDULED
    return col(Publication.channel) == channel, col(Publication.contact_id).is_not(None), waiting


def _let_go(ws: Workspace, channel: Channel) -> int:
    ws.rows.change(
        Publication, *_copies(channel), col(Publication.reason) == WHY, run_at=ws.now, due_at=ws.now, reason=""
    )
    paused = {one.id for one in ws.rows.find(Campaign, col(Campaign.status) == CampaignStatus.PAUSED)}
    held = ws.rows.find(Post, col(Post.channel) == channel, col(Post.status) == PostStatus.ON_HOLD)
    return release(ws, [post for post in held if post.campaign_id not in paused], "its account was paused")
