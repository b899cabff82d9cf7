r"""A text as its reader takes it: one alphabet, plain quotes and digits, nothing hidden, no letters pulled apart.

A model can be talked into writing "gu\u0430rantee" with a Cyrillic letter; a customer reads a guarantee all the same,
so the patterns look at what is read, not at what is stored.
"""

import re
import unicodedata

_QUOTES = str.maketrans("\u2018\u2019\u201a\u2032\u02bc\u201c\u201d\u201e\u2033", "'''''\"\"\"\"")
_DASHES = str.maketrans("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-------")
_CYRILLIC = (
    "\u0430\u0432\u0435\u0437\u0456\u0458\u043a\u043c\u043d\u043e\u0440\u0441\u0442\u0443\u0445\u0455\u04bb"
    "\u0501\u051b\u051d\u0491\u04cf"
)
_GREEK = "\u03b1\u03b2\u03b5\u03b7\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5\u03c7\u03b3\u03c3\u03c9"
_SMALL_CAPS = (
    "\u1d00\u0299\u1d04\u1d05\u1d07\ua730\u0262\u029c\u026a\u1d0a\u1d0b\u029f\u1d0d\u0274\u1d0f\u1d18\u0280\ua731"
    "\u1d1b\u1d1c\u1d20\u1d21\u028f\u1d22\u0131\u0261\u0251"
)
_ALIKE = str.maketrans(
    _CYRILLIC + _GREEK + _SMALL_CAPS,
    "ab" "e3ijkmhopctyxshdqwrl" + "abenikvoptuxyow" + "abcdefghijklmnoprstuvwyziga",
)  # fmt: skip
_INVISIBLE = frozenset("\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180e\u2800\u3164\uffa0")
_SPACED = re.compile(r"(?<!\w)(?:[A-Za-z][ .*_\u00b7-]{1,2}){4,}[A-Za-z](?!\w)")
_DOT = re.compile(
    r"(?<=\w)\s?(?:\(dot\)|\[dot\]|\[\.\]|\(\.\)|\{\.\})\s?(?=\w)|(?<=[a-z0-9]) dot (?=[a-z]{2,6}\b)", re.IGNORECASE
)
_AT = re.compile(r"(?<=\w)\s?(?:\(at\)|\[at\]|\{at\})\s?(?=\w)", re.IGNORECASE)
_DIGIT_FOR_LETTER = re.compile(r"(?<=[a-z])[013457@$](?=[a-z])", re.IGNORECASE)
_LETTERS = {"0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s"}
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def is_invisible(char: str) -> bool:
    """Whether a reader cannot see a character but a machine can; line breaks and tabs are no secret."""
    return char in _INVISIBLE or (char not in "\n\t\r" and unicodedata.category(char) in {"Cc", "Cf", "Co", "Cs"})


def alphabet(char: str) -> str:
    """The script a letter belongs to, by the first word of its Unicode name; empty for what is no letter.

    >>> alphabet("a"), alphabet("\u0430"), alphabet("7")
    ('LATIN', 'CYRILLIC', '')
    """
    return unicodedata.name(char, "").split(" ", 1)[0] if char.isalpha() else ""


def seen(text: str) -> str:
    r"""A text as it is read.

    >>> seen("gu\u0430rantee, r e f u n d, 2\u200b0% at evil[.]com")
    'guarantee, refund, 20% at evil.com'
    """
    folded = unicodedata.normalize("NFKC", text).translate(_QUOTES).translate(_DASHES)
    shown = "".join(_digit(char) for char in folded if not is_invisible(char) and not _decorates(char))
    alike = re.sub(r"\w+", lambda word: _latin(word[0]), shown)
    joined = _SPACED.sub(lambda run: re.sub(r"[^A-Za-z]", "", run[0]), alike)
    tags = re.sub(r"#\w+", lambda tag: _HUMP.sub(" ", tag[0]), joined)
    return _AT.sub("@", _DOT.sub(".", tags))


def undisguised(text: str) -> str:
    """With digits that stand for letters read as letters; for words, never for numbers.

    >>> undisguised("gu4rantee for B2B")
    'guarantee for B2B'
    """
    return _DIGIT_FOR_LETTER.sub(lambda digit: _LETTERS[digit[0]], text)


def sentence(text: str, at: int) -> str:
    """The sentence around a place in a text.

    >>> sentence("Come in. We are open. Bye.", 12)
    'We are open'
    """
    began = max((m.end() for m in re.finditer(r"[.!?]\s+|\n", text[:at])), default=0)
    ended = re.search(r"[.!?](?:\s|$)|\n", text[at:])
    return text[began : at + ended.start() if ended else len(text)]


def _latin(word: str) -> str:
    """A word that mixes alphabets, in Latin letters; a word in one other alphabet is left alone."""
    if word.isascii():
        return word
    scripts = {alphabet(char) for char in word} - {""}
    small = any(char in _SMALL_CAPS for char in word)
    if not small and ("LATIN" not in scripts or len(scripts) == 1):
        return word
    return "".join(_case(char) for char in word)


def _case(char: str) -> str:
    low = char.lower().translate(_ALIKE)
    return low.upper() if char.isupper() else low


def _decorates(char: str) -> bool:
    """Marks stacked on letters and variation selectors change no word."""
    return "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef" or unicodedata.category(char) == "Me"


def _digit(char: str) -> str:
    return str(unicodedata.digit(char)) if not char.isascii() and char.isdecimal() else char
