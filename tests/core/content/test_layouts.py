"""Every layout on every shape: nothing runs off, everything can be read, whatever the brand and the script."""

from io import BytesIO

import pytest
from PIL import Image

from core.content.contrast import READABLE, contrast
from core.content.illustrate import SHAPES
from core.content.layouts.page import page
from core.content.lettering import HANDS, letters, printable
from core.content.poster import BrandLook, Layout, Words, laid_out

BRANDS = {
    "dark": ("#14213D", "#2DD4BF"),
    "light": ("#FDE68A", "#B45309"),
    "one": ("#FFFFFF", "#FFFFFF"),
    "middle": ("#808080", "#767676", "#FF0000"),
}
FULL = Words(headline="Fresh bread at seven", subline="Rua das Flores 12", label="2 of 5", figure="€4.20",
             note="was €5.00", by="Ana")  # fmt: skip
SIZES = {shape.size for shapes in SHAPES.values() for shape in shapes}


def _photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (900, 700), "#3366cc").save(out, "JPEG")
    return out.getvalue()


@pytest.mark.parametrize("layout", Layout)
def test_a_layout_fits_every_shape(layout: Layout) -> None:
    for number, (width, height) in enumerate(sorted(SIZES)):
        brand = BrandLook(list(BRANDS.values())[number % len(BRANDS)], "Rye & Shine")
        size = (max(320, width // 3), max(320, height // 3))
        assert laid_out(FULL, brand=brand, layout=layout, size=size).size == size


def test_no_two_layouts_are_alike() -> None:
    brand = BrandLook(BRANDS["dark"], "Rye & Shine")
    assert len({laid_out(FULL, brand=brand, layout=one, size=(324, 405)).tobytes() for one in Layout}) == len(Layout)


@pytest.mark.parametrize("layout", Layout)
@pytest.mark.parametrize("words", [Words(headline=""), Words(headline="Long word " * 40, subline="more " * 60, label="2 of 5"),
                                   Words(headline="Donaudampfschifffahrtskapitän")])  # fmt: skip
def test_few_words_and_far_too_many_are_laid_out(layout: Layout, words: Words) -> None:
    brand = BrandLook(BRANDS["dark"], "Rye & Shine", hand="Playfair Display")
    assert laid_out(words, brand=brand, layout=layout, size=(360, 400)).size == (360, 400)


@pytest.mark.parametrize("name", BRANDS)
def test_words_can_be_read_on_every_ground_that_a_layout_lays(name: str) -> None:
    made = page(BrandLook(BRANDS[name], "B"), tuple(_rgb(color) for color in BRANDS[name]), (400, 500))
    for ground in (made.ground, made.accent, made.ink, made.tone, made.extra):
        over = made.over(ground)
        for ink in (over.ink, over.soft, over.accent_text):
            assert contrast(ink, over.ground) >= READABLE
        assert contrast(over.accent, over.ground) >= 1.35


def test_words_over_the_large_ring_of_the_bold_layout_stay_readable() -> None:
    for colors in BRANDS.values():
        made = page(BrandLook(colors, "B"), tuple(_rgb(color) for color in colors), (400, 500))
        made = made.on(made.colors[1])
        assert contrast(made.ink, made.tone) >= READABLE


def test_a_photo_takes_its_place_and_no_word_stands_on_it() -> None:
    brand = BrandLook(BRANDS["dark"], "Rye & Shine")
    for layout, spot in ((Layout.SPLIT, (200, 100)), (Layout.CAPTION, (200, 100))):
        with_photo = laid_out(FULL, brand=brand, layout=layout, size=(400, 500), photo=_photo())
        red, green, blue = with_photo.getpixel(spot)  # type: ignore[misc]
        assert (abs(red - 0x33) < 8, abs(green - 0x66) < 8, abs(blue - 0xCC) < 8) == (True, True, True)
        plain = laid_out(FULL, brand=brand, layout=layout, size=(400, 500))
        assert plain.tobytes() != with_photo.tobytes()
        upper = with_photo.crop((0, 0, 400, 200)).getcolors(1 << 20) or []
        assert len(upper) < 40


@pytest.mark.parametrize("hand", HANDS)
def test_every_hand_draws_every_script_with_a_hand_that_has_it(hand: str) -> None:
    seen = {words: letters(words, hand) for words in ("Größe 5 €", "Привет", "Καλημέρα", "שלום (7:00)", "خبز طازج")}
    assert seen["Größe 5 €"].hand == hand
    assert [one.turned for one in seen.values()] == [False, False, False, True, True]
    for words, found in seen.items():
        assert printable(words) == words
        assert found.ems(words) > 1


def test_lines_that_run_to_the_left_stand_on_the_right() -> None:
    brand = BrandLook(("#FFFFFF", "#000000"), "B")
    made = laid_out(Words(headline="שלום"), brand=brand, layout=Layout.POINT, size=(400, 500))
    left = made.crop((40, 40, 120, 160)).getcolors(1 << 16)
    right = made.crop((280, 40, 360, 160)).getcolors(1 << 16)
    assert left is not None
    assert right is not None
    assert (len(left), len(right) > 2) == (1, True)


def _rgb(color: str) -> tuple[int, int, int]:
    return int(color[1:3], 16), int(color[3:5], 16), int(color[5:], 16)
