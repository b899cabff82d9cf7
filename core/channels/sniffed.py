"""What a file is by its first bytes, whatever its name says."""

import re
from typing import Literal

Kind = Literal["picture", "video", "other"]
_HEIC = re.compile(rb"^....ftyp(?:heic|heix|hevc|heim|heis|mif1|msf1|avif|avis)", re.DOTALL)
_VIDEO = re.compile(rb"^(?:....ftyp|\x1a\x45\xdf\xa3|RIFF....AVI |....moov|....mdat|....wide)", re.DOTALL)
_PICTURE = re.compile(rb"^(?:\xff\xd8\xff|\x89PNG\r\n\x1a\n|GIF8[79]a|RIFF....WEBP)", re.DOTALL)
_OTHERS: tuple[tuple[bytes, str], ...] = (
    (rb"^(?:MZ|\x7fELF|\xcf\xfa\xed\xfe|\xca\xfe\xba\xbe)", "This is a program"),
    (rb"^#!", "This is a script"),
    (rb"^%PDF", "This is a PDF"),
    (rb"^(?:PK\x03\x04|\x1f\x8b|7z\xbc\xaf|Rar!)", "This is an archive or an office document"),
    (rb"^(?:BM|II\*\x00|MM\x00\*)", "This is a bitmap or a TIFF"),
    (rb"^(?:ID3|OggS|fLaC|RIFF....WAVE)", "This is a sound"),
)
_HEAD = re.compile(rb"^(?:\xef\xbb\xbf)?\s*<")


def kind_of(data: bytes) -> Kind:
    r"""Picture, video, or neither.

    >>> kind_of(b"\x89PNG\r\n\x1a\n"), kind_of(b"\0\0\0\x18ftypisom"), kind_of(b"MZ\x90")
    ('picture', 'video', 'other')
    """
    if _PICTURE.match(data):
        return "picture"
    return "video" if _VIDEO.match(data) and not _HEIC.match(data) else "other"


def told(data: bytes) -> str:
    r"""What a file is, and that we don't take it, as a clause; empty where we don't know.

    >>> told(b"MZ\x90"), told(b"<svg xmlns='http://www.w3.org/2000/svg'><script>")
    ('This is a program, so it is not taken', 'SVG files can carry scripts and links, so they are not taken')
    """
    if _HEIC.match(data):
        return "This is a HEIC or AVIF photo, as newer phones save them, which not every channel shows"
    if _HEAD.match(data[:1024]):
        is_drawing = b"<svg" in data[:4096].lower() or b"<?xml" in data[:1024].lower()
        what = "SVG files can carry scripts and links, so they are" if is_drawing else "This is a web page, so it is"
        return f"{what} not taken"
    return next((f"{words}, so it is not taken" for begins, words in _OTHERS if re.match(begins, data, re.DOTALL)), "")
