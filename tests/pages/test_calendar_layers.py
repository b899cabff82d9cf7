"""What lies over the days: in the address, switched there, and a named day offers a post of its own."""

from datetime import date, time

from streamlit.testing.v1 import AppTest

from core import content, strategy
from core.content import NewPost
from core.keys import Key
from core.strategy import ProfileEdit
from core.tables.rhythm import PostingSlot
from core.vocab import PostType
from core.wiring import Runtime
from pages.calendar.layers import BEST, CAMPAIGNS, DAYS, PICKED, USUAL, WEEKS
from tests.pages.elements import opened
from ui import calendar_port

PAGE, KEY = "pages/calendar/page.py", "calendar:month:today"


def test_layers_follow_the_address_and_a_day_of_its_own_offers_a_post(
    app: AppTest, product: Runtime, sandbox: Key, monkeypatch
) -> None:
    drawn: list[dict] = []
    monkeypatch.setattr(calendar_port, "calendar", lambda **told: drawn.append(told))

    def classes() -> set[str]:
        kinds = {name for event in drawn[-1]["events"] for name in event["classNames"]}
        return {name for name in kinds if name.startswith(("band-", "shade-"))}

    app.session_state["layers:box"] = True
    at = opened(app, PAGE)
    assert {"band-campaign", "band-retail"} <= classes() <= {"band-campaign", "band-retail", "band-holiday"}
    at.pills(key=PICKED).set_value([WEEKS, BEST]).run()
    assert at.query_params["show"] == [WEEKS, BEST]
    assert "band-week" in classes()
    assert {name.partition("-")[0] for name in classes()} == {"band", "shade"}
    at.pills(key=PICKED).set_value([]).run()
    assert (at.query_params["show"], classes()) == ("none", set())
    at.pills(key=PICKED).set_value([CAMPAIGNS, DAYS]).run()
    assert at.query_params["show"] == [CAMPAIGNS, DAYS]
    at.pills(key=PICKED).set_value(list(USUAL)).run()
    assert "show" not in at.query_params

    with product.workspace(sandbox) as ws:
        today = ws.now.astimezone(ws.zone).date()
        day = next(one for one in strategy.named_days(ws, today, date(today.year + 1, 12, 31)) if one.date > today)
    event = {"id": f"band:day:{day.date}/{day.name}", "start": day.date.isoformat()}
    at.session_state[KEY] = {"callback": "eventClick", "eventClick": {"event": event}}
    at.run()
    assert at.query_params["plan"].startswith(f"{day.date}T10:00")
    at.session_state[KEY] = {
        "callback": "eventClick",
        "eventClick": {"event": {"id": "shade:1-10", "start": "2026-12-01"}},
    }
    at.run()
    assert not at.exception, at.exception


def test_the_queue_s_free_slots_stand_on_the_calendar_and_take_a_post(
    app: AppTest, product: Runtime, sandbox: Key, monkeypatch
) -> None:
    drawn: list[dict] = []
    monkeypatch.setattr(calendar_port, "calendar", lambda **told: drawn.append(told))
    slots = tuple(PostingSlot(channel="linkedin", weekday=day, at=time(6, 10)) for day in range(7))
    with product.workspace(sandbox) as ws:
        strategy.save_profile(ws, ProfileEdit(queue=slots))
        post = content.create_post(ws, NewPost(channel="linkedin", type=PostType.TEXT, title="Rye", caption="Rye."))
    app.session_state["queue:box"] = True
    at = opened(app, PAGE)
    assert [one.value for one in at.subheader if "slots" in str(one.value)]
    free = [event for event in drawn[-1]["events"] if "slot" in event["classNames"]]
    assert {event["start"][11:] for event in free} == {"06:10:00"}

    at.session_state[KEY] = {"callback": "eventClick", "eventClick": {"event": free[3]}}
    at.run()
    assert at.query_params["plan"].startswith(free[3]["start"][:16])
    assert at.selectbox(key="plan:channel").value == "linkedin"
    del at.query_params["plan"]
    at.query_params["post"] = str(post.id)
    at.run()
    at.button(key=f"queue:{post.id}").click().run()
    assert not at.exception, at.exception
    with product.workspace(sandbox) as ws:
        stands = content.read_post(ws, post.id).post
        assert stands.scheduled_at is not None
        assert f"{stands.scheduled_at.astimezone(ws.zone):%H:%M}" == "06:10"
