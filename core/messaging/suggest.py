"""A draft for a person to read and send: from the business's own facts, checked claim by claim."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlmodel import col

from core.ai.credit import written_by
from core.errors import Invalid
from core.keys import needs
from core.messaging.answers import fill
from core.messaging.days import days_off
from core.messaging.known import Known, facts_by_name, known_faqs
from core.messaging.past_replies import PastReply, past_replies
from core.messaging.prompts import REPLY, KnownAnswer, ReplyFacts
from core.rows.brand import tellable, voice_of
from core.tables import Contact, Conversation, Message, Post, Profile
from core.tables.attached import SourceNote
from core.tables.values import AiMetadata
from core.vocab import Direction, Permission
from core.workspace import Workspace

LATEST = 10
"""Messages of the thread that the model is shown."""
MOST_OF_POST = 600
"""Characters of the post that they wrote under."""
MOST_CLOSED = 8
"""Days without opening hours that are told, the next first."""
_FEWEST_LETTERS = 3
"""A fact shorter than this appears in a text by accident."""


@dataclass(frozen=True)
class Draft:
    """A suggested reply; ``flags`` are its claims that neither the facts nor the thread support."""

    message_id: UUID
    text: str
    flags: tuple[str, ...]
    sources: tuple[SourceNote, ...]
    ai: AiMetadata


@needs(Permission.REPLY)
def suggest_reply(ws: Workspace, conversation_id: UUID) -> Message:
    """Draft an answer to the customer's latest message and keep it there; a person edits and sends it.

    The thread itself does not change, so its version stays.

    Raises:
        Invalid: the customer has not written anything here.
        ModelFailed: the model could not draft.
        QuotaSpent: this month's allowance is used up.
    """
    draft = drafted(ws, conversation_id)
    keep(ws, draft)
    return ws.rows.get(Message, draft.message_id)


def drafted(ws: Workspace, conversation_id: UUID) -> Draft:
    """Read the thread and ask the model; nothing is written."""
    conversation = ws.rows.get(Conversation, conversation_id)
    here = col(Message.conversation_id) == conversation_id
    newest = ws.rows.find(
        Message, here, order=[col(Message.at).desc(), col(Message.direction).desc(), col(Message.id)], limit=LATEST
    )
    asked = next((message for message in newest if message.direction is Direction.INBOUND), None)
    if asked is None:
        raise Invalid("There is no message from the customer to answer yet.", field="conversation")
    known, today = known_faqs(ws), ws.now.astimezone(ws.zone).date()
    told, answers = _sentences(ws, today), _answers(known, ws.profile, today)
    proven = REPLY.trust.grounds(ReplyFacts(business=ws.business.name, message="", facts=told, faqs=answers))
    past = past_replies(ws, asked.text, conversation_id, proven)
    facts = ReplyFacts(
        business=ws.business.name,
        voice=voice_of(ws.profile),
        customer=ws.rows.get(Contact, conversation.contact_id).name,
        message=asked.text,
        thread=tuple(f"{_speaker(said)}: {said.text}" for said in reversed(newest) if said.id != asked.id),
        post=_post(ws, conversation),
        replies=tuple(one.text for one in past if one.text),
        facts=told,
        faqs=answers,
    )
    answer = ws.ai.answer(REPLY, facts)
    text = answer.reply.text
    flags = tuple(f"{claim.kind}: {claim.said}" for claim in REPLY.trust.grounds(facts).unsupported(text))
    sources = (*_sources(text, asked.text, known, ws.profile), *(_cited(ws, one) for one in past))
    return Draft(asked.id, text, flags, sources, written_by(answer))


def unproven(ws: Workspace, text: str, *, customer: str = "") -> tuple[str, ...]:
    """The claims of a text that neither the business's facts nor its answers hold, as a draft's flags say them."""
    known, today = known_faqs(ws), ws.now.astimezone(ws.zone).date()
    facts = ReplyFacts(
        business=ws.business.name,
        customer=customer,
        message="",
        facts=_sentences(ws, today),
        faqs=_answers(known, ws.profile, today),
    )
    return tuple(f"{claim.kind}: {claim.said}" for claim in REPLY.trust.grounds(facts).unsupported(text))


def keep(ws: Workspace, draft: Draft) -> None:
    """Put the draft beside the message it answers."""
    with ws.writing() as rows:
        message = rows.get(Message, draft.message_id)
        message.ai_suggested_reply, message.suggestion_flags = draft.text, draft.flags
        message.sources, message.ai = draft.sources, draft.ai


def _speaker(message: Message) -> str:
    return "Customer" if message.direction is Direction.INBOUND else "Us"


def _post(ws: Workspace, conversation: Conversation) -> str:
    """The post that they wrote under, as far as it says what it is about."""
    post = None if conversation.post_id is None else ws.rows.seek(Post, conversation.post_id)
    return "" if post is None else f"{post.title}. {post.caption}"[:MOST_OF_POST].strip()


def _cited(ws: Workspace, one: PastReply) -> SourceNote:
    """Where an earlier reply stands. Its words are not copied: they go when its reader is forgotten."""
    day = one.at.astimezone(ws.zone).date()
    shown = "" if one.text else "; the writer was not shown it, for it names its reader or what no fact proves"
    return SourceNote(
        label=f"Your answer of {day.day} {day:%B %Y} to a similar question",
        detail=f"{one.alike:.0%} alike{shown}",
        conversation_id=one.conversation_id,
    )


def _sentences(ws: Workspace, today: date) -> tuple[str, ...]:
    profile = ws.profile
    told = tellable(profile.facts, "replies", today)
    facts = [f"{fact.key.replace('_', ' ').capitalize()}: {fact.value}" for fact in told if fact.value]
    offers = [f"{offer.name}: {offer.price or offer.detail}" for offer in profile.offers if offer.price or offer.detail]
    coming = sorted(day for day in profile.holidays if day >= today)[:MOST_CLOSED]
    closed = [f"Closed on {day:%A} {day.day} {day:%B %Y}{_called(ws, day)}" for day in coming]
    return (*facts, *offers, *closed)


def _called(ws: Workspace, day: date) -> str:
    name = days_off(ws.business.country, day.year).get(day, "")
    return f" ({name})" if name else ""


def _answers(known: Known, profile: Profile, today: date) -> tuple[KnownAnswer, ...]:
    """The answers whose variables can all be filled; the others would make something up."""
    told = []
    for faq in known.faqs:
        try:
            told.append(KnownAnswer(question=faq.question, answer=fill(faq.answer, facts_by_name(profile, today))))
        except Invalid:
            continue
    return tuple(told)


def _sources(text: str, asked: str, known: Known, profile: Profile) -> tuple[SourceNote, ...]:
    """Where the draft's words may come from: the closest FAQ, and each fact that it quotes."""
    closest, confidence = known.closest(asked)
    said = text.casefold()
    quoted = [f for f in profile.facts if len(f.value) >= _FEWEST_LETTERS and f.value.casefold() in said]
    notes = [SourceNote(label=fact.key.replace("_", " "), detail=fact.value) for fact in quoted]
    if closest is not None:
        notes.insert(
            0, SourceNote(label=closest.question, detail=f"closest FAQ, {confidence:.0%} sure", ref=closest.id)
        )
    return tuple(notes)
