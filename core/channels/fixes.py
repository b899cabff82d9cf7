"""The one-click remedies: each takes a draft and gives back one that no longer breaks the rule."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType

from core.channels.characters import is_picture, visible, without_markup, without_pictures
from core.channels.compose import hashtag, outgoing_text
from core.channels.draft import Draft, Sender
from core.channels.findings import Code
from core.channels.measure import hashtags_in, length, shortened, without_hashtags_after
from core.channels.rules import Limit, channel
from core.channels.sms import flippers, straightened
from core.errors import Invalid
from core.vocab import PostType

Remedy = Callable[[Draft, Sender], Draft]


def apply_fix(draft: Draft, code: str, sender: Sender) -> Draft:
    """The draft with one finding mended. The sender counts: an SMS carries its name.

    Raises:
        Invalid: this code has no one-click fix (field ``code``).

    >>> sms = Draft(channel="sms", type=PostType.TEXT, caption="“On”")
    >>> apply_fix(sms, "sms_unicode", Sender("Gym")).caption
    '"On"'
    """
    remedy = REMEDIES.get(Code(code)) if code in set(Code) else None
    if remedy is None:
        raise Invalid("This needs your own hand: there is no one-click fix.", field="code")
    return remedy(draft, sender)


def _value(limit: Limit | None) -> int:
    return limit.value if limit else 0


def _as_text(draft: Draft, _: Sender) -> Draft:
    return replace(draft, type=PostType.TEXT, media=0, video_seconds=None)


def _shorter(draft: Draft, sender: Sender) -> Draft:
    rules = channel(draft.channel)

    def fits(caption: str) -> bool:
        text = outgoing_text(replace(draft, caption=caption), sender)
        return length(text, rules) <= _value(rules.limits.text_max)

    # the one-character ellipsis would turn a whole text message to UCS-2
    return replace(draft, caption=shortened(draft.caption, fits, ending="..." if draft.channel == "sms" else "…"))


def _fewer_hashtags(draft: Draft, _: Sender) -> Draft:
    most = _value(channel(draft.channel).limits.hashtags_max)
    caption = without_hashtags_after(draft.caption, most)
    cta = without_hashtags_after(draft.cta, most - hashtags_in(caption))
    room = most - hashtags_in(caption) - hashtags_in(cta)
    return replace(draft, caption=caption, cta=cta, hashtags=draft.hashtags[:room])


def _clean_hashtags(draft: Draft, _: Sender) -> Draft:
    return replace(draft, hashtags=tuple(filter(None, map(hashtag, draft.hashtags))))


def _no_hashtags(draft: Draft, _: Sender) -> Draft:
    return replace(draft, hashtags=())


def _fewer_media(draft: Draft, _: Sender) -> Draft:
    return replace(draft, media=_value(channel(draft.channel).limits.media_max))


def _video_only(draft: Draft, _: Sender) -> Draft:
    return replace(draft, media=0)


def _subject_within(limit: str) -> Remedy:
    def shorter(draft: Draft, _: Sender) -> Draft:
        most = _value(getattr(channel(draft.channel).limits, limit))
        return replace(draft, subject=shortened(draft.subject, lambda words: len(words) <= most))

    return shorter


def _one_line(draft: Draft, _: Sender) -> Draft:
    return replace(draft, subject=" ".join(draft.subject.split()))


def _first_sentence(draft: Draft, sender: Sender) -> Draft:
    sentence = re.split(r"(?<=[.!?])\s|\n", draft.caption.strip(), maxsplit=1)[0]
    return _shorter_preheader(replace(draft, preheader=sentence), sender)


def _shorter_preheader(draft: Draft, _: Sender) -> Draft:
    most = _value(channel(draft.channel).limits.preheader_max)
    return replace(draft, preheader=shortened(draft.preheader, lambda words: len(words) <= most))


def _straight(draft: Draft, _: Sender) -> Draft:
    return replace(draft, caption=_billed_once(draft.caption), cta=_billed_once(draft.cta))


def _billed_once(text: str) -> str:
    """Plain characters; emoji go where nothing else would keep the parts at 70 characters."""
    plain = straightened(text)
    return without_pictures(plain) if all(map(is_picture, flippers(plain))) and flippers(plain) else plain


def _every_word(change: Callable[[str], str]) -> Remedy:
    def changed(draft: Draft, _: Sender) -> Draft:
        return replace(
            draft,
            title=change(draft.title),
            caption=change(draft.caption),
            cta=change(draft.cta),
            subject=change(draft.subject),
            preheader=change(draft.preheader),
            hashtags=tuple(filter(None, map(change, draft.hashtags))),
        )

    return changed


REMEDIES: Mapping[Code, Remedy] = MappingProxyType(
    {
        Code.TYPE_NOT_ALLOWED: _as_text,
        Code.TEXT_TOO_LONG: _shorter,
        Code.HIDDEN_CHARACTERS: _every_word(visible),
        Code.MARKUP: _every_word(without_markup),
        Code.HASHTAGS_TOO_MANY: _fewer_hashtags,
        Code.HASHTAGS_UNUSED: _no_hashtags,
        Code.HASHTAG_BROKEN: _clean_hashtags,
        Code.MEDIA_TOO_MANY: _fewer_media,
        Code.MEDIA_MIXED: _video_only,
        Code.SUBJECT_TOO_LONG: _subject_within("subject_max"),
        Code.SUBJECT_LONG: _subject_within("subject_good"),
        Code.SUBJECT_LINE_BREAK: _one_line,
        Code.PREHEADER_MISSING: _first_sentence,
        Code.PREHEADER_TOO_LONG: _shorter_preheader,
        Code.SMS_UNICODE: _straight,
    }
)

LABELS: Mapping[Code, str] = MappingProxyType(
    {
        Code.TYPE_NOT_ALLOWED: "Make it a text post",
        Code.TEXT_TOO_LONG: "Trim the text",
        Code.HIDDEN_CHARACTERS: "Take them out",
        Code.MARKUP: "Keep the words only",
        Code.HASHTAGS_TOO_MANY: "Keep the first hashtags",
        Code.HASHTAGS_UNUSED: "Drop the hashtags",
        Code.HASHTAG_BROKEN: "Clean the hashtags",
        Code.MEDIA_TOO_MANY: "Keep the first images",
        Code.MEDIA_MIXED: "Keep the video only",
        Code.SUBJECT_TOO_LONG: "Trim the subject",
        Code.SUBJECT_LONG: "Shorten the subject",
        Code.SUBJECT_LINE_BREAK: "Put it on one line",
        Code.PREHEADER_MISSING: "Use the first sentence",
        Code.PREHEADER_TOO_LONG: "Trim the preview line",
        Code.SMS_UNICODE: "Use plain characters",
    }
)
