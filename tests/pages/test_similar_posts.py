"""Posts like this on the screens of the studio, and the export of accepted texts on Settings."""

import json
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from core import content
from core.content import NewPost
from core.keys import Key
from core.tables import Post
from core.vocab import PostStatus, PostType
from core.wiring import Runtime

STUDIO = "pages/content_studio/page.py"
RYE = "A slow rye loaf for the weekend: dark crust, soft crumb, out of the oven at seven on Saturday."


@pytest.fixture
def gone(product: Runtime, sandbox: Key) -> UUID:
    """A post that went out ten days ago."""
    with product.workspace(sandbox) as ws:
        made = content.create_post(
            ws, NewPost(channel="linkedin", type=PostType.TEXT, title="Rye at seven", caption=RYE)
        )
        with ws.writing() as rows:
            own = rows.get(Post, made.id)
            own.status, own.published_at = PostStatus.PUBLISHED, ws.now - timedelta(days=10)
        return own.id


@pytest.fixture
def draft(product: Runtime, sandbox: Key, gone: UUID) -> UUID:
    """A draft that says nearly the same."""
    with product.workspace(sandbox) as ws:
        words = RYE.replace("on Saturday", "this Saturday")
        return content.create_post(ws, NewPost(channel="linkedin", type=PostType.TEXT, title="Again", caption=words)).id


def _open(app: AppTest, **query: str) -> AppTest:
    for name, value in query.items():
        app.query_params[name] = value
    app.switch_page(STUDIO).run()
    assert not app.exception
    return app


def test_a_draft_that_repeats_a_post_says_which_and_opens_it(
    app: AppTest, draft: UUID, gone: UUID, words: Callable[[AppTest], str]
) -> None:
    _open(app, post=str(draft))
    assert "Says nearly the same as “Rye at seven” on LinkedIn, which went out" in words(app).replace("\\", "")
    app.button(key=f"same:{gone}").click().run()
    assert app.query_params["post"] == str(gone)
    assert "Says nearly the same" not in words(app)


def test_the_advice_goes_as_soon_as_the_words_are_new(
    app: AppTest, draft: UUID, words: Callable[[AppTest], str]
) -> None:
    _open(app, post=str(draft))
    app.session_state[f"words:{draft}:caption"] = "Croissants fold butter and patience."
    app.run()
    assert "Says nearly the same" not in words(app)


def test_posts_like_this_are_looked_for_when_asked_and_show_their_results(
    app: AppTest, draft: UUID, gone: UUID, words: Callable[[AppTest], str]
) -> None:
    _open(app, post=str(draft))
    assert f"like:{gone}" not in [button.key for button in app.button]
    app.main.pills(key="post:panel").set_value("like").run()
    assert not app.exception
    said = words(app)
    assert "Rye at seven" in said
    assert "no views told yet" in said
    app.button(key=f"like:{gone}").click().run()
    assert app.query_params["post"] == str(gone)


def test_a_search_also_finds_what_says_it_in_other_words(
    app: AppTest, gone: UUID, words: Callable[[AppTest], str]
) -> None:
    _open(app, q="dark bread, baked on Saturday morning")
    said = words(app)
    assert "close in meaning" in said
    assert "Rye at seven" in said


def test_what_the_search_found_by_its_words_is_not_shown_twice(app: AppTest, gone: UUID) -> None:
    _open(app, q="slow rye loaf")
    assert [button.key for button in app.button if button.key == f"open:{gone}"] == [f"open:{gone}"]


def test_a_post_begun_by_hand_is_warned_before_it_is_kept(
    app: AppTest, gone: UUID, words: Callable[[AppTest], str]
) -> None:
    _open(app, new="1")
    app.segmented_control(key="new:way").set_value("By hand").run()
    app.text_area(key="new:caption").set_value(RYE).run()
    assert not app.exception
    assert "Says nearly the same as “Rye at seven”" in words(app).replace("\\", "")


def test_accepted_texts_can_be_taken_away(app: AppTest, product: Runtime, sandbox: Key) -> None:
    app.query_params["section"] = "Data"
    app.switch_page("pages/settings/page.py").run()
    assert not app.exception
    (button,) = [one for one in app.get("download_button") if "JSONL" in one.proto.label]
    assert not button.proto.disabled
    with product.workspace(sandbox) as ws:
        lines = [json.loads(line) for line in content.export_pairs(ws)]
    assert lines
    assert all(line["messages"][-1]["role"] == "assistant" for line in lines)
