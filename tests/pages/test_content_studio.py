"""The studio: the board shows this business's posts, and a post is checked, mended, saved and scheduled."""

from collections.abc import Callable
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from core import content, publishing
from core.content import NewPost
from core.keys import Key
from core.tables import Post
from core.vocab import PostStatus, PostType
from core.wiring import Runtime
from tests.pages.elements import button, caption_key, opened, typed

PAGE = "pages/content_studio/page.py"
Said = Callable[[AppTest], str]


def test_the_board_shows_this_business_s_posts(app: AppTest, product: Runtime, sandbox: Key, words: Said) -> None:
    with product.workspace(sandbox) as ws:
        drafts = content.list_posts(ws, status=PostStatus.DRAFT, limit=3)

    said = words(opened(app, PAGE))

    assert drafts
    assert "Drafts" in said
    assert f"open:{drafts[0].id}" in [button.key for button in app.main.button]


def test_filters_come_from_the_address(app: AppTest, product: Runtime, sandbox: Key, letter: Post) -> None:
    opened(app, PAGE, q="Open day", channel="linkedin")

    opens = [button.key for button in app.main.button if str(button.key).startswith("open:")]
    assert opens[0] == f"open:{letter.id}"  # what has the words comes before what is close in meaning
    with product.workspace(sandbox) as ws:
        found = [content.read_post(ws, UUID(key.removeprefix("open:"))).post.channel for key in map(str, opens)]
    assert set(found) == {"linkedin"}
    assert app.query_params["q"] in ("Open day", ["Open day"])


def test_a_search_without_results_offers_the_way_back(app: AppTest, words: Said) -> None:
    opened(app, PAGE, q="zzzz nothing like it")
    assert "No post fits" in words(app)

    button(app, "Clear the filters").click().run()

    assert "Drafts" in words(app)


def test_words_are_checked_as_they_are_typed_and_a_refusal_keeps_them(
    app: AppTest, product: Runtime, sandbox: Key, letter: Post, words: Said
) -> None:
    opened(app, PAGE, post=str(letter.id))
    assert "Keeps every rule" in words(app)

    long = "word " * 700
    typed(app, letter, long)
    assert "3\\,000 characters" in words(app)
    assert "Source: https" in words(app)

    button(app, "Save").click().run()
    assert app.main.error
    assert app.session_state[caption_key(letter)] == long
    with product.workspace(sandbox) as ws:
        assert content.read_post(ws, letter.id).post.caption == "Come and see us."


def test_a_mend_goes_into_the_editor_and_is_saved_from_there(
    app: AppTest, product: Runtime, sandbox: Key, letter: Post, words: Said
) -> None:
    opened(app, PAGE, post=str(letter.id))
    typed(app, letter, "word " * 700)

    button(app, "Trim the text").click().run()
    assert "Mended in the editor" in words(app)
    assert len(app.session_state[caption_key(letter)]) <= 3000
    button(app, "Undo").click().run()
    assert len(app.session_state[caption_key(letter)]) == 3500
    button(app, "Trim the text").click().run()
    button(app, "Save").click().run()

    assert not app.exception
    with product.workspace(sandbox) as ws:
        assert content.read_post(ws, letter.id).post.caption.startswith("word word")


def test_a_stored_finding_is_mended_with_one_click_and_every_undo_has_a_way_back(
    app: AppTest, product: Runtime, sandbox: Key, words: Said
) -> None:
    with product.workspace(sandbox) as ws:
        post = content.create_post(
            ws, NewPost(channel="email", type=PostType.TEXT, title="News", caption="Rolls are here.", subject="Rolls")
        )
    opened(app, PAGE, post=str(post.id))
    assert "no preview line" in words(app)

    button(app, "Use the first sentence").click().run()

    assert "Mended and saved" in words(app)
    with product.workspace(sandbox) as ws:
        assert content.read_post(ws, post.id).post.preheader == "Rolls are here."

    button(app, "Undo").click().run()
    with product.workspace(sandbox) as ws:
        assert content.read_post(ws, post.id).post.preheader == ""

    typed(app, post, "Rolls are out.")
    button(app, "Undo changes").click().run()  # the words are the stored ones, and can be had back
    assert app.session_state[caption_key(post)] == "Rolls are here."
    button(app, "Undo").click().run()
    assert app.session_state[caption_key(post)] == "Rolls are out."


def test_an_e_mail_shows_its_footer_and_a_text_message_its_parts(
    app: AppTest, product: Runtime, sandbox: Key, words: Said
) -> None:
    with product.workspace(sandbox) as ws:
        mail = content.create_post(
            ws, NewPost(channel="email", type=PostType.TEXT, title="News", caption="Rolls.", subject="Rolls today")
        )
        sms = content.create_post(ws, NewPost(channel="sms", type=PostType.TEXT, title="Hi", caption="“Rolls” today"))
        address = ws.profile.postal_address.splitlines()[0].split(",")[0].split()[0]
    said = words(opened(app, PAGE, post=str(mail.id)))
    assert "unsubscribe" in said.lower()
    assert address in said

    said = words(opened(app, PAGE, post=str(sms.id)))
    assert "UCS-2" in said
    assert "left double quotation mark" in said
    assert "STOP" in said


