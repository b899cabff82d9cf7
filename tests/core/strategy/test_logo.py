"""A logo is looked at for what it is; nothing but its pixels is kept."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from core.content import photos
from core.errors import Invalid
from core.strategy.logo import LEAST_SIDE, MOST_SIDE, checked

RED = (200, 30, 30, 255)


def _bytes(kind: str, size: tuple[int, int] = (64, 48), **how: object) -> bytes:
    out = BytesIO()
    Image.new("RGBA", size, RED).convert("RGB" if kind == "JPEG" else "RGBA").save(out, kind, **how)
    return out.getvalue()


def _header(width: int, height: int) -> bytes:
    """A PNG that claims to be large, in a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(("kind", "found"), [("PNG", "PNG"), ("JPEG", "JPG"), ("WEBP", "WebP"), ("GIF", "GIF")])
def test_four_kinds_become_a_plain_png(kind: str, found: str) -> None:
    logo = checked(_bytes(kind))
    assert (logo.found, logo.width, logo.height) == (found, 64, 48)
    kept = Image.open(BytesIO(logo.png))
    assert (kept.format, kept.mode) == ("PNG", "RGBA")
    assert logo.key.startswith("logos/")
    assert logo.key.endswith(".png")


def test_the_same_pixels_have_one_name_and_others_another() -> None:
    assert checked(_bytes("PNG")).key == checked(_bytes("PNG", compress_level=0)).key
    assert checked(_bytes("PNG")).key != checked(_bytes("PNG", (48, 64))).key


def test_metadata_is_dropped() -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "somebody private")
    exif = Image.Exif()
    exif[0x010F] = "secret camera"
    for data in (_bytes("PNG", pnginfo=info), _bytes("JPEG", exif=exif)):
        assert b"private" in data or b"secret" in data
        png = checked(data).png
        assert b"private" not in png
        assert b"secret" not in png
        assert not Image.open(BytesIO(png)).info


def test_a_turned_photograph_is_put_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    logo = checked(_bytes("JPEG", (64, 48), exif=exif))
    assert (logo.width, logo.height) == (48, 64)


def test_only_the_first_picture_of_a_moving_one_is_kept() -> None:
    out = BytesIO()
    frames = [Image.new("RGB", (40, 40), shade) for shade in ("red", "blue")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:])
    kept = Image.open(BytesIO(checked(out.getvalue()).png))
    assert getattr(kept, "n_frames", 1) == 1
    assert kept.convert("RGB").getpixel((5, 5)) == (255, 0, 0)


def test_a_large_one_is_made_smaller() -> None:
    logo = checked(_bytes("PNG", (3000, 1500)))
    assert (logo.width, logo.height) == (MOST_SIDE, MOST_SIDE // 2)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"GIF89a", "isn't a PNG"),
        (b"%PDF-1.7 nothing", "is a PDF"),
        (b"MZ" + b"\0" * 500, "is a program"),
        (_bytes("BMP"), "is a bitmap"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "scripts"),
        (b'\xef\xbb\xbf<?xml version="1.0"?>\n<!DOCTYPE svg><svg></svg>', "scripts"),
        (b"<!-- hello --><svg/>", "scripts"),
        (_bytes("PNG")[:90], "damaged"),
        (_bytes("PNG", (LEAST_SIDE - 1, 64)), "are the least"),
        (_header(60_000, 60_000), "unpacks"),
        (_header(5_000, 5_000), "million are the most"),
        (_header(12_000, 9_000), "unpacks|million"),
        (_header(64, 64), "damaged"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_logo_says_why_and_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(Invalid, match=words) as refusal:
        checked(data)
    assert refusal.value.field == "logo"
    assert "PNG, 512 pixels" in refusal.value.message


def test_a_heavy_file_is_refused_before_it_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos.Image, "open", lambda *_, **__: pytest.fail("it was opened"))
    with pytest.raises(Invalid, match=r"4\.0 MB; 4 MB"):
        checked(b"\x89PNG" + b"\0" * 4_000_000)


def test_an_invisible_one_is_refused() -> None:
    out = BytesIO()
    Image.new("RGBA", (64, 64), (255, 0, 0, 0)).save(out, "PNG")
    with pytest.raises(Invalid, match="transparent"):
        checked(out.getvalue())
