"""One idea on its channels: written for four, gone through in a row, added to, and only the open panel drawn."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from core import content
from core.keys import Key
from core.tables import Post
from core.vocab import PostStatus
from core.wiring import Runtime
from tests.pages.elements import button, caption_key, opened, typed

PAGE = "pages/content_studio/page.py"
Said = Callable[[AppTest], str]


def test_one_idea_is_written_for_four_channels(app: AppTest, product: Runtime, sandbox: Key, words: Said) -> None:
    with product.workspace(sandbox) as ws:
        before = ws.rows.count(Post)
    opened(app, PAGE, new="1")
    app.main.text_input(key="new:theme").set_value("A free first visit").run()

    button(app, "Write 4 drafts").click().run()

    assert not app.exception
    with product.workspace(sandbox) as ws:
        assert ws.rows.count(Post) == before + 4
        view = content.read_post(ws, content.list_posts(ws, limit=1)[0].id)
        assert len(view.variants) == 3
    channels = app.main.segmented_control(key="post:channel")
    assert len(channels.options) == 4

    channels.set_value(str(view.variants[0].id)).run()
    assert app.query_params["post"] in (str(view.variants[0].id), [str(view.variants[0].id)])
    app.main.toggle(key="post:side").set_value(True).run()
    assert not app.exception
    beside = [button for button in app.main.button if str(button.key).startswith("beside:")]
    assert len(beside) == 4
    beside[0].click().run()
    assert not app.main.toggle(key="post:side").value  # it leads to that post's editor


def test_a_missing_channel_is_added_without_leaving_the_page(
    app: AppTest, product: Runtime, sandbox: Key, letter: Post, words: Said
) -> None:
    opened(app, PAGE, post=str(letter.id))
    typed(app, letter, "Not saved yet.")
    app.session_state[f"add:{letter.id}"] = True
    app.run()
    app.main.pills(key=f"add:{letter.id}:name").set_value("sms").run()

    button(app, "Take the words along").click().run()

    assert not app.exception
    assert "Here it is for SMS" in words(app)
    with product.workspace(sandbox) as ws:
        (made,) = content.read_post(ws, letter.id).variants
        assert content.read_post(ws, made.id).post.caption == "Come and see us."
    assert [label for label in app.main.segmented_control(key="post:channel").options if "unsaved" in label]

    app.main.segmented_control(key="post:channel").set_value(str(letter.id)).run()
    assert app.session_state[caption_key(letter)] == "Not saved yet."


def test_only_the_open_panel_is_drawn(app: AppTest, product: Runtime, sandbox: Key, words: Said) -> None:
    with product.workspace(sandbox) as ws:
        line = content.list_posts(ws, status=PostStatus.DRAFT, limit=1)[0]
    assert "Prompt post" not in words(opened(app, PAGE, post=str(line.id)))

    app.main.pills(key="post:panel").set_value("origin").run()
    assert "Prompt post" in words(app)

    app.main.pills(key="post:panel").set_value("like").run()
    said = words(app)
    assert not app.exception
    assert "Prompt post" not in said
    assert "% alike" in said or "makes this one new" in said
