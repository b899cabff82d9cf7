"""The calendar as a visitor has it; the component is driven through the session, as its drags arrive there."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from streamlit.testing.v1 import AppTest

from core import content, publishing, strategy
from core.content import NewPost
from core.keys import Key
from core.publishing import CalendarPost
from core.tables import Post, Publication
from core.vocab import PostStatus, PostType, PublicationStatus
from core.wiring import Runtime

PAGE = "pages/calendar/page.py"
KEY = "calendar:month:today"
Said = Callable[[AppTest], str]


@pytest.fixture
def at(app: AppTest) -> AppTest:
    app.switch_page(PAGE).run()
    assert not app.exception, app.exception
    return app


def scheduled(product: Runtime, sandbox: Key) -> CalendarPost:
    """The first post that is ahead."""
    with product.workspace(sandbox) as ws:
        return publishing.calendar(ws, ws.now, ws.now + timedelta(days=60), statuses=(PostStatus.SCHEDULED,))[0]


def now(product: Runtime, sandbox: Key) -> datetime:
    with product.workspace(sandbox) as ws:
        return ws.now


def stored(product: Runtime, sandbox: Key, post_id: UUID) -> Post:
    with product.workspace(sandbox) as ws:
        return content.read_post(ws, post_id).post


def wall(product: Runtime, sandbox: Key, moment: datetime) -> str:
    """As the component says it: wall clock of the business's zone with a Z that means nothing."""
    with product.workspace(sandbox) as ws:
        return moment.astimezone(ws.zone).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def drag(at: AppTest, product: Runtime, sandbox: Key, post_id: UUID, to: datetime) -> None:
    event = {"id": str(post_id), "start": wall(product, sandbox, to), "allDay": False}
    at.session_state[KEY] = {"callback": "eventChange", "eventChange": {"event": event}}
    at.run()
    assert not at.exception, at.exception


def troubled(product: Runtime, sandbox: Key, status: PostStatus, reason: str) -> CalendarPost:
    """A post that got into trouble."""
    post = scheduled(product, sandbox)
    with product.workspace(sandbox) as ws, ws.writing() as rows:
        row = rows.get(Post, post.id)
        row.status, row.status_reason = status, reason
        for publication in rows.find(Publication, Publication.post_id == post.id):  # type: ignore[arg-type]
            publication.status = PublicationStatus(status)
    return post


def button(at: AppTest, label: str):  # noqa: ANN201
    return next(one for one in at.button if one.label == label)


def test_it_shows_the_business_its_zone_and_its_tray(at: AppTest, product: Runtime, sandbox: Key, words: Said) -> None:
    with product.workspace(sandbox) as ws:
        zone, waiting = ws.zone.key, publishing.tray(ws)
        names = [line.name for line in strategy.list_campaigns(ws)]
    assert zone in at.caption[0].value
    assert waiting
    for post in waiting:
        assert at.button(key=f"tray:open:{post.id}")
    assert at.selectbox(key="calendar:campaign").options == names
    assert "Colour = channel" in words(at)


def test_a_drag_moves_the_post_and_can_be_undone(at: AppTest, product: Runtime, sandbox: Key) -> None:
    post = scheduled(product, sandbox)
    drag(at, product, sandbox, post.id, post.at + timedelta(days=14))
    assert stored(product, sandbox, post.id).scheduled_at == post.at + timedelta(days=14)
    assert "goes out" in at.success[0].value
    button(at, "Undo").click().run()
    assert stored(product, sandbox, post.id).scheduled_at == post.at
    at.run()
    assert stored(product, sandbox, post.id).scheduled_at == post.at  # the sticky value is not taken twice


def test_a_drag_into_the_past_is_refused_in_words(at: AppTest, product: Runtime, sandbox: Key) -> None:
    post = scheduled(product, sandbox)
    drag(at, product, sandbox, post.id, now(product, sandbox) - timedelta(days=2))
    assert "stays where it was" in at.error[0].value
    assert "passed" in at.error[0].value
    assert stored(product, sandbox, post.id).scheduled_at == post.at
    assert at.session_state[f"{KEY}:turn"] == 1  # drawn anew, so that it snaps back


def test_a_drag_to_a_whole_day_keeps_the_hour(at: AppTest, product: Runtime, sandbox: Key) -> None:
    post = scheduled(product, sandbox)
    with product.workspace(sandbox) as ws:
        there = post.at.astimezone(ws.zone)
    day = (there + timedelta(days=7)).date().isoformat()
    event = {"id": str(post.id), "start": day, "allDay": True}
    at.session_state[KEY] = {"callback": "eventChange", "eventChange": {"event": event}}
    at.run()
    moved = stored(product, sandbox, post.id).scheduled_at
    assert moved is not None
    assert moved.astimezone(there.tzinfo).replace(tzinfo=None) == (there + timedelta(days=7)).replace(tzinfo=None)


