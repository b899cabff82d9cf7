"""Asked, approved or sent back; a post that breaks a rule gets no further."""

import pytest

from core import publishing
from core.errors import Conflict, Forbidden, Invalid
from core.keys import Key
from core.tables import AuditEntry
from core.vocab import Permission, PostStatus
from tests.core.shops import Shop

S = PostStatus


def test_asked_sent_back_asked_again_approved(shop: Shop, post) -> None:
    post_id = shop.post()
    with shop.opened() as ws:
        assert publishing.request_approval(ws, post_id).status is S.PENDING_APPROVAL
        back = publishing.request_changes(ws, post_id, "  Name the price. ")
        assert (back.status, back.status_reason) == (S.CHANGES_REQUESTED, "Name the price.")
        assert publishing.request_approval(ws, post_id).status_reason == ""
        assert publishing.approve_post(ws, post_id).status is S.APPROVED
    assert post(post_id).status is S.APPROVED
    words = sorted(one.verb for one in shop.all(AuditEntry))
    assert words == ["approved", "changes_requested", "pending_approval", "pending_approval"]


@pytest.mark.parametrize("deed", [publishing.request_approval, publishing.approve_post])
def test_a_post_that_breaks_a_rule_gets_no_further(shop: Shop, deed) -> None:
    post_id = shop.post("instagram", status=S.CHANGES_REQUESTED)
    with shop.opened() as ws, pytest.raises(Invalid, match="takes image or video"):
        deed(ws, post_id)


def test_a_post_that_breaks_a_rule_can_be_sent_back(shop: Shop) -> None:
    with shop.opened() as ws:
        back = publishing.request_changes(ws, shop.post("instagram", status=S.PENDING_APPROVAL), "Add a picture.")
    assert back.status is S.CHANGES_REQUESTED


def test_a_draft_that_nobody_asked_about_is_not_approved(shop: Shop) -> None:
    with shop.opened() as ws, pytest.raises(Conflict, match="still a draft"):
        publishing.approve_post(ws, shop.post())


def test_who_may_only_write_does_not_approve(shop: Shop) -> None:
    post_id = shop.post()
    with shop.opened(Key(shop.business_id, None, "Wim", frozenset({Permission.WRITE}))) as ws:
        publishing.request_approval(ws, post_id)
        for deed in (publishing.approve_post, lambda ws, one: publishing.request_changes(ws, one, "x")):
            with pytest.raises(Forbidden):
                deed(ws, post_id)
