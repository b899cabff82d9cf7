"""What the posting slots of a week may be, in words for a person."""

from collections import Counter
from zoneinfo import available_timezones

from core.channels.rules import channel
from core.channels.scheduling import window
from core.tables.rhythm import PostingSlot

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MOST = 100
"""Slots a week; more than a post every two hours is no queue."""


def queue_problem(slots: tuple[PostingSlot, ...]) -> str:
    """What is wrong with the slots; empty when nothing is.

    >>> queue_problem((PostingSlot(channel="sms", weekday=6, at="22:30"),))
    'SMS, Sunday 22:30: nothing goes out there at night. Choose a time from 08:00 up to 21:00.'
    """
    if len(slots) > MOST:
        return f"{MOST} slots a week are the most. Keep those that you can fill."
    for slot in slots:
        label, moment = channel(slot.channel).label, f"{DAYS[slot.weekday]} {slot.at:%H:%M}"
        if slot.zone and slot.zone not in available_timezones():
            return f"{label}, {moment}: we don't know the time zone “{slot.zone}”. Try one like Europe/Paris."
        hours = window(slot.channel)
        if hours and not hours.opens <= slot.at.hour < hours.closes:
            return (
                f"{label}, {moment}: nothing goes out there at night. "
                f"Choose a time from {hours.opens:02}:00 up to {hours.closes:02}:00."
            )
    twice = next((slot for slot, count in Counter(slots).items() if count > 1), None)
    if twice is None:
        return ""
    return f"{channel(twice.channel).label}, {DAYS[twice.weekday]} {twice.at:%H:%M} stands there twice. Keep one line."
