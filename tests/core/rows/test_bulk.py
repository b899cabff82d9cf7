"""Many rows in one statement, on both databases: what is found and given, what is refused, whose rows it touches."""

from datetime import timedelta
from uuid import uuid4

import pytest
from sqlalchemy.exc import DataError

from core import outbox
from core.tables import Attempt, Publication
from core.vocab import AttemptOutcome, PublicationKind, PublicationStatus
from tests.core.shops import Shop


def queued(shop: Shop, many: int) -> list[Publication]:
    posts = [shop.post() for _ in range(many)]
    with shop.opened() as ws, ws.writing():
        about = {"kind": PublicationKind.POST, "channel": "linkedin", "run_at": ws.now}
        return [outbox.enqueue(ws, **about, post_id=post_id) for post_id in posts]


def test_rows_are_added_and_changed_each_in_its_own_way(shop: Shop) -> None:
    ours = queued(shop, 3)
    with shop.opened() as ws:
        with ws.writing() as rows:
            tries = [
                {"id": uuid4(), "publication_id": one.id, "fence": turn, "outcome": AttemptOutcome.OPEN,
                 "detail": "it's 100 % “new”", "started_at": ws.now}
                for turn, one in enumerate(ours)
            ]  # fmt: skip
            rows.add_many(Attempt, tries)
            late = ws.now + timedelta(microseconds=1)
            steps = [
                ({"publication_id": one["publication_id"], "fence": one["fence"]}, {"detail": text, "ended_at": at})
                for one, text, at in zip(tries, ("first", "", "third"), (late, None, late), strict=True)
            ]
            astray = ({"publication_id": ours[0].id, "fence": 7}, {"detail": "never", "ended_at": late})
            assert rows.change_each(Attempt, [*steps, astray]) == 3
        found = {one.fence: (one.outcome, one.detail, one.started_at, one.ended_at) for one in ws.rows.find(Attempt)}
        opened = AttemptOutcome.OPEN
        assert found == {
            0: (opened, "first", ws.now, late), 1: (opened, "", ws.now, None), 2: (opened, "third", ws.now, late),
        }  # fmt: skip


def test_nobody_elses_rows_are_touched_and_nothing_is_cut(shop: Shop) -> None:
    (ours,) = queued(shop, 1)
    other = Shop(shop.engine, shop.cache, shop.media, shop.clock, shop.fake)
    other.found()
    mine = {"id": ours.id, "status": PublicationStatus.SCHEDULED}
    with other.opened() as ws, ws.writing() as rows:
        assert rows.change_each(Publication, [(mine, {"reason": "stolen"})]) == 0
    long = [(mine, {"external_id": "x" * 201})]
    with shop.opened() as ws:
        if shop.engine.dialect.name == "postgresql":
            with pytest.raises(DataError), ws.writing() as rows:
                rows.change_each(Publication, long)
        assert ws.rows.get(Publication, ours.id).reason == ""
        assert ws.rows.get(Publication, ours.id).external_id is None
