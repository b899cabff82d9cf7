"""People come, are made something else, and go; a business goes with everything it owns."""

import pytest
from streamlit.testing.v1 import AppTest

from core import accounts, system
from core.keys import Key
from core.vocab import Role
from core.wiring import Runtime
from tests.pages.conftest import APP, SECONDS
from tests.pages.elements import button, labelled, opened

PASSWORD = "a long enough one"


@pytest.fixture
def bakery(product: Runtime) -> Key:
    ana = accounts.register(product, email="ana@example.com", password=PASSWORD, name="Ana")
    return accounts.create_business(product, ana, name="Rye & Shine", industry="bakery", zone="Europe/Lisbon")


def signed_in(product: Runtime, email: str) -> AppTest:
    person = accounts.sign_in(product, email=email, password=PASSWORD)
    made = AppTest.from_file(APP, default_timeout=SECONDS)
    made.query_params["visit"] = accounts.remember(product, person)
    return made.run()


def test_a_link_lets_somebody_in_who_is_then_made_an_admin(product: Runtime, bakery: Key, fresh: AppTest) -> None:
    mine = opened(signed_in(product, "ana@example.com"), "pages/settings/page.py", section="People")
    labelled(mine.text_input, "E-mail address").input("Bo@Example.com")
    button(mine, "Make the link").click().run()
    link = mine.code[0].value
    assert any("seven days" in told.value for told in mine.caption)

    fresh.query_params["invitation"] = link.split("=", 1)[1]
    fresh.run()
    assert "invites you" in fresh.info[0].value
    assert labelled(fresh.text_input, "E-mail address").value == "bo@example.com"
    labelled(fresh.text_input, "Your name").input("Bo")
    fresh.text_input[4].input(PASSWORD)
    button(fresh, "Make my account").click().run()
    assert fresh.title[0].value == "Overview"
    assert fresh.sidebar.selectbox[0].options == ["Rye & Shine"]
    assert "invitation" not in fresh.query_params

    mine.run()
    labelled(mine.radio, "Is").set_value(Role.ADMIN).run()
    button(mine, "Save").click().run()
    assert "Bo is an admin now" in mine.success[0].value
    bo = accounts.sign_in(product, email="bo@example.com", password=PASSWORD)
    assert accounts.places(product, bo)[0].role is Role.ADMIN

    opened(fresh, "pages/settings/page.py", section="People")
    button(fresh, "Leave this business").click().run()
    assert accounts.places(product, bo) == []
    assert fresh.title[0].value == "Set up your business"


def test_a_link_that_is_not_for_them_changes_nothing(product: Runtime, bakery: Key) -> None:
    token = accounts.invite(product, bakery, email="bo@example.com", role=Role.VIEWER)
    accounts.register(product, email="cy@example.com", password=PASSWORD, name="Cy")
    app = signed_in(product, "cy@example.com")
    app.query_params["invitation"] = token
    app.run()
    assert "bo" in app.toast[0].value
    assert accounts.list_invitations(product, bakery)[0].email == "bo@example.com"


def test_deleting_asks_for_the_name_first(app: AppTest, product: Runtime, sandbox: Key) -> None:
    opened(app, "pages/settings/page.py", section="Data")
    before = system.count_rows(product.engine, sandbox.business_id)
    button(app, "Delete the business…").click().run()
    with product.workspace(sandbox) as ws:
        assert labelled(app.text_input, "The business's name").placeholder == ws.business.name
    assert system.count_rows(product.engine, sandbox.business_id) == before
