"""Claims in words: ratings, awards, years in business, numbers of customers, results, free offers and last chances."""

from collections.abc import Iterator

from core.ai.guard.denial import is_denied
from core.ai.guard.finding import Claim
from core.ai.guard.phrases import phrases
from core.ai.guard.reading import undisguised


def claims(seen: str, table: str = "claims") -> Iterator[Claim]:
    """Claims of one table in a text as it is read, each with its words as the key; what is denied is left out."""
    for text in dict.fromkeys((seen, undisguised(seen))):
        for kind, pattern in phrases(table).items():
            for hit in pattern.finditer(text):
                said = " ".join(hit[0].split())
                if said and not is_denied(kind, text[: hit.start()]):
                    yield Claim(hit.start(), hit.end(), kind, said, said.casefold())
