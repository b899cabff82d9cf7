"""The feed tells when posts go out and never what they say; its link is one business's, and dies when it is renewed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from icalendar import Calendar

from core import content, publishing
from core.content import PostEdit
from core.errors import Forbidden, NotFound
from core.keys import PERMISSIONS, Key
from core.publishing import FeedLink
from core.tables import Publication
from core.vocab import PostStatus, Role
from tests.core.shops import Shop

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def token(link: FeedLink | None) -> str:
    assert link is not None
    return link.url.rpartition("/")[2].removesuffix(".ics")


@pytest.fixture
def read(shop: Shop):  # noqa: ANN201
    """The feed's events by the names of their posts."""
    with shop.opened() as ws:
        link = publishing.open_feed(ws)

    def events() -> dict[str, dict]:
        with shop.by_the_clock() as ws:
            told = publishing.read_feed(ws, token(link))
        return {str(one["summary"]).partition(": ")[2]: one for one in Calendar.from_ical(told).walk("VEVENT")}

    return events


def test_what_stands_on_the_calendar_is_told_and_drafts_are_not(shop: Shop, plan, tick, campaign, read) -> None:
    at = shop.clock.now + HOUR
    plan(at, title="Rolls; buns, more", caption="A secret recipe", campaign_id=campaign)
    shop.post(title="Only a draft", planned_at=at)
    shop.post(title="Never on it", status=PostStatus.CANCELLED)
    lost = shop.post(title="Lost", status=PostStatus.FAILED, scheduled_at=at - 2 * DAY)
    shop.post(title="Long ago", status=PostStatus.PUBLISHED, published_at=at - 200 * DAY)

    (failed, rolls) = sorted(read().values(), key=lambda one: one["dtstart"].dt)
    assert rolls.to_ical().decode().count(f"DTSTART:{at:%Y%m%dT%H%M%SZ}") == 1
    assert (rolls["status"], rolls["sequence"], rolls["transp"]) == ("CONFIRMED", 0, "TRANSPARENT")
    assert rolls["description"] == "LinkedIn text post, goes out · Spring Sale"
    assert (failed["status"], str(failed["uid"])) == ("TENTATIVE", f"{lost}@ai-marketing-command-center")
    assert failed["url"] == f"http://localhost/calendar?post={lost}"
    assert b"secret" not in rolls.to_ical()

    shop.clock.now = at
    assert tick() == [PostStatus.PUBLISHED]
    assert read()["Rolls; buns, more"]["description"].endswith("published · Spring Sale")


def test_an_event_keeps_its_name_and_counts_its_changes(shop: Shop, plan, read) -> None:
    at = shop.clock.now + DAY
    post_id = plan(at)
    first = read()["Rolls"]
    assert read()["Rolls"].to_ical() == first.to_ical()

    shop.clock.now += HOUR
    with shop.opened() as ws:
        publishing.schedule_post(ws, post_id, at + DAY)
    moved = read()["Rolls"]
    assert (moved["uid"], moved["sequence"], moved["dtstart"].dt) == (first["uid"], 1, at + DAY)
    assert moved["last-modified"].dt == moved["dtstamp"].dt == shop.clock.now > first["last-modified"].dt

    shop.clock.now += HOUR
    with shop.opened() as ws:
        content.revise_post(ws, post_id, PostEdit(title="Buns"))
    assert read()["Buns"]["last-modified"].dt == shop.clock.now

    with shop.opened() as ws:
        publishing.cancel_post(ws, post_id)
    gone = read()["Buns"]
    assert (gone["status"], gone["sequence"], gone["dtstart"].dt) == ("CANCELLED", 2, at + DAY)
    with shop.opened() as ws:
        publishing.reopen_post(ws, post_id)
    assert read() == {}
    assert shop.all(Publication, Publication.post_id == post_id)


def test_a_link_is_good_until_it_is_renewed_or_closed(shop: Shop) -> None:
    with shop.opened() as ws:
        assert publishing.read_feed_link(ws) is None
        old = publishing.open_feed(ws)
        assert publishing.read_feed_link(ws).serial == old.serial
        publishing.read_feed(ws, token(publishing.read_feed_link(ws)))
        new = publishing.open_feed(ws)
        assert publishing.read_feed(ws, token(new)).startswith(b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")
        with pytest.raises(NotFound, match="doesn't work any more"):
            publishing.read_feed(ws, token(old))
        publishing.close_feed(ws)
        publishing.close_feed(ws)
        with pytest.raises(NotFound):
            publishing.read_feed(ws, token(new))
        assert publishing.read_feed_link(ws) is None


def test_a_link_opens_one_business_and_a_viewer_makes_none(shop: Shop) -> None:
    with shop.opened() as ws:
        link = publishing.open_feed(ws)
        for wrong in ("", "nonsense", token(link)[:-4]):
            with pytest.raises(NotFound):
                publishing.read_feed(ws, wrong)
    with shop.opened(Key(uuid4(), None, "Bo", PERMISSIONS[Role.ADMIN])) as ws, pytest.raises(NotFound):
        publishing.read_feed(ws, token(link))
    with shop.opened(Key(shop.business_id, None, "Vi", PERMISSIONS[Role.VIEWER])) as ws:
        assert publishing.read_feed_link(ws)
        for deed in (publishing.open_feed, publishing.close_feed):
            with pytest.raises(Forbidden):
                deed(ws)