def test_a_drag_to_a_moment_from_now_asks_first(at: AppTest, product: Runtime, sandbox: Key) -> None:
    post = scheduled(product, sandbox)
    drag(at, product, sandbox, post.id, now(product, sandbox) + timedelta(minutes=3))
    assert stored(product, sandbox, post.id).scheduled_at == post.at
    assert at.query_params["post"] == str(post.id)
    assert any("less than five minutes" in one.value for one in at.warning)


def test_what_goes_out_right_now_stays(at: AppTest, product: Runtime, sandbox: Key) -> None:
    post = troubled(product, sandbox, PostStatus.PUBLISHING, "")
    drag(at, product, sandbox, post.id, post.at + timedelta(days=1))
    assert "going out right now" in at.error[0].value


def test_a_click_opens_the_drawer_and_its_keyboard_path_moves_the_post(
    at: AppTest, product: Runtime, sandbox: Key, words: Said
) -> None:
    post = scheduled(product, sandbox)
    event = {"id": str(post.id), "start": wall(product, sandbox, post.at)}
    at.session_state[KEY] = {"callback": "eventClick", "eventClick": {"event": event}}
    at.run()
    assert at.query_params["post"] == str(post.id)
    later = at.date_input(key=f"day:{post.id}").value + timedelta(days=7)
    at.date_input(key=f"day:{post.id}").set_value(later).run()
    at.button(key=f"move:{post.id}").click().run()
    assert stored(product, sandbox, post.id).scheduled_at == post.at + timedelta(days=7)
    assert "post" not in at.query_params


def test_the_drawer_says_what_stands_at_the_same_hour(at: AppTest, product: Runtime, sandbox: Key, words: Said) -> None:
    post = scheduled(product, sandbox)
    with product.workspace(sandbox) as ws:
        here = content.read_post(ws, post.id).post
        new = NewPost(channel=post.channel, type=here.type, title="Twin", caption=here.caption, subject=here.subject,
                      media=here.media, storyboard=here.storyboard)  # fmt: skip
        twin = publishing.schedule_post(ws, content.create_post(ws, new).id, post.at + timedelta(minutes=30))
    at.query_params["post"] = str(twin.id)
    at.run()
    advice = " ".join(one.value for one in at.caption).replace("\\", "")
    assert f"“{post.title[:40]}" in advice
    assert "within an hour of it on" in advice
    assert "Says nearly the same as" in advice
    drag(at, product, sandbox, twin.id, post.at + timedelta(minutes=40))
    assert "within an hour of it on" in at.success[0].value


def test_a_post_comes_off_and_is_cancelled_from_the_drawer(at: AppTest, product: Runtime, sandbox: Key) -> None:
    post = scheduled(product, sandbox)
    at.query_params["post"] = str(post.id)
    at.run()
    at.button(key=f"off:{post.id}").click().run()
    assert stored(product, sandbox, post.id).status is PostStatus.DRAFT
    assert at.button(key=f"tray:open:{post.id}")
    at.button(key=f"tray:open:{post.id}").click().run()
    at.button(key=f"cancel:{post.id}").click().run()
    assert stored(product, sandbox, post.id).status is PostStatus.CANCELLED


def test_publish_now_puts_it_first_in_line(at: AppTest, product: Runtime, sandbox: Key) -> None:
    with product.workspace(sandbox) as ws:
        post = publishing.calendar(
            ws,
            ws.now,
            ws.now + timedelta(days=60),
            channels=("instagram", "linkedin"),
            statuses=(PostStatus.SCHEDULED,),
        )[0]
    at.query_params["post"] = str(post.id)
    at.run()
    at.button(key=f"now:{post.id}").click().run()
    sent = stored(product, sandbox, post.id).scheduled_at
    assert sent is not None
    assert sent - now(product, sandbox) < timedelta(seconds=5)


def test_an_unconfirmed_post_is_settled_by_who_looked(at: AppTest, product: Runtime, sandbox: Key) -> None:
    post = troubled(product, sandbox, PostStatus.UNCONFIRMED, "It never answered.")
    at.run()
    assert any("1 post needs your decision" in one.value for one in at.markdown)
    at.button(key=f"settle:{post.id}").click().run()
    at.button(key=f"there:{post.id}").click().run()
    assert stored(product, sandbox, post.id).status is PostStatus.PUBLISHED
    assert not any("your decision" in one.value for one in at.markdown)


