"""Addresses and amounts: what can be looked up letter by letter and digit by digit in the facts."""

import re
from collections.abc import Iterator

from core.ai.guard.finding import Claim, Kind

_TLDS = (
    "com|net|org|io|co|shop|app|dev|info|biz|example|test|invalid|store|online|site|xyz|top|club|live|me|tv|cc|ly|gl|to|us|uk|de"
    "|fr|nl|be|at|ch|it|es|pt|se|no|dk|fi|pl|cz|ru|cn|jp|kr|in|au|nz|ca|eu|ie|mx|br|ar|za|tr|ua|gr|hu|ro|bg|hr|sk|si|lt|lv|ee"
    "|is|id|my|sg|th|vn|ph|ae|il|ng|ke|edu|gov|mil|int|link|click|win|loan|studio|fit|gym|cafe|pizza|boutique|email|support"
    "|cloud|tech|space|website|page|blog|news|pro|name|mobi|asia|onion|zip|mov|ai|gg|su|tk|ml|ga|cf|gq|pw|ws|vip|bid|trade"
    "|review|rocks|world|today|life|agency|deals|sale|promo|money|cash|finance|bank|pay|gift|gifts|delivery|menu|restaurant"
)
_END = r"[^\s<>\"')\]}]"
_LINK = re.compile(
    rf"(?<!\w)//{_END}+|\bwww\.{_END}+|\bhxxps?:\S*"
    r"|\b(?:mailto|tel|sms|whatsapp|callto|skype|facetime|intent|file|ftp|magnet|bitcoin):\S+"
    r"|\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?(?:/\S*)?"
    rf"|\b[\w-]+(?:\.[\w-]+)*\.(?:xn--[\w-]+|{_TLDS}|{_TLDS.upper()}|Com|Net|Org)(?![\w-])"
    rf"(?:\.[a-z]{{2}}\b)?(?:[:/?]{_END}*)?",
    re.UNICODE,
)
_SCHEMED = re.compile(rf"\b[a-z][a-z0-9+.-]{{1,20}}://{_END}+", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_HANDLE = re.compile(r"(?<![\w@/.])@[A-Za-z_][\w.]{2,29}")
_MONEY = (
    r"(?:(?:US|CA|AU|NZ|HK|R|C|A)?\$|[€£₹¥₩₽₺₴฿₦]"
    r"|\b(?:USD|EUR|GBP|CHF|CAD|AUD|INR|JPY|SEK|NOK|DKK|PLN|CNY|BTC|Rs\.?)(?![a-z]))"
)
_MONEY_WORD = r"(?:dollars?|bucks|euros?|pounds?(?! of)|quid|cents?|pence|rupees?|yen|francs?|crowns?|kr\b|bitcoins?)"
_SMALL = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
          "eleven": 11, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60,
          "seventy": 70, "eighty": 80, "ninety": 90}  # fmt: skip
_ONES = f"{'|'.join(_SMALL)}|(?:a|one) hundred|a thousand"
_WORDED = rf"\b(?:{_ONES})(?:[- ](?:and[- ])?(?:{_ONES}|hundred|thousand))*"
_NUMBER = r"\d+(?:[.,]\d+|\s\d{3}(?!\d))*"
_PERIOD = r"(?:\s?(?:/|per|a|an|each|every)\s?(day|night|week|fortnight|month|quarter|year|hour|mo|wk|yr|hr)s?\b)"
_PRICE = re.compile(
    rf"{_MONEY}\s?{_NUMBER}[kKmM]?\b{_PERIOD}?|\b{_NUMBER}[kKmM]?\s?(?:{_MONEY}|{_MONEY_WORD})(?!\w){_PERIOD}?"
    rf"|{_WORDED}\s(?:{_MONEY_WORD})\b{_PERIOD}?|"
    rf"\b{_NUMBER}\s?(?:/|per )\s?(?:month|mo|week|wk|year|yr|person|head|hour|hr)\b"
    r"|\b\d+,-|\b\d+\.-",
    re.IGNORECASE,
)
_PERCENT = re.compile(
    rf"\b{_NUMBER}\s?(?:%|per ?cent\b|pct\b|percentage points)|{_WORDED}\s(?:per ?cent|pct)\b", re.IGNORECASE
)
_PHONE = re.compile(
    r"(?<![\w.])(?:\+|00)?\(?\d(?:[\s().\u00b7/-]{0,2}\d){6,14}(?!\w)|\b1?-?8(?:00|88|77|66)-[A-Z0-9-]{4,9}\b"
    r"|\b(?:text|sms|send)\s\w+\sto\s\d{4,6}\b|\b(?:call|dial|ring|phone|text)\s\d{3,6}\b(?![\s().-]*\d)",
    re.IGNORECASE,
)
_SHARE_OFF = re.compile(
    r"\b(?:off|discount\w*|sav(?:e|ing)s?|reduc\w+|rebate|cheaper|less|cut|rabatt|sale)\b", re.IGNORECASE
)
_SIGNS = {"dollars": "$", "dollar": "$", "bucks": "$", "usd": "$", "us$": "$", "euros": "€", "euro": "€", "eur": "€",
          "pounds": "£", "pound": "£", "quid": "£", "gbp": "£", "inr": "₹", "rs": "₹", "rs.": "₹",
          "rupees": "₹"}  # fmt: skip
