"""A post that repeats, from the drawer: begun, changed, and ended."""

from streamlit.testing.v1 import AppTest

from core import content, publishing, strategy
from core.keys import Key
from core.vocab import PostStatus
from core.wiring import Runtime
from tests.pages.elements import opened
from tests.pages.test_calendar import PAGE, scheduled


def test_a_series_is_begun_changed_and_ended_in_the_drawer(app: AppTest, product: Runtime, sandbox: Key) -> None:
    post = scheduled(product, sandbox)
    with product.workspace(sandbox) as ws:
        day = post.at.astimezone(ws.zone).weekday()
    for box in ("repeat", "series"):
        app.session_state[f"{box}:{post.id}"] = True
    at = opened(app, PAGE)
    at.query_params["post"] = str(post.id)
    at.run()
    at.radio(key=f"rule:{post.id}:ends").set_value("after some times").run()
    at.number_input(key=f"rule:{post.id}:count").set_value(3).run()
    at.button(key=f"rule:{post.id}:go").click().run()
    assert not at.exception, at.exception
    with product.workspace(sandbox) as ws:
        series = strategy.read_series(ws, post.id)
        assert series is not None
        first, *_ = series.later
        assert len(series.later) == 2
        assert (series.rule.weekdays, series.rule.count) == ((day,), 3)
        stands = [one for one in publishing.calendar(ws, ws.now, post.at.replace(year=post.at.year + 1)) if one.repeats]
        assert {one.status for one in stands} <= {PostStatus.SCHEDULED, PostStatus.DRAFT}
        assert stands[0].id == post.id

    at.query_params["post"] = str(post.id)
    at.run()
    assert any("Repeats every week" in one.value for one in at.markdown)
    at.pills(key=f"rule:{post.id}:weekdays").set_value([(day + 1) % 7]).run()
    at.button(key=f"rule:{post.id}:go").click().run()
    with product.workspace(sandbox) as ws:
        moved = content.read_post(ws, first).post
        assert moved.scheduled_at is not None
        assert moved.scheduled_at.astimezone(ws.zone).weekday() == (day + 1) % 7

    at.query_params["post"] = str(first)
    at.run()
    at.button(key=f"reword:{first}").click().run()
    at.button(key=f"end:off:{first}").click().run()
    assert not at.exception, at.exception
    with product.workspace(sandbox) as ws:
        series = strategy.read_series(ws, first)
        assert series is not None
        assert (series.is_over, series.later) == (True, ())
