"""After a backup was put back: a reply that waits in it may have been sent since it was made."""

from sqlmodel import col

from core.keys import needs
from core.messaging.outgoing import move_on
from core.tables import Message, Publication
from core.vocab import ConversationStatus, Permission, PublicationKind, PublicationStatus
from core.workspace import Workspace

SAYS = "This comes from a backup: the answer may have been sent since that was made. Look before you send it again."


@needs(Permission.CLOCK)
def doubt_restored(ws: Workspace) -> int:
    """Leave every reply that waits to a person; how many."""
    with ws.writing() as rows:
        queued = col(Publication.status).in_([PublicationStatus.SCHEDULED, PublicationStatus.PUBLISHING])
        waiting = rows.find(Publication, queued, col(Publication.kind) == PublicationKind.REPLY)
        for one in waiting:
            assert one.message_id is not None
            one.status, one.reason = PublicationStatus.UNCONFIRMED, SAYS
            message = rows.get(Message, one.message_id)
            move_on(ws, message.conversation_id, status=ConversationStatus.PENDING, reason=SAYS)
    return len(waiting)
