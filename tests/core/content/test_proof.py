from datetime import timedelta
from decimal import Decimal

import pytest

from core import content, strategy
from core.channels import sms
from core.channels.findings import Code, Fix
from core.channels.sms_price import Price, list_price
from core.content import PostEdit
from core.errors import Invalid, NotFound
from core.strategy import ProfileEdit
from core.tables import Campaign, Post
from core.tables.values import Scene, SmsPrice
from core.vocab import PostStatus, PostType


def _text(ws, **words: object) -> Post:
    new = {"channel": "linkedin", "type": PostType.TEXT, "title": "Rolls", "caption": "Warm rolls."} | words
    return content.create_post(ws, content.NewPost(**new))


def test_words_are_tried_and_not_kept(ws) -> None:
    post = _text(ws)

    proof = content.proof_post(ws, post.id, PostEdit(caption="a" * 3001))

    assert [finding.code for finding in proof.findings] == [Code.TEXT_TOO_LONG]
    assert proof.outgoing.text == "a" * 3001
    assert content.proof_post(ws, post.id).words.caption == "Warm rolls."
    assert content.proof_post(ws, post.id).findings == ()


def test_a_mend_is_tried_on_the_words_in_hand(ws) -> None:
    post = _text(ws)
    tried = PostEdit(caption="word " * 700, cta="Order now")

    proof = content.proof_post(ws, post.id, tried, fix=Code.TEXT_TOO_LONG)

    assert proof.findings == ()
    assert proof.words.cta == "Order now"
    assert len(proof.outgoing.text) <= 3000
    assert ws.rows.get(Post, post.id).caption == "Warm rolls."


def test_a_code_without_a_mend_is_refused(ws) -> None:
    with pytest.raises(Invalid, match="one-click") as refused:
        content.proof_post(ws, _text(ws).id, fix=Code.TEXT_MISSING)
    assert refused.value.field == "code"


def test_a_post_that_has_gone_out_can_still_be_looked_at(ws) -> None:
    post = _text(ws)
    with ws.writing() as rows:
        rows.get(Post, post.id).status = PostStatus.PUBLISHED

    assert content.proof_post(ws, post.id).outgoing.text == "Warm rolls."


def test_scenes_in_hand_make_the_video_s_length(ws) -> None:
    post = content.draft_post(ws, channel="instagram", type=PostType.VIDEO)

    proof = content.proof_post(
        ws, post.id, PostEdit(storyboard=(Scene(scene=1, script="Hi", visual_description="Bread", seconds=2),))
    )

    assert proof.draft.video_seconds == 2
    assert [finding.code for finding in proof.findings] == [Code.FILM_MISSING, Code.VIDEO_TOO_SHORT]
    assert proof.findings[0].fix == Fix(Code.FILM_MISSING, "Make an animatic")
    assert content.proof_post(ws, post.id, PostEdit(storyboard=())).draft.video_seconds is None


def test_variants_of_one_idea_stand_side_by_side(ws, clock) -> None:
    requests = [
        content.DraftRequest(channel=name, type=PostType.TEXT, theme="Easter", idea="1") for name in ("sms", "email")
    ]
    message, letter = content.draft_posts(ws, requests)
    clock.now += timedelta(minutes=1)
    alone = _text(ws)
    with ws.writing() as rows:
        rows.get(Post, alone.id).idea_id = None

    assert [proof.post.id for proof in content.proof_variants(ws, message.id)] == [letter.id, message.id]
    assert [proof.post.id for proof in content.proof_variants(ws, alone.id)] == [alone.id]
    assert "STOP" in content.proof_variants(ws, message.id)[1].outgoing.text


def test_a_text_message_costs_what_the_business_says_else_what_is_listed(ws) -> None:
    post = _text(ws, channel="sms")
    listed = content.proof_post(ws, post.id).price
    own = SmsPrice(amount=Decimal("0.045"), currency="EUR")

    strategy.save_profile(ws, ProfileEdit(sms_price=own, country="PT"))
    assert content.proof_post(ws, post.id).price == Price(Decimal("0.045"), "EUR")
    assert content.proof_post(ws, _text(ws).id).price is None
    strategy.save_profile(ws, ProfileEdit(sms_price=SmsPrice()), seen=ProfileEdit(sms_price=own))

    assert content.proof_post(ws, post.id).price is None
    assert listed == list_price("US")


def test_a_text_message_is_counted_with_its_links_tagged_at_every_door(ws) -> None:
    key = ws.key.business_id
    with ws.writing() as rows:
        campaign = rows.add(Campaign(business_id=key, name="Spring sale", goal="Bookings", starts_on=ws.now.date(),
                                     ends_on=ws.now.date(), created_at=ws.now))  # fmt: skip
    words = "Hi https://rye.example " + "now " * 12
    new = content.NewPost(channel="sms", type=PostType.TEXT, title="Warm rolls", caption=words)
    apart, within = content.create_post(ws, new), content.create_post(ws, new, campaign_id=campaign.id)

    proof = content.proof_post(ws, within.id)
    assert sms.parts(content.proof_post(ws, apart.id).outgoing.text).count == 1
    assert sms.parts(proof.outgoing.text).count == 2
    assert (
        "utm_source=sms&utm_medium=sms&utm_campaign=spring-sale&utm_content=warm-rolls now now" in proof.outgoing.text
    )

    (many,) = content.proof_post(ws, within.id, PostEdit(caption="Hi https://rye.example " + "now " * 60)).findings
    assert many.code is Code.SMS_MANY_PARTS
    assert "tags on its links take 78 characters" in many.message
    long = PostEdit(caption="Hi https://rye.example " + "now " * 370)
    assert content.proof_post(ws, apart.id, long).findings[0].code is Code.SMS_MANY_PARTS
    trimmed = content.proof_post(ws, within.id, long, fix=Code.TEXT_TOO_LONG)
    assert len(trimmed.outgoing.text) <= 1600
    with pytest.raises(Invalid, match=r"allows 1,600 characters; this has 1,6"):
        content.revise_post(ws, within.id, long)


def test_another_business_s_post_is_not_there(ws) -> None:
    with pytest.raises(NotFound):
        content.proof_post(ws, ws.key.business_id)
