"""The final words that leave the house: what was written, plus what the channel and the law add."""

import hashlib
import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from urllib.parse import urlsplit

from core.channels.draft import Draft, Sender
from core.channels.rules import ChannelRules, channel
from core.channels.utm import LINK, Tags, links, relinked, tagged

OPT_OUT = "Reply STOP to opt out"
COUNTED = "Opening a link in this letter is counted."
NOTHING: Mapping[str, str] = MappingProxyType({})
REPLY_TO_LEAVE = "To unsubscribe, reply with the word “unsubscribe”."

DARK = """.page { background: #12161c !important; color: #e8eaee !important }
.card { background: #1b212a !important; color: #e8eaee !important }
.card a { color: #2dd4bf !important }
.foot, .foot a { color: #a4abb8 !important }"""
"""What a mail program that follows the screen's dark setting puts over the colours below (a rule a line)."""

PAGE = """<!doctype html>
<html><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark"><title>{subject}</title>
<style>@media (prefers-color-scheme: dark) {{ {dark} }}</style></head>
<body class="page" style="margin:0;padding:24px 12px;background:#f4f1ec;color:#14213d;\
font:16px/1.55 Inter,-apple-system,'Segoe UI',Arial,sans-serif">
<div style="display:none;max-height:0;overflow:hidden">{preheader}</div>{pictures}
<div class="card" style="max-width:560px;margin:0 auto;padding:32px 28px;background:#ffffff;border-radius:8px">
{body}
</div>
<div class="foot" style="max-width:560px;margin:16px auto 0;padding:0 28px;font-size:13px;color:#5a6072">
{footer}
</div>
</body></html>
"""


PICTURE = (
    '<div style="max-width:616px;margin:0 auto 12px"><img src="cid:{cid}" alt="{alt}" width="616" '
    'style="display:block;width:100%;height:auto;border:0;border-radius:8px"></div>\n'
)


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One message, ready for its channel.

    Attributes:
        text: the whole plain text; for e-mail, the text half of the message.
        html: the other half; empty on every other channel.
        media: references to the pictures, in their order.
        unsubscribe_url: for the List-Unsubscribe header; empty when there is none.
    """

    text: str
    subject: str = ""
    preheader: str = ""
    html: str = ""
    media: tuple[str, ...] = ()
    unsubscribe_url: str = ""


def compose(
    draft: Draft,
    sender: Sender,
    *,
    media: tuple[str, ...] = (),
    shown: tuple[tuple[str, str], ...] = (),
    unsubscribe_url: str = "",
    counted: Mapping[str, str] = NOTHING,
) -> Outgoing:
    """Put the outgoing message together; the writer's own links carry the draft's tags.

    ``counted`` gives ``own_links`` the addresses that count who follows them; a letter says at its foot that it does.
    What the house adds, such as the way to leave, is never counted. An e-mail's HTML shows the pictures in ``shown``,
    each a reference and its alternative text: they travel inside it. Without ``unsubscribe_url`` an e-mail asks for a
    reply instead, which US law allows (CAN-SPAM, 16 CFR 316.5).

    Raises:
        Invalid: unknown channel.

    >>> from core.vocab import PostType
    >>> sms = Draft(channel="sms", type=PostType.TEXT, caption="Free trial on Saturday.")
    >>> compose(sms, Sender("Northside Gym")).text
    'Northside Gym: Free trial on Saturday. Reply STOP to opt out'
    """
    if draft.channel == "email":
        words = _tagged(body(draft), draft.tags)
        foot = _Foot(sender, unsubscribe_url, COUNTED if counted else "")
        return replace(_email(draft, foot, words, shown, counted), media=media)
    return Outgoing(text=_counting(outgoing_text(draft, sender), counted), media=media)


def own_links(draft: Draft) -> tuple[str, ...]:
    """The writer's own links as they leave, tagged, each once.

    >>> from core.vocab import PostType
    >>> own_links(Draft(channel="sms", type=PostType.TEXT, caption="See http://a.example.", cta="http://a.example"))
    ('http://a.example',)
    """
    return tuple(dict.fromkeys(links(_tagged(body(draft), draft.tags))))


def outgoing_text(draft: Draft, sender: Sender) -> str:
    """What a rule counts: the text as it will be sent, its links tagged."""
    return _tagged(_signed(body(draft), sender, channel(draft.channel)), draft.tags)


def body(draft: Draft) -> str:
    """The writer's words in the order of the channel: caption, call to action, hashtags where the channel has them."""
    if draft.channel == "sms":
        return " ".join(filter(None, (_trimmed(draft.caption), _trimmed(draft.cta))))
    marked = "" if channel(draft.channel).personal else " ".join(map(hashtag, draft.hashtags))
    return "\n\n".join(filter(None, (_trimmed(draft.caption), _trimmed(draft.cta), marked)))


