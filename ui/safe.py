"""Show what somebody wrote as they wrote it, where Streamlit would read markdown."""

import re

_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
_JOINER = "\u2060"
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
"""Signs that turn round what is read after them: a name with one would write our own words backwards."""
# Icons, emoji and bare addresses are looked for after the escapes are gone; an invisible joiner keeps them apart.
_LATE = re.compile(r":(?=[A-Za-z0-9_+/-])|(?i:\bwww)(?=\.)")


def plain(text: str) -> str:
    r"""Escape a text for any Streamlit element that takes markdown: no formatting, links, icons, formulas or HTML.

    >>> plain("**Sale** <b>")
    '\\*\\*Sale\\*\\* \\<b\\>'
    >>> plain("Kim\u202eeod")
    'Kimeod'
    """
    kept = _LATE.sub(lambda found: found.group() + _JOINER, _TURNS.sub("", text))
    lines = (_PUNCTUATION.sub(r"\\\1", line.strip()) for line in kept.strip().splitlines())
    return "  \n".join(lines)


def short(text: str, most: int = 80) -> str:
    """Cut a text to one line of at most ``most`` characters, unescaped.

    >>> short("One two three", 8)
    'One two…'
    """
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def unbroken(text: str) -> str:
    r"""A short text, such as a moment, that stays on one line.

    >>> unbroken("Mon 2 Mar").split(" ")
    ['Mon\xa02\xa0Mar']
    """
    return text.replace(" ", "\N{NO-BREAK SPACE}")


def unlinked(address: str) -> str:
    """An e-mail address as words: markdown would make a link of it."""
    return plain(address).replace("@", "@\u2060")
