"""The studio's list: posts are chosen, done with together, and what became of them is told in a line with its undo."""

from collections.abc import Callable
from uuid import UUID, uuid4

from streamlit.testing.v1 import AppTest

from core import content, publishing, strategy
from core.content import NewPost
from core.keys import Key
from core.publishing import LeftOut, Many
from core.vocab import PostStatus, PostType
from core.wiring import Runtime
from pages.content_studio import told
from tests.pages.elements import button, labelled

PAGE = "pages/content_studio/page.py"


def test_many_posts_are_chosen_and_each_deed_can_be_undone(
    app: AppTest, product: Runtime, sandbox: Key, words: Callable[[AppTest], str]
) -> None:
    with product.workspace(sandbox) as ws:
        strategy.save_profile(ws, strategy.ProfileEdit(approval_required=True))
        made = [
            content.create_post(
                ws, NewPost(channel=name, type=PostType.TEXT, title=f"Zebra {name}", caption="A zebra.")
            )
            for name in ("linkedin", "linkedin", "sms")
        ]

    def status() -> list[PostStatus]:
        with product.workspace(sandbox) as ws:
            return [content.read_post(ws, one.id).post.status for one in made]

    app.switch_page(PAGE)
    app.query_params["view"], app.query_params["q"] = "list", "zebra"
    _choose(app.run(), 3)

    button(app, "Ask for approval").click().run()
    assert "3 posts are waiting for approval" in words(app)
    _choose(app, 3)
    button(app, "Approve").click().run()
    assert status() == [PostStatus.APPROVED] * 3
    _choose(app, 3)
    button(app, "Schedule").click().run()
    assert status() == [PostStatus.SCHEDULED] * 3
    assert "nearly the same as another post" in words(app)
    button(app, "Undo").click().run()
    assert status() == [PostStatus.APPROVED] * 3

    _choose(app, 3)
    labelled(app.text_input, "Add to each").set_value("#zoo").run()
    button(app, "Add them").click().run()
    assert "Left out 1 post" in words(app)
    button(app, "Undo").click().run()
    _choose(app, 3)
    button(app, "Copy").click().run()
    assert not app.exception
    with product.workspace(sandbox) as ws:
        assert [line.hashtags for line in (content.read_post(ws, one.id).post for one in made)] == [()] * 3
        assert len(content.list_posts(ws, search="zebra")) == 6


def _choose(app: AppTest, count: int) -> None:
    key = app.dataframe[0].proto.id.split("-", 2)[2]
    app.session_state[key] = {"selection": {"rows": list(range(count)), "columns": [], "cells": []}}
    app.run()
    assert not app.exception, app.exception


def test_a_line_names_what_was_left_out_by_its_reason_and_counts_the_rest() -> None:
    left = (*(LeftOut(uuid4(), f"Post {n}", "It is done. Ask again.") for n in range(5)), LeftOut(uuid4(), "", "Gone."))
    said = told.line("cancelled", Many((UUID(int=1),), left))
    assert said == (
        "1 post is cancelled. Left out 6 posts. “Post 0”, “Post 1”, “Post 2” and 2 more: It is done; “A post”: Gone."
    )
    assert told.line("moved", Many((), ())) == "No post is moved."
    assert publishing.Many is Many
