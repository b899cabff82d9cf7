import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels.lifecycle import DEEDS, NEXT, WORDS, is_editable, may_move, moved
from core.errors import Conflict
from core.vocab import PostStatus as S

statuses = st.sampled_from(S)


def test_the_table_knows_every_status() -> None:
    assert set(NEXT) == set(WORDS) == set(DEEDS) == set(S)


@given(statuses, statuses)
def test_a_step_is_taken_or_refused_in_words(status: S, to: S) -> None:
    if may_move(status, to):
        assert moved(status, to) is to
        return
    with pytest.raises(Conflict) as refusal:
        moved(status, to)
    assert WORDS[status] in refusal.value.message
    assert DEEDS[to] in refusal.value.message
    assert refusal.value.message.endswith(".")


def test_every_status_can_be_reached_from_a_draft() -> None:
    reached, edge = {S.DRAFT}, [S.DRAFT]
    while edge:
        new = NEXT[edge.pop()] - reached
        reached |= new
        edge += new
    assert reached == set(S)


def test_only_the_clock_path_leads_to_published() -> None:
    assert {status for status in S if S.PUBLISHED in NEXT[status]} == {S.PUBLISHING, S.UNCONFIRMED}
    assert {status for status in S if S.PUBLISHING in NEXT[status]} == {S.SCHEDULED}


def test_published_is_the_end() -> None:
    assert not NEXT[S.PUBLISHED]
    with pytest.raises(Conflict, match="Make a copy"):
        moved(S.PUBLISHED, S.DRAFT)


@pytest.mark.parametrize("status", [S.PUBLISHING, S.PUBLISHED, S.UNCONFIRMED])
def test_what_is_out_or_going_out_cannot_be_edited_cancelled_mid_flight_or_reopened(status: S) -> None:
    assert not is_editable(status)
    assert S.DRAFT not in NEXT[status]


@pytest.mark.parametrize("status", [S.APPROVED, S.SCHEDULED])
def test_an_edit_reopens(status: S) -> None:
    assert is_editable(status)
    assert {S.DRAFT, S.PENDING_APPROVAL} <= NEXT[status]


def test_pausing_and_resuming_a_campaign_works_for_every_waiting_post() -> None:
    for status in (S.DRAFT, S.PENDING_APPROVAL, S.CHANGES_REQUESTED, S.APPROVED, S.SCHEDULED):
        assert moved(moved(status, S.ON_HOLD), status) is status


def test_a_refusal_lists_what_can_be_done() -> None:
    with pytest.raises(Conflict, match=r"This post is cancelled, so it can't be scheduled\. It can be reopened\."):
        moved(S.CANCELLED, S.SCHEDULED)
