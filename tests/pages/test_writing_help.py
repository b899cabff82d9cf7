"""Writing help: a wish, suggestions that may be used, one of them in the editor; and a second version with its rule."""

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from core import content
from core.content import NewPost
from core.keys import Key
from core.tables import Post
from core.vocab import ExperimentStatus, PostType
from core.wiring import Runtime

TEXT = "Come and see us on Saturday.\n\nWe show the oven and the starter. There is bread for everybody.\n\nBring a bag."


@pytest.fixture
def post(product: Runtime, sandbox: Key) -> Post:
    with product.workspace(sandbox) as ws:
        return content.create_post(
            ws, NewPost(channel="linkedin", type=PostType.TEXT, title="Open day", caption=TEXT, cta="Come in.")
        )


def _press(app: AppTest, key: str) -> None:
    next(one for one in app.main.button if one.key == key).click().run()
    assert not app.exception, app.exception


def test_help_is_asked_for_taken_and_saved(
    app: AppTest, product: Runtime, sandbox: Key, post: Post, words: Callable[[AppTest], str]
) -> None:
    app.switch_page("pages/content_studio/page.py")
    app.query_params["post"] = str(post.id)
    app.session_state["post:panel"] = "assist"
    app.run()
    assert "Nothing changes until you take a suggestion" in words(app)

    for wish, says in (("calls", "Asks for an answer"), ("own", "can't follow a free wish"), ("hashtags", "average")):
        app.session_state[f"help:{post.id}:wish"] = wish
        app.session_state[f"help:{post.id}:own"] = "Make it rhyme"
        app.run()
        _press(app, f"help:{post.id}:ask")
        assert says in words(app), wish
    assert "By the built-in writer, free of charge." in words(app)

    app.session_state[f"help:{post.id}:wish"] = "shorter"
    app.run()
    _press(app, f"help:{post.id}:ask")
    _press(app, f"help:{post.id}:use:0")
    assert app.session_state[f"words:{post.id}:caption"] == "Come and see us on Saturday.\n\nBring a bag."
    with product.workspace(sandbox) as ws:
        assert ws.rows.get(Post, post.id).caption == TEXT
    _press(app, f"outcome:post:{post.id}:undo")
    assert app.session_state[f"words:{post.id}:caption"] == TEXT

    app.session_state[f"help:{post.id}:wish"] = "trial"
    app.run()
    next(one for one in app.main.text_area if one.label == "Second version").set_value("Warm bread, on Saturday.")
    next(one for one in app.main.button if one.label == "Make the second version").click().run()
    assert not app.exception, app.exception
    with product.workspace(sandbox) as ws:
        (trial,) = content.read_experiments(ws, post.id)
    assert trial.b.caption == "Warm bread, on Saturday."
    assert "72 hours after both are out" in words(app)
    _press(app, f"trial:{trial.experiment.id}:stop")
    assert "Stopped by hand" in words(app)
    with product.workspace(sandbox) as ws:
        assert content.read_experiments(ws, post.id)[0].experiment.status is ExperimentStatus.STOPPED
