from io import BytesIO

import pytest
from PIL import Image

from core.content.poster import BrandLook, poster, printable, sheet
from core.errors import Invalid

GYM = BrandLook(("#0B132B", "#2DD4BF"), "Northside Gym")


def logo(color: str) -> bytes:
    out = BytesIO()
    Image.new("RGBA", (300, 120), color).save(out, "PNG")
    return out.getvalue()


def test_the_same_words_give_the_same_bytes() -> None:
    assert poster("Hello", subline="World", brand=GYM) == poster("Hello", subline="World", brand=GYM)
    assert poster("Hello", brand=GYM) != poster("Hullo", brand=GYM)


@pytest.mark.parametrize("size", [(1080, 1350), (1080, 1080), (1200, 630), (1080, 1920), (320, 320)])
@pytest.mark.parametrize("headline", ["Go", "", "word " * 80, "W" * 300, "Donaudampfschifffahrtskapitän gesucht"])
def test_any_words_fit_any_sheet(headline: str, size: tuple[int, int]) -> None:
    image = sheet(headline, subline="One line more", brand=GYM, size=size)
    assert image.size == size
    right = image.crop((round(size[0] - min(size) * 0.07), round(size[1] * 0.75), *size))
    assert right.getcolors() == [(right.width * right.height, (0x0B, 0x13, 0x2B))]  # nothing runs into the margin


@pytest.mark.parametrize("ground", ["#000000", "#FFFFFF", "#808080", "#767676", "#FDE68A", "#FF0000", "#0F766E"])
def test_headline_ink_is_on_the_sheet_and_readable(ground: str) -> None:
    from core.content.contrast import READABLE, contrast, parsed, readable

    ink = readable(parsed(ground))
    assert contrast(ink, parsed(ground)) >= READABLE
    colors = sheet("Sale", brand=BrandLook((ground,), "B")).getcolors(1 << 24)
    assert colors
    assert ink in {color for _, color in colors}


def test_emoji_leave_no_boxes() -> None:
    assert printable("Fresh \U0001f950\ufe0f bread\u200d \u4f60") == "Fresh bread"
    assert poster("Go \U0001f525", brand=GYM)[:3] == b"\xff\xd8\xff"
    assert printable("Çay, Größe, œuvre, ığüşİ, Ελλάδα, Привет, 5 € “ok”") == (
        "Çay, Größe, œuvre, ığüşİ, Ελλάδα, Привет, 5 € “ok”"
    )


def test_without_words_the_name_stands_in() -> None:
    assert poster("\U0001f525", brand=GYM) != poster("", brand=BrandLook(GYM.colors, ""))


def test_a_logo_replaces_the_initial_and_never_drowns() -> None:
    dark = sheet("Hi", brand=BrandLook(("#111111",), "B", logo("#101010")))
    plate = dark.getpixel((84 - 4, 1350 - 84 - 34))
    assert plate == (255, 255, 255)
    bright = sheet("Hi", brand=BrandLook(("#111111",), "B", logo("#FFCC00")))
    assert bright.getpixel((84 - 4, 1350 - 84 - 34)) == (0x11, 0x11, 0x11)
    assert bright.getpixel((84 + 20, 1350 - 84 - 34)) == (0xFF, 0xCC, 0x00)


@pytest.mark.parametrize(
    ("brand", "size", "field"),
    [
        (BrandLook(("teal",), "B"), (1080, 1350), "colors"),
        (BrandLook(("#12345",), "B"), (1080, 1350), "colors"),
        (BrandLook((), "B", b"not a picture"), (1080, 1350), "logo"),
        (BrandLook((), "B", logo("#000000")[:60]), (1080, 1350), "logo"),
        (GYM, (200, 400), "size"),
        (GYM, (400, 5000), "size"),
    ],
)
def test_what_cannot_be_drawn_is_refused_by_field(brand: BrandLook, size: tuple[int, int], field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        poster("Hi", brand=brand, size=size)
    assert refusal.value.field == field
