"""The brand's look: the logo through the media store, colours that say how they read, a poster that is not stored."""

from dataclasses import replace
from io import BytesIO

import pytest
from PIL import Image

from core import content, strategy
from core.errors import Conflict, Forbidden, Invalid
from core.keys import PERMISSIONS
from core.strategy.profile_look import PREVIEW
from core.tables import AuditEntry
from core.vocab import Role


def _png(color: str = "red") -> bytes:
    out = BytesIO()
    Image.new("RGB", (80, 40), color).save(out, "PNG")
    return out.getvalue()


def _logo(ws) -> str | None:
    return strategy.read_profile(ws).profile.assets.logo


def test_a_logo_is_kept_shown_replaced_and_removed(ws) -> None:
    first = strategy.save_logo(ws, _png(), seen=None).profile.assets.logo
    assert first is not None
    assert Image.open(BytesIO(content.media_bytes(ws, first))).size == (80, 40)

    second = strategy.save_logo(ws, _png("blue"), seen=first).profile.assets.logo
    assert second not in {None, first}

    assert strategy.set_logo(ws, None, seen=second).profile.assets.logo is None
    assert strategy.set_logo(ws, second, seen=None).profile.assets.logo == second
    assert [entry.verb for entry in ws.rows.find(AuditEntry, order=[AuditEntry.at])].count("remove_logo") == 1


def test_a_refused_file_changes_nothing(ws) -> None:
    kept = strategy.save_logo(ws, _png(), seen=None).profile.assets.logo
    with pytest.raises(Invalid):
        strategy.save_logo(ws, b"<svg/>", seen=kept)
    assert _logo(ws) == kept


def test_a_logo_that_somebody_changed_meanwhile_is_not_overwritten(ws) -> None:
    theirs = strategy.save_logo(ws, _png(), seen=None).profile.assets.logo
    with pytest.raises(Conflict, match="Somebody changed the logo"):
        strategy.save_logo(ws, _png("blue"), seen=None)
    assert _logo(ws) == theirs
    assert strategy.save_logo(ws, _png(), seen=None).profile.assets.logo == theirs


def test_a_file_that_is_gone_cannot_be_used_again(ws) -> None:
    with pytest.raises(Conflict, match="gone"):
        strategy.set_logo(ws, f"logos/{'0' * 64}.png", seen=None)


def test_colours_and_voice_stay_when_the_logo_changes(ws) -> None:
    before = ws.profile.assets
    after = strategy.save_logo(ws, _png(), seen=None).profile.assets
    assert after == before.model_copy(update={"logo": after.logo})


def test_a_viewer_looks_and_uploads_nothing(runtime, key) -> None:
    with runtime.workspace(replace(key, permissions=PERMISSIONS[Role.VIEWER])) as theirs:
        assert strategy.preview_poster(theirs, "Rolls", colors=("#14213D", "#0F766E"))
        with pytest.raises(Forbidden):
            strategy.save_logo(theirs, _png(), seen=None)


def test_the_preview_is_the_poster_in_those_colours_with_and_without_the_logo(ws) -> None:
    strategy.save_logo(ws, _png(), seen=None)
    one = strategy.preview_poster(ws, "Rolls", colors=("#14213D", "#0F766E"))
    picture = Image.open(BytesIO(one))
    assert picture.size == PREVIEW
    corner = picture.convert("RGB").getpixel((2, PREVIEW[1] - 3))
    assert all(abs(seen - asked) <= 2 for seen, asked in zip(corner, (0x14, 0x21, 0x3D), strict=True))  # it is a JPEG
    assert one != strategy.preview_poster(ws, "Rolls", colors=("#14213D", "#0F766E"), logo=False)
    with pytest.raises(Invalid):
        strategy.preview_poster(ws, "Rolls", colors=("teal",))


@pytest.mark.parametrize(
    ("colors", "pairs"),
    [
        (("#000000",), [("White on main", 21.0, True)]),
        (("#FFFF00", "#FFFF00"), [("Near-black on main", 17.5, True), ("Accent on main", 1.0, False)]),
        (
            ("#14213D", "#0F766E", "#FFFFFF", "#999999"),
            [("White on main", 16.0, True), ("Accent on main", 2.9, True), ("Text on background", 2.8, False)],
        ),
    ],
)
def test_colours_say_how_they_read(colors: tuple[str, ...], pairs: list[tuple[str, float, bool]]) -> None:
    found = strategy.readings(colors)
    assert [(one.pair, one.is_enough) for one in found] == [(pair, enough) for pair, _, enough in pairs]
    assert [one.ratio for one in found] == pytest.approx([ratio for _, ratio, _ in pairs], abs=0.06)
    assert all(one.says for one in found)
