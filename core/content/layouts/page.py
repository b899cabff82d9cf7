"""The sheet that every layout draws on: its measures, its colours, and the photo or pattern on it."""

from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw, ImageOps

from core.content.contrast import INK, READABLE, RGB, WHITE, blend, contrast, luminance, readable, towards
from core.content.lettering import INTER
from core.content.tiles import tiled

STRIP = 2.2
"""Pages that are wider than this many times their height, such as an e-mail's header, have no room above words."""
COLUMNS = 6
"""Tiles side by side on a page's whole width."""
Box = tuple[int, int, int, int]
"""Left, top, right and bottom, in pixels."""


@dataclass(frozen=True, slots=True)
class BrandLook:
    """What a poster needs of a brand.

    Attributes:
        colors: hex colours: the ground, the accent, one more; missing ones are filled in.
        logo_png: a picture file, drawn in place of the initial.
        hand: the font of headlines, one of ``core.content.lettering.HANDS``.
    """

    colors: tuple[str, ...]
    name: str
    logo_png: bytes | None = None
    hand: str = INTER


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What stands on a poster; only the headline must.

    Attributes:
        label: a few words above the headline, such as the weekday or "2 of 5".
        figure: what is drawn largest on layouts that have a place for it: a price, a share, a day of the month.
        note: a few words beside the figure: what was paid before, the month.
        by: who said it, below a quotation.
    """

    headline: str
    subline: str = ""
    label: str = ""
    figure: str = ""
    note: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet with its measures in pixels and its colours.

    ``ink`` and ``soft`` can be read on the ground, ``accent`` and ``extra`` can be seen on it.
    """

    image: Image.Image
    draw: ImageDraw.ImageDraw
    unit: float
    margin: int
    brand: BrandLook
    colors: tuple[RGB, ...]
    ground: RGB
    ink: RGB
    soft: RGB
    accent: RGB
    extra: RGB
    photo: Image.Image | None = None

    @property
    def width(self) -> int:
        return self.image.width

    @property
    def height(self) -> int:
        return self.image.height

    @property
    def ratio(self) -> float:
        """Width by height."""
        return self.width / self.height

    @property
    def tone(self) -> RGB:
        """A breath of ink in the ground, or of its opposite, for large shapes: ink can be read on it too."""
        mixed = blend(self.ground, self.ink, 0.07)
        if contrast(self.ink, mixed) >= READABLE:
            return mixed
        return blend(self.ground, WHITE if luminance(self.ink) < luminance(self.ground) else INK, 0.1)

    @property
    def accent_text(self) -> RGB:
        """The accent, moved towards the ink as far as words in it need."""
        return towards(self.accent, self.ink, against=self.ground, least=READABLE)

    def px(self, units: float) -> int:
        """Thousand-and-eightieths of the shorter side, in pixels."""
        return max(1, round(units * self.unit))

    def on(self, ground: RGB, box: Box | None = None) -> "Page":
        """The same sheet with another ground from here on, filled over the box, or over all of it."""
        self.image.paste(ground, box or (0, 0, self.width, self.height))
        return self.over(ground)

    def over(self, ground: RGB) -> "Page":
        """The same sheet for words that will stand on another ground, which is drawn elsewhere."""
        return replace(self, **_scheme(ground, self.colors))

    def whole_rows(self, height: int) -> int:
        """About this height, and where the pattern fills it, in whole rows of it."""
        cell = -(-self.width // COLUMNS)
        return height if self.photo is not None else max(1, round(height / cell)) * cell


def page(brand: BrandLook, colors: tuple[RGB, ...], size: tuple[int, int], photo: bytes | None = None) -> Page:
    """A sheet in the brand's main colour; the photo is one that was checked when it was brought in."""
    image = Image.new("RGB", size, colors[0])
    unit = max(min(size) / 1080, max(size) / 2000)  # a strip is low, and still has to be read
    picture = ImageOps.exif_transpose(Image.open(BytesIO(photo))).convert("RGB") if photo else None
    return Page(
        image=image,
        draw=ImageDraw.Draw(image),
        unit=unit,
        margin=round(84 * unit),
        brand=brand,
        colors=colors,
        photo=picture,
        **_scheme(colors[0], colors),
    )


def _scheme(ground: RGB, colors: tuple[RGB, ...]) -> dict[str, Any]:
    ink = readable(ground)
    main, second = colors[0], colors[1]
    accent = towards(second if second != ground else main, ink, against=ground, least=1.8)
    extra = colors[2] if len(colors) > 2 and colors[2] != ground else blend(accent, ground, 0.5)
    return {
        "ground": ground,
        "ink": ink,
        "soft": towards(blend(ink, ground, 0.28), ink, against=ground, least=READABLE),
        "accent": accent,
        "extra": towards(extra, ink, against=ground, least=1.35),
    }


def art(page: Page, box: Box, seed: str) -> None:
    """The photo, cropped to fill the box, or where there is none the brand's own pattern."""
    size = (box[2] - box[0], box[3] - box[1])
    if page.photo is not None:
        page.image.paste(ImageOps.fit(page.photo, size, Image.Resampling.LANCZOS, centering=(0.5, 0.4)), box[:2])
        return
    columns = max(2, round(COLUMNS * size[0] / max(page.width, size[1])))
    cell = -(-size[0] // columns)
    sheet = Image.new("RGB", (cell * columns, cell * -(-size[1] // cell)), page.ground)
    tiled(sheet, sheet.height, (page.accent, page.extra, page.ink), page.tone, seed, columns=columns)
    page.image.paste(sheet.crop((0, 0, *size)), box[:2])
