"""After a backup was put back: what waits in it may have gone out since it was made, so it asks and is not sent."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import col

from core.channels.lifecycle import moved
from core.keys import needs
from core.publishing.hold import hold
from core.tables import Post, Publication
from core.vocab import Permission, PostStatus, PublicationKind, PublicationStatus
from core.workspace import Workspace

S, P = PostStatus, PublicationStatus
SAYS = "This comes from a backup: it may have gone out since that was made. Look before you send it again."
WAITS = "This comes from a backup. If it has not gone out since that was made, schedule it again."


@needs(Permission.CLOCK)
def doubt_restored(ws: Workspace, gone: Collection[UUID] | None) -> tuple[int, int]:
    """Ask about the posts, and the copies for people, that may have gone out since; how many ask, and how many wait.

    Asked about is what is due by now, what was being sent, and the ``gone``: posts that left after the backup was
    made, perhaps earlier than planned. Where those are not known (None), whatever is still to come waits on hold.
    """
    asks = waits = 0
    with ws.writing() as rows:
        queued = col(Publication.status).in_([P.SCHEDULED, P.PUBLISHING])
        for one in rows.find(Publication, queued, col(Publication.kind) == PublicationKind.POST):
            assert one.post_id is not None
            post = rows.get(Post, one.post_id)
            if one.status is P.PUBLISHING or one.run_at <= ws.now or one.post_id in (gone or ()):
                one.status, one.reason = P.UNCONFIRMED, SAYS
                if one.contact_id is None:
                    under_way = post.status if post.status is S.PUBLISHING else moved(post.status, S.PUBLISHING)
                    post.status, post.status_reason = moved(under_way, S.UNCONFIRMED), SAYS
                asks += 1
            elif gone is None and one.contact_id is None:
                waits += hold(ws, [post], WAITS)
    return asks, waits
