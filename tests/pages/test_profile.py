"""The business's profile on the Strategy screen: each part says what it is for, and nothing typed is lost."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from core import strategy
from core.accounts import Person
from core.keys import Key
from core.strategy import ProfileEdit, ProfileView
from core.tables import AiUsage, Membership
from core.tables.values import Offer, Voice
from core.vocab import Role
from core.wiring import Runtime

PAGE = "pages/strategy/page.py"
Said = Callable[[AppTest], str]
Open = Callable[..., AppTest]


@pytest.fixture
def at(app: AppTest) -> Open:
    """Open one part of the profile."""

    def opened(part: str = "glance") -> AppTest:
        app.switch_page(PAGE)
        app.query_params["view"], app.query_params["part"] = "profile", part
        app.run()
        assert not app.exception, app.exception
        return app

    return opened


@pytest.fixture
def kept(product: Runtime, sandbox: Key) -> Callable[[], ProfileView]:
    """The profile as the database has it."""

    def read() -> ProfileView:
        with product.workspace(sandbox) as ws:
            return strategy.read_profile(ws)

    return read


@pytest.fixture
def change(product: Runtime, sandbox: Key) -> Callable[[ProfileEdit], None]:
    """Change the profile as somebody else, behind the page's back."""

    def changed(edit: ProfileEdit) -> None:
        with product.workspace(replace(sandbox, actor="Bo")) as ws:
            strategy.save_profile(ws, edit)

    return changed


def _button(app: AppTest, label: str) -> Any:
    return next(one for one in app.main.button if one.label == label)


def _labelled(elements: Any, label: str) -> Any:
    return next(one for one in elements if one.label == label)


def test_a_glance_says_what_is_there_and_what_is_missing(at: Open, kept: Any, change: Any, words: Said) -> None:
    change(ProfileEdit(offers=(Offer(name="Rye loaf"),)))

    said = words(at())

    assert kept().profile.brand_voice.split()[-2] in said
    assert "Rye loaf" in said
    assert "**No prices.** Posts will not name any." in said
    assert "**No logo.**" in said
    assert "No goal" not in said


def test_a_gap_leads_to_where_it_is_filled(at: Open, change: Any, words: Said) -> None:
    change(ProfileEdit(goals=(), place="Chicago"))
    app = at()
    _button(app, "Fill in").click().run()
    assert "Goals and benefits" in words(app)
    assert app.query_params["part"] == "goals"


def test_goals_are_saved_and_taken_back(at: Open, kept: Any) -> None:
    before = kept().profile.goals
    app = at("goals")
    _labelled(app.main.text_area, "Goals, one a line").set_value("More bookings\n\nMore bookings\nMore calls").run()
    assert "not saved yet" in "".join(str(one.value) for one in app.main.markdown)

    _button(app, "Save").click().run()
    assert not app.exception
    assert kept().profile.goals == ("More bookings", "More calls")
    _button(app, "Undo").click().run()
    assert kept().profile.goals == before
    assert not app.main.warning


def test_a_stale_save_is_refused_and_says_what_changed(at: Open, kept: Any, change: Any, words: Said) -> None:
    app = at("goals")
    goals = _labelled(app.main.text_area, "Goals, one a line")
    goals.set_value("Mine").run()
    change(ProfileEdit(goals=("Theirs",)))

    _button(app, "Save").click().run()

    assert kept().profile.goals == ("Theirs",)
    assert "Bo changed the goals" in app.main.error[0].value
    assert "Theirs" in app.main.warning[0].value
    assert _labelled(app.main.text_area, "Goals, one a line").value == "Mine"

    _button(app, "Keep mine").click().run()
    assert _labelled(app.main.text_area, "Goals, one a line").value == "Mine"
    _button(app, "Save").click().run()
    assert kept().profile.goals == ("Mine",)


def test_the_new_version_can_be_loaded(at: Open, change: Any) -> None:
    app = at("goals")
    _labelled(app.main.text_area, "Goals, one a line").set_value("Mine").run()
    change(ProfileEdit(goals=("Theirs",)))
    app.run()

    _button(app, "Load the new version").click().run()

    assert _labelled(app.main.text_area, "Goals, one a line").value == "Theirs"
    assert not app.main.warning


