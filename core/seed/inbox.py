"""A demo business's inbox: four weeks of conversations, answered as owners do, the last day still open."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from types import SimpleNamespace
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from core.ai.offline import understudy
from core.messaging.act import NAMED, about, word
from core.messaging.answers import fill
from core.messaging.known import Known, facts_by_name, known_faqs
from core.messaging.moods import feeling, haste
from core.messaging.people import invented
from core.messaging.prompts import REPLY, ReplyFacts
from core.messaging.suggest import suggest_reply
from core.messaging.triage import AutoReply, Escalate, Inbound, SetAside, Suggest, Unsubscribe, Verdict, verdict
from core.seed.kept import COLLEAGUE
from core.tables import Contact, Conversation, ConversationNote, Message, Profile
from core.vocab import Author, ConsentStatus, ConversationStatus, Direction
from core.workspace import Workspace
from core.world.conversations import Arrival, PostRef, arrivals

BACK = timedelta(days=28)
OPEN = timedelta(hours=20)
"""What arrived within it still waits for a person."""
SURE = 0.5
"""A person answers with the FAQ's own words once it fits at least this well."""
NOTE = "A regular of ours. Please answer before noon, they are in a hurry."
FORGOTTEN = 0.06
"""The share of older conversations that nobody ever answered."""


Row = SimpleNamespace


@dataclass(frozen=True)
class Owner:
    """Who answers: the business's world, what it has answered before, and when it is now."""

    ws: Workspace
    known: Known
    profile: Profile
    now: datetime


@dataclass
class Talk:
    """One conversation being written: its rows so far, as plain values, which are written a table at a time."""

    contact: Row
    conversation: Row
    messages: list[Row] = field(default_factory=list)


def write_inbox(ws: Workspace, posts: Sequence[Row], now: datetime) -> int:
    """Write the conversations of four weeks; those that wait get the suggestion a person will see. How many."""
    business, owner = ws.business, Owner(ws, known_faqs(ws), ws.profile, now)
    live = [PostRef(str(post.id), post.channel, post.published_at) for post in posts if post.published_at]
    campaigns = {post.id: post.campaign_id for post in posts}
    found = arrivals(
        business.seed, business.seed, now - BACK, now, live, industry=business.industry, zone=business.zone
    )
    talks: dict[str, Talk] = {}
    people: dict[tuple[str, str], Row] = {}
    for arrival in found:
        if arrival.conversation_key not in talks:
            talks[arrival.conversation_key] = _opened(ws, arrival, campaigns, people)
        _said(owner, talks[arrival.conversation_key], arrival)
    with ws.writing() as rows:
        rows.add_many(Contact, [vars(person) for person in people.values()])
        rows.add_many(Conversation, [vars(talk.conversation) for talk in talks.values()])
        rows.add_many(Message, [vars(message) for talk in talks.values() for message in talk.messages])
        _noted(ws, [talk for talk in talks.values() if talk.conversation.status is ConversationStatus.ESCALATED])
    waiting = (t for t in talks.values() if t.conversation.status is ConversationStatus.PENDING)
    for talk in [t for t in waiting if t.messages[-1].verdict == "suggest"][-4:]:
        suggest_reply(ws, talk.conversation.id)
    return len(talks)


def _noted(ws: Workspace, talks: Sequence[Talk]) -> None:
    """A colleague has left a note on the conversation that came to a person last."""
    for talk in sorted(talks, key=lambda one: one.conversation.last_inbound_at)[-1:]:
        at = min(talk.conversation.last_inbound_at + timedelta(minutes=10), ws.now)
        note = {"id": uuid5(talk.conversation.id, "note"), "conversation_id": talk.conversation.id, "text": NOTE}
        ws.rows.add_many(ConversationNote, [note | {"user_id": None, "actor": COLLEAGUE, "at": at}])


def _opened(
    ws: Workspace, arrival: Arrival, campaigns: dict[UUID, UUID | None], people: dict[tuple[str, str], Row]
) -> Talk:
    sender = invented(arrival.sender_seed, arrival.channel)
    key = (arrival.channel, sender.handle)
    if key not in people:
        wants_news = arrival.channel in {"email", "sms"}
        people[key] = Row(
            id=uuid5(NAMESPACE_URL, f"{ws.business.seed}/{key}"),
            name=sender.name,
            channel=arrival.channel,
            handle=sender.handle,
            email=sender.handle if arrival.channel == "email" else "",
            phone=sender.handle if arrival.channel == "sms" else "",
            consent=ConsentStatus.GIVEN if wants_news else ConsentStatus.UNKNOWN,
            consent_source="sign-up form" if wants_news else "",
            consent_at=arrival.at - timedelta(days=30) if wants_news else None,
            suppressed_at=None,
            created_at=arrival.at,
        )
    post_id = None if arrival.post_id is None else UUID(arrival.post_id)
    conversation = Row(
        id=uuid5(NAMESPACE_URL, f"{ws.business.seed}/{arrival.conversation_key}"),
        contact_id=people[key].id,
        external_ref=f"sim:{arrival.conversation_key}",
        channel=arrival.channel,
        post_id=post_id,
        campaign_id=campaigns.get(post_id) if post_id else None,
        first_inbound_at=arrival.at,
        last_inbound_at=arrival.at,
        first_reply_at=None,
        status=ConversationStatus.PENDING,
        reason="",
        intent="",
        sentiment="",
        urgency="",
        lead=False,
        version=0,
    )
    return Talk(people[key], conversation)


