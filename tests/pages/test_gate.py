from datetime import timedelta
from threading import Thread

import pytest
from streamlit.testing.v1 import AppTest

from core import accounts, strategy
from core.accounts import Person
from core.keys import Key
from core.tables import Business
from core.wiring import Runtime
from tests.pages.conftest import APP, SECONDS

PASSWORD = "a long enough one"


@pytest.fixture
def ana(product: Runtime) -> Person:
    return accounts.register(product, email="ana@example.com", password=PASSWORD, name="Ana")


def sidebar(at: AppTest) -> str:
    return "\n".join(str(element.value) for element in at.sidebar.markdown)


def test_nobody_sees_a_screen(fresh: AppTest) -> None:
    fresh.switch_page("pages/settings/page.py").run()
    assert [title.value for title in fresh.title] == ["AI Marketing Command Center"]
    assert not fresh.sidebar.selectbox


def test_the_demo_opens_without_an_account_and_is_found_again(fresh: AppTest) -> None:
    fresh.run().button(key="open_demo").click().run(timeout=60)
    assert not fresh.exception
    assert fresh.title[0].value == "Overview"
    assert "resets in 24 hours" in sidebar(fresh)
    visit, business = fresh.query_params["visit"], fresh.query_params["business"]

    again = AppTest.from_file(APP, default_timeout=SECONDS)
    again.query_params["visit"], again.query_params["business"] = visit, business
    again.run()
    assert again.title[0].value == "Overview"
    assert again.sidebar.selectbox[0].options == fresh.sidebar.selectbox[0].options


def test_a_second_click_makes_no_second_sandbox(fresh: AppTest, product: Runtime) -> None:
    fresh.run()
    token = fresh.session_state["token:demo"]
    fresh.button(key="open_demo").click().run(timeout=60)
    visit = fresh.query_params["visit"]
    twin = AppTest.from_file(APP, default_timeout=SECONDS)
    twin.session_state["token:demo"] = token
    twin.run().button(key="open_demo").click().run(timeout=60)
    assert twin.query_params["visit"] == visit


def test_an_unknown_visit_is_told_so(fresh: AppTest) -> None:
    fresh.query_params["visit"] = ["made up"]
    fresh.run()
    assert "visit is over" in fresh.info[0].value
    assert fresh.button(key="open_demo")


def test_the_address_is_put_back_after_changing_screens(app: AppTest) -> None:
    visit = app.query_params["visit"]
    app.query_params.clear()
    app.switch_page("pages/settings/page.py").run()
    assert app.title[0].value == "Settings"
    assert app.query_params["visit"] == visit


def test_a_wrong_password_is_refused_in_words(fresh: AppTest, ana: Person) -> None:
    fresh.run()
    fresh.text_input[0].input(ana.email)
    fresh.text_input[1].input("something else")
    fresh.button(key="FormSubmitter:sign_in-Sign in").click().run()
    assert "don't match" in fresh.error[0].value.replace("\\", "")
    assert fresh.text_input[0].value == ana.email


def test_signing_in_leads_to_ones_own_business_and_out_again(fresh: AppTest, ana: Person, product: Runtime) -> None:
    accounts.create_business(product, ana, name="Rye & Shine", industry="bakery", zone="Europe/Lisbon")
    fresh.run()
    fresh.text_input[0].input(ana.email)
    fresh.text_input[1].input(PASSWORD)
    fresh.button(key="FormSubmitter:sign_in-Sign in").click().run()
    assert fresh.sidebar.selectbox[0].options == ["Rye & Shine"]
    visit = fresh.query_params["visit"]
    assert accounts.resume(product, visit) == ana
    next(button for button in fresh.button if button.label == "Sign out").click().run()
    assert fresh.title[0].value == "AI Marketing Command Center"
    assert accounts.resume(product, visit) is None
    assert "visit" not in fresh.query_params


def test_three_steps_make_the_first_business(fresh: AppTest, product: Runtime) -> None:
    fresh.run()
    for place, value in zip(fresh.text_input[2:5], ("Ana", "ana@example.com", PASSWORD), strict=True):
        place.input(value)
    fresh.button(key="FormSubmitter:register-Make my account").click().run()
    assert fresh.title[0].value == "Set up your business"

    next(button for button in fresh.button if button.label == "Next").click().run()
    assert "name" in fresh.error[0].value.lower()

    fresh.text_input[0].input("Rye & Shine")
    fresh.text_input[1].input("bakery")
    fresh.selectbox[0].select("Europe/Lisbon")
    next(button for button in fresh.button if button.label == "Next").click().run()
    fresh.text_area[0].input("Warm and plain")
    next(button for button in fresh.button if button.label == "Next").click().run()
    fresh.selectbox[0].select("More bookings")
    next(button for button in fresh.button if button.label == "Plan my first campaign").click().run(timeout=60)
    assert not fresh.exception
    assert fresh.title[0].value == "Strategy"

    ana = accounts.sign_in(product, email="ana@example.com", password=PASSWORD)
    (place,) = accounts.places(product, ana)
    with product.workspace(accounts.open_business(product, ana, place.business_id)) as ws:
        kept = strategy.read_profile(ws)
    assert (kept.business.name, kept.business.zone) == ("Rye & Shine", "Europe/Lisbon")
    assert (kept.profile.brand_voice, kept.profile.goals) == ("Warm and plain", ("More bookings",))


def test_switching_the_business_changes_what_is_shown(app: AppTest) -> None:
    pick = app.sidebar.selectbox[0]
    assert len(pick.options) == 3
    app.session_state["left behind"] = "by the business before"
    pick.select_index(1).run()
    assert not app.exception
    assert app.sidebar.selectbox[0].value == app.query_params["business"]
    assert "left behind" not in app.session_state


def test_a_sandbox_that_was_erased_leads_back_to_the_door(app: AppTest, product: Runtime, sandbox: Key) -> None:
    from core.seed import sweep_sandboxes

    with product.workspace(sandbox) as ws:
        ends = ws.rows.get(Business, sandbox.business_id).sandbox_until
    assert ends is not None
    product._clock = lambda: ends + timedelta(minutes=1)
    assert sweep_sandboxes(product) >= 3
    app.run()
    assert app.title[0].value == "AI Marketing Command Center"
    assert "demo is over" in app.info[0].value


def test_a_wrong_setting_is_not_shown_to_visitors(
    fresh: AppTest, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from core.wiring import forget_product

    monkeypatch.setenv("DATABASE_URL", "mysql://root:secret@host/db")
    forget_product()
    fresh.run()
    assert not fresh.exception
    assert "log names the setting" in fresh.error[0].value
    assert "secret" not in str(fresh.main)
    said = capsys.readouterr().err
    assert "DATABASE_URL='mysql://(hidden)@host/db'" in said
    assert "secret" not in said


def test_two_visitors_at_the_same_moment_make_one_thing_each() -> None:
    from ui.once import once

    made: list[str] = []
    threads = [Thread(target=lambda name=name: once(name, lambda: made.append(name))) for name in ("p", "p", "q")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(made) == ["p", "q"]


def test_what_failed_can_be_tried_again() -> None:
    from ui.once import once

    def fail() -> int:
        raise OSError("no room")

    with pytest.raises(OSError, match="no room"):
        once("again", fail)
    assert once("again", lambda: 7) == 7
