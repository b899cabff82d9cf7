"""How the product looks when words are not enough: one colour and icon per channel, one mark per status."""

from dataclasses import dataclass
from typing import Literal

from core.vocab import Channel, Origin, PostStatus, PostType

BadgeColour = Literal["red", "orange", "blue", "green", "violet", "gray", "primary"]
ON_ACCENT = {"light": "#ffffff", "dark": "#06231f"}
"""Words on the theme's accent: Streamlit writes them in white always, which on the bright teal of the dark theme has a
contrast of 1.9."""
STYLE = f"""<style>
[data-testid^="stBaseButton-primary"]:not(:disabled), [data-tag], [data-tag] button {{
  color: light-dark({ON_ACCENT["light"]}, {ON_ACCENT["dark"]}) !important; }}
/* Why a file was not taken: Streamlit tells it to screen readers and on hovering alone. */
[data-testid="stFileChip"][aria-invalid="true"] {{ flex-wrap: wrap; height: auto; max-width: none; }}
[data-testid="stFileChip"] [role="alert"] {{ position: static; flex-basis: 100%; width: auto; height: auto; margin: 0;
  clip: auto; clip-path: none; overflow: visible; white-space: normal; font-size: .85rem; }}
</style>"""


@dataclass(frozen=True)
class ChannelLook:
    """A channel's name, colour (both themes; at least 4.5:1 on white) and Material icon; colour never speaks alone."""

    label: str
    colour: str
    icon: str
    glyph: str
    badge: BadgeColour = "gray"


@dataclass(frozen=True)
class Mark:
    """A word for people, a Material icon for Streamlit and a glyph for the calendar; the colour only underlines."""

    label: str
    icon: str
    glyph: str
    badge: BadgeColour = "gray"


CHANNELS: dict[Channel, ChannelLook] = {
    "instagram": ChannelLook("Instagram", "#c13584", ":material/photo_camera:", "camera", "violet"),
    "linkedin": ChannelLook("LinkedIn", "#0a66c2", ":material/work:", "briefcase", "blue"),
    "email": ChannelLook("Email", "#b45309", ":material/mail:", "envelope", "orange"),
    "sms": ChannelLook("SMS", "#15803d", ":material/sms:", "bubble", "green"),
    "facebook": ChannelLook("Facebook", "#4f5bd5", ":material/thumb_up:", "people", "blue"),
    "mastodon": ChannelLook("Mastodon", "#6d43c0", ":material/forum:", "megaphone", "violet"),
    "webhook": ChannelLook("Webhook", "#475569", ":material/webhook:", "link"),
}

STATUSES: dict[PostStatus, Mark] = {
    PostStatus.DRAFT: Mark("Draft", ":material/edit_note:", "pencil"),
    PostStatus.PENDING_APPROVAL: Mark("Waiting for approval", ":material/hourglass_top:", "hourglass", "orange"),
    PostStatus.CHANGES_REQUESTED: Mark("Changes asked for", ":material/undo:", "undo", "orange"),
    PostStatus.APPROVED: Mark("Approved", ":material/verified:", "seal", "blue"),
    PostStatus.SCHEDULED: Mark("Scheduled", ":material/schedule:", "clock", "blue"),
    PostStatus.ON_HOLD: Mark("On hold", ":material/pause_circle:", "pause"),
    PostStatus.PUBLISHING: Mark("Going out", ":material/sync:", "turn", "blue"),
    PostStatus.PUBLISHED: Mark("Published", ":material/check_circle:", "check", "green"),
    PostStatus.FAILED: Mark("Failed", ":material/error:", "bang", "red"),
    PostStatus.UNCONFIRMED: Mark("Unconfirmed", ":material/help:", "question", "orange"),
    PostStatus.MISSED: Mark("Missed", ":material/event_busy:", "absent", "orange"),
    PostStatus.CANCELLED: Mark("Cancelled", ":material/block:", "barred"),
}

TYPES: dict[PostType, Mark] = {
    PostType.TEXT: Mark("Text", ":material/notes:", "lines"),
    PostType.IMAGE: Mark("Image", ":material/image:", "picture"),
    PostType.VIDEO: Mark("Video", ":material/movie:", "play"),
}

ORIGINS: dict[Origin, Mark] = {
    Origin.SIMULATED: Mark("simulated", ":material/science:", "lines", "violet"),
    Origin.IMPORTED: Mark("imported", ":material/upload_file:", "lines", "gray"),
    Origin.LIVE: Mark("live", ":material/sensors:", "lines", "green"),
}


def channel_look(channel: Channel) -> ChannelLook:
    """The look of a channel; one that has none of its own yet is shown in slate under its own name.

    >>> channel_look("email").label, channel_look("carrier_pigeon").label
    ('Email', 'Carrier pigeon')
    """
    known = CHANNELS.get(channel)
    return known or ChannelLook(channel.replace("_", " ").capitalize(), "#475569", ":material/campaign:", "megaphone")


@dataclass(frozen=True)
class Band:
    """A range of a 0-100 score in words."""

    floor: float
    label: str
    badge: BadgeColour
    icon: str


BANDS = (
    Band(70, "Strong", "green", ":material/trending_up:"),
    Band(40, "Steady", "orange", ":material/trending_flat:"),
    Band(0, "Needs care", "red", ":material/trending_down:"),
)


def band(score: float) -> Band:
    """The band of a score of 0-100.

    >>> [band(score).label for score in (100, 70, 69.9, 40, 39.9, 0)]
    ['Strong', 'Strong', 'Steady', 'Steady', 'Needs care', 'Needs care']
    """
    return next(found for found in BANDS if score >= found.floor)
