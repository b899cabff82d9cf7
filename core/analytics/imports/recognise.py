"""Recognise whose export a file is by its header, and propose what each column means."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from core.analytics.imports.mapping import DateStyle, Field, Mapping

_NAMES: Final[dict[Field, tuple[str, ...]]] = {
    Field.EXTERNAL_ID: (
        *("external id", "post id", "status id", "media id", "tweet id", "video id", "unique id", "campaign id"),
        *("update id", "message id", "id", "permalink", "post permalink", "post link", "post url", "url", "link"),
    ),
    Field.ACCOUNT: ("account", "account id", "page id", "account username", "page name", "account name", "page"),
    Field.PUBLISHED_AT: (
        *("published at", "publish time", "status published", "post publish time", "published", "publish date"),
        *(
            "video publish time",
            "posted",
            "posted at",
            "post time",
            "send date",
            "sent at",
            "created date",
            "created at",
        ),
        *("created time", "created", "timestamp", "post created date", "datetime", "time", "date"),
    ),
    Field.MONTH: ("post month", "month"),
    Field.WEEKDAY: ("post weekday", "weekday"),
    Field.HOUR: ("post hour", "hour"),
    Field.TYPE: ("type", "post type", "status type", "content type", "media type", "campaign type", "format"),
    Field.TITLE: ("title", "post title", "subject", "link name", "video title", "campaign title", "headline"),
    Field.TEXT: (
        *("text", "description", "caption", "post message", "status message", "message", "post text", "body"),
        *("content", "tweet text"),
    ),
    Field.VIEWS: (
        *("lifetime post total reach", "reach", "total reach", "post reach", "accounts reached", "reached"),
        *("lifetime post total impressions", "impressions", "total impressions", "impressions total", "views"),
        *("video views", "plays", "successful deliveries", "delivered", "total delivered", "total recipients"),
        *("recipients", "unique opens", "opens"),
    ),
    Field.LIKES: (
        "num reactions",
        "reactions",
        "total reactions",
        "likes",
        "like",
        "num likes",
        "favorites",
        "favourites",
    ),
    Field.COMMENTS: ("num comments", "comments", "comment", "replies"),
    Field.SHARES: ("num shares", "shares", "share", "reposts", "retweets", "forwards"),
    Field.SAVES: ("saves", "saved", "bookmarks"),
    Field.CLICKS: ("link clicks", "clicks", "total clicks", "unique clicks", "url clicks", "clicks total"),
    Field.WATCH_SECONDS: (
        *("watch seconds", "seconds viewed", "watch time seconds", "watch time minutes", "watch time hours"),
        *("total watch time", "watch time", "minutes viewed"),
    ),
    Field.CONVERSIONS: ("conversions", "leads", "sign ups", "signups", "orders", "purchases", "results"),
    Field.PAID: ("paid", "is paid", "boosted", "promoted", "funded content status", "sponsored"),
}
"""Our field → names of its column, most telling first: those of this product's own exports, Meta Business Suite,
Facebook Page insights, Instagram, LinkedIn, X, YouTube Studio and Mailchimp, in lower case without punctuation."""

_CHANNEL_SIGNS: Final[tuple[tuple[str, frozenset[str]], ...]] = (
    (
        "x",
        frozenset(
            {
                "tweet id",
                "tweet text",
                "tweet permalink",
                "detail expands",
                "hashtag clicks",
                "url clicks",
                "permalink clicks",
                "user profile clicks",
                "new follows",
                "replies",
                "bookmarks",
                "post text",
                "retweets",
            }
        ),
    ),
    ("email", frozenset({"send date", "unique opens", "successful deliveries", "open rate", "total opens", "subject"})),
    ("instagram", frozenset({"account username", "ig", "profile visits", "accounts reached", "follows", "saves"})),
    ("linkedin", frozenset({"reposts", "offsite views", "post link", "engagement rate", "campaign start date"})),
    ("tiktok", frozenset({"video views", "video title", "post time", "video link"})),
    (
        "facebook",
        frozenset({"page id", "page name", "status id", "post message", "lifetime post total reach", "reactions"}),
    ),
)
_OWN: Final[dict[str, dict[Field, str]]] = {
    "x": {Field.SHARES: "reposts", Field.CLICKS: "url clicks", Field.VIEWS: "impressions"},
    "email": {Field.CLICKS: "unique clicks", Field.TITLE: "subject"},
    "linkedin": {Field.VIEWS: "impressions", Field.TYPE: "content type"},
}
"""Where a platform's own word is not the most telling one elsewhere: on X a share is a link that somebody copied, a
letter's clicks are people, and LinkedIn's post type says whether it was paid for."""
_SOURCES: Final[dict[str, str]] = {
    "x": "an export of X",
    "email": "a report of e-mail campaigns",
    "linkedin": "an export of a LinkedIn page",
    "instagram": "an export of Instagram",
}
_METRICS_PARTS = frozenset({"post month", "post weekday", "post hour"})
_GRAPH_SCRAPE = frozenset({"status id", "status type", "status published"})
_ON_X = re.compile(r"//(?:www\.)?(?:x|twitter)\.com/\w+/status/")
_PAGE_POST = re.compile(r"\d+_\d+")


def guess_mapping(header: Sequence[str], sample: Sequence[Sequence[str]] = ()) -> Mapping:
    """Propose a mapping from the header and a few rows; a person may change every part of it.

    >>> guessed = guess_mapping(["Permalink", "Publish time", "Reach", "Likes", "Saves", "Account username"])
    >>> guessed.channel, guessed.fields[Field.VIEWS], guessed.fields[Field.EXTERNAL_ID]
    ('instagram', 'Reach', 'Permalink')
    """
    columns = {plain_name(name): name for name in reversed(header)}
    found = {field: columns[name] for field, names in _NAMES.items() if (name := _first(names, columns))}
    channel = _channel(columns, sample)
    found |= {field: columns[name] for field, name in _OWN.get(channel, {}).items() if name in columns}
    mapping = Mapping(channel=channel, fields=found, source=_SOURCES.get(channel, Mapping.source))
    if columns.keys() >= _METRICS_PARTS and Field.PUBLISHED_AT not in found:
        return _metrics_file(mapping, columns)
    for part in (Field.MONTH, Field.WEEKDAY, Field.HOUR):
        mapping = mapping.changed(part, None)
    if columns.keys() >= _GRAPH_SCRAPE:
        return _graph_scrape(mapping, columns["status id"], header.index(columns["status id"]), sample)
    return mapping


def _metrics_file(mapping: Mapping, columns: dict[str, str]) -> Mapping:
    """The “Facebook metrics” set, UCI 368: 2014, newest first, and no day.

    Source: Moro, Rita & Vala (2016), J. Business Research 69(9):3341-3351, doi 10.1016/j.jbusres.2016.02.010.
    Other files with the same three columns are read alike, and their year is asked for.
    """
    known = "lifetime post total reach" in columns
    return replace(
        mapping,
        channel="facebook" if known else mapping.channel,
        dates=DateStyle.PARTS,
        year=2014 if known else None,
        source="the “Facebook metrics” set (posts of 2014; dates are approximate)" if known else mapping.source,
    )


def _graph_scrape(mapping: Mapping, ids: str, at: int, sample: Sequence[Sequence[str]]) -> Mapping:
    """Files of the widely used Graph API page scraper, such as “Facebook Live sellers in Thailand”, UCI 488.

    Its times are UTC minus five hours all year round: it subtracts the hours itself, without daylight saving. (In
    such files a show that starts at 8 pm in New York is announced as starting at 19:06 in summer, 20:13 in winter.)
    Where ids have Facebook's ``page_post`` form, the id column is proposed as the account as well.
    """
    if all(_PAGE_POST.fullmatch(row[at]) for row in sample if len(row) > at):
        mapping = mapping.changed(Field.ACCOUNT, ids)
    return replace(
        mapping,
        channel="facebook",
        zone="Etc/GMT+5",
        source="a Facebook page's posts, as collected from the Graph API (times are UTC-5 all year)",
    )


def _channel(columns: dict[str, str], sample: Sequence[Sequence[str]]) -> str:
    """The channel with the most telling columns; Facebook when nothing tells."""
    names = set(columns)
    if any(cell.lower().startswith("ig ") or "instagram.com/" in cell for row in sample for cell in row):
        return "instagram"
    if any("linkedin.com/" in cell for row in sample for cell in row):
        return "linkedin"
    if any(_ON_X.search(cell) for row in sample for cell in row):
        return "x"
    scores = {channel: len(names & signs) for channel, signs in _CHANNEL_SIGNS}
    best = max(scores, key=scores.__getitem__)
    return best if scores[best] else "facebook"


def _first(names: Sequence[str], columns: dict[str, str]) -> str | None:
    return next((name for name in names if name in columns), None)


def plain_name(name: str) -> str:
    """Lower case, punctuation as blanks: ``num_comments``, ``Num Comments`` and ``num-comments`` are one.

    >>> plain_name("Watch time (hours)")
    'watch time hours'
    """
    return " ".join(re.sub(r"[\W_]+", " ", name.lower()).split())
