"""Only the pixels of a picture are kept, and what is no picture says so in plain words."""

from io import BytesIO

import pytest
from PIL import Image

from core.content.photos import MOST_KEPT, MOST_SIDE, photo
from core.errors import Invalid
from tests.core.content.bad_files import HEIC, PROGRAM, SVG, bomb, picture


@pytest.mark.parametrize(("kind", "found"), [("PNG", "PNG"), ("JPEG", "JPG"), ("WEBP", "WebP"), ("GIF", "GIF")])
def test_four_kinds_become_a_plain_jpeg(kind: str, found: str) -> None:
    made = photo(picture(kind))
    kept = Image.open(BytesIO(made.jpeg))
    assert (made.found, kept.format, kept.mode, kept.size) == (found, "JPEG", "RGB", (640, 480))


def test_where_and_with_what_it_was_taken_goes_and_so_does_what_hangs_behind_it() -> None:
    exif = Image.Exif()
    exif[0x010F] = "secret camera"
    exif.get_ifd(0x8825)[1] = "N"
    data = picture(exif=exif) + b"PK\x03\x04 a secret archive"
    jpeg = photo(data).jpeg
    assert b"secret" in data
    assert b"secret" not in jpeg
    assert not Image.open(BytesIO(jpeg)).getexif()


def test_a_turned_photograph_is_put_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    made = photo(picture(size=(640, 480), exif=exif))
    assert (made.width, made.height) == (480, 640)


def test_what_was_transparent_is_white() -> None:
    made = photo(picture("PNG", color="#ff000000"))
    assert Image.open(BytesIO(made.jpeg)).getpixel((9, 9)) == (255, 255, 255)


def test_a_large_one_is_made_smaller_and_light_enough_for_every_channel() -> None:
    noise = Image.effect_noise((3000, 2400), 120)
    out = BytesIO()
    noise.save(out, "JPEG", quality=95)
    made = photo(out.getvalue())
    assert max(made.width, made.height) == MOST_SIDE
    assert len(made.jpeg) <= MOST_KEPT


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (SVG, "scripts"),
        (PROGRAM, "is a program"),
        (b"#!/bin/sh\nrm -rf /", "is a script"),
        (b"%PDF-1.7", "is a PDF"),
        (b"<!doctype html><p>", "is a web page"),
        (HEIC, "newer phones"),
        (b"GIF89a", "isn't a PNG"),
        (b"just words", "isn't a PNG"),
        (picture()[:200], "damaged|isn't"),
        (picture("PNG")[:120], "damaged"),
        (picture(size=(199, 640)), "least"),
        (bomb(60_000, 60_000), "unpacks"),
        (bomb(9_000, 6_000), "million"),
        (b"\xff\xd8\xff" + b"\0" * 50_000_000, r"50\.0 MB; 20 MB are the most"),
    ],
)  # fmt: skip
def test_what_is_no_picture_of_ours_says_why_and_what_to_do(data: bytes, words: str) -> None:
    with pytest.raises(Invalid, match=words) as refusal:
        photo(data)
    assert refusal.value.field == "picture"
    assert "JPG or PNG" in refusal.value.message
