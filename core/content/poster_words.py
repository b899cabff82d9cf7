"""What a post's own words put on its poster: a price, a date, a quotation, points; and the layout that they ask for."""

import hashlib
import re
from collections.abc import Sequence
from dataclasses import replace

from core.channels.utm import links
from core.content.layouts.page import Words
from core.content.poster import Layout
from core.tables.values import Offer

MOST_POINTS = 8
"""Points of a series; with its cover and its last sheet that makes ten, the most that Instagram takes by API."""
POINT_MAX = 120
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY_MONTH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)?(?:\s+of)?\s+({_MONTHS})\b", re.IGNORECASE)
_MONTH_DAY = re.compile(rf"\b({_MONTHS})\s+(\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*,?\s*%)", re.IGNORECASE)
_MONEY = re.compile(r"(?:[€$£]\s?\d[\d.,]*\d|[€$£]\s?\d|\d[\d.,]*\s?(?:[€£]|(?:EUR|USD|CHF|kr)\b))")
_SHARE = re.compile(r"[-\u2212]?\s?\d{1,2}\s?%(?:\s+off)?", re.IGNORECASE)
_QUOTED = re.compile(r"[“«\"]([^“”«»\"]{12,180})[”»\"](?:\s*[-\u2013\u2014]\s*([^\n.!?]{2,40}))?")
_TIME = re.compile(r"\b(?:[01]?\d|2[0-3]):[0-5]\d\b|\b(?:1[0-2]|[1-9])(?::[0-5]\d)?\s?(?:am|pm)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_ITEM = re.compile(r"^\s*(?:[-*•✓✔→▪]|\d{1,2}[.)])\s+(.+)$", re.MULTILINE)
_ENDS = re.compile(r"(?<=[.!?…])\s+")


def words_on(headline: str, caption: str, offers: Sequence[Offer] = (), *, subline: str = "") -> Words:
    """Everything that a poster of this post may say; what its words do not hold stays empty.

    A price is one that stands in the words themselves, or that of an offer that is named there.

    >>> made = words_on("Open day", "Join us on 14 March at 18:00 for tea.")
    >>> made.figure, made.note, made.label
    ('14', 'March', '18:00')
    >>> words_on("Half price", "All week: 20% off rye.").figure
    '20% off'
    """
    text = f"{headline}\n{caption}"
    told = Words(headline=headline, subline=subline)
    if date := _date(text):
        when = ", ".join(one.group() for one in (_WEEKDAY.search(text), _TIME.search(text)) if one)
        return replace(told, figure=date[0], note=date[1], label=when)
    if price := _price(text, offers):
        return replace(told, figure=price)
    if quoted := _QUOTED.search(caption):
        return replace(told, by=(quoted.group(2) or "").strip())
    return told


def quoted_in(caption: str) -> str:
    """The first thing that somebody says in a caption, without its marks.

    >>> quoted_in("Ana said “The best rye in the whole street” — Ana, a regular")
    'The best rye in the whole street'
    """
    found = _QUOTED.search(caption)
    return found.group(1).strip() if found else ""


def fitting(headline: str, caption: str, offers: Sequence[Offer] = (), *, has_photo: bool = False) -> Layout:
    """The layout that a post's words ask for; where they ask for none, its name chooses, always the same way.

    >>> fitting("Open day", "On 14 March").value, fitting("Rye", "Only €4.20 this week").value
    ('event', 'offer')
    """
    text = f"{headline}\n{caption}"
    if _date(text):
        return Layout.EVENT
    if _price(text, offers):
        return Layout.OFFER
    if has_photo:
        return _one_of((Layout.SPLIT, Layout.CAPTION), headline)
    if _QUOTED.search(caption):
        return Layout.QUOTE
    return _one_of((Layout.PATTERN, Layout.PATTERN, Layout.BOLD), headline)


def points_of(caption: str, *, but: str = "") -> tuple[str, ...]:
    r"""The points that a caption makes: its list, or else its sentences; none of them longer than a sheet can carry.

    What the cover says already (``but``) is no point.

    >>> points_of("Three tips:\n- Warm the bowl\n- Weigh the flour\n- Wait")
    ('Warm the bowl', 'Weigh the flour', 'Wait')
    """
    listed = [one.strip() for one in _ITEM.findall(caption)]
    told = listed if len(listed) > 1 else [one for line in caption.splitlines() for one in _ENDS.split(line.strip())]
    points = (one.rstrip(".") for one in dict.fromkeys(told) if 3 < len(one) <= POINT_MAX)
    return tuple(one for one in points if one.casefold() not in but.casefold())[:MOST_POINTS]


def call_of(cta: str) -> Words:
    """The call to action on a sheet of its own: an address stands below it, without what nobody types.

    >>> made = call_of("Order today: https://rye.example.com/order")
    >>> made.headline, made.subline
    ('Order today', 'rye.example.com/order')
    """
    found = links(cta)
    words = cta
    for link in found:
        words = words.replace(link, "")
    shown = found[0].partition("://")[2].removeprefix("www.").rstrip("/") if found else ""
    return Words(headline=words.strip(" :,-\u2013\u2014") or shown, subline=shown)


def _date(text: str) -> tuple[str, str] | None:
    """Day and month, as the words have them."""
    if found := _DAY_MONTH.search(text):
        day, month = found.group(1), found.group(2)
    elif found := _MONTH_DAY.search(text):
        day, month = found.group(2), found.group(1)
    else:
        return None
    return (day, month.capitalize()) if 1 <= int(day) <= 31 and month not in {"may", "march"} else None


def _price(text: str, offers: Sequence[Offer]) -> str:
    for kind in (_SHARE, _MONEY):
        if found := kind.search(text):
            return " ".join(found.group().split())
    told = text.casefold()
    return next((one.price for one in offers if one.price and one.name.casefold() in told), "")


def _one_of(layouts: Sequence[Layout], seed: str) -> Layout:
    return layouts[hashlib.sha256(seed.encode()).digest()[0] % len(layouts)]
