"""When an answer is due."""

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from core.analytics.response_time import BusinessHours, business_time
from core.messaging.due import Line, due_at, hours_of, waiting_since
from core.tables import Conversation, Profile
from core.tables.values import OpenBlock
from core.vocab import Author, ConversationStatus, Direction

START = datetime(2026, 3, 2, 9, tzinfo=UTC)
SPLIT = {day: [(time(8), time(12)), (time(14), time(0))] for day in (0, 1, 3, 6)}
moments = st.datetimes(datetime(2026, 3, 20), datetime(2026, 4, 5), timezones=st.just(UTC))  # noqa: DTZ001
minutes = st.integers(1, 6000).map(lambda n: timedelta(minutes=n))


@settings(deadline=None)
@given(moments, minutes, st.sampled_from(["Europe/Lisbon", "America/New_York", "UTC"]))
def test_exactly_the_target_of_business_time_passes_until_it_is_due(since, target, zone) -> None:
    hours = BusinessHours(zone, SPLIT, frozenset({date(2026, 3, 29)}))
    assert business_time(since, due_at(since, target, hours), hours) == target


@settings(deadline=None)
@given(moments, minutes, minutes)
def test_more_patience_is_never_due_sooner(since, a, b) -> None:
    hours = BusinessHours("Europe/Lisbon", SPLIT)
    early, late = (due_at(since, target, hours) for target in sorted([a, b]))
    assert early <= late


def test_without_hours_the_clock_never_stops() -> None:
    hours = hours_of(Profile(hours=()), "Europe/Lisbon")
    assert due_at(START, timedelta(days=9), hours) == START + timedelta(days=9)


def test_blocks_are_put_in_order() -> None:
    blocks = (
        OpenBlock(weekday=0, opens=time(14), closes=time(18)),
        OpenBlock(weekday=0, opens=time(8), closes=time(12)),
    )
    assert hours_of(Profile(hours=blocks), "UTC").week == {0: [(time(8), time(12)), (time(14), time(18))]}


def _line(author: Author, minute: int, verdict: str = "", sent: int | None = None) -> Line:
    direction = Direction.INBOUND if author is Author.CUSTOMER else Direction.OUTBOUND
    at = START + timedelta(minutes=minute)
    return Line(direction, author, verdict, at, None if sent is None else START + timedelta(minutes=sent))


def _conversation(status: ConversationStatus, *, replied: bool) -> Conversation:
    reply = START + timedelta(minutes=5) if replied else None
    last = START + timedelta(minutes=30)
    return Conversation(status=status, first_inbound_at=START, last_inbound_at=last, first_reply_at=reply)


def test_the_first_wait_runs_from_the_first_message() -> None:
    told = _conversation(ConversationStatus.ESCALATED, replied=False)
    assert waiting_since(told, [_line(Author.ACKNOWLEDGEMENT, 1, sent=1)]) == START


def test_a_later_wait_runs_from_the_first_message_after_the_last_answer() -> None:
    lines = [
        _line(Author.CUSTOMER, 0),
        _line(Author.PERSON, 4, sent=5),
        _line(Author.CUSTOMER, 10, verdict="set_aside"),
        _line(Author.CUSTOMER, 20),
        _line(Author.PERSON, 25),
        _line(Author.CUSTOMER, 30),
    ]
    told = _conversation(ConversationStatus.PENDING, replied=True)
    assert waiting_since(told, lines) == START + timedelta(minutes=20)
    assert waiting_since(told, lines[:2]) == told.last_inbound_at


def test_nobody_waits_where_it_is_answered_or_closed() -> None:
    for status in (ConversationStatus.REPLIED, ConversationStatus.CLOSED):
        assert waiting_since(_conversation(status, replied=False), []) is None
