"""What a finding rests on: the limit it was measured against, with its source and the day somebody last looked."""

from collections.abc import Mapping
from types import MappingProxyType

from core.channels.findings import Code
from core.channels.rules import Limit, channel
from core.vocab import Channel

LIMITS: Mapping[Code, str] = MappingProxyType(
    {
        Code.TEXT_TOO_LONG: "text_max",
        Code.HASHTAGS_TOO_MANY: "hashtags_max",
        Code.MEDIA_MISSING: "media_min",
        Code.MEDIA_TOO_MANY: "media_max",
        Code.MEDIA_MIXED: "mixed_media_max",
        Code.VIDEO_TOO_SHORT: "video_min_seconds",
        Code.VIDEO_TOO_LONG: "video_max_seconds",
        Code.SUBJECT_MISSING: "subject_min",
        Code.SUBJECT_TOO_LONG: "subject_max",
        Code.SUBJECT_LONG: "subject_good",
        Code.PREHEADER_TOO_LONG: "preheader_max",
        Code.SMS_MANY_PARTS: "parts_good",
        Code.SENDER_NAME_MISSING: "sender_name_min",
        Code.POSTAL_ADDRESS_MISSING: "postal_address_min",
    }
)
"""Codes that are measured against a number; the rest are common sense (no text, a broken hashtag)."""


def basis(name: Channel, code: Code) -> Limit | None:
    """The limit behind a finding on a channel; None where the finding rests on no number of the channel's.

    Raises:
        Invalid: unknown channel.

    >>> limit = basis("instagram", Code.HASHTAGS_TOO_MANY)
    >>> limit.value, limit.is_hard
    (5, True)
    >>> basis("sms", Code.TEXT_MISSING) is None
    True
    """
    limits = channel(name).limits
    found: Limit | None = getattr(limits, LIMITS[code]) if code in LIMITS else None
    return found
