"""Voice, segments, facts, colours and logo: each part of the profile with what its editor promises."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from PIL import Image
from streamlit.testing.v1 import AppTest

from core import strategy
from core.keys import Key
from core.tables import AiUsage
from core.tables.values import Voice
from core.wiring import Runtime
from tests.pages.elements import button, labelled

Said = Callable[[AppTest], str]
Open = Callable[..., AppTest]


def _usage(product: Runtime, key: Key) -> int:
    with product.workspace(key) as ws:
        return len([row for row in ws.rows.find(AiUsage) if row.prompt_id == "voice"])


def test_a_voice_is_heard_only_when_something_was_done(
    profile_at: Open, product: Runtime, sandbox: Key, words: Said
) -> None:
    app = profile_at("voice")
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


def test_a_voice_is_kept_with_its_words(profile_at: Open, profile_kept: Any) -> None:
    app = profile_at("voice")
    labelled(app.main.text_area, "Words we avoid").set_value("cheap = good value\n guys ").run()
    next(one for one in app.main.button_group if one.label == "Mood").set_value("playful").run()
    button(app, "Save").click().run()
    assert not app.exception
    voice: Voice = profile_kept().profile.assets.voice
    assert voice.mood == "playful"
    assert [(one.word, one.instead) for one in voice.avoid] == [("cheap", "good value"), ("guys", "")]


def test_a_word_on_both_lists_is_refused_and_stays_typed(profile_at: Open, profile_kept: Any) -> None:
    before = profile_kept().profile.assets.voice
    app = profile_at("voice")
    labelled(app.main.text_area, "Words we like").set_value("cheap")
    labelled(app.main.text_area, "Words we avoid").set_value("cheap").run()
    button(app, "Save").click().run()
    assert any("under both" in one.value for one in app.main.error)
    assert labelled(app.main.text_area, "Words we like").value == "cheap"
    assert profile_kept().profile.assets.voice == before


def test_suggested_segments_are_merged_in_and_kept_only_when_saved(
    profile_at: Open, profile_kept: Any, words: Said
) -> None:
    before = profile_kept().profile.segments
    app = profile_at("segments")

    button(app, "Suggest segments").click().run()
    assert "These are suggestions" in words(app)
    assert "Why this?" in [one.label for one in app.main.expander]
    assert profile_kept().profile.segments == before

    button(app, "Suggest segments").click().run()
    assert not app.exception
    button(app, "Save segments").click().run()
    after = profile_kept().profile.segments
    assert after[: len(before)] == before
    assert len(after) > len(before)
    assert all(one.why for one in after[len(before) :])


def test_facts_keep_their_day_and_their_place(profile_at: Open, profile_kept: Any, profile_changed: Any) -> None:
    before = profile_kept().profile
    app = profile_at("facts")
    button(app, "Save facts").click().run()
    button(app, "Save offers").click().run()
    assert not app.exception
    after = profile_kept().profile
    assert (after.facts, after.offers) == (before.facts, before.offers)


def test_an_edited_fact_is_saved(profile_at: Open, profile_kept: Any, sandbox: Key) -> None:
    app = profile_at("facts")
    app.session_state[f"profile:{sandbox.business_id}:facts:0:table"] = {
        "edited_rows": {0: {"use": "Replies only", "since": "2026-04-01"}}, "added_rows": [], "deleted_rows": [1],
    }  # fmt: skip
    count = len(profile_kept().profile.facts)
    app.run()
    assert not app.exception
    button(app, "Save facts").click().run()
    facts = profile_kept().profile.facts
    assert (facts[0].use, str(facts[0].since)) == ("replies", "2026-04-01")
    assert len(facts) == count - 1


def test_colours_say_how_they_read_and_are_saved(profile_at: Open, profile_kept: Any, words: Said) -> None:
    app = profile_at("look")
    assert ": 1**" in words(app)
    assert app.main.get("image")
    labelled(app.main.color_picker, "Main").set_value("#ffff00").run()
    assert "Near-black on main" in words(app)
    button(app, "Save colours").click().run()
    assert profile_kept().profile.assets.colors[0] == "#FFFF00"


def test_a_logo_is_shown_removed_and_put_back(
    profile_at: Open, product: Runtime, sandbox: Key, profile_kept: Any
) -> None:
    out = BytesIO()
    Image.new("RGB", (64, 64), "red").save(out, "PNG")
    with product.workspace(sandbox) as ws:
        strategy.save_logo(ws, out.getvalue(), seen=None)
    app = profile_at("look")
    button(app, "Remove the logo").click().run()
    assert profile_kept().profile.assets.logo is None
    button(app, "Undo").click().run()
    assert profile_kept().profile.assets.logo is not None


def _upload(app: AppTest, name: str, data: bytes, kind: str) -> None:
    app.main.file_uploader[0].upload(name, data, kind).run()
    assert not app.exception


def test_an_uploaded_logo_is_checked_kept_and_taken_back(profile_at: Open, profile_kept: Any) -> None:
    out = BytesIO()
    Image.new("RGB", (64, 64), "red").save(out, "PNG")
    app = profile_at("look")

    _upload(app, "logo.png", b"<svg/>", "image/png")
    assert "SVG" in app.main.error[0].value
    assert profile_kept().profile.assets.logo is None

    _upload(app, "logo.png", out.getvalue(), "image/png")
    assert "in place" in app.main.success[0].value
    assert profile_kept().profile.assets.logo.startswith("logos/")
    button(app, "Undo").click().run()
    assert profile_kept().profile.assets.logo is None
