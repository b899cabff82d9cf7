"""The business's profile on the Strategy screen: each part says what it is for, and nothing typed is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.accounts import Person
from core.keys import Key
from core.strategy import ProfileEdit
from core.tables import Membership
from core.tables.values import Offer
from core.vocab import Role
from core.wiring import Runtime
from tests.pages.elements import button, labelled

PAGE = "pages/strategy/page.py"
Said = Callable[[AppTest], str]
Open = Callable[..., AppTest]


def test_a_glance_says_what_is_there_and_what_is_missing(
    profile_at: Open, profile_kept: Any, profile_changed: Any, words: Said
) -> None:
    profile_changed(ProfileEdit(offers=(Offer(name="Rye loaf"),)))

    said = words(profile_at())

    assert profile_kept().profile.brand_voice.split()[-2] in said
    assert "Rye loaf" in said
    assert "**No prices.** Posts will not name any." in said
    assert "**No logo.**" in said
    assert "No goal" not in said


def test_a_gap_leads_to_where_it_is_filled(profile_at: Open, profile_changed: Any, words: Said) -> None:
    profile_changed(ProfileEdit(goals=(), place="Chicago"))
    app = profile_at()
    button(app, "Fill in").click().run()
    assert "Goals and benefits" in words(app)
    assert app.query_params["part"] == "goals"


def test_goals_are_saved_and_taken_back(profile_at: Open, profile_kept: Any) -> None:
    before = profile_kept().profile.goals
    app = profile_at("goals")
    labelled(app.main.text_area, "Goals, one a line").set_value("More bookings\n\nMore bookings\nMore calls").run()
    assert "not saved yet" in "".join(str(one.value) for one in app.main.markdown)

    button(app, "Save").click().run()
    assert not app.exception
    assert profile_kept().profile.goals == ("More bookings", "More calls")
    button(app, "Undo").click().run()
    assert profile_kept().profile.goals == before
    assert not app.main.warning


def test_a_stale_save_is_refused_and_says_what_changed(
    profile_at: Open, profile_kept: Any, profile_changed: Any, words: Said
) -> None:
    app = profile_at("goals")
    goals = labelled(app.main.text_area, "Goals, one a line")
    goals.set_value("Mine").run()
    profile_changed(ProfileEdit(goals=("Theirs",)))

    button(app, "Save").click().run()

    assert profile_kept().profile.goals == ("Theirs",)
    assert "Bo changed the goals" in app.main.error[0].value
    assert "Theirs" in app.main.warning[0].value
    assert labelled(app.main.text_area, "Goals, one a line").value == "Mine"

    button(app, "Keep mine").click().run()
    assert labelled(app.main.text_area, "Goals, one a line").value == "Mine"
    button(app, "Save").click().run()
    assert profile_kept().profile.goals == ("Mine",)


def test_the_new_version_can_be_loaded(profile_at: Open, profile_changed: Any) -> None:
    app = profile_at("goals")
    labelled(app.main.text_area, "Goals, one a line").set_value("Mine").run()
    profile_changed(ProfileEdit(goals=("Theirs",)))
    app.run()

    button(app, "Load the new version").click().run()

    assert labelled(app.main.text_area, "Goals, one a line").value == "Theirs"
    assert not app.main.warning


def test_what_was_typed_survives_a_look_at_another_part(profile_at: Open) -> None:
    app = profile_at("goals")
    labelled(app.main.text_area, "Goals, one a line").set_value("Half a tho").run()
    app.session_state["strategy:part"] = "look"
    app.run()
    app.session_state["strategy:part"] = "goals"
    app.run()
    assert labelled(app.main.text_area, "Goals, one a line").value == "Half a tho"


def _bare(profile_changed: Callable[[ProfileEdit], None]) -> None:
    profile_changed(ProfileEdit(offers=(), segments=(), facts=(), benefits=(), goals=(), brand_voice=""))


def test_an_empty_profile_starts_with_three_questions(
    profile_at: Open, profile_kept: Any, profile_changed: Any, words: Said
) -> None:
    _bare(profile_changed)
    app = profile_at()
    assert "Three questions" in words(app)
    app.main.text_area(key="start:sells").set_value("Country loaf, $9.50\nGift card")
    button(app, "Fill the profile").click().run()
    assert not app.exception
    profile = profile_kept().profile
    assert [offer.price for offer in profile.offers] == ["$9.50", ""]
    assert profile.brand_voice
    assert profile.segments
    assert app.main.success[0].value.startswith("Filled")
    assert "What good posts need" in words(app)


def test_an_answer_that_is_missing_is_named_and_the_others_stay(
    profile_at: Open, profile_kept: Any, profile_changed: Any
) -> None:
    _bare(profile_changed)
    app = profile_at()
    app.main.selectbox(key="start:goal").set_value("More leads")
    button(app, "Fill the profile").click().run()
    assert "Sells" in app.main.error[0].value
    assert app.main.selectbox(key="start:goal").value == "More leads"
    assert profile_kept().profile.offers == ()


@pytest.mark.parametrize("part", ["glance", "voice", "goals", "segments", "facts", "look"])
def test_a_viewer_looks_and_changes_nothing(
    profile_at: Open, product: Runtime, visitor: tuple[Person, str], sandbox: Key, part: str
) -> None:
    from sqlmodel import Session

    with Session(product.engine) as session:
        mine = session.get(Membership, (visitor[0].id, sandbox.business_id))
        assert mine is not None
        mine.role = Role.VIEWER
        session.commit()
    app = profile_at(part)
    saves = [one for one in app.main.button if one.label.startswith("Save")]
    assert all(one.disabled for one in saves)
    assert "Suggest segments" not in [one.label for one in app.main.button]
    assert "Hear it" not in [one.label for one in app.main.button]


def test_settings_shows_the_same_editor(app: AppTest, words: Said) -> None:
    app.session_state["section"] = "Brand"
    app.switch_page("pages/settings/page.py").run()
    assert not app.exception
    assert "What good posts need" in words(app)
