"""Posts out of a file: every row a post or a sentence, all or nothing where that is wanted, and what left comes back."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from sqlmodel import col

from core import publishing, strategy
from core.analytics.exports import csv_bytes
from core.errors import Forbidden, Invalid
from core.keys import PERMISSIONS, Key
from core.tables import AuditEntry, Campaign, Idea, Post, Publication
from core.vocab import CampaignStatus, PostStatus, PostType, PublicationStatus, Role
from tests.core.shops import Shop

S = PostStatus
DAY = timedelta(days=1)
FILE = """Platform;Post type;Caption;Hashtags;Subject line;Preview text;Planned for;Goes out;Campaign name
linkedin;text;Fresh rolls from seven.;bread, rolls;;;;06/05/2026 10:00;spring sale
E-mail;text;Dear all, rolls.;;Rolls;Warm ones;13/05/2026 09:00;;
ig;photo;Look at this;;;;;14/05/2026 12:30;
"""


@pytest.fixture
def campaign(shop: Shop) -> UUID:
    return campaigned(shop)


def campaigned(shop: Shop, status: CampaignStatus = CampaignStatus.ACTIVE) -> UUID:
    with shop.opened() as ws, ws.writing() as rows:
        day = ws.now.date()
        made = Campaign(business_id=shop.business_id, name="Spring Sale", goal="Orders", status=status, starts_on=day,
                        ends_on=day, created_at=ws.now)  # fmt: skip
        return rows.add(made).id


def brought(shop: Shop, data: bytes | str, **how: object) -> strategy.Arrived:
    with shop.opened() as ws:
        told = data if isinstance(data, bytes) else data.encode()
        return strategy.bring_in_posts(ws, told, "posts.csv", **how)  # type: ignore[arg-type]


def test_a_planner_s_file_becomes_posts_on_the_business_s_clock(shop: Shop, campaign: UUID) -> None:
    heard: list[tuple[int, int]] = []
    done = brought(shop, FILE, progress=lambda at, of: heard.append((at, of)))
    assert (len(done.made), done.scheduled, done.file.errors) == (3, 2, ())
    assert heard == [(1, 3), (2, 3), (3, 3)]
    rolls, mail, photo = (shop.read(Post, one) for one in done.made)
    assert (rolls.status, rolls.scheduled_at) == (S.SCHEDULED, datetime(2026, 5, 6, 9, tzinfo=UTC))  # Lisbon's summer
    assert (rolls.title, rolls.hashtags, rolls.campaign_id) == ("Fresh rolls from seven.", ("bread", "rolls"), campaign)
    assert (mail.channel, mail.subject, mail.preheader) == ("email", "Rolls", "Warm ones")
    assert (mail.status, mail.scheduled_at, mail.planned_at) == (S.DRAFT, None, datetime(2026, 5, 13, 8, tzinfo=UTC))
    assert (photo.channel, photo.type, len(photo.media)) == ("instagram", PostType.IMAGE, 1)
    waiting = shop.all(Publication, col(Publication.status) == PublicationStatus.SCHEDULED)
    assert {one.post_id for one in waiting} == {rolls.id, photo.id}
    assert any("day/month/year" in note for note in done.file.notes)

    again = brought(shop, FILE)
    assert (again.made, again.file.known, len(shop.all(Post))) == ((), 3, 3)

    with shop.opened() as ws:
        publishing.cancel_post(ws, photo.id)
        back = strategy.take_back_posts(ws, done.made)
    assert back.done == (rolls.id, mail.id)
    assert [one.id for one in back.refused] == [one.id for one in shop.all(Post)] == [photo.id]


BAD = [
    ({"channel": "Pigeon"}, "channel", "This channel is not known"),
    ({"channel": "facebook"}, "channel", "can't post there yet"),
    ({"type": "hologram"}, "type", "This kind is not known"),
    ({"channel": "sms", "type": "video"}, "type", "takes text posts"),
    ({"channel": "instagram", "type": "video", "scheduled_at": "2026-05-06 10:00"}, "type", "no video yet"),
    ({"scheduled_at": "2026-02-31 10:00"}, "scheduled_at", "no such date"),
    ({"planned_at": "soon"}, "planned_at", "date form is not known"),
    ({"scheduled_at": "2026-03-02 08:59"}, "scheduled_at", "has passed"),
    ({"channel": "sms", "scheduled_at": "2026-05-06 23:00"}, "scheduled_at", "doesn't go out at night"),
    ({"campaign": "Autumn"}, "campaign", "There is no campaign “Autumn”"),
    ({"campaign": "Spring Sale", "scheduled_at": "2026-05-06 10:00"}, "campaign", "is paused"),
    ({"status": "frozen"}, "status", "This status is not known"),
    ({"text": "", "title": ""}, "title", "Give the post a name"),
    ({"title": "x" * 201}, "title", "200 characters are the most"),
    ({"text": "Rolls " * 700}, "text", "LinkedIn allows 3,000 characters"),
]


def test_each_bad_row_says_what_is_wrong_and_holds_up_the_others_only_where_that_is_wanted(shop: Shop) -> None:
    campaigned(shop, CampaignStatus.PAUSED)
    usual = dict.fromkeys(("planned_at", "scheduled_at", "campaign", "status", "type"), "")
    rows = [
        usual | {"title": f"Post {at}", "channel": "linkedin", "text": "Rolls."} | bad
        for at, (bad, *_) in enumerate(BAD)
    ]
    data = csv_bytes([*rows, usual | {"title": "Good", "channel": "LinkedIn", "text": "Rolls."}])

    none = brought(shop, data)
    assert [(one.row, one.column) for one in none.file.errors] == [
        (at, column) for at, (_, column, _) in enumerate(BAD, 2)
    ]
    for found, (_, _, says) in zip(none.file.errors, BAD, strict=True):
        assert says in found.message
    assert [one.value for one in none.file.errors][:3] == ["Pigeon", "facebook", "hologram"]
    assert "2026-05-06 23:00" in [one.value for one in none.file.errors]
    assert none.made == ()
    assert shop.all(Post) == shop.all(Idea) == shop.all(AuditEntry) == []

    assert len(brought(shop, data, on_errors="good_rows").made) == 1
    (kept,) = shop.all(Post)
    assert (kept.title, kept.type) == ("Good", PostType.TEXT)


def test_the_exported_calendar_comes_in_again_elsewhere_and_changes_nothing_at_home(shop: Shop, campaign: UUID) -> None:
    with shop.opened() as ws:
        at = ws.now + DAY
        for title, moment in (("Rolls", at), ("Held", at + DAY)):
            publishing.schedule_post(
                ws, shop.post(title=title, caption='@rolls, "fresh"\n-now', campaign_id=campaign), moment
            )
        publishing.hold_posts(ws, campaign)
        publishing.schedule_post(ws, shop.post(title="Alone", hashtags=("bread",), cta="Order"), at)
    shop.post("email", title="Waits", preheader="Warm", planned_at=at + 2 * DAY)
    shop.post(title="Out", status=S.PUBLISHED, published_at=at - 2 * DAY, scheduled_at=at - 2 * DAY)
    with shop.opened() as ws:
        data = publishing.export_calendar(ws, ws.now - 9 * DAY, ws.now + 9 * DAY)

    home = brought(shop, data)
    assert (home.made, home.file.known, home.file.gone, home.file.errors) == ((), 4, 1, ())

    other = Shop(shop.engine, shop.cache, shop.media, shop.clock, shop.fake)
    other.found()
    campaigned(other)
    there = brought(other, data)
    assert (len(there.made), there.scheduled, there.file.gone, there.file.errors) == (4, 1, 1, ())
    shown = ("title", "channel", "type", "caption", "hashtags", "cta", "subject", "preheader")
    was, now = (
        {one.title: [getattr(one, name) for name in shown] for one in place.all(Post) if one.title != "Out"}
        for place in (shop, other)
    )
    assert was == now
    moments = {one.title: one.scheduled_at or one.planned_at for one in other.all(Post)}
    assert moments == {"Rolls": at, "Held": at + DAY, "Alone": at, "Waits": at + 2 * DAY}


def test_one_row_that_is_refused_at_the_last_moment_takes_all_of_them_back(shop: Shop, campaign: UUID) -> None:
    def meanwhile(at: int, of: int) -> None:
        if at == of:
            with shop.opened() as ws, ws.writing() as rows:
                rows.get(Campaign, campaign).status = CampaignStatus.PAUSED

    with pytest.raises(Invalid, match="is paused"):
        brought(
            shop,
            FILE.replace("linkedin;", "E-mail;text;First;;First;;13/05/2026 09:00;;\nlinkedin;", 1),
            progress=meanwhile,
        )
    assert shop.all(Post) == shop.all(Publication) == []


def test_a_file_that_is_no_plan_is_refused_in_words(shop: Shop) -> None:
    for told, says in (
        ("a,b\n1,2\n", "Add a column “channel”"),
        ("channel,when\nsms,x\n", "Add a column “text”"),
        ("channel,text\n" + "sms,Hi\n" * 501, "500 is the most"),
    ):
        with pytest.raises(Invalid, match=says):
            brought(shop, told)
    with shop.opened(Key(shop.business_id, None, "Vi", PERMISSIONS[Role.VIEWER])) as ws, pytest.raises(Forbidden):
        strategy.preview_posts(ws, b"", "posts.csv")
