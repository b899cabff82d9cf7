"""What a customer's message was about, how it felt and how soon it wants an answer, in the words that are stored."""

from core.messaging.tone import sentiment, urgency
from core.messaging.triage import AutoReply, Escalate, SetAside, Suggest, Unsubscribe, Verdict

LONGEST = 120
NO_FAQ = "something no FAQ covers"
_AS_FAQ = ("close to", "a person is", "wrote again", "asks more")
"""How reasons begin that say why a draft waits, not what the message is about: that is the closest FAQ."""


def feeling(text: str) -> str:
    """The balance of pleased and displeased words.

    >>> feeling("Thanks, lovely!"), feeling("When do you open?"), feeling("Awful, never again")
    ('positive', 'neutral', 'negative')
    """
    score = sentiment(text)
    return "positive" if score > 0 else "negative" if score < 0 else "neutral"


def haste(text: str) -> str:
    """How soon an answer is wanted.

    >>> haste("Do you have parking?"), haste("My son is allergic, I need an answer today!")
    ('normal', 'high')
    """
    score = urgency(text)
    return "high" if score >= 50 else "raised" if score >= 40 else "normal"


def intent(found: Verdict, closest: str) -> str:
    """What a message is about: the FAQ it asks or comes near to (``closest``), otherwise the verdict's reason.

    >>> intent(Escalate("money back"), ""), intent(Suggest("asks more than one thing", 0.5), "When do you open?")
    ('money back', 'When do you open?')
    """
    match found:
        case AutoReply():
            said = closest
        case Suggest(reason):
            said = (closest or NO_FAQ) if reason.startswith(_AS_FAQ) else reason
        case Escalate(reason):
            said = NO_FAQ if reason.startswith("no FAQ") else reason
        case SetAside(reason) | Unsubscribe(reason):
            said = reason
    return said[:LONGEST]
