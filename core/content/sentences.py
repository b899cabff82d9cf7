"""A text as paragraphs of sentences, made shorter or longer without changing what they say."""

import re
from itertools import pairwise

LONG, SHORT = 10, 9
"""Words: a sentence above the first can be cut; two that are no longer than the second can be joined."""
FEWEST = 3
"""Words that a sentence of its own needs."""
_END = re.compile(r"(?<=[.!?…])[\"'”’)]*\s+(?=[\"'“‘(]?[A-Z0-9])")  # noqa: RUF001 - both kinds of quotes
_SHORTENED = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|St|No|Ave|vs|e\.g|i\.e|approx|a\.m|p\.m)\.$")
# A clause that begins with one of these stands by itself; what follows "and" without one may not.
_SUBJECT = r"(?:we|you|they|it|he|she|I|there|this|that|these|those|our|your)"
_JOINT = re.compile(rf"(?:,|;)?\s+(and|but|so)\s+(?={_SUBJECT}\b)|;\s+|\s+[–—]\s+(?={_SUBJECT}\b)")  # noqa: RUF001
_LOWERED = frozenset(
    """
    a all an ask come each every he if it its no order our please she some that the their there these they this
    those we when write you your
    """.split()  # noqa: SIM905 - a table of words, not of marks
)
"""Words that are written small inside a sentence; any other may be a name."""


def paragraphs(text: str) -> list[list[str]]:
    r"""The sentences of each line; an empty line is an empty paragraph.

    >>> paragraphs("One here. Two there!\n\nThree.")
    [['One here.', 'Two there!'], [], ['Three.']]
    """
    return [_sentences(line.strip()) for line in text.strip().splitlines()]


def joined(parts: list[list[str]]) -> str:
    return "\n".join(" ".join(sentences) for sentences in parts).strip()


def shorter(sentences: list[str]) -> list[str]:
    """Each long sentence cut where two whole clauses meet.

    >>> shorter(["We open at seven on every day of the week, and you can order until six."])
    ['We open at seven on every day of the week.', 'You can order until six.']
    """
    return [part for sentence in sentences for part in _cut(sentence)]


def longer(sentences: list[str]) -> list[str]:
    """Neighbours that are both short, joined by "and"; questions and calls out are left alone.

    >>> longer(["We bake at night.", "You pick up in the morning."])
    ['We bake at night, and you pick up in the morning.']
    """
    out: list[str] = []
    for sentence in sentences:
        before = out[-1] if out else ""
        first, _, rest = sentence.partition(" ")
        fits = all(FEWEST <= len(one.split()) <= SHORT for one in (before, sentence))
        if fits and before.endswith(".") and sentence.endswith(".") and first.casefold() in _LOWERED:
            out[-1] = f"{before[:-1]}, and {first.lower()} {rest}"
        else:
            out.append(sentence)
    return out


def _sentences(line: str) -> list[str]:
    ends = [0, *(hit.end() for hit in _END.finditer(line) if not _SHORTENED.search(line[: hit.start()])), len(line)]
    return [part for a, b in pairwise(ends) if (part := line[a:b].strip())]


def _cut(sentence: str) -> list[str]:
    if len(sentence.split()) <= LONG or "?" in sentence:
        return [sentence]
    for hit in _JOINT.finditer(sentence):
        left, right = sentence[: hit.start()].rstrip(" ,;"), sentence[hit.end() :]
        if min(len(left.split()), len(right.split())) < FEWEST or _is_open(left):
            continue
        word = f"{hit[1].capitalize()} " if hit[1] in {"but", "so"} else ""
        start = right if word else right[:1].upper() + right[1:]
        return [f"{left}.", *_cut(f"{word}{start}")]
    return [sentence]


def _is_open(left: str) -> bool:
    """Whether the left part waits for the right one: "If you like bread and you …" cannot be cut there."""
    return bool(
        re.match(r"(?:if|when|because|while|as|since|once|until|whether|although)\b", left, re.IGNORECASE)
    ) and ("," not in left)
