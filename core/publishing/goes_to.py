"""Who a post that goes to people is for: everybody who agreed, or one segment of them."""

from dataclasses import dataclass
from uuid import UUID

from sqlmodel import col

from core import audience
from core.audience import Headcount, goes_to_people
from core.channels.lifecycle import WORDS, is_editable
from core.channels.rules import channel
from core.errors import Conflict, Invalid
from core.keys import needs
from core.publishing.schedule import GOING_OUT
from core.publishing.split import place_of
from core.tables import Post, Publication
from core.vocab import ExperimentStatus, Permission, PostStatus, PublicationStatus
from core.workspace import Workspace

UNDER_WAY = (PublicationStatus.PUBLISHING, PublicationStatus.UNCONFIRMED)
AGREED_TO = frozenset({PostStatus.APPROVED, PostStatus.SCHEDULED, PostStatus.ON_HOLD})


@dataclass(frozen=True)
class GoesTo:
    """Who a post is for.

    Attributes:
        segment: the segment's name; empty is everybody who agreed.
        segments: what can be chosen.
        count: how many it would reach now, and who is left out.
        is_simulated: nobody is written to: the channel stands for a whole audience.
        links: whether its links count who follows them, and if not, why; empty where nobody is written to.
    """

    segment: str
    segments: tuple[str, ...]
    count: Headcount
    is_simulated: bool
    links: str = ""


@needs(Permission.READ)
def read_goes_to(ws: Workspace, post_id: UUID) -> GoesTo | None:
    """Who a post is for, as things stand now; None where its channel does not write to people one by one."""
    post = ws.rows.get(Post, post_id)
    if not channel(post.channel).personal:
        return None
    known = dict.fromkeys([*audience.segments(ws), *([post.segment] if post.segment else [])])
    count = audience.headcount(ws, post.channel, post.segment)
    if not goes_to_people(ws, post.channel):
        return GoesTo(post.segment, tuple(known), count, is_simulated=True)
    why = audience.why_uncounted(ws, post)
    links = f"Links stay as they are. {why}" if why else "Its links count who opens them."
    return GoesTo(post.segment, tuple(known), count, is_simulated=False, links=links)


@needs(Permission.WRITE)
def choose_segment(ws: Workspace, post_id: UUID, segment: str) -> Post:
    """Send a post to one segment; an empty name is everybody who agreed.

    Raises:
        Invalid: its channel has no recipients, or nobody ever was in such a segment (field ``segment``).
        Conflict: it is going out, gone, cancelled, or was approved for somebody else.
    """
    with ws.writing() as rows:
        post = rows.lock(Post, post_id)
        if not channel(post.channel).personal:
            raise Invalid("This channel is open to everybody, so nobody is chosen for it.", field="segment")
        if segment and segment != post.segment and segment not in audience.segments(ws):
            raise Invalid(f"There is no segment “{segment[:120]}”. Choose another.", field="segment")
        if not is_editable(post.status):
            raise Conflict(f"This post is {WORDS[post.status]}, so who gets it can't be changed.")
        if rows.count(Publication, col(Publication.post_id) == post_id, col(Publication.status).in_(UNDER_WAY)):
            raise Conflict(GOING_OUT)
        if ws.profile.approval_required and post.status in AGREED_TO:
            raise Conflict("It was approved for who gets it now. Make it a draft, choose, and ask for approval again.")
        if segment != post.segment:
            post.segment, post.updated_at = segment, ws.now
            _follow(ws, post)
            ws.audit("choose_segment", post.title, segment or "everybody who agreed")
    return post


def _follow(ws: Workspace, post: Post) -> None:
    """Keep both versions of a running trial for the same people."""
    place = place_of(ws, post)
    if place is not None and place.trial.status is ExperimentStatus.RUNNING:
        other = ws.rows.lock(Post, place.trial.post_b if place.part == "a" else place.trial.post_a)
        other.segment = post.segment
