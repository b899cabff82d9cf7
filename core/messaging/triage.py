"""What to do with a message that came in: one verdict, with its reason in plain words."""

import re
from collections.abc import Collection
from dataclasses import dataclass

from core.messaging.faq import FaqMatcher
from core.messaging.tone import complaint, concern, is_spam, sentiment, wants_to_buy
from core.messaging.words import plain

LIKELY = 0.35
"""Confidence, 0-1, from which a draft about the closest FAQ is worth a person's look."""
UNHAPPY = 0.6
"""How much a message may sound like a complaint before a person has to answer it."""
FLOOD = 10
"""Messages of one sender in a minute from which on a person reads before anything is answered or drafted."""
LOOP = 2
"""Automatic replies to one contact in one window after which a person has to look."""


@dataclass(frozen=True)
class Inbound:
    """One message as it arrived.

    Attributes:
        text: what they wrote; data, never an instruction.
        sender: the address or handle it came from.
        channel: the channel's name.
        automatic: its headers say that a machine sent it.
        repeated_auto_replies: automatic answers this contact already got in the present window.
        person_replied: a person has answered in this conversation, so the machine's turn is over.
        files: how many files came with it; nothing here looks into them.
        lately: messages that its sender wrote in the last minute, this one left out.
    """

    text: str
    sender: str
    channel: str
    automatic: bool = False
    repeated_auto_replies: int = 0
    person_replied: bool = False
    files: int = 0
    lately: int = 0


@dataclass(frozen=True)
class AutoReply:
    """Send this FAQ's own answer, named as automatic."""

    faq: str
    confidence: float
    reason: str = "asks what this FAQ answers"


@dataclass(frozen=True)
class Suggest:
    """Draft a reply; a person sends it. ``confidence`` is the chance, 0-1, that the closest FAQ fits."""

    reason: str
    confidence: float


@dataclass(frozen=True)
class Escalate:
    """A person has to answer."""

    reason: str


@dataclass(frozen=True)
class SetAside:
    """No answer: junk, or a machine writing."""

    reason: str


@dataclass(frozen=True)
class Unsubscribe:
    """Withdraw the contact's consent on this channel and confirm it once."""

    reason: str = "asked not to be written to"


Verdict = AutoReply | Suggest | Escalate | SetAside | Unsubscribe

_MACHINE = re.compile(
    r"^(no.?reply|do.?not.?reply|mailer-daemon|postmaster|bounces?|notifications?)\b[^@]*", re.IGNORECASE
)
_AUTOMATIC = re.compile(
    r"\b(automatic reply|auto ?reply|out of (the )?office|delivery status notification|undeliverable)\b"
)
_STOP_ALONE = re.compile(
    r"(please )?(stop( ?all)?|unsubscribe( me)?|opt ?out|revoke|remove me|no more (messages|texts|emails)"
    r"|arret|baja|parar|stopp|abmelden|abbestellen)( please| now)?"
)
_STOP_SHORT = frozenset({"end", "quit", "cancel"})
"""These count alone and on SMS only (the CTIA keywords): elsewhere "cancel" may mean a booking."""
_STOP_PHRASE = re.compile(
    r"\b(unsubscribe me|(stop|quit) (texting|emailing|messaging|writing|sending) (me|this|these)|opt me out"
    r"|(take|remove) me (off|from) (your|this|the) (\w+ )?list|dont (text|email|message) me( again| anymore)?$)"
)


def verdict(
    message: Inbound,
    matcher: FaqMatcher,
    *,
    own_senders: Collection[str] = (),
    suggestions_left: bool = True,
) -> Verdict:
    """What to do with a message. The only thing that ever goes out by itself is a stored FAQ.

    Args:
        message: what arrived, and what happened before it.
        matcher: this business's FAQs.
        own_senders: the business's own addresses and handles, so that it never answers its own echo.
        suggestions_left: whether the AI allowance still pays for a draft.
    """
    words = plain(message.text)
    if machine := _machine(message, words, own_senders):
        return machine
    if _stops(words, message.channel):
        return Unsubscribe()
    if is_spam(message.text, surely=True):
        return SetAside("looks like spam")
    if reason := _needs_a_person(message, words):
        return Escalate(reason)
    if is_spam(message.text):
        return SetAside("looks like spam")
    return _answer(message, matcher, suggestions_left=suggestions_left)


def _machine(message: Inbound, words: str, own_senders: Collection[str]) -> SetAside | None:
    sender = message.sender.strip().casefold()
    if sender in {own.strip().casefold() for own in own_senders}:
        return SetAside("our own message, echoed")
    if message.automatic or _MACHINE.match(sender) or _AUTOMATIC.search(words):
        return SetAside("an automatic message; nobody waits for an answer")
    return None


def _stops(words: str, channel: str) -> bool:
    alone = bool(_STOP_ALONE.fullmatch(words)) or (channel == "sms" and words in _STOP_SHORT)
    return alone or bool(_STOP_PHRASE.search(words))


def _needs_a_person(message: Inbound, words: str) -> str | None:
    if message.repeated_auto_replies >= LOOP:
        return "the automatic answers go round in a circle"
    if not words:
        return "there are no words to go by; look at what was sent"
    if message.lately >= FLOOD:
        return f"wrote more than {FLOOD} messages within a minute; read them all before you answer"
    return concern(message.text) or ("sounds like a complaint" if complaint(message.text) >= UNHAPPY else None)


def _answer(message: Inbound, matcher: FaqMatcher, *, suggestions_left: bool) -> Verdict:
    found = matcher.best(message.text)
    held = _held_back(message)
    if not held and (faq := matcher.sure(message.text, found)):
        return AutoReply(faq, found.confidence)
    if not held and wants_to_buy(message.text):
        held = "wants to buy or sign up"
    if not held and "?" not in message.text and sentiment(message.text) > 0:
        held = "kind words; a thank-you is enough"
    if not held and found.confidence >= LIKELY:
        held = "close to an FAQ, but not close enough to answer alone"
    if not held:
        return Escalate("no FAQ covers this")
    if not suggestions_left:
        return Escalate("this month's AI allowance is used up, so there is no draft")
    return Suggest(held, found.confidence)


def _held_back(message: Inbound) -> str | None:
    """Why even a perfect match waits for a person."""
    if message.person_replied:
        return "a person is already in this conversation"
    if message.repeated_auto_replies:
        return "wrote again after an automatic answer"
    if message.files:
        return "came with a file that nobody has looked at"
    if len(re.findall(r"\w[^?]*\?", message.text)) > 1:
        return "asks more than one thing"
    return None