def _said(owner: Owner, talk: Talk, arrival: Arrival) -> None:
    """One arrival, its verdict, and what came of it."""
    text = "\n".join(arrival.texts)
    answered = [message.author for message in talk.messages]
    inbound = Inbound(
        text=text,
        sender=talk.contact.handle,
        channel=arrival.channel,
        repeated_auto_replies=answered.count(Author.FAQ),
        person_replied=Author.PERSON in answered,
    )
    found = verdict(inbound, owner.known.matcher, own_senders=(owner.profile.sender_email,))
    message = _message(talk, f"sim:{arrival.external_id}", Author.CUSTOMER, text, arrival.at)
    message.verdict, message.verdict_reason = word(found), found.reason
    message.sentiment, message.urgency = feeling(text), haste(text)
    message.intent = about(found, text, owner.known)
    if not isinstance(found, SetAside | Unsubscribe):
        talk.conversation.sentiment, talk.conversation.urgency = message.sentiment, message.urgency
    talk.messages.append(message)
    talk.conversation.last_inbound_at = arrival.at
    talk.conversation.lead = talk.conversation.lead or arrival.lead
    talk.conversation.version += 1
    _answered(owner, talk, message, found)


def _answered(owner: Owner, talk: Talk, message: Row, found: Verdict) -> None:
    conversation = talk.conversation
    match found:
        case AutoReply(key, confidence, reason):
            faq = owner.known.faq(key)
            message.confidence, message.faq_id = confidence, faq.id
            conversation.intent, conversation.reason = faq.question, reason
            answer = fill(faq.answer, facts_by_name(owner.profile, owner.now.date()))
            _reply(
                talk, message, Author.FAQ, f"{answer}\n\n{NAMED}", at=message.at + timedelta(seconds=40), faq_id=faq.id
            )
        case SetAside(reason) | Unsubscribe(reason):
            conversation.status, conversation.reason = ConversationStatus.CLOSED, reason
            if isinstance(found, Unsubscribe):
                talk.contact.consent, talk.contact.suppressed_at = ConsentStatus.WITHDRAWN, message.at
        case Suggest(reason) | Escalate(reason):
            escalated = isinstance(found, Escalate)
            conversation.status = ConversationStatus.ESCALATED if escalated else ConversationStatus.PENDING
            conversation.reason, conversation.intent = reason, reason[:120]
            message.confidence = found.confidence if isinstance(found, Suggest) else None
            _by_a_person(owner, talk, message)


def _by_a_person(owner: Owner, talk: Talk, message: Row) -> None:
    """An ordinary owner answers within the next hours of business, forgets a few, and has not got to the last ones."""
    dice, ws, profile = Random(message.external_ref), owner.ws, owner.profile
    delay = timedelta(minutes=dice.lognormvariate(3.6, 0.9))
    at = opened_after(opened_after(message.at, profile, ws.zone) + delay, profile, ws.zone)
    if owner.now - message.at < OPEN or at >= owner.now or dice.random() < FORGOTTEN:
        return
    facts = ReplyFacts(
        business=ws.business.name,
        customer=talk.contact.name.split()[0],
        message=message.text,
        facts=tuple(f"{fact.key.replace('_', ' ')}: {fact.value}" for fact in profile.facts),
        faqs=(),
    )
    text = understudy(REPLY, facts).text
    if (message.confidence or 0.0) > SURE:
        nearest, _ = owner.known.closest(message.text)
        text = fill(nearest.answer, facts_by_name(owner.profile, owner.now.date())) if nearest else text
    _reply(talk, message, Author.PERSON, text, at=at)


def _reply(talk: Talk, to: Row, author: Author, text: str, *, at: datetime, faq_id: UUID | None = None) -> None:
    reply = _message(talk, f"reply-{to.external_ref}", author, text, at)
    reply.sent_at, reply.faq_id = at, faq_id
    talk.messages.append(reply)
    talk.conversation.first_reply_at = talk.conversation.first_reply_at or at
    talk.conversation.status = ConversationStatus.REPLIED
    talk.conversation.version += 1


def _message(talk: Talk, ref: str, author: Author, text: str, at: datetime) -> Row:
    return Row(
        id=uuid5(NAMESPACE_URL, f"{talk.conversation.id}/{ref}"),
        conversation_id=talk.conversation.id,
        external_ref=ref,
        direction=Direction.INBOUND if author is Author.CUSTOMER else Direction.OUTBOUND,
        author=author,
        text=text,
        at=at,
        sent_at=None,
        verdict="",
        verdict_reason="",
        confidence=None,
        intent="",
        sentiment="",
        urgency="",
        faq_id=None,
    )


def opened_after(at: datetime, profile: Profile, zone: ZoneInfo) -> datetime:
    """The moment itself while the business is open, else when it opens next; itself where no hours are known."""
    local = at.astimezone(zone)
    for ahead in range(8):
        day = (local + timedelta(days=ahead)).date()
        for block in sorted(profile.hours, key=lambda block: block.opens):
            opens, closes = (
                datetime.combine(day, moment, zone).astimezone(at.tzinfo) for moment in (block.opens, block.closes)
            )
            if block.weekday == day.weekday() and closes > at:
                return max(at, opens)
    return at
