"""Other ways to put a question, by rules: words that stand for each other, wishes, bare words. Pure."""

import random
import re
from collections.abc import Iterator, Sequence

from core.messaging.words import plain

SAME = (
    ("opening hours", "opening times", "hours"),
    ("when do you open", "what time do you open", "what are your opening hours"),
    ("when are you open", "what time are you open", "what are your opening hours"),
    ("how much is", "what is the price of", "what's the cost of"),
    ("how much are", "what is the price of", "what do you charge for"),
    ("how much does it cost", "what does it cost", "what is the price"),
    ("where are you located", "where can I find you", "what is your address"),
    ("where is your", "how do I find your", "what's the address of your"),
    ("do you deliver", "is there delivery", "can I have it delivered"),
    ("do you ship", "do you send orders", "can I have it shipped"),
    ("do you have a", "is there a", "have you got a"),
    ("do you have any", "is there any", "have you got any"),
    ("do you have", "have you got"),
    ("do you offer", "do you have", "is it possible to get"),
    ("do you sell", "do you have", "can I buy"),
    ("do you take", "do you accept", "can I use"),
    ("do you accept", "do you take", "can I pay with"),
    ("can I bring", "may I bring", "is it ok to bring"),
    ("can I book", "is it possible to book", "how do I book"),
    ("can I cancel", "how do I cancel", "is it possible to cancel"),
    ("can I", "is it possible to", "am I able to"),
    ("can you", "could you", "would you be able to"),
    ("how do I", "how can I", "what do I have to do to"),
    ("how long does", "how many days does", "how much time does"),
    ("I book", "I reserve"),
    ("to book", "to reserve"),
    ("I order", "I buy"),
    ("I cancel", "I call off"),
    ("I return", "I send back"),
    ("parking", "a place to park"),
    ("gluten-free", "gluten free", "without gluten"),
    ("vegan", "plant based"),
    ("gift card", "gift voucher", "voucher"),
    ("dogs", "pets", "my dog"),
    ("children", "kids", "my kids"),
    ("classes", "sessions", "courses"),
    ("delivery", "shipping"),
    ("price", "cost"),
    ("sign up", "register", "join"),
)
"""Words and beginnings of questions that stand for each other; the first is looked for, the longest before others."""
DOING = {
    "booking": "book", "ordering": "order", "buying": "buy", "paying": "pay", "changing": "change", "moving": "move",
    "cancelling": "cancel", "canceling": "cancel", "ending": "end", "pausing": "pause", "returning": "return",
    "exchanging": "exchange", "joining": "join", "getting": "get", "renting": "rent", "hiring": "hire",
    "bringing": "bring", "signing": "sign", "collecting": "collect", "picking": "pick", "sending": "send",
    "using": "use", "finding": "find", "visiting": "visit", "contacting": "contact", "sitting": "sit",
}  # fmt: skip
"""Deeds that an FAQ may be named after, and what somebody does who asks about them."""
OF_DEED = ("How do I {}?", "Can I {}?", "I'd like to {}", "What do I need to {}?", "I want to {}, how does that work?")
OF_TOPIC = ("What about {}?", "Can you tell me something about {}?", "I have a question about {}", "{}?",
            "How does it work with {}?", "Looking for information on {}")  # fmt: skip
OF_CLAUSE = ("Can you tell me {}?", "I'd like to know {}", "Do you know {}?", "I'm not sure {}")
LEADS = ("Could you tell me: {}", "Quick question, {}", "Hi! {}", "Sorry to bother you, {}", "I wanted to ask: {}")
_SMALL = frozenset(
    """a about am an and any are at be can could do does for from get got have hello hey hi how i if in is it its many
    may me much my of on or our please so tell thank thanks that the there this to us want was we what whats when where
    which who will with would you your""".split()  # noqa: SIM905
)
_BEFORE = frozenset("after at before by during for from in near on to where when what who how with without".split())  # noqa: SIM905
"""Words that begin no topic."""
_CLAUSE = re.compile(r"(what|where|when|who|how|which) (we|you|i|it|to)\b", re.IGNORECASE)
_QUESTION = re.compile(
    r"(?!(?:what|where|when|who|how|which) (?:we|you|i|it|to)\b)"
    r"(what|whats|where|when|who|which|why|how|do|does|is|are|can|could|will|would|may|should|have|has|i|i'm|we|my)\b",
    re.IGNORECASE,
)
_YOU = re.compile(r"(?:do|can|could|will|would) (you|we|i)\b (.+)", re.IGNORECASE)
_ARE = re.compile(r"(are|is) (you|we|it|there)\b (.+)", re.IGNORECASE)