def test_what_was_typed_survives_a_look_at_another_part(at: Open) -> None:
    app = at("goals")
    _labelled(app.main.text_area, "Goals, one a line").set_value("Half a tho").run()
    app.session_state["strategy:part"] = "look"
    app.run()
    app.session_state["strategy:part"] = "goals"
    app.run()
    assert _labelled(app.main.text_area, "Goals, one a line").value == "Half a tho"


def _usage(product: Runtime, key: Key) -> int:
    with product.workspace(key) as ws:
        return len([row for row in ws.rows.find(AiUsage) if row.prompt_id == "voice"])


def test_a_voice_is_heard_only_when_something_was_done(at: Open, product: Runtime, sandbox: Key, words: Said) -> None:
    app = at("voice")
    assert "Turn a dial" in words(app)
    assert _usage(product, sandbox) == 0

    next(one for one in app.main.button_group if one.label == "Address").set_value("formal").run()
    assert not app.exception
    formal = words(app)
    assert "Good day" in formal
    assert "Offline writer" in formal
    assert "Why this?" in [one.label for one in app.main.expander]
    assert _usage(product, sandbox) == 1

    next(one for one in app.main.button_group if one.label == "Address").set_value("casual").run()
    assert "Hi there" in words(app)
    assert _usage(product, sandbox) == 2


def test_a_voice_is_kept_with_its_words(at: Open, kept: Any) -> None:
    app = at("voice")
    _labelled(app.main.text_area, "Words we avoid").set_value("cheap = good value\n guys ").run()
    next(one for one in app.main.button_group if one.label == "Mood").set_value("playful").run()
    _button(app, "Save").click().run()
    assert not app.exception
    voice: Voice = kept().profile.assets.voice
    assert voice.mood == "playful"
    assert [(one.word, one.instead) for one in voice.avoid] == [("cheap", "good value"), ("guys", "")]


def test_a_word_on_both_lists_is_refused_and_stays_typed(at: Open, kept: Any) -> None:
    before = kept().profile.assets.voice
    app = at("voice")
    _labelled(app.main.text_area, "Words we like").set_value("cheap")
    _labelled(app.main.text_area, "Words we avoid").set_value("cheap").run()
    _button(app, "Save").click().run()
    assert any("under both" in one.value for one in app.main.error)
    assert _labelled(app.main.text_area, "Words we like").value == "cheap"
    assert kept().profile.assets.voice == before


def test_suggested_segments_are_merged_in_and_kept_only_when_saved(at: Open, kept: Any, words: Said) -> None:
    before = kept().profile.segments
    app = at("segments")

    _button(app, "Suggest segments").click().run()
    assert "These are suggestions" in words(app)
    assert "Why this?" in [one.label for one in app.main.expander]
    assert kept().profile.segments == before

    _button(app, "Suggest segments").click().run()
    assert not app.exception
    _button(app, "Save segments").click().run()
    after = kept().profile.segments
    assert after[: len(before)] == before
    assert len(after) > len(before)
    assert all(one.why for one in after[len(before) :])


def test_facts_keep_their_day_and_their_place(at: Open, kept: Any, change: Any) -> None:
    before = kept().profile
    app = at("facts")
    _button(app, "Save facts").click().run()
    _button(app, "Save offers").click().run()
    assert not app.exception
    after = kept().profile
    assert (after.facts, after.offers) == (before.facts, before.offers)


def test_an_edited_fact_is_saved(at: Open, kept: Any, sandbox: Key) -> None:
    app = at("facts")
    app.session_state[f"profile:{sandbox.business_id}:facts:0:table"] = {
        "edited_rows": {0: {"use": "Replies only", "since": "2026-04-01"}}, "added_rows": [], "deleted_rows": [1],
    }  # fmt: skip
    count = len(kept().profile.facts)
    app.run()
    assert not app.exception
    _button(app, "Save facts").click().run()
    facts = kept().profile.facts
    assert (facts[0].use, str(facts[0].since)) == ("replies", "2026-04-01")
    assert len(facts) == count - 1