def hashtag(word: str) -> str:
    """A hashtag as platforms read it: one ``#``, then letters, digits and underscores.

    >>> hashtag("##summer sale!"), hashtag("#Çay")
    ('#summersale', '#Çay')
    """
    return "#" + re.sub(r"\W", "", word) if re.search(r"\w", word) else ""


def _signed(words: str, sender: Sender, rules: ChannelRules) -> str:
    """Text messages say who writes and how to stop them, unless the writer already did."""
    if rules.limits.opt_out_min is None:
        return words
    name = _trimmed(sender.name)
    named = words if not name or name.casefold() in words.casefold() else f"{name}: {words}"
    return named if re.search(r"\bSTOP\b", named) else f"{named} {OPT_OUT}".strip()


def content_id(key: str) -> str:
    """The name by which a letter's HTML shows a picture that travels inside it (RFC 2392)."""
    return f"{hashlib.sha256(key.encode()).hexdigest()[:32]}@pictures"


@dataclass(frozen=True, slots=True)
class _Foot:
    """What stands below every letter: who writes, whether its links count, and the way to leave."""

    sender: Sender
    unsubscribe_url: str
    counts: str

    def text(self) -> str:
        leave = f"Unsubscribe: {self.unsubscribe_url}" if self.unsubscribe_url else REPLY_TO_LEAVE
        lines = (_trimmed(self.sender.name), _trimmed(self.sender.postal_address), self.counts, leave)
        return "\n".join(filter(None, lines))

    def html(self) -> str:
        who = f"{self.sender.name}\n{self.sender.postal_address}\n{self.counts}"
        leave = html.escape(REPLY_TO_LEAVE)
        if self.unsubscribe_url:
            leave = f'<a href="{html.escape(self.unsubscribe_url)}" style="color:#5a6072">Unsubscribe</a>'
        return "<br>".join([*(html.escape(line) for line in who.splitlines() if line), leave])


def _email(
    draft: Draft, foot: _Foot, words: str, shown: tuple[tuple[str, str], ...], counted: Mapping[str, str]
) -> Outgoing:
    subject, preheader = " ".join(draft.subject.split()), " ".join(draft.preheader.split())
    page = PAGE.format(
        subject=html.escape(subject),
        preheader=html.escape(preheader),
        dark=DARK,
        pictures="".join(PICTURE.format(cid=content_id(key), alt=html.escape(alt)) for key, alt in shown),
        body=_paragraphs(words, counted),
        footer=foot.html(),
    )
    text = f"{_counting(words, counted)}\n\n-- \n{foot.text()}\n"
    return Outgoing(text, subject, preheader, page, unsubscribe_url=foot.unsubscribe_url)


def _paragraphs(words: str, counted: Mapping[str, str]) -> str:
    blocks = (block for block in re.split(r"\n\s*\n", words) if block.strip())
    return "\n".join(f'<p style="margin:0 0 16px">{_linked(block.strip(), counted)}</p>' for block in blocks)


def _linked(block: str, counted: Mapping[str, str]) -> str:
    """Escaped text whose web links can be followed; nothing a writer typed becomes markup.

    A counted link shows where it leads, without its tags.
    """
    pieces, at = [], 0
    for found in LINK.finditer(block):
        url = next(iter(links(found.group())), "")
        target, says = html.escape(counted.get(url, url)), html.escape(_readable(url) if url in counted else url)
        pieces += [html.escape(block[at : found.start()]), f'<a href="{target}" style="color:#0f766e">{says}</a>']
        at = found.start() + len(url)
    return "".join([*pieces, html.escape(block[at:])]).replace("\n", "<br>\n")


def _readable(url: str) -> str:
    """Where a link leads, in as few characters as tell it."""
    split = urlsplit(url)
    return f"{split.netloc}{split.path}".rstrip("/")


def _counting(words: str, counted: Mapping[str, str]) -> str:
    return relinked(words, lambda link: counted.get(link, link)) if counted else words


def _tagged(words: str, tags: Tags | None) -> str:
    return tagged(words, tags) if tags else words


def _trimmed(words: str) -> str:
    return words.strip()