def ways_to_ask(question: str, phrasings: Sequence[str], rng: random.Random) -> Iterator[str]:
    """Other ways to put a question, the most telling first; some may be the same.

    A question that is none in English is left alone: its words would be mixed with ours.

    >>> list(ways_to_ask("Do you deliver?", (), random.Random(0)))[:2]
    ['Is there delivery?', 'Can I have it delivered?']
    """
    bare = question.rstrip("?!. ")
    asks = bool(_QUESTION.match(bare))
    if not asks and "?" in question:
        return
    yield from _swapped(bare)
    for line in phrasings:
        yield from _swapped(line.rstrip("?!. "))
    if (words := _core(bare)) is not None:
        yield f"{words}?"
    yield from _put_kindly(bare, rng) if asks else _named(bare, rng)
    yield f"{_small(bare)} please"


def _put_kindly(bare: str, rng: random.Random) -> Iterator[str]:
    if (turned := _turned(bare)) is not None:
        yield rng.choice(("I'd like to know {}", "I was wondering {}", "Can you tell me {}?")).format(turned)
    yield from (f"{lead.format(_small(bare))}?" for lead in rng.sample(LEADS, 2))


def _small(bare: str) -> str:
    return bare if bare.startswith(("I ", "I'")) else bare[:1].lower() + bare[1:]


def _swapped(bare: str) -> Iterator[str]:
    """The question with one of its pieces said in other words."""
    for first, *others in sorted(SAME, key=lambda same: -len(same[0])):
        opens = "^" if _QUESTION.match(first) else r"\b"
        piece = re.compile(rf"{opens}{re.escape(first)}\b", re.IGNORECASE)
        if piece.search(bare):
            for other in others:
                told = piece.sub(other, bare, count=1)
                yield f"{told[0].upper()}{told[1:]}?"
            return


def _named(bare: str, rng: random.Random) -> Iterator[str]:
    """Questions about what is no question itself: a deed, a topic, or a clause such as "where we are"."""
    first, _, rest = bare.partition(" ")
    shapes: tuple[str, ...] = OF_TOPIC
    if _CLAUSE.match(bare):
        shapes, about = OF_CLAUSE, re.sub(r"\bwe\b", "you", f"{first.casefold()} {rest}")
    elif first.casefold() in DOING and rest:
        shapes, about = OF_DEED, " ".join(DOING.get(word.casefold(), word) for word in bare.split())
    elif first.casefold() in _BEFORE:
        return
    else:
        about = f"{first.casefold()} {rest}".strip()
    told = (one.format(about) for one in rng.sample(shapes, len(shapes)))
    yield from (f"{said[0].upper()}{said[1:]}" for said in told)


def _core(bare: str) -> str | None:
    """The telling words alone, as people type them on a phone; None where that says too little."""
    if bare.casefold().startswith(("how much", "how many", "how long")):
        return None
    kept = [word for word in re.findall(r"[^\s,;:!?.]+", bare.casefold()) if plain(word) not in _SMALL]
    return " ".join(kept) if 1 < len(kept) <= 5 else None


def _turned(bare: str) -> str | None:
    """A yes-or-no question as part of a sentence."""
    if (found := _YOU.fullmatch(bare)) is not None:
        verb = "" if bare.casefold().startswith("do ") else f"{bare.split(maxsplit=1)[0].casefold()} "
        who = "I" if found[1].casefold() == "i" else found[1].casefold()
        return f"if {who} {verb}{found[2]}"
    if (found := _ARE.fullmatch(bare)) is not None:
        return f"if {found[2].casefold()} {found[1].casefold()} {found[3]}"
    return None
