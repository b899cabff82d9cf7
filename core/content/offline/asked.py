"""A topic that a person asked for and no bank of ideas knows: which frame says it, and how it reads in a sentence."""

import functools
import re
import tomllib

from core.content.offline.bank import FOLDER, Frame, Topics, Trade
from core.content.shapes import PostFacts

_ASKS = re.compile(
    r"^(?:please )?(?:(?:write|post|announce|promote|share|advertise|tell (?:people|everyone|customers))"
    r"(?: (?:about|that))?|(?:a )?post about|something about|about)\s+(?=\S)",
    re.IGNORECASE,
)
"""What people say to a writer before they say what it is about."""
_CLAUSE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|can|must|should|joins?|joined|wins?|won|opens|opened|starts|started|turns|leaves"
    r"|left|retires?|moves|moved|launch(?:es|ed)|arrives?|arrived|celebrates?|needs|isn't|aren't|we're|i'm|it's|don't|won't)\b",
    re.IGNORECASE,
)
"""A verb that makes a sentence of a topic, as far as a list can know."""


@functools.cache
def topics() -> Topics:
    """The frames, in the order in which they are tried, and the words that tell how a topic reads."""
    return Topics.model_validate(tomllib.loads((FOLDER / "topics.toml").read_text(encoding="utf-8")))


def framed(topic: str) -> Frame:
    """The frame for a topic, by its shape.

    >>> framed("grand opening of our second shop in Leith").name, framed("We are hiring a baker").name
    ('event', 'hiring')
    >>> framed("How do you like your rye?").name, framed("Reusable cups").name
    ('question', 'subject')
    """
    said = topic.casefold()
    if said.rstrip().endswith("?"):
        return next(one for one in topics().frame if one.name == "question")
    return next(one for one in topics().frame if not one.match or any(_begins(word, said) for word in one.match))


def unknown_topic(facts: PostFacts, known: Trade) -> str:
    """What a person asked for, where no idea of the trade and no offer speaks of all of it; else nothing.

    An order to the writer, as "post about", is left out.
    """
    theme = " ".join(facts.theme.split()).rstrip(" .!,;:")
    spoken_of = (*(" ".join(idea.about) for idea in known.idea), *(offer.name for offer in facts.offers))
    if not facts.is_asked or not theme or any(_is_all_of(theme, words) for words in spoken_of):
        return ""
    bare = _ASKS.sub("", theme)
    return bare[0].upper() + bare[1:]


def in_sentence(topic: str) -> str:
    """A topic as it reads inside a sentence; empty where that may go wrong, as with a sentence or an unknown name.

    >>> in_sentence("Grand opening of our shop in Leith"), in_sentence("Our new ovens"), in_sentence("Leith shop")
    ('the grand opening of our shop in Leith', 'our new ovens', '')
    >>> in_sentence("Maria joins our team"), in_sentence("New cups?"), in_sentence("Closed on Burns Night")
    ('', '', '')
    """
    first, *rest = topic.split()
    small = first.casefold()
    if not rest or _CLAUSE.search(topic) or re.search(r"[.!?:;,]", topic):
        return ""
    article = "" if small in topics().own else "the " if small in topics().plain else None
    return "" if article is None else f"{article}{small} {' '.join(rest)}"


def _is_all_of(theme: str, words: str) -> bool:
    """Whether words speak of everything that a theme is about; its words of time say only when."""
    asked = set(re.findall(r"[^\W\d_]{3,}", theme.casefold())) - set(topics().time)
    return all(_begins(word[:5].rstrip("s"), words.casefold()) for word in asked)


def _begins(word: str, said: str) -> bool:
    """Whether a word, or a beginning of one, stands in what was said."""
    return re.search(rf"(?<!\w){re.escape(word)}", said) is not None if word[0].isalnum() else word in said
