"""Two versions of a letter are made, told and ended on its screen; and Settings say what counting links keeps."""

from collections.abc import Callable
from dataclasses import replace

from streamlit.testing.v1 import AppTest

from core import content
from core.analytics import Followed
from core.content import NewPost
from core.keys import Key
from core.publishing import Deliveries
from core.tables import Business, Experiment, Post, Profile
from core.vocab import PostStatus, PostType, PublicationStatus
from core.wiring import Runtime
from pages.content_studio.deliveries import lines
from tests.pages.elements import opened
from ui import full_server

Said = Callable[[AppTest], str]
LINK = "https://crumb.example/spring"


def _press(app: AppTest, label: str) -> None:
    next(one for one in app.main.button if one.label == label).click().run()
    assert not app.exception, app.exception


def test_a_second_subject_line_and_what_became_of_it(app: AppTest, product: Runtime, sandbox: Key, words: Said) -> None:
    told = NewPost(channel="email", type=PostType.TEXT, title="Spring", subject="Spring bread", caption="It is here.")
    with product.workspace(sandbox) as ws:
        post = content.create_post(ws, told)
    app.session_state["post:panel"], app.session_state[f"help:{post.id}:wish"] = "assist", "trial"
    opened(app, "pages/content_studio/page.py", post=str(post.id))
    _press(app, "Make the second version")
    assert "Write the second version" in words(app)
    next(one for one in app.main.text_input if one.label == "Second subject line").set_value("Still warm")
    _press(app, "Make the second version")
    assert "has no link, so nobody could click" in words(app).replace("\\", "")
    next(one for one in app.main.text_area if one.label == "Second version").set_value(f"Here: {LINK}")
    with product.workspace(sandbox) as ws:
        content.revise_post(ws, post.id, content.PostEdit(caption=f"It is here: {LINK}"))
    app.main.selectbox[-1].set_value(20)
    _press(app, "Make the second version")
    said = words(app).replace("\\", "")
    assert "20% of the people get A and 20% get B" in said
    assert "The other 60% get what did better. Schedule A: both leave together." in said

    with product.workspace(sandbox) as ws, ws.writing() as rows:
        out = rows.get(Post, post.id)
        out.status, out.published_at = PostStatus.PUBLISHED, ws.now  # as if the halves were out
    app.run()
    app.main.button_group(key="post:panel").set_value("trial").run()
    assert "Make the second version" not in words(app)
    _press(app, "Stop")
    assert "60% of the people have had neither" in words(app)
    _press(app, "Send B to the rest")
    with product.workspace(sandbox) as ws:
        rest = ws.rows.get(Post, ws.rows.one(Experiment, Experiment.post_a == post.id).post_rest)
        assert (rest.subject, rest.status) == ("Still warm", PostStatus.DRAFT)


def test_clicks_are_told_apart_from_machines() -> None:
    out = Deliveries({PublicationStatus.PUBLISHED: 40}, (), None, Followed(people=3, machines=1))
    assert "3 clicked" in lines(out)
    assert "1 look by programs not counted" in lines(out)
    assert "looks" not in lines(replace(out, followed=Followed(3, 0)))
    assert "clicked" not in lines(replace(out, followed=None))


def test_counting_links_says_what_it_needs_and_keeps(
    app: AppTest, product: Runtime, sandbox: Key, words: Said, monkeypatch
) -> None:
    app.session_state["counting"] = True
    opened(app, "pages/settings/page.py", section="Channels")
    assert "Community Cloud can't run it" in words(app)
    assert app.main.toggle[-1].disabled
    assert next(one for one in app.main.button if one.key and "counting-form" in one.key).disabled
    assert "Not kept: the reader's network address" in words(app)

    monkeypatch.setattr(full_server, "_here", True)
    product.public_url = "https://mail.crumb.example"
    opened(app, "pages/settings/page.py", section="Channels")
    app.main.toggle[-1].set_value(True)
    next(one for one in app.main.button if one.key and "counting-form" in one.key).click().run()
    with product.workspace(sandbox) as ws:
        assert ws.rows.one(Profile).count_links
        assert ws.rows.one(Business).paused is False
