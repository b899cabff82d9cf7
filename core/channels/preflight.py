"""The rule check that stands at every door: the same draft gets the same findings, wherever it comes in."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.channels import sms
from core.channels.characters import hidden, markup
from core.channels.compose import body, hashtag, outgoing_text
from core.channels.draft import Draft, Sender
from core.channels.findings import Code, Finding, Fix
from core.channels.fixes import LABELS, REMEDIES, apply_fix
from core.channels.measure import hashtags_in, length
from core.channels.rules import ChannelRules, Severity, channel
from core.errors import Invalid
from core.vocab import PostType

__all__ = ["Code", "Draft", "Finding", "Fix", "Sender", "apply_fix", "check", "refuse_if_hard"]


def check(draft: Draft, sender: Sender) -> tuple[Finding, ...]:
    """Every rule of its channel that the draft breaks, the hard ones first.

    A fix is offered only when it truly removes its finding.

    Raises:
        Invalid: unknown channel.

    >>> bare = Draft(channel="instagram", type=PostType.IMAGE, caption="Hello")
    >>> [(finding.code.value, finding.field) for finding in check(bare, Sender("Gym"))]
    [('media_missing', 'media')]
    """
    found = sorted(_broken(draft, sender), key=lambda finding: not finding.is_hard)
    return tuple(replace(finding, fix=_fix(draft, sender, finding.code)) for finding in found)


def refuse_if_hard(findings: Iterable[Finding]) -> None:
    """Stop at the first hard finding.

    Raises:
        Invalid: names the field and the remedy.
    """
    for finding in findings:
        if finding.is_hard:
            remedy = f" ({finding.fix.label}.)" if finding.fix else ""
            raise Invalid(finding.message + remedy, field=finding.field)


def _fix(draft: Draft, sender: Sender, code: Code) -> Fix | None:
    if code not in REMEDIES:
        return None
    still = {finding.code for finding in _broken(apply_fix(draft, code, sender), sender)}
    return None if code in still else Fix(code, LABELS[code])


def _broken(draft: Draft, sender: Sender) -> Iterator[Finding]:
    rules = channel(draft.channel)
    yield from _channel(draft, rules)
    yield from _characters(draft)
    yield from _text(draft, sender, rules)
    yield from _hashtags(draft, rules)
    yield from _media(draft, rules)
    yield from _video(draft, rules)
    yield from _subject(draft, rules)
    yield from _preheader(draft, rules)
    yield from _parts(draft, sender, rules)
    yield from _sender(sender, rules)


def _hard(code: Code, field: str, message: str) -> Finding:
    return Finding(code, field, Severity.HARD, message)


def _soft(code: Code, field: str, message: str) -> Finding:
    return Finding(code, field, Severity.SOFT, message)


def _channel(draft: Draft, rules: ChannelRules) -> Iterator[Finding]:
    if not rules.publishable:
        words = f"{rules.label} results can be imported, but we can't post there yet. Choose another channel."
        yield _hard(Code.IMPORT_ONLY, "channel", words)
    if draft.type not in rules.kinds:
        kinds = " or ".join(rules.kinds)
        yield _hard(Code.TYPE_NOT_ALLOWED, "type", f"{rules.label} takes {kinds} posts. Choose one of these.")


WRITTEN = ("caption", "cta", "subject", "preheader", "title")


def _characters(draft: Draft) -> Iterator[Finding]:
    """What was pasted with the words; no number of a channel stands behind it."""
    lines = [*((name, getattr(draft, name)) for name in WRITTEN), ("hashtags", " ".join(draft.hashtags))]
    if field := next((name for name, text in lines if hidden(text)), ""):
        count = sum(hidden(text) for _, text in lines)
        those = "A hidden control character is" if count == 1 else f"{count} hidden control characters are"
        yield _hard(Code.HIDDEN_CHARACTERS, field, f"{those} in the text, pasted from elsewhere. Channels refuse that.")
    if found := next(((name, piece) for name, text in lines[:4] if (piece := markup(text))), None):
        words = f"“{found[1][:40]}” is markup from a web page; people would read it as it stands."
        yield _soft(Code.MARKUP, found[0], words)


def _text(draft: Draft, sender: Sender, rules: ChannelRules) -> Iterator[Finding]:
    if not draft.caption.strip() and (draft.type is PostType.TEXT or rules.personal):
        yield _hard(Code.TEXT_MISSING, "caption", "There is no text yet. Write a line or two.")
    limit = rules.limits.text_max
    used = length(outgoing_text(draft, sender), rules)
    if limit and used > limit.value:
        words = (
            f"{rules.label} allows {limit.value:,} characters; this has {used:,}. Cut {used - limit.value:,} or more."
        )
        yield Finding(Code.TEXT_TOO_LONG, "caption", limit.severity, words)


def _hashtags(draft: Draft, rules: ChannelRules) -> Iterator[Finding]:
    limit = rules.limits.hashtags_max
    count = hashtags_in(body(draft))
    if limit and count > limit.value:
        words = f"{rules.label} works best with up to" if not limit.is_hard else f"{rules.label} allows"
        words = f"{words} {limit.value} hashtags; this has {count}. Keep the ones that fit best."
        yield Finding(Code.HASHTAGS_TOO_MANY, "hashtags", limit.severity, words)
    if rules.personal and draft.hashtags:
        yield _soft(Code.HASHTAGS_UNUSED, "hashtags", f"Hashtags do nothing in {rules.label}, so we leave them out.")
    elif broken := next((word for word in draft.hashtags if hashtag(word) != "#" + word.lstrip("#")), None):
        words = f"“{broken}” isn't one hashtag: spaces and signs end it. We would send “{hashtag(broken)}”."
        yield _soft(Code.HASHTAG_BROKEN, "hashtags", words)


def _media(draft: Draft, rules: ChannelRules) -> Iterator[Finding]:
    least = rules.limits.media_min.value if rules.limits.media_min else 0
    if draft.type is not PostType.VIDEO and draft.media < max(least, int(draft.type is PostType.IMAGE)):
        yield _hard(Code.MEDIA_MISSING, "media", f"This {rules.label} post has no image. Add one, or draw a poster.")
    limit = rules.limits.media_max
    if limit and draft.media > limit.value:
        allowed = f"up to {limit.value} images" if limit.value else "no images"
        words = f"{rules.label} takes {allowed}; this has {draft.media}. Remove {draft.media - limit.value}."
        yield Finding(Code.MEDIA_TOO_MANY, "media", limit.severity, words)
    mixed = rules.limits.mixed_media_max
    if mixed and draft.type is PostType.VIDEO and draft.media > mixed.value:
        words = f"{rules.label} takes a video or images, not both. Keep one kind."
        yield Finding(Code.MEDIA_MIXED, "media", mixed.severity, words)


def _video(draft: Draft, rules: ChannelRules) -> Iterator[Finding]:
    if draft.type is not PostType.VIDEO:
        return
    if draft.video_seconds is None:
        yield _hard(Code.VIDEO_MISSING, "video_seconds", "There is no video yet. Add one, or make it an image post.")
        return
    if draft.is_planned:
        words = "The film itself is missing: so far there is its storyboard. Upload the video, or make an animatic."
        yield _hard(Code.FILM_MISSING, "media", words)
    low, high = rules.limits.video_min_seconds, rules.limits.video_max_seconds
    if low and draft.video_seconds < low.value:
        words = f"{rules.label} needs at least {low.value} seconds of video; this has {draft.video_seconds}."
        yield Finding(Code.VIDEO_TOO_SHORT, "video_seconds", low.severity, words)
    if high and draft.video_seconds > high.value:
        words = f"{rules.label} takes up to {high.value // 60} minutes of video. Cut it shorter."
        yield Finding(Code.VIDEO_TOO_LONG, "video_seconds", high.severity, words)


def _subject(draft: Draft, rules: ChannelRules) -> Iterator[Finding]:
    if rules.limits.subject_min and not draft.subject.strip():
        yield _hard(Code.SUBJECT_MISSING, "subject", "The email has no subject. Say in a few words what it is about.")
    if rules.limits.subject_min and len(draft.subject.strip().splitlines()) > 1:
        yield _hard(Code.SUBJECT_LINE_BREAK, "subject", "A subject is one line. Take the line break out.")
    hard, good = rules.limits.subject_max, rules.limits.subject_good
    used = len(draft.subject)
    if hard and used > hard.value:
        words = f"The subject has {used} characters; {hard.value} is the most. Cut it."
        yield Finding(Code.SUBJECT_TOO_LONG, "subject", hard.severity, words)
    elif good and used > good.value:
        words = f"The subject has {used} characters; phones show about {good.value}. Put the point first."
        yield Finding(Code.SUBJECT_LONG, "subject", good.severity, words)


def _preheader(draft: Draft, rules: ChannelRules) -> Iterator[Finding]:
    limit = rules.limits.preheader_max
    if limit and not draft.preheader.strip():
        words = "There is no preview line, so the inbox shows whatever comes first. Write one."
        yield _soft(Code.PREHEADER_MISSING, "preheader", words)
    if limit and len(draft.preheader) > limit.value:
        words = f"The preview line has {len(draft.preheader)} characters; inboxes cut it at {limit.value}."
        yield Finding(Code.PREHEADER_TOO_LONG, "preheader", limit.severity, words)


def _parts(draft: Draft, sender: Sender, rules: ChannelRules) -> Iterator[Finding]:
    limit = rules.limits.parts_good
    if limit is None:
        return
    text = outgoing_text(draft, sender)
    bill = sms.parts(text)
    if bill.flipped_by:
        better = sms.parts(outgoing_text(apply_fix(draft, Code.SMS_UNICODE, sender), sender))
        saved = f" Plain characters would need {better.count}." if better.count < bill.count else ""
        others = len(sms.flippers(text)) - 1
        more = f" and {others} other character{'s' if others > 1 else ''}" if others else ""
        words = f"{sms.named(bill.flipped_by)}{more} let a part hold 70 characters, not 160: {bill.count} parts.{saved}"
        yield _soft(Code.SMS_UNICODE, "caption", words)
    if bill.count > limit.value:
        longer = len(text) - len(outgoing_text(replace(draft, tags=None), sender))
        tags = f" The tags on its links take {longer:,} characters of it." if longer else ""
        words = f"This goes out, and is billed, as {bill.count} texts a person. Shorter is cheaper and read more.{tags}"
        yield Finding(Code.SMS_MANY_PARTS, "caption", limit.severity, words)


def _sender(sender: Sender, rules: ChannelRules) -> Iterator[Finding]:
    name, address = rules.limits.sender_name_min, rules.limits.postal_address_min
    if name and not sender.name.strip():
        words = "People must see who writes. Add your business name in Settings."
        yield Finding(Code.SENDER_NAME_MISSING, "sender_name", name.severity, words)
    if address and not sender.postal_address.strip():
        words = "Marketing email must carry a postal address. Add yours in Settings."
        yield Finding(Code.POSTAL_ADDRESS_MISSING, "postal_address", address.severity, words)
