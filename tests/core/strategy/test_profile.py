"""The profile: all of an edit or nothing, and each role its own fields."""

from dataclasses import replace

import pytest
from sqlmodel import col

from core import strategy
from core.errors import Conflict, Forbidden, Invalid
from core.keys import PERMISSIONS
from core.strategy import ProfileEdit
from core.tables import AuditEntry
from core.tables.values import BrandAssets, Offer, Voice
from core.vocab import Role


def test_an_edit_changes_what_it_names(ws, clock) -> None:
    before = strategy.read_profile(ws).profile.website

    view = strategy.save_profile(ws, ProfileEdit(brand_voice="  Dry and short ", zone="Asia/Tokyo", name="Rye"))

    assert (view.profile.brand_voice, view.profile.website) == ("Dry and short", before)
    assert (view.business.name, view.business.zone) == ("Rye", "Asia/Tokyo")
    assert str(ws.zone) == "Asia/Tokyo"
    assert view.profile.updated_at == clock.now
    assert ws.rows.one(AuditEntry, col(AuditEntry.verb) == "save_profile").detail == "brand_voice, name, zone"


def test_saving_what_is_there_already_changes_nothing(ws) -> None:
    place = strategy.read_profile(ws).profile.place
    entries = ws.rows.count(AuditEntry)

    strategy.save_profile(ws, ProfileEdit(place=place))

    assert ws.rows.count(AuditEntry) == entries


def test_one_wrong_field_stops_all_of_it(ws) -> None:
    edit = ProfileEdit(brand_voice="New", assets=BrandAssets(colors=("teal",)))

    with pytest.raises(Invalid) as refusal:
        strategy.save_profile(ws, edit)

    assert refusal.value.field == "assets"
    assert strategy.read_profile(ws).profile.brand_voice == "Warm and plain"


@pytest.mark.parametrize(
    "edit",
    [
        ProfileEdit(approval_required=True),
        ProfileEdit(monthly_tokens=9),
        ProfileEdit(soft_cap_percent=9),
        ProfileEdit(weekly_limit=2),
    ],
)
def test_approval_and_allowance_are_for_admins(runtime, key, edit) -> None:
    marketer = replace(key, permissions=PERMISSIONS[Role.MARKETER])
    with runtime.workspace(marketer) as theirs:
        with pytest.raises(Forbidden, match="Only an admin"):
            strategy.save_profile(theirs, edit)
        assert strategy.save_profile(theirs, ProfileEdit(place="Porto")).profile.place == "Porto"
    with runtime.workspace(key) as own:
        strategy.save_profile(own, edit)


def test_a_viewer_reads_and_changes_nothing(runtime, key) -> None:
    viewer = replace(key, permissions=PERMISSIONS[Role.VIEWER])
    with runtime.workspace(viewer) as theirs:
        assert strategy.read_profile(theirs).business.name == "Rye & Shine"
        with pytest.raises(Forbidden):
            strategy.save_profile(theirs, ProfileEdit(place="Porto"))


def test_a_stale_save_is_refused_with_what_changed(ws, runtime, key) -> None:
    seen = ProfileEdit(goals=ws.profile.goals, benefits=ws.profile.benefits)
    with runtime.workspace(replace(key, actor="Bo")) as other:
        strategy.save_profile(other, ProfileEdit(goals=("Fewer leftovers",)))

    with pytest.raises(Conflict) as refusal:
        strategy.save_profile(ws, ProfileEdit(goals=("More leads",), benefits=("warm",)), seen=seen)

    assert refusal.value.field == "goals"
    assert "Bo changed the goals" in refusal.value.message
    assert "“More online orders”" in refusal.value.message
    assert "“Fewer leftovers”" in refusal.value.message
    assert strategy.read_profile(ws).profile.goals == ("Fewer leftovers",)
    assert strategy.read_profile(ws).profile.benefits == seen.benefits


def test_how_often_people_are_written_to_is_kept_with_who_changed_it(ws, runtime, key) -> None:
    seen = ProfileEdit(weekly_limit=ws.profile.weekly_limit)
    with runtime.workspace(replace(key, actor="Bo")) as other:
        strategy.save_profile(other, ProfileEdit(weekly_limit=2), seen=seen)
    with pytest.raises(Conflict, match="Bo changed how many posts one person gets in a week") as refusal:
        strategy.save_profile(ws, ProfileEdit(weekly_limit=6), seen=seen)
    assert refusal.value.field == "weekly_limit"
    assert ws.profile.weekly_limit == 2
    told = ws.rows.one(AuditEntry, AuditEntry.verb == "save_profile", AuditEntry.actor == "Bo")
    assert told.detail == "weekly_limit"


def test_two_editors_of_different_fields_do_not_meet(ws, runtime, key) -> None:
    seen = ProfileEdit(voice=Voice(), colors=ws.profile.assets.colors)
    with runtime.workspace(key) as other:
        strategy.save_profile(other, ProfileEdit(colors=("#112233",)), seen=seen)

    view = strategy.save_profile(ws, ProfileEdit(voice=Voice(mood="playful")), seen=seen)

    assert view.profile.assets.colors == ("#112233",)
    assert view.profile.assets.voice.mood == "playful"


def test_who_saves_what_somebody_else_saved_already_is_not_refused(ws, runtime, key) -> None:
    seen = ProfileEdit(offers=ws.profile.offers)
    new = (Offer(name="Rye loaf"),)
    with runtime.workspace(key) as other:
        strategy.save_profile(other, ProfileEdit(offers=new))

    assert strategy.save_profile(ws, ProfileEdit(offers=new), seen=seen).profile.offers == new
    assert [one.field for one in strategy.read_profile(ws).changes_since(seen)] == ["offers"]
    assert strategy.read_profile(ws).changes_since(ProfileEdit(offers=new)) == ()


def test_a_change_of_nobody_on_record_is_somebody_s(ws) -> None:
    seen = ProfileEdit(place="Porto")
    with pytest.raises(Conflict, match="Somebody changed the place"):
        strategy.save_profile(ws, ProfileEdit(place="Faro"), seen=seen)
