from collections.abc import Callable, Iterable
from datetime import time
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core import accounts, analytics, publishing, strategy, webhooks
from core.accounts import Person
from core.accounts.members import join
from core.errors import Invalid
from core.keys import Key
from core.strategy import ProfileEdit
from core.tables import Business, Membership
from core.tables.rhythm import PostingSlot
from core.vocab import HookEvent, Role, Scope
from core.wiring import Runtime
from core.world.mishaps import Mishap
from pages.settings import tables
from tests.core.adapters.mastodon_server import TOKEN, instance
from ui import full_server

PAGE = "pages/settings/page.py"
Open = Callable[[str], AppTest]


@pytest.fixture
def at(app: AppTest) -> Open:
    """Open one section of Settings."""

    def opened(section: str) -> AppTest:
        app.session_state["section"] = section
        app.switch_page(PAGE).run()
        assert not app.exception, app.exception
        return app

    return opened


def labelled(elements: Iterable[Any], label: str) -> Any:
    return next(element for element in elements if element.label == label)


@pytest.mark.parametrize(
    "section", ["Business", "Brand", "People", "Audience", "Channels", "AI", "Programs", "Data", "Activity", "Server"]
)
def test_every_section_draws(at: Open, section: str) -> None:
    assert at(section).title[0].value == "Settings"


def test_the_business_is_saved_and_written_down(at: Open, product: Runtime, sandbox: Key) -> None:
    app = at("Business")
    with product.workspace(sandbox) as ws:
        before = strategy.read_profile(ws)
    assert labelled(app.text_input, "Name").value == before.business.name
    labelled(app.text_input, "Town").input("Porto")
    app.button(key="FormSubmitter:identity-Save").click().run()
    assert not app.exception
    with product.workspace(sandbox) as ws:
        assert strategy.read_profile(ws).profile.place == "Porto"
        assert analytics.read_audit(ws)[0].verb == "save_profile"
        assert analytics.read_audit(ws, search="nobody said this") == []


def test_a_refusal_names_the_field_and_loses_nothing(at: Open, product: Runtime, sandbox: Key) -> None:
    app = at("Business")
    labelled(app.text_input, "Sender's e-mail address").input("not an address")
    app.button(key="FormSubmitter:sender-Save").click().run()
    assert "Sender email" in app.error[0].value
    assert labelled(app.text_input, "Sender's e-mail address").value == "not an address"
    with product.workspace(sandbox) as ws:
        assert strategy.read_profile(ws).profile.sender_email != "not an address"


def test_two_tabs_never_overwrite_each_other_silently(
    at: Open, profile_changed: Callable[[ProfileEdit], None], product: Runtime, sandbox: Key
) -> None:
    def kept() -> tuple[str, str]:
        with product.workspace(sandbox) as ws:
            return ws.profile.place, ws.profile.website

    app = at("Business")
    profile_changed(ProfileEdit(place="Porto"))
    labelled(app.text_input, "Website").input("https://mine.example.com")
    app.button(key="FormSubmitter:identity-Save").click().run()
    assert not app.error  # of the same form, but not what somebody else changed
    assert kept() == ("Porto", "https://mine.example.com")

    profile_changed(ProfileEdit(place="Braga"))
    labelled(app.text_input, "Town").input("Faro")
    app.button(key="FormSubmitter:identity-Save").click().run()
    assert "Bo changed the place" in app.error[0].value
    assert "Porto” → “Braga" in app.warning[0].value
    assert labelled(app.text_input, "Town").value == "Faro"
    assert kept()[0] == "Braga"

    labelled(app.button, "Keep mine").click().run()
    app.button(key="FormSubmitter:identity-Save").click().run()
    assert kept()[0] == "Faro"

    profile_changed(ProfileEdit(hours=()))
    app.run()
    assert "The opening hours" in app.warning[0].value
    labelled(app.button, "Load the new version").click().run()
    assert not app.warning


def test_weights_must_be_whole(at: Open) -> None:
    app = at("Business")
    labelled(app.number_input, "Engagement").set_value(50)
    app.button(key="FormSubmitter:weights-Save").click().run()
    assert "100" in app.error[0].value


