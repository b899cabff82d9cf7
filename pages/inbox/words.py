"""The inbox's figures and states in words; pure."""

from datetime import datetime, timedelta

from core.messaging import Coverage
from core.tables import Message
from core.vocab import ConversationStatus, PublicationStatus
from ui.theme import Mark

STATUSES: dict[ConversationStatus, Mark] = {
    ConversationStatus.PENDING: Mark("Waiting", ":material/schedule:", "clock", "orange"),
    ConversationStatus.ESCALATED: Mark("For a person", ":material/priority_high:", "bang", "red"),
    ConversationStatus.REPLIED: Mark("Answered", ":material/check_circle:", "check", "green"),
    ConversationStatus.CLOSED: Mark("Closed", ":material/archive:", "barred", "gray"),
}
VERDICTS = {
    "auto_reply": "Answered automatically",
    "suggest": "A draft was suggested",
    "escalate": "Handed to a person",
    "set_aside": "Set aside",
    "unsubscribe": "Unsubscribed",
}
DELIVERIES = {
    PublicationStatus.SCHEDULED: "Waiting to go out",
    PublicationStatus.PUBLISHING: "Going out now",
    PublicationStatus.PUBLISHED: "Sent",
    PublicationStatus.FAILED: "Couldn't be sent",
    PublicationStatus.UNCONFIRMED: "May have been sent: look before you send it again",
    PublicationStatus.MISSED: "Missed its moment",
    PublicationStatus.CANCELLED: "Taken back, not sent",
}


def span(length: timedelta) -> str:
    """A length of time with its unit, to two places.

    >>> [span(timedelta(seconds=n)) for n in (20, 2700, 11400, 273600)]
    ['under 1 min', '45 min', '3 h 10 min', '3 d 4 h']
    """
    minutes = int(length.total_seconds() // 60)
    if minutes < 1:
        return "under 1 min"
    if minutes < 60:
        return f"{minutes} min"
    if minutes < 24 * 60:
        return f"{minutes // 60} h" + (f" {minutes % 60} min" if minutes % 60 else "")
    hours = minutes // 60
    return f"{hours // 24} d" + (f" {hours % 24} h" if hours % 24 else "")


def due(at: datetime | None, now: datetime) -> str:
    """How an answer stands with what was promised; nothing where nobody waits.

    >>> from datetime import UTC
    >>> noon = datetime(2026, 3, 2, 12, tzinfo=UTC)
    >>> due(noon, noon - timedelta(minutes=30)), due(noon, noon + timedelta(hours=2)), due(None, noon)
    ('Due in 30 min', 'Overdue by 2 h', '')
    """
    if at is None:
        return ""
    return f"Overdue by {span(now - at)}" if at < now else f"Due in {span(at - now)}"


def covered(went: Coverage) -> str:
    """How far the FAQs went, in a sentence with its denominator.

    >>> covered(Coverage(30, 50, 29))
    'Your FAQs answered **58%** of the 50 messages of the last 30 days by themselves.'
    """
    share = f"{went.answered / went.asked:.0%}"
    return f"Your FAQs answered **{share}** of the {went.asked} messages of the last {went.days} days by themselves."


def verdict(message: Message) -> str:
    """What the product decided about a message, why, and how sure it was."""
    parts = [VERDICTS.get(message.verdict, ""), message.verdict_reason]
    if message.confidence is not None:
        parts.append(f"{message.confidence:.0%} sure")
    return " · ".join(part for part in parts if part)
