"""The words of the tray; its buttons are tried in tests/pages/test_calendar.py."""

from uuid import uuid4

from core import publishing
from pages.calendar import tray


def test_a_reason_is_told_once_however_many_posts_it_keeps_in_the_tray() -> None:
    why = {"A": "No film.", "B": "No film.", "C": "No address."}
    left = tuple(publishing.LeftOut(uuid4(), title, reason) for title, reason in why.items())
    assert tray._refused(publishing.Many((), left)) == ["“A”, “B” stay here: No film.", "“C” stays here: No address."]
