"""Asked, approved or sent back; a post that breaks a rule gets no further."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest

from core import content, publishing
from core.errors import Conflict, Forbidden, Invalid, NotFound
from core.keys import PERMISSIONS, Key
from core.tables import AuditEntry
from core.vocab import NoteKind, Permission, PostStatus, Role
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


def test_the_thread_tells_who_asked_what_was_wanted_and_which_words_lay_there(shop: Shop, clock) -> None:
    post_id = shop.post()
    with shop.opened() as ws:
        for deed in (
            lambda: publishing.request_approval(ws, post_id, note=" Please look at the price. "),
            lambda: publishing.request_changes(ws, post_id, "Name the price."),
            lambda: publishing.comment_post(ws, post_id, "Done."),
            lambda: publishing.request_approval(ws, post_id),
            lambda: publishing.approve_post(ws, post_id, note="Lovely."),
        ):
            clock.now += timedelta(minutes=1)
            deed()
        thread = publishing.read_thread(ws, post_id)
    assert [(one.kind, one.text) for one in thread.notes] == [
        (NoteKind.ASKED, "Please look at the price."),
        (NoteKind.CHANGES, "Name the price."),
        (NoteKind.COMMENT, "Done."),
        (NoteKind.ASKED, ""),
        (NoteKind.APPROVED, "Lovely."),
    ]
    assert {one.actor for one in thread.notes} == {"Ana"}
    assert not thread.changed_since_asked


def test_words_that_changed_meanwhile_are_neither_approved_nor_sent_back(shop: Shop, clock, post) -> None:
    post_id = shop.post()
    with shop.opened() as ws:
        seen = publishing.request_approval(ws, post_id).updated_at
        clock.now += timedelta(minutes=1)
        now = content.revise_post(ws, post_id, content.PostEdit(caption="Other rolls.")).updated_at
        assert publishing.read_thread(ws, post_id).changed_since_asked
        for deed in (publishing.approve_post, partial(publishing.request_changes, what="Shorter.")):
            with pytest.raises(Conflict, match="changed since you looked"):
                deed(ws, post_id, seen=seen)
        assert publishing.approve_post(ws, post_id, seen=now).status is S.APPROVED


def test_an_approved_post_that_is_edited_asks_again_and_its_thread_says_so(shop: Shop, clock) -> None:
    post_id = shop.post()
    with shop.opened() as ws:
        with ws.writing():
            ws.profile.approval_required = True
        publishing.request_approval(ws, post_id)
        publishing.approve_post(ws, post_id)
        clock.now += timedelta(minutes=1)
        assert content.revise_post(ws, post_id, content.PostEdit(cta="Order")).status is S.DRAFT
        assert publishing.read_thread(ws, post_id).notes[-1].kind is NoteKind.REOPENED


def test_who_asked_does_not_approve_as_well_but_an_admin_may(shop: Shop) -> None:
    post_id, wim = shop.post(), uuid4()
    key = Key(shop.business_id, wim, "Wim", PERMISSIONS[Role.MARKETER])
    with shop.opened(key) as ws:
        publishing.request_approval(ws, post_id)
        with pytest.raises(Forbidden, match="Somebody else"):
            publishing.approve_post(ws, post_id)
    with shop.opened(replace(key, user_id=uuid4())) as ws:
        assert publishing.approve_post(ws, post_id).status is S.APPROVED
    mine = shop.post()
    with shop.opened(replace(key, permissions=PERMISSIONS[Role.ADMIN])) as ws:
        publishing.request_approval(ws, mine)
        assert publishing.approve_post(ws, mine).status is S.APPROVED


def test_empty_and_endless_words_are_refused_with_their_field(shop: Shop) -> None:
    post_id = shop.post(status=S.PENDING_APPROVAL)
    with shop.opened() as ws:
        for deed, field in (
            (lambda: publishing.request_changes(ws, post_id, "  "), "what"),
            (lambda: publishing.comment_post(ws, post_id, " "), "comment"),
            (lambda: publishing.comment_post(ws, post_id, "x" * 2001), "comment"),
        ):
            with pytest.raises(Invalid) as refusal:
                deed()
            assert refusal.value.field == field
        with pytest.raises(NotFound):
            publishing.comment_post(ws, uuid4(), "Hello")
        assert publishing.read_thread(ws, post_id).notes == ()
