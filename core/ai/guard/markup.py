"""What no plain text holds: markup, placeholders nobody filled, hidden characters and talk about instructions."""

import re
import unicodedata
from collections.abc import Iterator

from core.ai.guard.finding import Claim, Kind
from core.ai.guard.reading import alphabet, is_invisible

_MARKUP = re.compile(
    r"<[a-z!/?][^<>\n]*>?"  # a tag, closed or not
    r"|\b(?:javascript|vbscript):|\bdata:\w+/"
    r"|\bon(?:error|load|click|mouse\w+|focus|submit|toggle)\s*="
    r"|&(?:#x?[0-9a-f]+|lt|gt|amp|quot|nbsp|apos);"
    r"|!?\[[^\]\n]*\]\([^)\n]*\)?|\]\[[^\]\n]*\]|^\s*\[[^\]\n]+\]:\s*\S+"  # Markdown links, images, references
    r"|\{\{|\}\}|\{%|%\}|\$\{|<%|%>|#\{"
    r"|\{\w+\}|\[(?:your|insert|name|link|date|price|customer|business|first|company)\b[^\]\n]*\]"  # unfilled
    r"|%[A-Z_]{3,}%|%%\w+%%|<<\w+>>|\*\|\w+\|\*"
    r"|```|~~~|\*\*[^*\n]+\*\*|__[^_\n]+__|^\s{0,3}#{1,6} \S"
    r"|\\u[0-9a-f]{4}|\\x[0-9a-f]{2}|%3c|%3e|\]\]>|<!\[CDATA",
    re.IGNORECASE | re.MULTILINE,
)
_LEAK = re.compile(
    r"\bas an? (?:ai|artificial|large language|language)\b"
    r"|\b(?:i am|i'm) (?:just )?an? (?:ai|language model|chatbot|bot)\b"
    r"|\b(?:system|hidden|secret|initial|original) (?:prompt|message|instruction)s?\b|\bmy (?:instructions|prompt)\b"
    r"|\b(?:ignor|disregard|overrid|bypass)\w*\s+(?:\w+ ){0,4}"
    r"(?:instructions?|rules|prompts?|guidelines|policy|policies)\b"
    r"|\b(?:developer|admin|debug|maintenance|dan|god) mode\b|\bjailbr\w+|\bunrestricted\b"
    r"|<\|\w+\|?>?|\[/?(?:inst|sys|system|assistant|user)\]|^\s*#*\s*(?:system|assistant|user|human|tool)\s*:"
    r"|\[[0-9a-f]{12,}\]|\btext written by other people\b|\brules that always hold\b"
    r"|\b(?:api|secret|access)[ _-]?(?:key|token)s?\b|\bsk-[a-z0-9_-]{6,}|\bbearer [a-z0-9._-]{8,}"
    r"|^(?:sure|certainly|of course|absolutely)[!,.]? (?:here(?:'s| is| are)|i can help|below)"
    r"|\bhere(?:'s| is) (?:a|the|your) (?:caption|draft|reply|post|rewrite|version)\b"
    r"|\bi (?:cannot|can't|am unable to|won't) (?:comply|fulfil|assist with|help with) (?:that|this|with)"
    r"|\bas a model\b|\bnote to (?:self|the (?:ai|model|assistant))\b"
    r"|\btraining data\b|\bcontext window\b|\bi (?:was|have been) (?:told|instructed|asked) (?:not )?to\b"
    r"|\bother customers?'s? (?:data|messages|orders?|details|address(?:es)?|emails?|phone|names?|payments?)\b",
    re.IGNORECASE | re.MULTILINE,
)
_PICTURE = frozenset({"So", "Sk", "Mn"})


def forbidden(seen: str) -> Iterator[Claim]:
    """Markup and talk about instructions in a text as it is read."""
    named: tuple[tuple[Kind, re.Pattern[str]], ...] = (("leak", _LEAK), ("markup", _MARKUP))
    for kind, pattern in named:
        for hit in pattern.finditer(seen):
            yield Claim(hit.start(), hit.end(), kind, hit[0].strip(), "")


def hidden(stored: str) -> Iterator[Claim]:
    """Characters in a stored text that a reader cannot see, and words that mix alphabets to look like others.

    A joiner inside an emoji or a script that needs it, a mark of direction among right-to-left letters and a tag
    after a black flag are honest.
    """
    right_to_left = any(char.isalpha() and unicodedata.bidirectional(char) in {"R", "AL"} for char in stored)
    for at, char in enumerate(stored):
        if is_invisible(char) and not _honest(stored, at, right_to_left=right_to_left):
            yield Claim(at, at + 1, "hidden", f"U+{ord(char):04X}", "")
    for run in re.finditer(r"[\ufe00-\ufe0f\U000e0100-\U000e01ef]{2,}", stored):
        yield Claim(run.start(), run.end(), "hidden", f"U+{ord(run[0][0]):04X}", "")
    for run in re.finditer(r"[\u0300-\u036f\u0489]{3,}", unicodedata.normalize("NFKC", stored)):
        yield Claim(run.start(), run.end(), "hidden", "stacked marks", "")
    for word in re.finditer(r"[^\W\d_]{2,}", stored):
        mixed = {alphabet(char) for char in word[0] if char not in "\u00b5\u03bc\u03c0\u03a9"} & _MIXABLE
        if "LATIN" in mixed and len(mixed) > 1:
            yield Claim(word.start(), word.end(), "hidden", word[0], "")


_MIXABLE = frozenset({"LATIN", "CYRILLIC", "GREEK", "CHEROKEE", "ARMENIAN", "COPTIC"})


def _honest(text: str, at: int, *, right_to_left: bool) -> bool:
    char, before, after = text[at], text[at - 1 : at], text[at + 1 : at + 2]
    if char == "\u200d":  # joins an emoji, or letters of a script that has joined forms
        return (_is_picture(before) and _is_picture(after)) or (_joins(before) and _joins(after))
    if char == "\u200c":
        return _joins(before) and _joins(after)
    if char in "\u200e\u200f":
        return right_to_left
    return "\U000e0020" <= char <= "\U000e007f" and "\U0001f3f4" in text[max(0, at - 7) : at]


def _is_picture(char: str) -> bool:
    return bool(char) and (unicodedata.category(char) in _PICTURE or char in "\ufe0f\u2640\u2642")


def _joins(char: str) -> bool:
    return (
        bool(char)
        and char.isalpha() | (unicodedata.category(char) in {"Mn", "Mc"})
        and not (alphabet(char) in _MIXABLE or char.isascii())
    )
