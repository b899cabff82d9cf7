"""A queued reply leaves: looked at once more, sent once, and the conversation told how it ended."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlmodel import col

from core import outbox
from core.keys import needs
from core.messaging.act import word
from core.messaging.due import ANSWERS
from core.messaging.outgoing import AUTOMATIC, move_on
from core.messaging.triage import Unsubscribe
from core.outbox import Ended, Errand, FenceLost, Verdict
from core.ports import Accepted, Parcel
from core.system import Claim
from core.tables import Contact, Conversation, Message, Post, Publication
from core.vocab import Author, ConversationStatus, Permission, PublicationStatus
from core.workspace import Workspace


@needs(Permission.REPLY)
def prepare_replies(ws: Workspace, claims: Sequence[Claim]) -> list[Errand]:
    """Make claimed replies ready for the wire.

    An automatic answer that has become wrong while it waited is withdrawn instead.
    """
    clock = ws.clock()
    ready = []
    for claim in claims:
        publication = ws.rows.get(Publication, claim.publication_id)
        assert publication.message_id is not None
        message = ws.rows.get(Message, publication.message_id)
        if reason := _no_longer_wanted(ws, message):
            outbox.withdraw(ws, claim, reason)
            continue
        parcel, channel = _parcel(ws, publication, message), ws.channel(publication.channel)
        ready.append(Errand(claim, message.id, channel, parcel, clock, _settle, publication.attempts))
    return ready


@needs(Permission.REPLY)
def deliver_reply(ws: Workspace, claim: Claim) -> Publication | None:
    """Send one claimed reply alone and settle it; None when somebody else holds the claim by now."""
    try:
        for errand in prepare_replies(ws, [claim]):
            if (ended := outbox.send(ws, errand)) is None:
                return None
            errand.settle(ws, [ended])
    except FenceLost:
        return None
    done = ws.rows.get(Publication, claim.publication_id)
    return done if done.fence == claim.fence else None


def _settle(ws: Workspace, window: Sequence[Ended]) -> None:
    """Write down what became of replies on the wire, and tell each conversation."""
    with ws.writing() as rows:
        for ended, verdict in zip(window, outbox.settle_window(ws, window), strict=True):
            message = rows.get(Message, ended.errand.subject)
            conversation = rows.get(Conversation, message.conversation_id)
            if isinstance(ended.outcome, Accepted):
                message.sent_at = ended.outcome.at
                changes = _sent(message, conversation)
            else:
                changes = _not_sent(verdict, message)
            move_on(ws, conversation.id, **changes)


def _no_longer_wanted(ws: Workspace, message: Message) -> str | None:
    """Why an automatic message must not go out after all."""
    if message.author not in AUTOMATIC or message.verdict == word(Unsubscribe()):
        return None
    conversation = ws.rows.get(Conversation, message.conversation_id)
    if ws.rows.get(Contact, conversation.contact_id).suppressed_at is not None:
        return "The customer has unsubscribed meanwhile."
    if conversation.status is ConversationStatus.CLOSED:
        return "The conversation was closed meanwhile."
    here = col(Message.conversation_id) == conversation.id
    if ws.rows.count(Message, here, col(Message.author) == Author.PERSON):
        return "A person answered meanwhile."
    if message.author is Author.FAQ and conversation.status is ConversationStatus.ESCALATED:
        return "The conversation went to a person meanwhile."
    return None


def _parcel(ws: Workspace, publication: Publication, message: Message) -> Parcel:
    conversation = ws.rows.get(Conversation, message.conversation_id)
    post = None if conversation.post_id is None else ws.rows.seek(Post, conversation.post_id)
    about = post.title if post is not None else ws.business.name
    machine = message.author in AUTOMATIC
    return Parcel(
        key=publication.idempotency_key,
        channel=publication.channel,
        to=ws.rows.get(Contact, conversation.contact_id).handle,
        text=message.text,
        subject=f"Re: {about}" if publication.channel == "email" else "",
        headers={"Auto-Submitted": "auto-replied"} if machine else {},  # RFC 3834: no machine answers it
    )


def _sent(message: Message, conversation: Conversation) -> Mapping[str, Any]:
    """An acknowledgement is no answer, and neither is a reply to what was asked before the latest message."""
    if message.author not in ANSWERS:
        return {}
    first = {"first_reply_at": conversation.first_reply_at or message.sent_at}
    if conversation.status is ConversationStatus.CLOSED or conversation.last_inbound_at > message.at:
        return first
    return first | {"status": ConversationStatus.REPLIED, "reason": ""}


def _not_sent(verdict: Verdict, message: Message) -> Mapping[str, Any]:
    why = verdict.values["reason"]
    if message.author not in ANSWERS:
        return {}
    if verdict.status is PublicationStatus.FAILED:
        said = f"Couldn't send the answer: {why}"
    elif verdict.status is PublicationStatus.UNCONFIRMED:
        said = f"The answer may have been sent; look before you send it again. {why}"
    else:
        return {"reason": f"Couldn't send the answer yet; it will be tried again. {why}"}
    return {"status": ConversationStatus.PENDING, "reason": said}
