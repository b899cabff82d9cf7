"""The prompt of the inbox: a reply to suggest, from the business's own facts or an honest "let me check"."""

import random
import re
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from core.ai.guard import Kind, Trust
from core.ai.prompt import Prompt


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class KnownAnswer(_Value):
    """A question the business has answered, in its own words."""

    question: str
    answer: str


class ReplyFacts(_Value):
    """What a reply may use: ``facts`` are whole sentences, ``thread`` the earlier messages, oldest first.

    ``post`` is the post of ours that they wrote under; ``replies`` are what people here answered to others who asked
    the like. Neither proves anything.
    """

    business: str = Field(min_length=1)
    voice: str = ""
    customer: str = ""
    message: str
    thread: tuple[str, ...] = ()
    post: str = ""
    replies: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    faqs: tuple[KnownAnswer, ...] = ()


class ReplyText(_Value):
    """A suggested reply; ``missing`` names what nobody has told us, and is empty when ``grounded``."""

    text: str = Field(min_length=1)
    grounded: bool
    missing: str


HOLDING = (
    "Thanks for your message. I don't want to guess, so I'll check and come back to you.",
    "Good question. Let me ask a colleague and I'll write back as soon as I know.",
    "Thank you for writing. I need to look that up, and then I'll answer properly.",
)
SORRY = (
    "I'm sorry about this. I'm going to find out what happened, and I'll write back to you myself.",
    "I'm sorry, that isn't how it should have gone. Let me look into it and come back to you.",
)
ENOUGH = 0.5
"""Share of the message's telling words that an answer must speak to before it is used."""
_UPSET = re.compile(
    r"\b(angry|awful|broken|complain\w*|disappoint\w*|disgust\w*|late|"
    r"never (?:again|arrived)|refund|rude|terrible|unacceptable|worst|wrong)\b",
    re.IGNORECASE,
)
_COMMON = frozenset(
    """
    a about an and any are at be can could do does for from get have hello hey hi how i if in
    is it me much my of on or our please so thank thanks that the there this to us want was we
    what when where which who will with would you your
    """.split()  # noqa: SIM905 - a table of words, not of marks
)


def suggest_offline(facts: ReplyFacts, rng: random.Random) -> ReplyText:
    """Compose a reply from a known answer or a fact that speaks to the message, or as a person answered the like.

    Otherwise hold, and say so.
    """
    hello = f"Hi {facts.customer.split()[0]}, " if facts.customer.strip() else ""
    if _UPSET.search(facts.message):
        return ReplyText(text=_joined(hello, rng.choice(SORRY)), grounded=False, missing="what happened")
    asked = _telling(facts.message)
    known = [(item.question + " " + item.answer, item.answer) for item in facts.faqs]
    known += [(line, line) for line in facts.facts]
    scored = sorted(((_share(asked, told), answer) for told, answer in known), key=lambda pair: -pair[0])
    if scored and scored[0][0] >= ENOUGH:
        return ReplyText(text=_joined(hello, scored[0][1]), grounded=True, missing="")
    if facts.replies and asked:
        return ReplyText(text=_joined(hello, facts.replies[0]), grounded=True, missing="")
    about = ", ".join(sorted(asked)[:5]) or "what the customer needs"
    return ReplyText(text=_joined(hello, rng.choice(HOLDING)), grounded=False, missing=about)


def _joined(hello: str, text: str) -> str:
    if hello and re.match(r"(?!I\b|I')[A-Z][a-z]", text):
        return f"{hello.rstrip(', ')}. {text}" if text[:2].isupper() else f"{hello}{text[0].lower()}{text[1:]}"
    return hello + text


@lru_cache(maxsize=1024)
def _telling(text: str) -> frozenset[str]:
    """The words that say what a message is about, without endings that only grammar needs."""
    words = re.findall(r"[a-z0-9]{3,}", text.casefold())
    return frozenset(re.sub(r"(?:ing|ed|es|s)$", "", word) for word in words if word not in _COMMON)


def _share(asked: frozenset[str], told: str) -> float:
    return len(asked & _telling(told)) / len(asked) if asked else 0.0


_ASKED_FOR: frozenset[Kind] = frozenset(
    {"phone", "price", "percent", "date", "time", "number", "offer", "commitment", "legal", "health", "count", "result"}
)
"""What is missing names what the customer asked about, in their words; it is never sent."""
REPLY = Prompt(
    "reply",
    reply=ReplyText,
    offline=suggest_offline,
    folder=Path(__file__).parent / "prompts",
    trust=Trust(
        heard=frozenset({"customer", "message", "thread"}),
        unsourced=frozenset({"voice", "post", "replies"}),
        exempt={"missing": _ASKED_FOR},
        every_number=True,
    ),
)
