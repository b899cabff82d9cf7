"""One's own account: a forgotten password, where one is signed in, and a way in through another server."""

import time

import pytest
from streamlit.testing.v1 import AppTest

from core import accounts
from core.accounts import Person
from core.wiring import Runtime
from tests.pages.conftest import APP, SECONDS

OLD, NEW = "a long enough one", "quite another long one"


@pytest.fixture
def ana(product: Runtime) -> Person:
    made = accounts.register(product, email="ana@example.com", password=OLD, name="Ana")
    accounts.create_business(product, made, name="Rye & Shine", industry="bakery", zone="Europe/Lisbon")
    return made


def at_settings(product: Runtime, ana: Person, device: str) -> AppTest:
    at = AppTest.from_file(APP, default_timeout=SECONDS)
    at.query_params["visit"] = accounts.remember(product, ana, device=device)
    at.run()
    at.query_params["section"] = "You"
    at.switch_page("pages/settings/page.py").run()
    assert not at.exception
    return at


def test_a_link_sets_a_new_password_and_without_mail_one_is_told_who_makes_it(
    fresh: AppTest, product: Runtime, ana: Person
) -> None:
    from core.accounts.mailed import reset_link

    fresh.run().button(key="forgot").click().run()
    assert fresh.code[0].value == "make reset EMAIL=your@address"
    at = AppTest.from_file(APP, default_timeout=SECONDS)
    at.query_params["reset"] = reset_link(product, ana.id).partition("=")[2]
    at.run()
    assert not at.button(key="FormSubmitter:renew-Set it").disabled
    at.text_input[0].input("password123")
    at.button(key="FormSubmitter:renew-Set it").click().run()
    assert "not a common one" in at.error[0].value
    at.text_input[0].input(NEW)
    at.button(key="FormSubmitter:renew-Set it").click().run()
    assert "signed out everywhere" in at.info[0].value
    assert "reset" not in at.query_params
    assert accounts.sign_in(product, email=ana.email, password=NEW) == ana


def test_a_browser_that_is_signed_out_elsewhere_is_out_at_its_next_click(product: Runtime, ana: Person) -> None:
    phone = at_settings(product, ana, "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/605")
    laptop = at_settings(product, ana, "Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36 Edg/140.0")
    said = "\n".join(one.value for one in laptop.markdown)
    assert "Safari on iPhone" in said
    assert "Edge on Windows" in said
    next(one for one in laptop.button if one.label == "Sign out" and str(one.key).startswith("you:end:")).click().run()
    assert "Safari on iPhone is signed out" in laptop.success[0].value
    phone.run()
    assert phone.title[0].value == "AI Marketing Command Center"
    assert "signed out here" in phone.info[0].value
    laptop.text_input[0].input("not that")
    laptop.text_input[1].input(NEW)
    next(one for one in laptop.button if one.label == "Change it").click().run()
    assert "not your password" in laptop.error[0].value
    laptop.text_input[0].input(OLD)
    laptop.text_input[1].input(NEW)
    next(one for one in laptop.button if one.label == "Change it").click().run()
    assert "is changed" in laptop.success[0].value


def test_whom_another_server_vouches_for_comes_in_and_goes_out_of_both(fresh: AppTest, product: Runtime) -> None:
    """Streamlit's own part, the conversation with that server, is not done here: ``st.user`` says what it would."""
    told = {"is_logged_in": True, "iss": "https://id.example", "sub": "7", "email": "bo@example.com", "name": "Bo"}
    fresh.secrets["auth"] = {"redirect_uri": "http://localhost:8501/oauth2callback", "cookie_secret": "x" * 32,
                             "work": {"client_id": "c", "client_secret": "s", "server_metadata_url": "https://id.example"}}  # fmt: skip
    fresh.user = {"is_logged_in": False}
    fresh.run()
    assert fresh.button(key="vouched:Sign in with Work").label == "Sign in with Work"
    fresh.user = told | {"exp": time.time() + 60}
    fresh.run()
    assert "has not verified" in fresh.error[0].value.replace("\\", "")
    again = AppTest.from_file(APP, default_timeout=SECONDS)
    again.secrets["auth"] = fresh.secrets["auth"]
    again.user = told | {"email_verified": True}
    again.run()
    assert not again.exception
    assert again.title[0].value == "Set up your business"
    bo = accounts.vouched_for(product, told)
    assert (bo.name, again.query_params["visit"][0] != "") == ("Bo", True)
