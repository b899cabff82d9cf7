"""A post's versions, its approval and the texts it was written from, in the panels of its editor."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from core import content, publishing, strategy
from core.content import NewBlock, NewPost, PostEdit
from core.keys import Key
from core.tables import Post
from core.tables.values import BlockText
from core.vocab import BlockKind, PostStatus, PostType
from core.wiring import Runtime
from tests.pages.elements import button

PAGE = "pages/content_studio/page.py"
Said = Callable[[AppTest], str]


@pytest.fixture
def letter(product: Runtime, sandbox: Key) -> Post:
    with product.workspace(sandbox) as ws:
        new = NewPost(channel="linkedin", type=PostType.TEXT, title="Open day", caption="Come and see us on Friday.")
        made = content.create_post(ws, new)
        content.revise_post(ws, made.id, PostEdit(caption="Come and see us on Saturday."))
        return made


def _panel(app: AppTest, post: Post, name: str) -> AppTest:
    app.switch_page(PAGE)
    app.query_params["post"] = str(post.id)
    app.session_state["post:panel"] = name
    app.run()
    assert not app.exception, app.exception
    return app


def test_two_versions_are_compared_and_one_is_brought_back_and_undone(
    app: AppTest, product: Runtime, sandbox: Key, letter: Post, words: Said
) -> None:
    said = words(_panel(app, letter, "versions"))
    assert ":red-background[\u2212~~Friday\\.~~]" in said
    assert ":green-background[+**Saturday\\.**]" in said

    app.selectbox(key=f"version:{letter.id}").set_value(1).run()
    assert "wrote it" in words(app)
    button(app, "Bring version 1 back").click().run()
    assert "Version 1 is back" in words(app)
    button(app, "Undo").click().run()

    assert not app.exception
    with product.workspace(sandbox) as ws:
        history = content.read_history(ws, letter.id)
        assert history.versions[0].words.caption == "Come and see us on Saturday."
        assert [one.restored for one in history.versions] == [2, 1, None, None]


def test_what_the_writer_wrote_stands_beside_what_went_live(
    app: AppTest, product: Runtime, sandbox: Key, words: Said
) -> None:
    with product.workspace(sandbox) as ws:
        line = content.list_posts(ws, status=PostStatus.PUBLISHED, limit=1)[0]
        post = content.read_post(ws, line.id).post
    _panel(app, post, "versions")
    assert "What the offline writer wrote against what went out" in words(app)
    assert "Bring version" not in words(app)


def test_an_approval_is_asked_for_sent_back_and_given_with_its_thread(
    app: AppTest, product: Runtime, sandbox: Key, letter: Post, words: Said
) -> None:
    with product.workspace(sandbox) as ws:
        strategy.save_profile(ws, strategy.ProfileEdit(approval_required=True))
    _panel(app, letter, "approval")
    app.text_input(key=f"ask:{letter.id}").set_value("Is Saturday right?").run()
    button(app, "Ask for approval").click().run()
    app.text_input(key=f"what:{letter.id}").set_value("Say from when.").run()
    button(app, "Ask for changes").click().run()
    said = words(app).replace("\\", "")
    assert "Is Saturday right?" in said
    assert "Say from when." in said

    button(app, "Ask for approval").click().run()
    with product.workspace(sandbox) as ws:
        content.revise_post(ws, letter.id, PostEdit(caption="Come on Sunday."))
    button(app, "Approve").click().run()
    assert "changed since you looked" in app.error[0].value
    assert "Its words changed since" in words(app)
    button(app, "Approve").click().run()

    with product.workspace(sandbox) as ws:
        assert content.read_post(ws, letter.id).post.status is PostStatus.APPROVED
        assert len(publishing.read_thread(ws, letter.id).notes) == 4


def test_a_template_is_kept_and_put_into_another_post_with_what_is_missing_named(
    app: AppTest, product: Runtime, sandbox: Key, letter: Post, words: Said
) -> None:
    with product.workspace(sandbox) as ws:
        text = BlockText(caption="{business} opens: {doors}.", hashtags=("#open",))
        content.save_block(ws, NewBlock(BlockKind.TEMPLATE, "Doors", text))
        name = ws.business.name
    _panel(app, letter, "templates")
    button(app, "Write with it").click().run()
    said = words(app).replace("\\", "")
    assert "The profile knows nothing for {doors}" in said
    button(app, "Save").click().run()
    with product.workspace(sandbox) as ws:
        post = content.read_post(ws, letter.id).post
        assert (post.caption, post.hashtags) == (f"{name} opens: {{doors}}.", ("#open",))
    assert "Still in braces: {doors}" in words(app).replace("\\", "")

    button(app, "All kept texts").click().run()
    assert "Doors" in words(app)
    button(app, "Delete").click().run()
    button(app, "Undo").click().run()
    button(app, "Edit").click().run()
    app.text_input(key="kept:f:name").set_value("Open doors").run()
    button(app, "Keep it").click().run()
    assert not app.exception
    with product.workspace(sandbox) as ws:
        assert content.list_blocks(ws)[0].name == "Open doors"
