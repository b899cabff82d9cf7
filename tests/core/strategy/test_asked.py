"""What customers asked becomes posts of the next plan, once."""

import pytest

from core import content, strategy
from core.content.waiting import MOST
from core.errors import Invalid
from tests.core.strategy.test_plan import brief

ASKED = "Do you sell gift vouchers?"


def test_a_waiting_idea_is_in_the_next_plan_and_waits_no_more_once_that_is_accepted(ws) -> None:
    kept = content.keep_idea(ws, f"  {ASKED} ")
    assert content.keep_idea(ws, ASKED.upper()).id == kept.id
    left_out = content.keep_idea(ws, "Something else")
    content.drop_idea(ws, left_out.id)
    content.drop_idea(ws, left_out.id)
    assert [idea.title for idea in content.waiting_ideas(ws)] == [ASKED]

    plan = strategy.propose_plan(ws, brief())
    about = [post for post in plan.proposal.posts if post.title == ASKED]
    assert about
    assert len({post.week for post in about}) == 1
    assert len({post.channel for post in about}) == len(about)
    assert content.waiting_ideas(ws)  # a proposal takes nothing
    assert kept.theme not in content.already_said(ws, ASKED)

    strategy.accept_plan(ws, plan.id)
    assert content.waiting_ideas(ws) == []
    assert all(post.title != ASKED for post in strategy.propose_plan(ws, brief()).proposal.posts)


def test_an_idea_needs_words_and_room(ws) -> None:
    for words in ("  ", "x" * 121):
        with pytest.raises(Invalid) as refused:
            content.keep_idea(ws, words)
        assert refused.value.field == "idea"
    for number in range(MOST):
        content.keep_idea(ws, f"Question {number}")
    with pytest.raises(Invalid, match="wait already"):
        content.keep_idea(ws, "One more")
