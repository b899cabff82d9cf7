"""A part of a post in the words that a reason uses for it."""

import math
from collections.abc import Callable, Mapping, Sequence

from core.analytics.prediction.columns import WORDING
from core.analytics.prediction.facts import PostFacts
from core.analytics.prediction.text import FIGURES, figures

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TIMES = ((5, "night"), (11, "morning"), (14, "midday"), (18, "afternoon"), (22, "evening"), (24, "night"))
_STYLE = {
    "digits": "a number",
    "exclamations": "an exclamation mark",
    "shouted": "words in capitals",
    "quotes": "quotation marks",
    "mentions": "a mention",
    "dots": "dots",
    "lines": "several lines",
    "colon": "a colon",
}
Told = Mapping[str, float]


def worded(post: PostFacts, loudest: Sequence[str] = ()) -> Callable[[str], str]:
    """Name the parts of one post; ``loudest`` are the words that carry its wording.

    >>> from datetime import UTC, datetime
    >>> post = PostFacts("facebook", "video", "Is it #spring #yet?", datetime(2026, 3, 3, 19, tzinfo=UTC))
    >>> [worded(post)(part) for part in ("kind", "time", "hashtags", "question")]
    ['video', 'Tuesday evening', '2 hashtags', 'a question']
    """
    told = dict(zip((figure.name for figure in FIGURES), figures(post.text), strict=True))

    def words(part: str) -> str:
        if part == WORDING and loudest:
            return "words such as " + ", ".join(f"“{word}”" for word in loudest)
        return _WORDS[part](post, told)

    return words


def _kind(post: PostFacts, told: Told) -> str:
    del told
    return post.type if post.type != "text" else "no picture or video"


def _time(post: PostFacts, told: Told) -> str:
    del told
    at = post.published_at
    return f"{_DAYS[at.weekday()]} {next(name for before, name in _TIMES if at.hour < before)}"


def _length(post: PostFacts, told: Told) -> str:
    size = len(post.text.strip())
    return "no text" if told["none"] else f"{size} character{'s' if size != 1 else ''} of text"


def _style(post: PostFacts, told: Told) -> str:
    del post
    shown = [words for name, words in _STYLE.items() if told[name] > 0]
    return " and ".join(shown[:2]) or "its plain style"


def _many(name: str, one: str, more: str) -> Callable[[PostFacts, Told], str]:
    def words(post: PostFacts, told: Told) -> str:
        del post
        many = round(math.expm1(told[name]))
        return f"{many or 'no'} {one if many == 1 else more}"

    return words


_WORDS: Mapping[str, Callable[[PostFacts, Told], str]] = {
    "kind": _kind,
    "time": _time,
    "paid": lambda post, _: "advertised" if post.paid else "not advertised",
    "followers": lambda *_: "your number of followers",
    "lately": lambda *_: "how your posts did lately",
    "wording": lambda *_: "its words",
    "length": _length,
    "links": lambda _, told: "a link" if told["link"] else "no link",
    "hashtags": _many("hashtags", "hashtag", "hashtags"),
    "emoji": _many("emoji", "emoji", "emoji"),
    "question": lambda _, told: "a question" if told["question"] else "no question",
    "style": _style,
}
