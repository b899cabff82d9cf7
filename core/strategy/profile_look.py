"""How the brand looks: its logo, how its colours read, and a poster as it would be drawn."""

from dataclasses import dataclass

from core.content.contrast import READABLE, WHITE, contrast, parsed, readable
from core.content.poster import BrandLook, poster
from core.errors import Conflict
from core.keys import needs
from core.strategy.logo import checked
from core.strategy.profile import ProfileView, read_profile
from core.tables import Profile
from core.vocab import Permission
from core.workspace import Workspace

PREVIEW = (540, 675)
"""Pixels: half of what is posted, a quarter of the time."""
SEEN = 1.8
"""The least contrast at which a shape stands out from its ground without being read."""


@dataclass(frozen=True, slots=True)
class Reading:
    """How a pair of colours reads: the WCAG contrast ratio of 1-21, the least that it needs, and what it is for."""

    pair: str
    ratio: float
    least: float
    says: str

    @property
    def is_enough(self) -> bool:
        return self.ratio >= self.least


def readings(colors: tuple[str, ...]) -> tuple[Reading, ...]:
    """How the brand's colours read, in the order main, accent, background, text.

    Raises:
        Invalid: something is no colour.

    >>> [(one.pair, round(one.ratio, 1), one.is_enough) for one in readings(("#14213D", "#0F766E"))]
    [('White on main', 16.0, True), ('Accent on main', 2.9, True)]
    """
    main, *others = [parsed(color) for color in colors]
    ink = readable(main)
    words = "White on main" if ink == WHITE else "Near-black on main"
    found = [Reading(words, contrast(ink, main), READABLE, "The words of a poster; whichever of the two reads better.")]
    if others:
        says = "Shapes and the disc behind your initial; lightened or darkened where it is too close."
        found.append(Reading("Accent on main", contrast(others[0], main), SEEN, says))
    if len(others) > 2:
        says = "For your own pages and templates; posters don't use this pair."
        found.append(Reading("Text on background", contrast(others[2], others[1]), READABLE, says))
    return tuple(found)


@needs(Permission.READ)
def preview_poster(ws: Workspace, headline: str, *, colors: tuple[str, ...], logo: bool = True) -> bytes:
    """A poster in these colours as a PNG, drawn like those of posts but smaller; nothing is stored.

    Raises:
        Invalid: a colour or the logo cannot be drawn.
    """
    kept = ws.profile.assets.logo if logo else None
    look = BrandLook(colors=colors, name=ws.business.name, logo_png=ws.media.get(kept) if kept else None)
    return poster(headline, subline=ws.profile.place, brand=look, size=PREVIEW)


@needs(Permission.WRITE)
def save_logo(ws: Workspace, data: bytes, *, seen: str | None) -> ProfileView:
    """Check a picture, keep it under its content's hash and make it the logo in place of the one that was seen.

    Raises:
        Invalid: the file cannot be a logo; nothing was kept.
        Conflict: somebody put another logo there meanwhile.
    """
    logo = checked(data)
    ws.media.put(logo.key, logo.png, content_type="image/png")  # before the row: a logo that is named is there
    return set_logo(ws, logo.key, seen=seen)


@needs(Permission.WRITE)
def set_logo(ws: Workspace, key: str | None, *, seen: str | None) -> ProfileView:
    """Use a logo that was kept before, or none; the file stays, so that this can be taken back.

    Raises:
        Conflict: somebody put another logo there meanwhile, or the file is gone.
    """
    if key is not None and ws.media.get(key) is None:
        raise Conflict("That logo's file is gone. Upload it again.", field="logo")
    with ws.writing() as rows:
        profile = rows.lock(Profile, rows.one(Profile).id)
        if profile.assets.logo not in {seen, key}:
            raise Conflict(
                "Somebody changed the logo while you were looking at it. See the one that is there now, "
                "then upload yours again if you still want it.",
                field="logo",
            )
        if profile.assets.logo != key:
            profile.assets = profile.assets.model_copy(update={"logo": key})
            profile.updated_at = ws.now
            ws.audit("save_logo" if key else "remove_logo", detail="logo")
        rows.flush()
    return read_profile(ws)
