"""One business's world: one write transaction, read beside it, and nothing left over when it fails."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event
from uuid import UUID

import pytest
import sqlalchemy as sa

from core import publishing
from core.errors import Conflict
from core.rows import TenantError
from core.tables import AuditEntry, Business, ClientToken, Idea, Post
from core.vocab import PostStatus
from core.workspace import Workspace
from tests.core.shops import Shop


def idea(ws: Workspace, title: str = "Rolls", token: str | None = None) -> Idea:
    """A creating verb, as every room writes it."""
    with ws.writing() as rows:
        if done := rows.made(Idea, "idea", token):
            return done
        row = rows.add(Idea(business_id=ws.key.business_id, title=title, created_at=ws.now))
        ws.made("idea", token, row)
        return row


def titles(shop: Shop) -> list[str]:
    return sorted(one.title for one in shop.all(Idea))


def test_inner_transactions_join_the_outer_and_roll_back_with_it(shop: Shop) -> None:
    with shop.opened() as ws:
        with pytest.raises(ZeroDivisionError), ws.writing() as outer:  # noqa: PT012
            idea(ws, "Loaves")
            with ws.writing() as inner:
                assert inner is outer
            assert outer.count(Idea) == 1
            raise ZeroDivisionError
        assert titles(shop) == []
        assert not ws.is_writing
        idea(ws, "Rolls")
    assert titles(shop) == ["Rolls"]


def test_nothing_is_seen_before_the_commit(shop: Shop) -> None:
    with shop.opened() as ws, ws.writing():
        idea(ws)
        ws.rows.flush()
        assert titles(shop) == []
    assert titles(shop) == ["Rolls"]


def test_readers_and_a_writer_do_not_wait_for_each_other(shop: Shop) -> None:
    idea_titles = []
    with shop.opened() as reader, shop.opened() as writer:
        assert reader.rows.count(Idea) == 0  # its snapshot stays open
        with writer.writing():
            idea(writer)
            writer.rows.flush()
            idea_titles += [one.title for one in reader.rows.find(Idea)]
        assert writer.rows.count(Idea) == 1
    assert idea_titles == []


def test_after_a_write_the_same_workspace_reads_what_it_wrote(shop: Shop) -> None:
    with shop.opened() as ws:
        assert ws.rows.count(Idea) == 0
        idea(ws)
        assert ws.rows.count(Idea) == 1


def test_writing_outside_a_transaction_is_a_bug_that_says_so(shop: Shop) -> None:
    with shop.opened() as ws:
        with pytest.raises(TenantError, match="writing"):
            ws.rows.add(Idea(business_id=shop.business_id, title="x", created_at=ws.now))
        for deed in (
            lambda: ws.audit("x"),
            lambda: ws.after_commit(print),
            lambda: ws.rows.lock(Idea, shop.business_id),
        ):
            with pytest.raises((AssertionError, TenantError)):
                deed()


def test_a_new_zone_and_clock_hold_at_once(shop: Shop) -> None:
    with shop.opened() as ws:
        assert (ws.zone.key, ws.now) == ("Europe/Lisbon", shop.clock.now)
        with ws.writing() as rows:
            business = rows.one(Business)
            business.zone, business.clock_offset = "Asia/Tokyo", 90
            business.sandbox_until = ws.now + timedelta(days=1)
        assert (ws.zone.key, ws.now) == ("Asia/Tokyo", shop.clock.now + timedelta(seconds=90))


def test_what_waits_for_the_commit_happens_after_it_and_never_after_a_failure(shop: Shop) -> None:
    told = []
    with shop.opened() as ws:
        with pytest.raises(ZeroDivisionError), ws.writing():  # noqa: PT012
            ws.after_commit(lambda: told.append("failed"))
            raise ZeroDivisionError
        with ws.writing():
            ws.after_commit(lambda: told.append(titles(shop)))
            idea(ws)
            assert told == []
    assert told == [["Rolls"]]


def test_a_double_click_makes_one(shop: Shop) -> None:
    with shop.opened() as ws:
        assert idea(ws, token="t").id == idea(ws, token="t").id
        assert idea(ws, token="other").id != idea(ws, token=None).id
    assert len(titles(shop)) == 3


def test_clicks_at_the_same_moment_make_one_and_the_losers_are_told(shop: Shop) -> None:
    start = Barrier(4)

    def click(_n: int) -> UUID | None:
        with shop.opened() as ws:
            start.wait(10)
            try:
                return idea(ws, token="t").id
            except Conflict:
                return None

    with ThreadPoolExecutor(4) as pool:
        made = set(pool.map(click, range(4)))
    assert len(made - {None}) == 1
    assert len(titles(shop)) == len(shop.all(ClientToken)) == 1


def test_other_clashes_are_not_called_a_double_click(shop: Shop) -> None:
    with shop.opened() as ws, pytest.raises(sa.exc.IntegrityError), ws.writing() as rows:
        rows.add(
            Post(
                business_id=shop.business_id,
                title="x",
                type="text",
                channel="sms",
                campaign_id=shop.business_id,
                created_at=ws.now,
                updated_at=ws.now,
            )
        )


def test_who_did_what_is_written_with_the_work(shop: Shop) -> None:
    with shop.opened() as ws:
        with ws.writing():
            ws.audit("bake", "x" * 300, "at seven")
        with pytest.raises(ZeroDivisionError), ws.writing():  # noqa: PT012
            ws.audit("burn")
            raise ZeroDivisionError
    (line,) = shop.all(AuditEntry)
    assert (line.actor, line.verb, len(line.subject), line.detail, line.at) == (
        "Ana",
        "bake",
        200,
        "at seven",
        shop.clock.now,
    )


class Named:
    id = "replies"


class Slow:
    """A model that answers when it is told to."""

    def __init__(self) -> None:
        self.asked, self.go_on = Event(), Event()

    def answer(self, prompt: object, facts: object) -> str:
        self.asked.set()
        assert self.go_on.wait(30)
        return "done"


def test_a_slow_model_holds_nothing_up(shop: Shop) -> None:
    shop.answering = slow = Slow()
    post_id = shop.post()
    with shop.opened() as ws, ThreadPoolExecutor(1) as pool:
        publishing.publish_now(ws, post_id)
        shop.clock.now += timedelta(seconds=1)

        def read_ask_write() -> str:
            with shop.opened() as asking:
                assert asking.rows.count(Idea) == 0
                answer = asking.ai.answer("prompt", "facts")
                idea(asking, answer)
                return answer

        waits = pool.submit(read_ask_write)
        assert slow.asked.wait(30)
        (claim,) = shop.claims()
        with shop.by_the_clock() as clock:
            assert publishing.publish_claimed(clock, claim) is PostStatus.PUBLISHED
        idea(ws, "Loaves")
        slow.go_on.set()
        assert waits.result(30) == "done"
    assert titles(shop) == ["Loaves", "done"]


def test_the_model_is_refused_with_writes_in_hand(shop: Shop) -> None:
    shop.answering = Slow()
    with shop.opened() as ws, ws.writing(), pytest.raises(RuntimeError, match="read, ask, then write"):
        ws.ai.answer(Named, "facts")
    assert not shop.answering.asked.is_set()


def test_each_business_has_a_shelf_of_its_own_in_the_cache(shop: Shop) -> None:
    stranger = Shop(shop.engine, shop.cache, shop.media, shop.clock, shop.fake)
    with shop.opened() as mine, stranger.opened() as other:
        mine.cache.set("score", "é", timedelta(hours=1))
        other.cache.set("score", "b", timedelta(hours=1))
        mine.cache.set("else", "c", timedelta(hours=1))
        assert (mine.cache.get("score"), other.cache.get("score"), mine.cache.get("x")) == ("é", "b", None)
        mine.cache.delete("sco")
        assert (mine.cache.get("score"), mine.cache.get("else"), other.cache.get("score")) == (None, "c", "b")
        mine.cache.delete()
        assert (mine.cache.get("else"), other.cache.get("score")) == (None, "b")
