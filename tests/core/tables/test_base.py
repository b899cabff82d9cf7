"""Columns refuse nonsense on both databases, and JSON values cannot be edited in place."""

from datetime import datetime

import pytest
import sqlalchemy as sa
from pydantic import ValidationError

from core import system
from core.tables import Post, Profile, tenant_classes
from core.tables.values import Fact, Offer, Segment
from tests.core.shops import Shop


def test_a_word_outside_the_vocabulary_is_refused_by_the_type_and_by_the_database(shop: Shop) -> None:
    post_id = shop.post()
    with shop.opened() as ws:
        with pytest.raises(sa.exc.StatementError, match="not among the defined enum values"), ws.writing() as rows:
            rows.get(Post, post_id).status = "lost"
        assert ws.rows.get(Post, post_id).status.value == "draft"
    raw = sa.update(Post).values(status=sa.literal_column("'lost'")).where(Post.id == post_id)
    with pytest.raises(sa.exc.IntegrityError, match="poststatus"), system.writing(shop.engine) as connection:
        connection.execute(raw)


def test_what_is_stored_is_the_word_itself(shop: Shop) -> None:
    post_id = shop.post()
    with system.reading(shop.engine) as connection:
        stored = sa.select(sa.cast(Post.status, sa.String)).where(Post.id == post_id)
        assert connection.execute(stored).scalar_one() == "draft"


def test_json_values_come_back_as_they_were_and_cannot_be_edited_in_place(shop: Shop) -> None:
    with shop.opened() as ws, ws.writing() as rows:
        profile = rows.one(Profile)
        profile.segments = (Segment(name="Neighbours", interests=("bread", "brød")),)
        profile.offers = (Offer(name="Loaf", price="€4.20"),)
    with shop.opened() as ws:
        profile = ws.rows.one(Profile)
        assert profile.segments == (Segment(name="Neighbours", interests=("bread", "brød")),)
        assert profile.facts == ()
        with pytest.raises(AttributeError):
            profile.offers.append(Offer(name="Roll"))
        with pytest.raises(ValidationError, match="frozen"):
            profile.offers[0].price = "€9"


@pytest.mark.parametrize("wrong", [({"nonsense": 1},), "text", (Fact(key="a", value="b"),)])
def test_json_of_another_shape_is_refused_when_it_is_written(shop: Shop, wrong: object) -> None:
    with shop.opened() as ws, pytest.raises(sa.exc.StatementError), ws.writing() as rows:
        rows.one(Profile).offers = wrong
    assert shop.all(Profile)[0].offers == ()


def test_a_moment_without_a_zone_is_refused_and_others_come_back_in_utc(shop: Shop) -> None:
    from datetime import timedelta, timezone

    post_id = shop.post()
    with shop.opened() as ws:
        with pytest.raises(sa.exc.StatementError), ws.writing() as rows:
            rows.get(Post, post_id).scheduled_at = datetime(2026, 3, 2, 9)  # noqa: DTZ001
        with ws.writing() as rows:
            rows.get(Post, post_id).scheduled_at = datetime(2026, 3, 2, 9, tzinfo=timezone(timedelta(hours=2)))
    found = shop.read(Post, post_id).scheduled_at
    assert (found.isoformat(), found.utcoffset()) == ("2026-03-02T07:00:00+00:00", timedelta(0))


def test_every_row_of_a_business_says_whose_it_is() -> None:
    assert len(tenant_classes()) > 15
    for cls in tenant_classes():
        assert cls.__table__.c[cls.tenant].primary_key
