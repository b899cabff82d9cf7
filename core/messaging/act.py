"""Judging a message from what happened before it, and doing what the verdict says. Part of the open transaction."""

from datetime import timedelta
from typing import Any

from sqlalchemy import func
from sqlmodel import col

from core.errors import Invalid
from core.messaging.answers import fill
from core.messaging.days import strange_day
from core.messaging.faq import IN_SCOPE
from core.messaging.known import Known, facts_by_name
from core.messaging.moods import feeling, haste, intent
from core.messaging.outgoing import AUTOMATIC, can_answer, move_on, say, withdraw_automatic
from core.messaging.rota import give_out
from core.messaging.triage import AutoReply, Escalate, Inbound, SetAside, Suggest, Unsubscribe, Verdict, verdict
from core.tables import Contact, Conversation, Message
from core.vocab import Author, ConsentStatus, ConversationStatus, Direction
from core.workspace import Workspace

WINDOW = timedelta(hours=24)
"""In it a contact gets one automatic answer and one acknowledgement, whatever they write."""
NAMED = "(This is an automatic answer. Write back and a person will read it.)"


def judged(
    ws: Workspace,
    text: str,
    contact: Contact,
    conversation: Conversation,
    known: Known,
    *,
    automatic: bool,
    files: int = 0,
) -> Verdict:
    """The verdict on a message, with the guards that only the history can tell."""
    taken = conversation.status is ConversationStatus.ESCALATED or _person_replied(ws, conversation)
    inbound = Inbound(
        text=text,
        sender=contact.handle,
        channel=contact.channel,
        automatic=automatic,
        repeated_auto_replies=_lately(ws, contact).count(Author.FAQ),
        person_replied=taken,
        files=files,
        lately=_wrote_lately(ws, contact),
    )
    found = verdict(inbound, known.matcher, own_senders=[own for own in (ws.profile.sender_email,) if own])
    if not isinstance(found, AutoReply):
        return found
    if not can_answer(ws, contact.channel):
        return Escalate(f"we cannot answer on {contact.channel} from here; answer there")
    if contact.suppressed_at is not None:
        return Suggest("unsubscribed, so nothing goes out by itself", found.confidence)
    faq, today = known.faq(found.faq), ws.now.astimezone(ws.zone).date()
    said = "\n".join((faq.question, *faq.phrasings, faq.answer))
    if day := strange_day(text, said, today=today, closed=ws.profile.holidays, country=ws.business.country):
        return Suggest(f"asks about a particular day ({day}), which this FAQ does not name", found.confidence)
    try:
        fill(faq.answer, facts_by_name(ws.profile, today))
    except Invalid as gap:
        return Escalate(gap.message)
    return found


def act(
    ws: Workspace,
    found: Verdict,
    message: Message,
    conversation: Conversation,
    known: Known,
    *,
    is_new: bool,
) -> None:
    """Do what the verdict says and write it on the message and its conversation."""
    message.verdict, message.verdict_reason = word(found), found.reason
    message.sentiment, message.urgency = feeling(message.text), haste(message.text)
    message.intent = about(found, message.text, known)
    match found:
        case AutoReply(key, confidence, reason):
            faq = known.faq(key)
            message.confidence, message.faq_id = confidence, faq.id
            _notice(ws, message, conversation, intent=faq.question, status=ConversationStatus.PENDING, reason=reason)
            answer = fill(faq.answer, facts_by_name(ws.profile, ws.now.astimezone(ws.zone).date()))
            say(ws, conversation, f"{answer}\n\n{NAMED}", Author.FAQ, verdict=word(found), faq_id=faq.id)
        case Suggest(reason, confidence):
            message.confidence = confidence
            kept = conversation.status is ConversationStatus.ESCALATED
            status = ConversationStatus.ESCALATED if kept else ConversationStatus.PENDING
            _notice(
                ws, message, conversation, intent=reason, status=status, reason=conversation.reason if kept else reason
            )
            give_out(ws, conversation)
        case Escalate(reason):
            _notice(ws, message, conversation, intent=reason)
            escalate_now(ws, message, conversation, reason)
        case SetAside(reason):
            closed: dict[str, Any] = {"status": ConversationStatus.CLOSED, "reason": reason} if is_new else {}
            move_on(ws, conversation.id, **closed)
        case Unsubscribe(reason):
            _unsubscribe(ws, conversation)
            move_on(ws, conversation.id, status=ConversationStatus.CLOSED, reason=reason, last_inbound_at=message.at)


