"""What a rule check can say: codes that never change, and the words that go with them."""

from dataclasses import dataclass
from enum import StrEnum

from core.channels.rules import Severity


class Code(StrEnum):
    """Stable names: stored, logged and matched by other programs."""

    IMPORT_ONLY = "import_only"
    TYPE_NOT_ALLOWED = "type_not_allowed"
    TEXT_MISSING = "text_missing"
    TEXT_TOO_LONG = "text_too_long"
    HIDDEN_CHARACTERS = "hidden_characters"
    MARKUP = "markup"
    HASHTAGS_TOO_MANY = "hashtags_too_many"
    HASHTAGS_UNUSED = "hashtags_unused"
    HASHTAG_BROKEN = "hashtag_broken"
    MEDIA_MISSING = "media_missing"
    MEDIA_TOO_MANY = "media_too_many"
    MEDIA_MIXED = "media_mixed"
    VIDEO_MISSING = "video_missing"
    FILM_MISSING = "film_missing"
    VIDEO_TOO_SHORT = "video_too_short"
    VIDEO_TOO_LONG = "video_too_long"
    SUBJECT_MISSING = "subject_missing"
    SUBJECT_TOO_LONG = "subject_too_long"
    SUBJECT_LONG = "subject_long"
    SUBJECT_LINE_BREAK = "subject_line_break"
    PREHEADER_MISSING = "preheader_missing"
    PREHEADER_TOO_LONG = "preheader_too_long"
    SMS_UNICODE = "sms_unicode"
    SMS_MANY_PARTS = "sms_many_parts"
    SENDER_NAME_MISSING = "sender_name_missing"
    POSTAL_ADDRESS_MISSING = "postal_address_missing"


@dataclass(frozen=True, slots=True)
class Fix:
    """One click that removes the finding: what its button says, and the code to apply."""

    code: Code
    label: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that a draft breaks.

    Attributes:
        field: the input that has to change.
        message: what is wrong and what to do, in plain words.
        fix: how to mend it at once; ``None`` when only a person can.
    """

    code: Code
    field: str
    severity: Severity
    message: str
    fix: Fix | None = None

    @property
    def is_hard(self) -> bool:
        return self.severity is Severity.HARD
