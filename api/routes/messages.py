"""The inbox: what customers wrote, drafts of answers, and what was answered elsewhere."""

from uuid import UUID

from fastapi import APIRouter

from api.answers import Wanted, page
from api.doors import ClientToken, CurrentWorkspace
from api.problems import REFUSED
from api.remembered import remembered
from api.shapes.base import Page
from api.shapes.messages import MessageNew, MessageOut
from core import messaging
from core.vocab import ConversationStatus
from core.workspace import Workspace

routes = APIRouter(prefix="/messages", tags=["messages"], responses=REFUSED)


def _seen(ws: Workspace, row: messaging.MessageRow) -> MessageOut:
    return MessageOut.of(row, ws.key.business_id)


@routes.get("/", include_in_schema=False)
@routes.get("")
@remembered
def messages(ws: CurrentWorkspace, wanted: Wanted, status: ConversationStatus | None = None) -> Page[MessageOut]:
    """Customers' messages, the newest first; pending, replied, escalated or closed."""
    found = messaging.page_messages(ws, status=status, after=wanted.after, limit=wanted.limit)
    return page(found, lambda row: _seen(ws, row))


@routes.post("/simulate", status_code=201)
def simulate(ws: CurrentWorkspace, asked: MessageNew, token: ClientToken = None) -> MessageOut:
    """Let somebody write: an FAQ answers, or a draft waits for a person, or a person is asked."""
    message = messaging.receive_message(ws, asked.incoming(ws.now, token))
    return _seen(ws, messaging.read_message(ws, message.id))


@routes.post("/{message_id}/ai-reply")
def ai_reply(ws: CurrentWorkspace, message_id: UUID) -> MessageOut:
    """Draft an answer to what the customer wrote last; a person reads and sends it."""
    return _seen(ws, messaging.suggest_for_message(ws, message_id))


@routes.post("/{message_id}/mark-replied")
def mark_replied(ws: CurrentWorkspace, message_id: UUID) -> MessageOut:
    """Say that it was answered elsewhere, such as on the telephone."""
    return _seen(ws, messaging.mark_replied(ws, message_id))