def test_a_post_goes_on_the_calendar_and_comes_back(
    app: AppTest, product: Runtime, sandbox: Key, letter: Post, words: Said
) -> None:
    opened(app, PAGE, post=str(letter.id))

    button(app, "Schedule").click().run()
    assert "On the calendar for" in words(app)
    with product.workspace(sandbox) as ws:
        assert content.read_post(ws, letter.id).post.status is PostStatus.SCHEDULED

    button(app, "Undo").click().run()
    with product.workspace(sandbox) as ws:
        assert content.read_post(ws, letter.id).post.status is PostStatus.DRAFT


def test_a_published_post_is_read_only_and_says_why(app: AppTest, product: Runtime, sandbox: Key, words: Said) -> None:
    with product.workspace(sandbox) as ws:
        line = content.list_posts(ws, status=PostStatus.PUBLISHED, limit=1)[0]

    said = words(opened(app, PAGE, post=str(line.id)))

    assert "already published" in said
    assert app.main.text_input[0].disabled
    assert "Save" not in [button.label for button in app.main.button]


def test_a_rewrite_can_be_undone(app: AppTest, product: Runtime, sandbox: Key, letter: Post) -> None:
    opened(app, PAGE, post=str(letter.id))

    button(app, "Rewrite").click().run()
    with product.workspace(sandbox) as ws:
        assert content.read_post(ws, letter.id).post.caption != "Come and see us."
    button(app, "Undo").click().run()

    with product.workspace(sandbox) as ws:
        assert content.read_post(ws, letter.id).post.caption == "Come and see us."


def test_a_post_by_hand_is_refused_with_its_field_and_kept(app: AppTest, words: Said) -> None:
    opened(app, PAGE, new="1")
    app.main.segmented_control(key="new:way").set_value("By hand").run()
    app.main.text_area(key="new:caption").set_value("Hello there").run()

    button(app, "Keep as a draft").click().run()
    assert "name" in app.main.error[0].value
    assert app.main.text_area(key="new:caption").value == "Hello there"

    app.main.text_input(key="new:title").set_value("Hello").run()
    button(app, "Keep as a draft").click().run()
    assert "Kept as a draft" in words(app)


def test_a_copy_and_a_deletion(app: AppTest, product: Runtime, sandbox: Key, letter: Post, words: Said) -> None:
    opened(app, PAGE, post=str(letter.id))
    button(app, "Copy").click().run()
    assert "Open day \\(copy\\)" in words(app)

    button(app, "Delete this draft").click().run()

    assert "is deleted" in words(app)
    with product.workspace(sandbox) as ws:
        assert [line.title for line in content.list_posts(ws, search="Open day")] == ["Open day"]


def test_approval_comes_before_the_calendar_where_it_is_asked_for(
    app: AppTest, product: Runtime, sandbox: Key, letter: Post, words: Said
) -> None:
    from core import strategy

    with product.workspace(sandbox) as ws:
        strategy.save_profile(ws, strategy.ProfileEdit(approval_required=True))
    opened(app, PAGE, post=str(letter.id))
    assert "Schedule" not in [button.label for button in app.main.button]

    button(app, "Ask for approval").click().run()
    button(app, "Approve").click().run()

    with product.workspace(sandbox) as ws:
        assert content.read_post(ws, letter.id).post.status is PostStatus.APPROVED
    assert "Schedule" in [button.label for button in app.main.button]


def test_somebody_else_s_change_does_not_swallow_what_is_typed(
    app: AppTest, product: Runtime, sandbox: Key, letter: Post, words: Said
) -> None:
    opened(app, PAGE, post=str(letter.id))
    typed(app, letter, "My words.")
    with product.workspace(sandbox) as ws:
        content.revise_post(ws, letter.id, content.PostEdit(caption="Their words."))

    button(app, "Save").click().run()
    assert app.session_state[caption_key(letter)] == "My words."
    assert "Somebody changed this post" in words(app) + app.main.error[0].value

    button(app, "Take their version").click().run()
    assert app.session_state[caption_key(letter)] == "Their words."


@pytest.mark.parametrize("wrong", ["nonsense", "00000000-0000-4000-8000-000000000000"])
def test_a_link_to_no_post_leads_back_to_the_board(app: AppTest, words: Said, wrong: str) -> None:
    opened(app, PAGE, post=wrong)
    assert "isn't here" in words(app)

    button(app, "Back to the board").click().run()
    assert "Drafts" in words(app)


def test_unconfirmed_posts_ask_what_was_seen(app: AppTest, product: Runtime, sandbox: Key, letter: Post) -> None:
    with product.workspace(sandbox) as ws:
        publishing.publish_now(ws, letter.id)
        with ws.writing() as rows:
            rows.get(Post, letter.id).status = PostStatus.UNCONFIRMED
    opened(app, PAGE, post=str(letter.id))

    button(app, "It is not there").click().run()

    with product.workspace(sandbox) as ws:
        assert content.read_post(ws, letter.id).post.status is PostStatus.FAILED
