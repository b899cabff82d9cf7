"""Help with words: offered only when the channel and the guard would let it through, and nothing is stored."""

import base64
import json
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from io import BytesIO

import httpx2
import pytest
from PIL import Image
from pydantic import SecretStr
from sqlmodel import col

from core import content
from core.adapters.openai_model import OpenAICompatible
from core.ai.endpoint import Endpoint
from core.ai.offline import Offline
from core.content import NewPost, PostEdit, Wish
from core.content.assist_asking import PUT_ASIDE
from core.content.assist_pictures import LOOKED, NO_EYES, UNSEEN
from core.errors import Conflict, Forbidden, Invalid, NotFound
from core.tables import AiUsage, Post
from core.vocab import Engine, PostStatus, PostType
from core.wiring import Writers
from tests.core.content.bad_files import picture

HERE = Endpoint("http://model.example/v1", SecretStr("k"), "small", "big")
TEXT = "The rye is back on the shelf.\n\nWe bake it at night. You pick it up in the morning.\n\nOne loaf costs €4.20."


@pytest.fixture
def post(ws) -> Post:
    told = NewPost(channel="linkedin", type=PostType.TEXT, title="Rye is back", caption=TEXT)
    return content.create_post(ws, told)


@pytest.fixture
def letter(ws) -> Post:
    told = NewPost(channel="email", type=PostType.TEXT, title="Rye is back", caption=TEXT, subject="Rye")
    return content.create_post(ws, told)


