"""The final words that leave the house: what was written, plus what the channel and the law add."""

import hashlib
import html
import re
from dataclasses import dataclass, replace

from core.channels.draft import Draft, Sender
from core.channels.rules import ChannelRules, channel
from core.channels.utm import LINK, Tags, links, tagged

OPT_OUT = "Reply STOP to opt out"
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
) -> Outgoing:
    """Put the outgoing message together; the writer's own links carry the draft's tags.

    An e-mail's HTML shows the pictures in ``shown``, each a reference and its alternative text: they travel inside it.
    Without ``unsubscribe_url`` an e-mail asks for a reply instead, which US law allows (CAN-SPAM, 16 CFR 316.5).

    Raises:
        Invalid: unknown channel.

    >>> from core.vocab import PostType
    >>> sms = Draft(channel="sms", type=PostType.TEXT, caption="Free trial on Saturday.")
    >>> compose(sms, Sender("Northside Gym")).text
    'Northside Gym: Free trial on Saturday. Reply STOP to opt out'
    """
    if draft.channel == "email":
        words = _tagged(body(draft), draft.tags)
        return replace(_email(draft, sender, words, shown, unsubscribe_url), media=media)
    return Outgoing(text=outgoing_text(draft, sender), media=media)


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


def _email(
    draft: Draft, sender: Sender, words: str, shown: tuple[tuple[str, str], ...], unsubscribe_url: str
) -> Outgoing:
    leave = f"Unsubscribe: {unsubscribe_url}" if unsubscribe_url else REPLY_TO_LEAVE
    signature = "\n".join(filter(None, (_trimmed(sender.name), _trimmed(sender.postal_address), leave)))
    subject, preheader = " ".join(draft.subject.split()), " ".join(draft.preheader.split())
    page = PAGE.format(
        subject=html.escape(subject),
        preheader=html.escape(preheader),
        dark=DARK,
        pictures="".join(PICTURE.format(cid=content_id(key), alt=html.escape(alt)) for key, alt in shown),
        body=_paragraphs(words),
        footer=_footer(sender, unsubscribe_url),
    )
    text = f"{words}\n\n-- \n{signature}\n"
    return Outgoing(text, subject, preheader, page, unsubscribe_url=unsubscribe_url)


def _footer(sender: Sender, unsubscribe_url: str) -> str:
    who = "<br>".join(html.escape(line) for line in f"{sender.name}\n{sender.postal_address}".splitlines() if line)
    leave = html.escape(REPLY_TO_LEAVE)
    if unsubscribe_url:
        leave = f'<a href="{html.escape(unsubscribe_url)}" style="color:#5a6072">Unsubscribe</a>'
    return f"{who}<br>{leave}"


def _paragraphs(words: str) -> str:
    blocks = (block for block in re.split(r"\n\s*\n", words) if block.strip())
    return "\n".join(f'<p style="margin:0 0 16px">{_linked(block.strip())}</p>' for block in blocks)


def _linked(block: str) -> str:
    """Escaped text whose web links can be followed; nothing a writer typed becomes markup."""
    pieces, at = [], 0
    for found in LINK.finditer(block):
        url = next(iter(links(found.group())), "")
        target = html.escape(url)
        pieces += [html.escape(block[at : found.start()]), f'<a href="{target}" style="color:#0f766e">{target}</a>']
        at = found.start() + len(url)
    return "".join([*pieces, html.escape(block[at:])]).replace("\n", "<br>\n")


def _tagged(words: str, tags: Tags | None) -> str:
    return tagged(words, tags) if tags else words


def _trimmed(words: str) -> str:
    return words.strip()
