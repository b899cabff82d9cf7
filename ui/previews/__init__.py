"""What a post will look like where it goes, as true to life as a page allows; every word is escaped."""

from ui.previews.feed import draw as _feed
from ui.previews.mail import draw as _mail
from ui.previews.phone import draw as _phone
from ui.previews.sheet import Picture, Sheet

__all__ = ["Picture", "Sheet", "preview"]


def preview(sheet: Sheet) -> None:
    """Draw a post as its channel shows it."""
    {"email": _mail, "sms": _phone}.get(sheet.draft.channel, _feed)(sheet)