class Says:
    """A model that suggests what it is told to; ``told`` is what it was asked."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.told = ""
        self.is_blind = False

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        asked = json.loads(request.content)
        self.told = asked["messages"][1]["content"]
        if self.is_blind and isinstance(self.told, list):
            return httpx2.Response(400, json={"error": {"message": "image_url is only supported by certain models"}})
        text = json.dumps({"lines": [{"text": line, "why": "Says it in 5 words"} for line in self.lines]})
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": text}}
        return httpx2.Response(
            200, json={"model": "big", "choices": [choice], "usage": {"prompt_tokens": 900, "completion_tokens": 100}}
        )


@pytest.fixture
def model(ws) -> Says:
    says = Says()
    vendor = partial(
        OpenAICompatible,
        connect=lambda: httpx2.MockTransport(says),
        price=lambda url, name, usage: Decimal(usage.total) / 1_000_000,
    )
    ws.__dict__["ai"] = Writers(lambda: vendor).model(ws, HERE)
    return says


def test_a_text_is_said_another_way_and_the_post_stays_as_it_was(ws, post) -> None:
    found = content.reword_post(ws, post.id, Wish.SHORTER)

    assert [one.edit for one in found.candidates] == [PostEdit(caption=one.text) for one in found.candidates]
    assert all(len(one.text) < len(TEXT) and one.why for one in found.candidates)
    assert (found.ai.engine, found.ai.prompt_id, found.cost) == (Engine.OFFLINE, "reword", 0)
    assert ws.rows.get(Post, post.id).caption == TEXT


def test_unsaved_words_are_what_is_helped_with(ws, post) -> None:
    changes = PostEdit(caption="A first line. A second line.")
    (one,) = content.reword_post(ws, post.id, Wish.SHORTER, changes=changes).candidates
    assert one.text == "A first line."


@pytest.mark.parametrize("wish", [Wish.SEGMENT, Wish.OWN])
def test_a_segment_or_a_wish_has_to_be_told_in_few_words(ws, post, wish) -> None:
    for says in (" ", "x" * 201):
        with pytest.raises(Invalid) as refused:
            content.reword_post(ws, post.id, wish, says=says)
        assert refused.value.field == "says"
    assert bool(content.reword_post(ws, post.id, wish, says="Early birds").candidates) == (wish is Wish.SEGMENT)


def test_nothing_is_suggested_for_nothing(ws, letter) -> None:
    for ask in (partial(content.reword_post, wish=Wish.SHORTER), content.suggest_calls, content.suggest_subjects):
        with pytest.raises(Invalid, match="no text yet"):
            ask(ws, letter.id, changes=PostEdit(caption=" "))


def test_calls_and_subjects_fit_their_channel(ws, post, letter) -> None:
    calls = content.suggest_calls(ws, post.id).candidates
    assert len({one.edit.cta for one in calls}) == 4
    subjects = content.suggest_subjects(ws, letter.id).candidates
    assert all(len(one.edit.subject) <= 50 for one in subjects)
    assert "We bake it at night" in [one.edit.subject for one in subjects]
    with pytest.raises(Invalid, match="Only e-mails"):
        content.suggest_subjects(ws, post.id)


def test_what_has_gone_out_is_not_helped_with_and_the_clock_asks_nothing(ws, clock_ws, post) -> None:
    with pytest.raises(Forbidden):
        content.suggest_calls(clock_ws, post.id)
    with ws.writing() as rows:
        rows.get(Post, post.id).status = PostStatus.PUBLISHED
    with pytest.raises(Conflict):
        content.suggest_calls(ws, post.id)


def test_a_model_s_suggestions_are_kept_one_by_one(ws, post, model) -> None:
    long = "Rye. " * 900
    model.lines = [
        "Rye is back for €4.20.",
        "Rye is back for €3.",
        TEXT,
        long,
        "Rye is **back**.",
        "rye is back for €4.20.",
    ]

    found = content.reword_post(ws, post.id, Wish.OWN, says="Make it rhyme")

    assert [one.text for one in found.candidates] == ["Rye is back for €4.20."]
    assert (found.ai.engine, found.cost, found.left_out) == (Engine.MODEL, Decimal("0.001"), 3)
    assert "Wish: Make it rhyme" in model.told
    with ws.aside() as own:
        assert own.rows.count(AiUsage) == 1


def test_where_nothing_of_a_model_s_may_be_used_the_rules_help_and_the_cost_is_told(ws, letter, model) -> None:
    model.lines = ["A subject that goes on and on, far beyond what any phone will ever show"]

    found = content.suggest_subjects(ws, letter.id)

    assert (found.ai.engine, found.ai.fallback_reason, found.cost) == (Engine.OFFLINE, PUT_ASIDE, Decimal("0.001"))
    assert found.candidates


def test_where_the_guard_refuses_all_the_understudy_says_why(ws, letter, model) -> None:
    model.lines = ["50% off rye", "Rye, guaranteed"]
    found = content.suggest_subjects(ws, letter.id)
    assert found.ai.engine is Engine.OFFLINE
    assert "“50%”" in found.ai.fallback_reason


def results(ws, *scores: tuple[str, float]) -> None:
    for tag, score in scores:
        told = NewPost(channel="linkedin", type=PostType.TEXT, title=tag, caption=f"About {tag} {score}.")
        made = content.create_post(ws, told)
        with ws.writing() as rows:
            own = rows.get(Post, made.id)
            own.hashtags, own.engagement_score = (tag,), score
            own.status, own.published_at = PostStatus.PUBLISHED, ws.now - timedelta(days=9)


def test_hashtags_are_ranked_by_own_results_and_fit_the_channel(ws, post, model) -> None:
    results(ws, ("#Rye", 90.0), ("#Rye", 80.0), ("#Monday", 10.0), ("#Bread", 60.0), ("#CinnamonRoll", 99.0))
    model.lines = ["#Monday", "#New", "Rye", "#Bread!", "#Lisbon", "#Shelf", "#Rye"]

    found = content.suggest_hashtags(ws, post.id)

    (one,) = found.candidates
    assert one.edit.hashtags == ("#Rye", "#New", "#Lisbon", "#Shelf", "#Bread")
    assert one.text == "#Rye #New #Lisbon #Shelf #Bread"
    assert one.notes[0] == "#Rye: 85 of 100 on average, 2 posts"
    assert one.why == "By the scores of your own posts with them; all posts average 68 of 100"
    assert one.notes[1] == "#New: Says it in 5 words"
    assert "Own hashtag, best first: #Rye" in model.told
    assert "#CinnamonRoll" not in model.told  # sold too, but not what this post is about
    assert "best first: #Monday" not in model.told


def test_without_results_the_trade_s_are_suggested_and_said_to_be(ws, post) -> None:
    (one,) = content.suggest_hashtags(ws, post.id).candidates
    assert len(one.edit.hashtags) == 5
    assert "No own results yet" in one.why
    (fewer,) = content.suggest_hashtags(ws, post.id, changes=PostEdit(caption="#a #b #c are here.")).candidates
    assert len(fewer.edit.hashtags) == 2
    assert content.suggest_hashtags(ws, post.id, changes=one.edit).candidates == ()


def test_hashtags_where_there_is_no_room_or_no_use(ws, post, letter) -> None:
    with pytest.raises(Invalid, match="do nothing here"):
        content.suggest_hashtags(ws, letter.id)
    with pytest.raises(Invalid, match="5 of 5"):
        content.suggest_hashtags(ws, post.id, changes=PostEdit(caption="#a #b #c #d #e"))


def test_pictures_are_described_by_their_words_and_the_description_is_kept(ws) -> None:
    made = content.draft_post(ws, channel="instagram", type=PostType.IMAGE, title="Warm rye")
    (item,) = made.media
    words = item.alt_text.split("“")[-1].split('"')[-1].strip("”.")

    found = content.suggest_alt_text(ws, made.id, item.key)
    assert f"“{words}" in found.candidates[0].text or '"' in item.alt_text
    assert all(one.edit is None for one in found.candidates)

    content.describe_picture(ws, made.id, item.key, found.candidates[0].text)
    (kept,) = ws.rows.get(Post, made.id).media
    assert kept == item.model_copy(update={"alt_text": found.candidates[0].text})
    with pytest.raises(Invalid, match="too long"):
        content.describe_picture(ws, made.id, item.key, "x" * 2000)
    with pytest.raises(NotFound):
        content.suggest_alt_text(ws, made.id, "posters/none.jpg")


def test_a_person_s_description_of_a_photo_is_built_on(ws, model) -> None:
    made = content.draft_post(ws, channel="instagram", type=PostType.IMAGE)
    with ws.writing() as rows:
        own = rows.get(Post, made.id)
        own.media = tuple(
            one.model_copy(update={"key": "photos/x.jpg", "alt_text": "Ana at the oven"}) for one in own.media
        )
    model.lines = ["A photo of Ana at the oven."]
    found = content.suggest_alt_text(ws, made.id, "photos/x.jpg")
    assert [one.text for one in found.candidates] == ["A photo of Ana at the oven."]
    assert "On the picture: Ana at the oven" in model.told


def test_a_photo_is_looked_at_by_a_model_that_can_and_every_suggestion_says_whether_it_was(ws, model) -> None:
    made = content.draft_post(ws, channel="instagram", type=PostType.IMAGE, title="Warm rye")
    made = content.add_media(ws, made.id, picture("PNG"))
    item = made.media[-1]
    model.lines = ["Two loaves on a board, steam rising.", "Loaves for €9.99."]
    found = content.suggest_alt_text(ws, made.id, item.key)
    assert [(one.text, one.notes) for one in found.candidates] == [(model.lines[0], (LOOKED,))]
    words, shown = model.told
    assert "in front of you" not in words["text"]
    assert item.key not in words["text"]
    sent = Image.open(BytesIO(base64.b64decode(shown["image_url"]["url"].split(",")[1])))
    assert (sent.format, max(sent.size) <= 768) == ("JPEG", True)
    with ws.aside() as own:
        row = own.rows.one(AiUsage, col(AiUsage.prompt_id) == "alt_seen")
    assert (row.tokens_in, row.tokens_out) == (900, 100)


def test_where_nobody_can_look_it_says_so(ws, model) -> None:
    made = content.draft_post(ws, channel="instagram", type=PostType.IMAGE, title="Warm rye")
    item = content.add_media(ws, made.id, picture("PNG")).media[-1]
    model.is_blind, model.lines = True, ["A photo for the post on warm rye."]
    found = content.suggest_alt_text(ws, made.id, item.key)
    assert [(one.text, one.notes) for one in found.candidates] == [(model.lines[0], (NO_EYES,))]
    assert found.ai.engine is Engine.MODEL

    ws.__dict__["ai"] = Offline()
    alone = content.suggest_alt_text(ws, made.id, item.key).candidates
    assert {one.notes for one in alone} == {(UNSEEN,)}
    poster = content.suggest_alt_text(ws, made.id, made.media[0].key).candidates
    assert "that reads" in poster[0].text
    assert poster[0].notes == (UNSEEN,)


def test_nothing_tells_a_candidate_from_its_copy(ws, post) -> None:
    one, two = (content.suggest_calls(ws, post.id) for _ in range(2))
    assert replace(one, ai=two.ai) == two
