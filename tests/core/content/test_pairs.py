import json
from datetime import timedelta
from typing import Any

import pytest

from core import content
from core.content import pairs
from core.content.prompts import POST
from core.content.shapes import PostText
from core.tables import Contact, Conversation, Message, Post
from core.vocab import Author, ConversationStatus, Direction, PostStatus, PostType
from tests.worlds import MARK, fill


def _published(ws, post, days=1) -> Post:
    with ws.writing() as rows:
        own = rows.get(Post, post.id)
        own.status, own.published_at = PostStatus.PUBLISHED, ws.now - timedelta(days=days)
    return own


@pytest.fixture
def post(ws) -> Post:
    """An e-mail that a person changed in one word and gave a customer's address, and that went out."""
    made = content.draft_post(ws, channel="email", type=PostType.TEXT, theme="Rolls")
    words = made.caption.split(" ")
    content.revise_post(ws, made.id, content.PostEdit(caption=" ".join([*words[:-1], "Cheers,", words[-1]])))
    return _published(ws, made)


def _lines(ws) -> list[dict[str, Any]]:
    return [json.loads(line) for line in content.export_pairs(ws)]


def test_a_line_has_the_prompt_what_went_live_and_what_was_written(ws, post) -> None:
    (line,) = _lines(ws)

    system, asked, answer = line["messages"]
    assert (system["role"], system["content"]) == ("system", POST.wording.system)
    assert asked["role"] == "user"
    assert "Rye & Shine" in asked["content"]
    assert f"{system['content']}\n\n{asked['content']}" == post.ai.prompt_used
    final = PostText.model_validate_json(answer["content"])
    assert (answer["role"], final.caption, final.subject) == ("assistant", post.caption, post.subject)
    told = line["metadata"]
    assert PostText.model_validate(told["written"]).caption != post.caption
    assert told["words_changed"] == 1
    assert told["words"] > 10
    assert (told["post_id"], told["engine"], told["prompt_version"]) == (
        str(post.id),
        "offline",
        post.ai.prompt_version,
    )


def test_what_was_not_changed_is_told_as_it_was_written(ws) -> None:
    post = _published(ws, content.draft_post(ws, channel="linkedin", type=PostType.TEXT))
    (line,) = _lines(ws)
    assert line["metadata"]["words_changed"] == 0
    assert json.loads(line["messages"][-1]["content"]) == line["metadata"]["written"]
    assert line["metadata"]["post_id"] == str(post.id)


def test_an_edited_storyboard_counts_and_may_break_the_writer_s_own_bounds(ws) -> None:
    made = content.draft_post(ws, channel="instagram", type=PostType.VIDEO)
    scenes = (made.storyboard[0].model_copy(update={"script": "Look", "seconds": 45}), *made.storyboard[1:])
    with ws.writing() as rows:
        rows.get(Post, made.id).storyboard = scenes
    _published(ws, made)
    (line,) = _lines(ws)
    assert json.loads(line["messages"][-1]["content"])["scenes"][0]["seconds"] == 45
    assert line["metadata"]["words_changed"] > 0


def test_only_what_went_live_and_began_as_the_writer_s_is_there(ws, post) -> None:
    content.draft_post(ws, channel="linkedin", type=PostType.TEXT)
    by_hand = content.NewPost(channel="linkedin", type=PostType.TEXT, title="Mine", caption="By hand.")
    _published(ws, content.create_post(ws, by_hand))
    for reply in ("", '{"caption": 1}'):
        old = _published(ws, content.draft_post(ws, channel="linkedin", type=PostType.TEXT))
        with ws.writing() as rows:
            row = rows.get(Post, old.id)
            row.ai = row.ai.model_copy(update={"reply": reply})
    assert [line["metadata"]["post_id"] for line in _lines(ws)] == [str(post.id)]


def test_a_prompt_reworded_since_is_told_whole(ws, post) -> None:
    with ws.writing() as rows:
        row = rows.get(Post, post.id)
        row.ai = row.ai.model_copy(update={"prompt_used": "An older wording\n\nBusiness: Rye & Shine"})
    (line,) = _lines(ws)
    assert line["messages"][0] == {"role": "user", "content": "An older wording\n\nBusiness: Rye & Shine"}
    assert len(line["messages"]) == 2


def test_posts_are_read_in_chunks_and_each_is_told_once(ws, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pairs, "CHUNK", 2)
    posts = [
        _published(ws, one, days=days)
        for one, days in zip(
            content.draft_posts(ws, [content.DraftRequest(channel="linkedin", type=PostType.TEXT)] * 5),
            (9, 3, 3, 3, 1),
            strict=True,
        )
    ]
    told = [line["metadata"]["post_id"] for line in _lines(ws)]
    assert sorted(told) == sorted(str(one.id) for one in posts)
    moments = [line["metadata"]["published_at"] for line in _lines(ws)]
    assert moments == sorted(moments)


def test_no_contact_no_secret_and_nobody_else_s_row_is_in_it(runtime, ws, post, now) -> None:
    fill(runtime.engine, now)
    key, secret = ws.key.business_id, "sk-proj-canary0000000000000000"
    with ws.writing() as rows:
        contact = rows.add(
            Contact(
                business_id=key,
                name="Canary Silva",
                channel="email",
                handle="canary@x.example",
                email="canary@x.example",
                phone="+351 912 000 777",
                created_at=now,
            )
        )
        rows.flush()
        talk = rows.add(
            Conversation(
                business_id=key,
                contact_id=contact.id,
                external_ref="thread-1",
                channel="email",
                status=ConversationStatus.PENDING,
                first_inbound_at=now,
                last_inbound_at=now,
            )
        )
        rows.flush()
        rows.add(
            Message(
                business_id=key,
                conversation_id=talk.id,
                direction=Direction.INBOUND,
                author=Author.CUSTOMER,
                external_ref="message-1",
                text="canary in a message",
                at=now,
            )
        )
        own = rows.get(Post, post.id)
        own.caption += f" Thanks Canary@x.example, 912 000 777! {secret}"
    told = b"".join(content.export_pairs(ws)).decode()
    assert told.count("[contact]") == 2
    assert "[secret]" in told
    for leak in ("canary@x", "912 000 777", secret, "in a message", "Canary Silva", MARK):
        assert leak.casefold() not in told.casefold()