_PERIODS = {"mo": "month", "wk": "week", "yr": "year", "hr": "hour"}


def addresses(seen: str) -> Iterator[Claim]:
    """E-mail addresses, links and account names."""
    rest = seen
    patterns: tuple[tuple[Kind, re.Pattern[str]], ...] = (
        ("link", _SCHEMED),  # first: what stands before an @ in it is no mailbox
        ("email", _EMAIL),
        ("link", _LINK),
        ("handle", _HANDLE),
    )
    for kind, pattern in patterns:
        for hit in pattern.finditer(rest):
            said = hit[0].rstrip(".,;:!?")
            yield Claim(hit.start(), hit.start() + len(said), kind, said, address_key(kind, said))
        rest = pattern.sub(lambda hit: " " * len(hit[0]), rest)


def amounts(seen: str) -> Iterator[Claim]:
    """Prices and percentages."""
    for hit in _PRICE.finditer(seen):
        yield Claim(hit.start(), hit.end(), "price", hit[0].strip(), _price_key(hit))
    for hit in _PERCENT.finditer(seen):
        around = seen[max(0, hit.start() - 24) : hit.end() + 24]
        off = "off" if _SHARE_OFF.search(around) else ""
        yield Claim(hit.start(), hit.end(), "percent", hit[0].strip(), f"{number(hit[0])} {off}".strip())


def phones(seen: str) -> Iterator[Claim]:
    for hit in _PHONE.finditer(seen):
        yield Claim(hit.start(), hit.end(), "phone", hit[0].strip(), re.sub(r"[^\dA-Z]", "", hit[0]))


def address_key(kind: Kind, said: str) -> str:
    """An address without what two spellings of it may differ in."""
    if kind != "link":
        return said.casefold()
    return re.sub(r"^(https?://)?(www\.)?", "", said.casefold()).rstrip("/")


def number(said: str) -> str:
    """The number in a text, with a point for its fraction and no separators; words count too.

    >>> number("$1,200.50"), number("1.200,50 EUR"), number("30.00"), number("ninety-five percent")
    ('1200.5', '1200.5', '30', '95')
    """
    digits = re.search(_NUMBER, said)
    if digits is None:
        return str(_worded(said))
    parts = re.split(r"[.,]", digits[0].replace(" ", ""))
    has_fraction = len(parts) > 1 and len(parts[-1]) != len("000")
    fraction = parts.pop().rstrip("0") if has_fraction else ""
    whole = int("".join(parts))
    return f"{whole}.{fraction}" if fraction else str(whole)


def _worded(said: str) -> int:
    total = 0
    for word in re.findall(r"[a-z]+", said.casefold()):
        if word == "hundred":
            total = max(total, 1) * 100
        elif word == "thousand":
            total = max(total, 1) * 1000
        else:
            total += _SMALL.get(word, 0)
    return total


def _price_key(hit: re.Match[str]) -> str:
    said = hit[0].casefold()
    period = next((group for group in hit.groups() if group), "")
    sign = re.search(r"[a-z]*[$€£₹¥₩₽₺₴฿₦]|[a-z]+\.?", re.sub(_PERIOD, "", said))
    named = _SIGNS.get(sign[0].strip(), sign[0].strip()) if sign and not _is_word_number(sign[0]) else ""
    if not named:
        tail = re.search(r"(dollars?|bucks|euros?|pounds?|quid)", said)
        named = _SIGNS.get(tail[0], "") if tail else ""
    period = _PERIODS.get(period.casefold(), period.casefold())
    return f"{number(said)} {named} {period}".rstrip()


def _is_word_number(word: str) -> bool:
    return word in _SMALL or word in {"a", "hundred", "thousand", "per"}


def same_price(mine: str, known: str) -> bool:
    """Whether a known price covers a said one: the number, its currency where both say one, its period if it says one.

    >>> same_price("29 $", "29 $ month"), same_price("29 $ week", "29 $ month"), same_price("29 €", "29 $ month")
    (True, False, False)
    """
    a, b = ([*key.split(" "), "", ""] for key in (mine, known))
    return a[0] == b[0] and (not a[1] or not b[1] or a[1] == b[1]) and (not a[2] or a[2] == b[2])