def test_a_failed_post_stands_on_top_with_its_reason(at: AppTest, product: Runtime, sandbox: Key, words: Said) -> None:
    troubled(product, sandbox, PostStatus.FAILED, "The token expired")
    at.run()
    assert "The token expired" in words(at)


def test_the_tray_schedules_one_and_all_as_suggested(at: AppTest, product: Runtime, sandbox: Key) -> None:
    with product.workspace(sandbox) as ws:
        waiting = publishing.tray(ws)
        moments, films = (
            publishing.suggest_moments(ws, waiting),
            {one.id for one in waiting if one.type is PostType.VIDEO},
        )
    first = next(one for one in moments if one not in films)
    at.button(key=f"tray:{first}").click().run()
    assert stored(product, sandbox, first).scheduled_at == moments[first]
    at.button(key="tray:all").click().run()
    with product.workspace(sandbox) as ws:
        assert set(moments) & {post.id for post in publishing.tray(ws)} == films  # not made yet, so they stay


def test_an_empty_day_offers_a_new_post_there(at: AppTest, product: Runtime, sandbox: Key) -> None:
    day = (now(product, sandbox) + timedelta(days=9)).date()
    at.session_state[KEY] = {"callback": "select", "select": {"start": day.isoformat(), "allDay": True}}
    at.run()
    at.button(key="plan:write").click().run()
    assert "what it is about" in at.error[0].value  # nothing lost, the drawer stays
    at.text_area(key="plan:about").set_value("A longer Saturday").run()
    at.button(key="plan:write").click().run()
    made = stored(product, sandbox, UUID(at.query_params["post"]))
    assert made.title == "A longer Saturday"
    assert made.planned_at is not None
    with product.workspace(sandbox) as ws:
        assert made.planned_at.astimezone(ws.zone).date() == day


def test_a_past_day_offers_nothing(at: AppTest, product: Runtime, sandbox: Key) -> None:
    day = (now(product, sandbox) - timedelta(days=9)).date()
    at.session_state[KEY] = {"callback": "select", "select": {"start": day.isoformat(), "allDay": True}}
    at.run()
    assert "passed" in at.error[0].value
    assert "plan" not in at.query_params


def test_the_address_restores_the_filters_and_follows_them(app: AppTest, product: Runtime, sandbox: Key) -> None:
    with product.workspace(sandbox) as ws:
        campaign = strategy.list_campaigns(ws)[0]
    app.query_params["channel"] = "email"
    app.query_params["status"] = ["published", "nonsense"]
    app.query_params["campaign"] = str(campaign.id)
    app.switch_page(PAGE).run()
    assert not app.exception, app.exception
    assert app.session_state["calendar:channel"] == ["email"]
    assert app.session_state["calendar:status"] == ["published"]
    assert app.session_state["calendar:campaign"] == str(campaign.id)
    app.multiselect(key="calendar:status").set_value([]).run()
    assert "status" not in app.query_params


def test_a_campaigns_bar_narrows_to_it_and_back(at: AppTest, product: Runtime, sandbox: Key) -> None:
    with product.workspace(sandbox) as ws:
        campaign = strategy.list_campaigns(ws)[0]
    for start, chosen in (("2026-01-01", str(campaign.id)), ("2026-01-02", None)):
        event = {"id": f"band:{campaign.id}", "start": start}
        at.session_state[KEY] = {"callback": "eventClick", "eventClick": {"event": event}}
        at.run()
        assert at.session_state["calendar:campaign"] == chosen


def test_a_viewer_sees_and_moves_nothing(
    app: AppTest, product: Runtime, sandbox: Key, demote: Callable[[], None]
) -> None:
    demote()
    post = scheduled(product, sandbox)
    app.switch_page(PAGE).run()
    assert not app.exception, app.exception
    assert not [one for one in app.button if one.label in {"Schedule", "Plan a post"}]
    drag(app, product, sandbox, post.id, post.at + timedelta(days=1))
    assert "Your role cannot publish" in app.error[0].value
    assert stored(product, sandbox, post.id).scheduled_at == post.at


@pytest.fixture
def demote(product: Runtime, sandbox: Key) -> Callable[[], None]:
    """Make the visitor a viewer of the business on screen."""
    from core.tables import Membership
    from core.vocab import Role

    def down() -> None:
        with product.workspace(sandbox) as ws, ws.writing() as rows:
            rows.change(Membership, role=Role.VIEWER)

    return down
