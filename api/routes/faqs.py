"""Questions that come again and again, and what is answered."""

from uuid import UUID

from fastapi import APIRouter

from api.doors import ClientToken, CurrentWorkspace
from api.problems import REFUSED
from api.shapes.messages import FaqGiven, FaqOut
from core import messaging
from core.workspace import Workspace

routes = APIRouter(prefix="/faqs", tags=["messages"], responses=REFUSED)


@routes.get("")
def faqs(ws: CurrentWorkspace) -> list[FaqOut]:
    """Every FAQ, in alphabetical order."""
    return [FaqOut.of(one) for one in messaging.list_faqs(ws)]


@routes.post("", status_code=201)
def write(ws: CurrentWorkspace, asked: FaqGiven, token: ClientToken = None) -> FaqOut:
    """Write a new FAQ."""
    return _kept(ws, asked, token=token)


@routes.put("/{faq_id}")
def change(ws: CurrentWorkspace, faq_id: UUID, asked: FaqGiven) -> FaqOut:
    """Write an FAQ anew; its season stays as it is."""
    return _kept(ws, asked, faq_id=faq_id)


@routes.delete("/{faq_id}", status_code=204)
def remove(ws: CurrentWorkspace, faq_id: UUID) -> None:
    """Throw an FAQ away; what it answered stays in the threads."""
    messaging.delete_faq(ws, faq_id)


def _kept(ws: Workspace, asked: FaqGiven, *, faq_id: UUID | None = None, token: str | None = None) -> FaqOut:
    kept = messaging.save_faq(ws, asked.question, asked.answer, asked.phrasings, faq_id=faq_id, token=token)
    messaging.turn_faq(ws, kept.id, asked.is_on)
    return FaqOut.found(messaging.list_faqs(ws), kept.id)