def test_a_viewer_looks_and_changes_nothing(
    at: Open, product: Runtime, visitor: tuple[Person, str], sandbox: Key
) -> None:
    from sqlmodel import Session

    with Session(product.engine) as session:
        mine = session.get(Membership, (visitor[0].id, sandbox.business_id))
        assert mine is not None
        mine.role = Role.VIEWER
        session.commit()
    assert all(button.disabled for button in at("Business").button if button.label == "Save")


def test_people_are_listed(at: Open, product: Runtime, sandbox: Key) -> None:
    from core import accounts

    other = accounts.register(product, email="bo@example.com", password="a long enough one", name="Bo")
    join(product, other, sandbox.business_id, Role.VIEWER)
    shown = at("People").dataframe[0].value
    assert shown["E-mail"].str.contains("bo@example.com").any()


def test_the_rules_name_their_source_and_day_and_a_demo_connects_nothing(at: Open) -> None:
    app = at("Channels")
    assert not app.dataframe
    for name in ("instagram", "email"):
        app.session_state[f"channel:{name}"] = True
    app.run()
    shown = [frame.value for frame in app.dataframe]
    assert len(shown) == 2
    assert all(frame["Source"].str.len().gt(0).all() and frame["Looked up"].notna().all() for frame in shown)
    assert any("nothing is sent for real" in told.value for told in app.caption)


def test_an_account_is_connected_and_a_wrong_secret_told(at: Open, product: Runtime, sandbox: Key) -> None:
    with product.workspace(sandbox) as ws, ws.writing() as rows:
        rows.one(Business).sandbox_until = None
    with instance() as server:
        app = at("Channels")
        app.session_state["channel:mastodon"] = True
        app.run()
        labelled(app.text_input, "Your server").input(server.url)
        labelled(app.text_input, "Access token").input("stale")
        save = next(button for button in app.button if button.label == "Save and test")
        save.click().run()
        assert not app.exception
        assert any("refused the secret" in told.value for told in app.error)
        labelled(app.text_input, "Access token").input(TOKEN)
        next(button for button in app.button if button.label == "Save and test").click().run()
        assert any("@bakery" in told.value for told in app.success)
        assert "open-sesame" not in str(app.text_input)
        for page, address, key in OFFERS:
            assert "mastodon" in offered(app, page, address, key)
        at("Channels")
        app.session_state["channel:mastodon"] = True
        app.run()
        labelled(app.button, "Disconnect it").click().run()
        assert any("on hold until an account" in told.value for told in app.success)
        assert "mastodon" not in offered(app, *OFFERS[0])


def test_a_failure_is_rehearsed_and_called_off(at: Open, product: Runtime, sandbox: Key) -> None:
    app = at("Channels")
    app.session_state["channel:linkedin"] = app.session_state["theatre:linkedin"] = True
    app.run()
    labelled(app.radio, "What goes wrong").set_value(Mishap.LOST)
    labelled(app.button, "Let it happen next").click().run()
    assert not app.exception
    assert any("the answer is lost" in told.value for told in app.markdown)
    with product.workspace(sandbox) as ws:
        assert publishing.read_rehearsals(ws) == {"linkedin": (Mishap.LOST,)}
        labelled(app.button, "Clear").click().run()
        assert publishing.read_rehearsals(ws) == {}
    assert any("Nothing more goes wrong" in told.value for told in app.success)


OFFERS = (
    ("pages/content_studio/page.py", "new", "new:channels"),
    ("pages/content_studio/page.py", "", "studio:channel"),
    ("pages/calendar/page.py", "plan", "plan:channel"),
)
"""Where a channel can be chosen, by screen and what its address opens."""


def offered(app: AppTest, page: str, address: str, key: str) -> str:
    """The channels that a screen offers."""
    app.query_params.clear()
    app.switch_page(page)
    if address:
        app.query_params[address] = "2030-01-01"
    app.run()
    assert not app.exception, app.exception
    return " ".join(one.lower() for one in choice_of(app, key).options)


def choice_of(app: AppTest, key: str) -> Any:
    return next(one for kind in ("button_group", "pills", "selectbox") for one in app.get(kind) if one.key == key)


