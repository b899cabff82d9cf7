"""What may be expected of a post, beside its words and after it went out; and how well that was foreseen so far."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from core import analytics, content
from core.keys import Key
from core.vocab import PostStatus
from core.wiring import Runtime

Said = Callable[[AppTest], str]


def _panel(app: AppTest, post_id: object) -> AppTest:
    app.switch_page("pages/content_studio/page.py")
    app.query_params["post"] = str(post_id)
    app.session_state["post:panel"] = "predicted"
    app.run()
    assert not app.exception, app.exception
    return app


def test_a_draft_and_a_published_post_say_what_to_expect(
    app: AppTest, product: Runtime, sandbox: Key, words: Said
) -> None:
    with product.workspace(sandbox) as ws:
        draft = content.list_posts(ws, status=PostStatus.DRAFT, limit=1)[0]
        told = analytics.predict_post(ws, content.read_post(ws, draft.id).post).prediction
        seen = analytics.read_calibration(ws).posts
        out = next(one for one in reversed(seen) if one.is_inside)

    said = words(_panel(app, draft.id))

    assert f"Predicted engagement **{told.percentile:.0f} of 100**" in said
    assert f"between {told.low:.0f} and {told.high:.0f}" in said
    assert all(reason.words in said.replace("\\", "") for reason in told.told(2)[:1])
    assert "simulated" in said

    app.session_state[f"words:{draft.id}:caption"] = "Is anybody there?"
    app.run()
    assert "with your unsaved words" in words(app)

    said = words(_panel(app, out.post_id))
    assert f"it reached **{out.happened:.0f}**" in said
    assert "range" in said


def test_predicted_against_actual_is_read_once_opened(
    app: AppTest, product: Runtime, sandbox: Key, words: Said
) -> None:
    with product.workspace(sandbox) as ws:
        found = analytics.read_calibration(ws)
    app.session_state["foreseen"] = True
    app.switch_page("pages/analytics/page.py").run()
    assert not app.exception, app.exception

    assert found.inside is not None
    assert f"**{found.inside:.0%}** of {len(found.posts):,} posts landed inside their range" in words(app)
    assert "Running calibration" in words(app)
