"""A post of the built-in writer said in the business's own voice, as far as its channel bears it."""

import random

from core.content.shapes import PostText
from core.content.voice import revoiced
from core.tables.values import Voice
from core.vocab import Channel

BEARS_EMOJI = frozenset({"instagram", "facebook", "mastodon"})
"""Elsewhere an emoji is out of place, and in a text message it more than halves what one part holds."""
WRITTEN = frozenset({"sms", "email"})
"""Channels whose layout is fixed: a text message has one sentence, a letter its own greeting and close."""


def in_own_voice(text: PostText, voice: Voice, channel: Channel) -> PostText:
    """The post with the voice's dials and avoided words; hashtags, links and pictures stay.

    A model has read the voice itself; this is for texts that are put together from ready lines.
    """
    if voice == Voice(use=voice.use, sample=voice.sample):
        return text
    heard = _bounded(voice) if channel in WRITTEN else voice
    rng = random.Random(text.caption)  # noqa: S311 - variety, not secrecy

    def said(words: str) -> str:
        """A headline is short and stands alone: only its words change."""
        return revoiced(words, Voice(avoid=voice.avoid), rng, whole=False, emoji=False).text

    caption = revoiced(text.caption, heard, rng, whole=False, emoji=channel in BEARS_EMOJI).text
    changed = {"title": said(text.title), "cta": said(text.cta), "subject": said(text.subject),
               "preheader": said(text.preheader), "image_headline": said(text.image_headline)}  # fmt: skip
    return text.model_copy(update={**changed, "caption": caption, "title": changed["title"] or text.title})


def _bounded(voice: Voice) -> Voice:
    """The voice without what would break a fixed layout."""
    return voice.model_copy(update={"mood": "neutral", "sentences": "neutral", "emoji": "neutral"})
