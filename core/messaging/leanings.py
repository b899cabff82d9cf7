"""How much a text leans towards being spam, or towards trouble: two small linear models over words and letters.

Fitted on public data by ``data/fit/triage.py``, which names its sources; coefficients only.
"""

import re
import zlib
from functools import cache, lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from core.messaging.background import coefficients
from core.messaging.words import grams, plain

Leaning = Literal["spam", "trouble"]
WIDTH = 8192
FIGURES = ("digits", "long number", "money", "capitals", "exclaims", "length", "asks", "account")
MOST_WORDS = 400
_DIGIT = re.compile(r"\d")
_LINK = re.compile(r"(https?://|www\.)\S+|\b[\w-]+\.(com|net|org|info|co|ly|me)\b\S*", re.IGNORECASE)
"""Addresses are not looked at: who sends one to a business is mostly a customer."""
_MONEY = re.compile(r"[£$€]\s?\d|\d\s?[£$€]|\d+p\b", re.IGNORECASE)


@lru_cache(maxsize=2048)
def leans(text: str, towards: Leaning) -> float:
    """The chance, 0-1, that a text is spam or that something has gone wrong for who writes; 0 without a word.

    >>> leans("You have WON a prize! Claim now, text WIN to 80086", "spam") > leans("When do you open?", "spam")
    True
    >>> leans("It never arrived and nobody answers", "trouble") > leans("Thanks, lovely place", "trouble")
    True
    """
    intercept, figures_weigh, grams_weigh = _model(towards)
    places, signs = hashed(text)
    if not len(places):
        return 0.0
    odds = intercept + float(figures(text) @ figures_weigh) + float(signs @ grams_weigh[places])
    return float(1 / (1 + np.exp(-np.clip(odds, -30, 30))))


@lru_cache(maxsize=512)
def hashed(text: str) -> tuple[NDArray[np.intp], NDArray[np.float64]]:
    """Which places the grams of a text have, and with which sign and weight: of unit length together."""
    found = list(dict.fromkeys(grams(_DIGIT.sub("0", plain(_LINK.sub(" ", text))).split()[:MOST_WORDS])))
    numbers = [zlib.crc32(gram.encode()) for gram in found]
    signs = np.array([1.0 if number & (1 << 31) else -1.0 for number in numbers]) / max(len(found), 1) ** 0.5
    return np.array([number % WIDTH for number in numbers], dtype=np.intp), signs


def figures(text: str) -> NDArray[np.float64]:
    """What the letters alone do not say, about 0 to 1 each, in the order of ``FIGURES``."""
    letters = sum(c.isalpha() for c in text)
    shown = (
        min(sum(c.isdigit() for c in text) / (len(text) or 1) * 5, 1),
        bool(re.search(r"\d{5}", text)),
        bool(_MONEY.search(text)),
        sum(c.isupper() for c in text) / (letters or 1),
        min(text.count("!"), 3) / 3,
        min(np.log1p(len(text)) / 6, 1),
        "?" in text,
        bool(re.search(r"@\w", text)),
    )
    return np.array(shown, dtype=np.float64)


@cache
def _model(towards: Leaning) -> tuple[float, NDArray[np.float64], NDArray[np.float64]]:
    weights = coefficients()[towards].astype(np.float64)
    return float(weights[0]), weights[1 : 1 + len(FIGURES)], weights[1 + len(FIGURES) :]