def test_colours_say_how_they_read_and_are_saved(at: Open, kept: Any, words: Said) -> None:
    app = at("look")
    assert ": 1**" in words(app)
    assert app.main.get("image")
    _labelled(app.main.color_picker, "Main").set_value("#ffff00").run()
    assert "Near-black on main" in words(app)
    _button(app, "Save colours").click().run()
    assert kept().profile.assets.colors[0] == "#FFFF00"


def test_a_logo_is_shown_removed_and_put_back(at: Open, product: Runtime, sandbox: Key, kept: Any) -> None:
    out = BytesIO()
    Image.new("RGB", (64, 64), "red").save(out, "PNG")
    with product.workspace(sandbox) as ws:
        strategy.save_logo(ws, out.getvalue(), seen=None)
    app = at("look")
    _button(app, "Remove the logo").click().run()
    assert kept().profile.assets.logo is None
    _button(app, "Undo").click().run()
    assert kept().profile.assets.logo is not None


def _upload(app: AppTest, name: str, data: bytes, kind: str) -> None:
    app.main.file_uploader[0].upload(name, data, kind).run()
    assert not app.exception


def test_an_uploaded_logo_is_checked_kept_and_taken_back(at: Open, kept: Any) -> None:
    out = BytesIO()
    Image.new("RGB", (64, 64), "red").save(out, "PNG")
    app = at("look")

    _upload(app, "logo.png", b"<svg/>", "image/png")
    assert "SVG" in app.main.error[0].value
    assert kept().profile.assets.logo is None

    _upload(app, "logo.png", out.getvalue(), "image/png")
    assert "in place" in app.main.success[0].value
    assert kept().profile.assets.logo.startswith("logos/")
    _button(app, "Undo").click().run()
    assert kept().profile.assets.logo is None


def _bare(change: Callable[[ProfileEdit], None]) -> None:
    change(ProfileEdit(offers=(), segments=(), facts=(), benefits=(), goals=(), brand_voice=""))


def test_an_empty_profile_starts_with_three_questions(at: Open, kept: Any, change: Any, words: Said) -> None:
    _bare(change)
    app = at()
    assert "Three questions" in words(app)
    app.main.text_area(key="start:sells").set_value("Country loaf, $9.50\nGift card")
    _button(app, "Fill the profile").click().run()
    assert not app.exception
    profile = kept().profile
    assert [offer.price for offer in profile.offers] == ["$9.50", ""]
    assert profile.brand_voice
    assert profile.segments
    assert app.main.success[0].value.startswith("Filled")
    assert "What good posts need" in words(app)


def test_an_answer_that_is_missing_is_named_and_the_others_stay(at: Open, kept: Any, change: Any) -> None:
    _bare(change)
    app = at()
    app.main.selectbox(key="start:goal").set_value("More leads")
    _button(app, "Fill the profile").click().run()
    assert "Sells" in app.main.error[0].value
    assert app.main.selectbox(key="start:goal").value == "More leads"
    assert kept().profile.offers == ()


@pytest.mark.parametrize("part", ["glance", "voice", "goals", "segments", "facts", "look"])
def test_a_viewer_looks_and_changes_nothing(
    at: Open, product: Runtime, visitor: tuple[Person, str], sandbox: Key, part: str
) -> None:
    from sqlmodel import Session

    with Session(product.engine) as session:
        mine = session.get(Membership, (visitor[0].id, sandbox.business_id))
        assert mine is not None
        mine.role = Role.VIEWER
        session.commit()
    app = at(part)
    saves = [one for one in app.main.button if one.label.startswith("Save")]
    assert all(one.disabled for one in saves)
    assert "Suggest segments" not in [one.label for one in app.main.button]
    assert "Hear it" not in [one.label for one in app.main.button]


def test_settings_shows_the_same_editor(app: AppTest, words: Said) -> None:
    app.session_state["section"] = "Brand"
    app.switch_page("pages/settings/page.py").run()
    assert not app.exception
    assert "What good posts need" in words(app)
