"""Tags on links, so that a visit can be traced to the post it came from."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

LINK = re.compile(r"https?://[^\s<>\"“”]+", re.IGNORECASE)
TRAILING = ".,;:!?'\u2019»*_"


@dataclass(frozen=True, slots=True)
class Tags:
    """Google Analytics' campaign parameters; ``content`` tells variants apart.

    Source: https://support.google.com/analytics/answer/10917952
    """

    source: str
    medium: str
    campaign: str
    content: str = ""

    def query(self) -> str:
        """The parameters as they stand in a link, empty ones left out."""
        named = {name: slug(value) for name, value in asdict(self).items()}
        return "&".join(f"utm_{name}={value}" for name, value in named.items() if value)


def slug(value: str) -> str:
    """Lower case, words joined by hyphens: reports treat ``Spring`` and ``spring`` as two campaigns.

    >>> slug("Spring Sale: 20 %!"), slug("Été à Paris")
    ('spring-sale-20', 'ete-a-paris')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", value) if not unicodedata.combining(c)).casefold()
    return quote(re.sub(r"\W+", "-", plain).strip("-_"))


def links(text: str) -> tuple[str, ...]:
    """The web links of a text, without the punctuation that follows them.

    >>> links("See https://a.example/x (or http://b.example/y).")
    ('https://a.example/x', 'http://b.example/y')
    """
    return tuple(_bare(found.group()) for found in LINK.finditer(text))


def tagged(text: str, tags: Tags) -> str:
    """The text with every link tagged. A link that already carries a ``utm_`` parameter is left as it is.

    >>> tagged("Book: https://gym.example/trial?plan=1#now.", Tags("instagram", "social", "January"))
    'Book: https://gym.example/trial?plan=1&utm_source=instagram&utm_medium=social&utm_campaign=january#now.'
    """
    return relinked(text, lambda link: _tag(link, tags))


def relinked(text: str, another: Callable[[str], str]) -> str:
    """The text with another link in the place of each; the punctuation behind it stays.

    >>> relinked("Book: https://gym.example/trial.", str.upper)
    'Book: HTTPS://GYM.EXAMPLE/TRIAL.'
    """

    def one(found: re.Match[str]) -> str:
        link = _bare(found.group())
        return another(link) + found.group()[len(link) :]

    return LINK.sub(one, text)


def _bare(link: str) -> str:
    """A link without what belongs to the sentence: a full stop, or a bracket that it did not open."""
    while link and (link[-1] in TRAILING or (link[-1] in ")]" and _unopened(link))):
        link = link[:-1]
    return link


def _unopened(link: str) -> bool:
    opening = "(" if link[-1] == ")" else "["
    return link.count(link[-1]) > link.count(opening)


def _tag(link: str, tags: Tags) -> str:
    try:
        split = urlsplit(link)
    except ValueError:  # an unclosed [ in the host: not a link anyone can follow, and not ours to mend
        return link
    query = tags.query()
    if (
        not split.netloc
        or not query
        or any(name.lower().startswith("utm_") for name, _ in parse_qsl(split.query, True))
    ):
        return link
    return urlunsplit(split._replace(query=f"{split.query}&{query}" if split.query else query))