def escalate_now(ws: Workspace, message: Message, conversation: Conversation, reason: str) -> None:
    """Hand the conversation to a person and tell the customer so, once a window.

    Where the machine had answered, the clock of the first response starts again with this message.
    """
    message.verdict, message.verdict_reason = word(Escalate(reason)), reason
    by_person = _person_replied(ws, conversation)
    again = conversation.first_reply_at is not None and not by_person
    clocks: dict[str, Any] = {"first_inbound_at": message.at, "first_reply_at": None} if again else {}
    withdraw_automatic(ws, conversation.id)
    move_on(ws, conversation.id, status=ConversationStatus.ESCALATED, reason=reason, **clocks)
    give_out(ws, conversation)
    contact = ws.rows.get(Contact, conversation.contact_id)
    told = Author.ACKNOWLEDGEMENT in _lately(ws, contact)
    if not (told or by_person or contact.suppressed_at) and can_answer(ws, contact.channel):
        text = (
            f"Thank you for writing to {ws.business.name}. A person will read this and answer you. (Automatic message)"
        )
        say(ws, conversation, text, Author.ACKNOWLEDGEMENT, verdict=word(Escalate(reason)))


def about(found: Verdict, text: str, known: Known) -> str:
    """What a message is about, in the words that are stored."""
    if isinstance(found, AutoReply):
        return intent(found, known.faq(found.faq).question)
    if not isinstance(found, Suggest):
        return intent(found, "")
    closest, confidence = known.closest(text)
    return intent(found, closest.question if closest is not None and confidence >= IN_SCOPE else "")


def word(found: Verdict) -> str:
    """The verdict as it is stored."""
    match found:
        case AutoReply():
            return "auto_reply"
        case Suggest():
            return "suggest"
        case Escalate():
            return "escalate"
        case SetAside():
            return "set_aside"
        case Unsubscribe():
            return "unsubscribe"


def _notice(ws: Workspace, message: Message, conversation: Conversation, *, intent: str, **values: Any) -> None:
    """Write down that the customer wrote; a closed conversation opens again, and its clock with it."""
    clocks: dict[str, Any] = {}
    if conversation.status is ConversationStatus.CLOSED:
        clocks = {"first_inbound_at": message.at, "first_reply_at": None, "status": ConversationStatus.PENDING}
    move_on(
        ws,
        conversation.id,
        last_inbound_at=max(conversation.last_inbound_at, message.at),
        intent=intent[:120],
        sentiment=message.sentiment,
        urgency=message.urgency,
        **(clocks | values),
    )


def _unsubscribe(ws: Workspace, conversation: Conversation) -> None:
    """Withdraw consent, take back what waits, and confirm it the first time only."""
    contact = ws.rows.get(Contact, conversation.contact_id)
    withdraw_automatic(ws, conversation.id)
    if contact.suppressed_at is not None:
        return
    contact.consent, contact.consent_source = ConsentStatus.WITHDRAWN, "asked by message"
    contact.consent_at = contact.suppressed_at = ws.now
    if not can_answer(ws, contact.channel):
        return
    text = f"You are unsubscribed from {ws.business.name} and will get no more messages."
    say(ws, conversation, text, Author.ACKNOWLEDGEMENT, verdict=word(Unsubscribe()))


def _person_replied(ws: Workspace, conversation: Conversation) -> bool:
    here = col(Message.conversation_id) == conversation.id
    return ws.rows.first(Message, here, col(Message.author) == Author.PERSON) is not None


def _wrote_lately(ws: Workspace, contact: Contact) -> int:
    """How many messages the contact wrote in the last minute, in any conversation."""
    ((count,),) = ws.rows.columns(
        func.count(col(Message.id)),
        join=(Conversation, col(Conversation.id) == col(Message.conversation_id)),
        where=[
            col(Conversation.contact_id) == contact.id,
            col(Message.direction) == Direction.INBOUND,
            col(Message.at) > ws.now - timedelta(minutes=1),
        ],
    )
    return int(count)


def _lately(ws: Workspace, contact: Contact) -> list[Author]:
    """Who wrote the automatic messages that this contact got in the window, in any conversation."""
    found = ws.rows.columns(
        Message.author,
        join=(Conversation, col(Conversation.id) == col(Message.conversation_id)),
        where=[
            col(Conversation.contact_id) == contact.id,
            col(Message.author).in_(AUTOMATIC),
            col(Message.at) > ws.now - WINDOW,
        ],
    )
    return [author for (author,) in found]