def test_what_needs_the_full_server_is_disabled_with_the_reason(at: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(full_server, "_here", False)
    app = at("Server")
    assert "streamlit run server.py" in app.info[0].value
    monkeypatch.setattr(full_server, "_here", True)
    assert not app.run().info


def test_an_import_can_be_taken_back(at: Open, product: Runtime, sandbox: Key) -> None:
    data = b"id,published,text,likes,comments\n1,2026-01-05 10:00,Hello,3,1\n2,2026-01-06 10:00,World,5,0\n"
    with product.workspace(sandbox) as ws:
        mapping = analytics.preview_import(ws, data, "old.csv").mapping
        analytics.import_posts(ws, data, "old.csv", mapping, on_errors="good_rows")
    app = at("Data")
    assert any("old" in element.value for element in app.markdown)
    assert labelled(app.button, "Take back")


def test_everything_leaves_as_csv(product: Runtime, sandbox: Key) -> None:
    with product.workspace(sandbox) as ws:
        text = analytics.export_posts(ws).decode("utf-8-sig")
        one = publishing.tray(ws)[0]
    head, *lines = text.splitlines()
    assert head.startswith("id,title,channel,type,status,origin,published_at")
    assert any(line.startswith(str(one.id)) for line in lines)


def test_rows_become_values_and_gaps_are_named() -> None:
    hours = tables._tables()["hours"]
    good = {"day": "Tuesday", "opens": "09:00:00", "closes": time(17)}
    (block,) = tables.values("hours", hours, [{}, good])
    assert (block.weekday, block.opens, block.closes) == (1, time(9), time(17))
    with pytest.raises(Invalid, match="Row 2"):
        tables.values("hours", hours, [good, {"day": "Tuesday"}])
    queue = tables._tables()["queue"]
    slots = tuple(PostingSlot(channel="sms", weekday=6, at=time(9, 30), zone=zone) for zone in ("", "Asia/Tokyo"))
    assert tables.values("queue", queue, [tables._present(queue.show(slot)) for slot in slots]) == slots


@pytest.mark.parametrize("name", ["hours", "cadence", "audience"])
def test_every_table_gives_back_what_it_shows(product: Runtime, sandbox: Key, name: str) -> None:
    with product.workspace(sandbox) as ws:
        kept = getattr(strategy.read_profile(ws).profile, name)
        table = tables._tables()[name]
        read = tables.values(name, table, [tables._present(table.show(value)) for value in kept])
        assert read == kept
        assert kept
        strategy.save_profile(ws, ProfileEdit(**{name: read}))


def test_a_program_gets_a_token_and_an_address_that_is_told(at: Open, product: Runtime, sandbox: Key) -> None:
    app = at("Programs")
    app.text_input(key="programs:name:0").input("nightly import")
    app.button(key="FormSubmitter:programs:new-Make it").click().run()
    assert "Choose at least one thing" in app.error[0].value
    assert app.text_input(key="programs:name:0").value == "nightly import"
    app.multiselect(key="programs:scopes:0").select(Scope.IMPORT)
    app.button(key="FormSubmitter:programs:new-Make it").click().run()
    (made,) = accounts.list_tokens(product, sandbox)
    assert (made.name, made.scopes, app.code[0].value[: len(made.start)]) == ("nightly import", ("import",), made.start)
    app.text_input(key="hooks:url:0").input("https://hooks.example.com/in")
    app.multiselect(key="hooks:events:0").select(HookEvent.LEAD)
    app.button(key="FormSubmitter:hooks:new-Add it").click().run()
    assert app.code[1].value.startswith("whsec_")
    with product.workspace(sandbox) as ws:
        (hook,) = webhooks.list_webhooks(ws)
    app.button(key=f"hooks:ping:{hook.id}").click().run()
    app.button(key=f"programs:ended:{made.id}").click().run()
    assert not app.exception
    assert accounts.list_tokens(product, sandbox) == []
    with product.workspace(sandbox) as ws:
        assert [one.event for one in webhooks.page_deliveries(ws, hook.id).items] == ["ping"]
