"""What came with a message: looked at for what it is, kept as it is to be downloaded, and shown as pixels alone."""

import hashlib
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePosixPath
from urllib.parse import urlsplit
from uuid import UUID

from PIL import Image, ImageOps

from core.channels.pictures import Limits, opened
from core.channels.sniffed import kind_of, told
from core.errors import Invalid, NotFound
from core.keys import needs
from core.tables import Message
from core.tables.attached import Attachment
from core.vocab import Permission
from core.workspace import Workspace

MOST_FILES, MOST_BYTES = 10, 5_000_000
"""Files of one message, and bytes of each."""
LONGEST_NAME, LONGEST_URL = 120, 2000
PICTURE = Limits("attachment", "", MOST_BYTES, 50_000_000, 1)
SIDE, QUALITY = 480, 82
"""Pixels and quality of a thumbnail."""
BYTES = "application/octet-stream"
"""What a browser saves and never opens."""
_TYPES: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG", "image/png"),
    (b"GIF8", "image/gif"),
    (b"RIFF....WEBP", "image/webp"),
    (b"%PDF", "application/pdf"),
)
_PROGRAMS = ("This is a program", "This is a script")
_PAGES = ("SVG files", "This is a web page")
_RISKY = frozenset(".exe .com .scr .bat .cmd .ps1 .vbs .js .jse .wsf .msi .jar .app .lnk .hta .dll .apk .sh".split())  # noqa: SIM905


@dataclass(frozen=True)
class Enclosed:
    """A file as a channel told it: its bytes, or the address where it lies.

    Attributes:
        name: what its sender called it.
        data: its bytes; empty when it lies elsewhere.
        url: where it lies; only ever shown, never fetched from here.
        size: bytes, as the channel says, for a file that lies elsewhere.
    """

    name: str
    data: bytes = b""
    url: str = ""
    size: int | None = None


def keep_files(ws: Workspace, folder: str, files: Sequence[Enclosed]) -> tuple[Attachment, ...]:
    """Look at files and keep what may be kept; of each that is not, why not. Safe to do again."""
    kept = tuple(_kept(ws, folder, file) for file in files[:MOST_FILES])
    if left := len(files) - MOST_FILES:
        words = f"{left} more came along and were not kept: {MOST_FILES} files a message are the most."
        kept += (Attachment(name="more files", note=words),) if left > 0 else ()
    return kept


@needs(Permission.READ)
def read_file(ws: Workspace, message_id: UUID, place: int, *, small: bool = False) -> bytes:
    """A file of a message as it came, to be downloaded; or ``small``, its thumbnail. ``place`` counts from 0.

    Raises:
        NotFound: there is no such file here, or it was not kept.
    """
    files = ws.rows.get(Message, message_id).attachments
    key = (files[place].thumb if small else files[place].key) if 0 <= place < len(files) else ""
    data = ws.media.get(key) if key else None
    if data is None:
        raise NotFound("That file is not here. It was not kept, or its sender was forgotten.")
    return data


def safe_name(told_name: str) -> str:
    r"""A file's name without folders, and without signs that hide or turn round what it ends in.

    >>> safe_name("../../etc/pass\u202egpj.exe"), safe_name(" ")
    ('passgpj.exe', 'file')
    """
    last = PurePosixPath(told_name.replace("\\", "/")).name
    seen = "".join(c for c in last if unicodedata.category(c)[0] != "C" and c not in '<>:"|?*')
    name = " ".join(seen.split()).strip(". ")
    if len(name) <= LONGEST_NAME:
        return name or "file"
    end = PurePosixPath(name).suffix[:10]
    return name[: LONGEST_NAME - len(end)] + end


def _kept(ws: Workspace, folder: str, file: Enclosed) -> Attachment:
    name = safe_name(file.name)
    if file.data:
        return _stored(ws, folder, name, file.data)
    if file.url:
        return _elsewhere(name, file)
    return Attachment(name=name, size=0, note="It was empty.")


def _elsewhere(name: str, file: Enclosed) -> Attachment:
    try:
        parts = urlsplit(file.url.strip())
    except ValueError:
        parts = urlsplit("")
    fits = parts.scheme in {"http", "https"} and parts.hostname and file.url.isprintable()
    if not fits or len(file.url) > LONGEST_URL or parts.username is not None:
        return Attachment(name=name, size=file.size, note="The address where it lies is none that can be opened.")
    return Attachment(name=name, size=file.size, url=file.url.strip())


def _stored(ws: Workspace, folder: str, name: str, data: bytes) -> Attachment:
    size = len(data)
    if size > MOST_BYTES:
        words = f"It has {size / 1e6:.1f} MB and was not kept: {MOST_BYTES / 1e6:.0f} MB are the most."
        return Attachment(name=name, size=size, note=words)
    what = told(data)
    if what.startswith(_PROGRAMS) or PurePosixPath(name.casefold()).suffix in _RISKY:
        return Attachment(name=name, size=size, note="It is a program or could start one, so it was not kept.")
    if what.startswith(_PAGES):
        name += ".txt"  # what opens it shows its text and runs nothing
    key = f"{folder}/{hashlib.sha256(data).hexdigest()}"
    content_type = next((kind for begins, kind in _TYPES if re.match(begins, data, re.DOTALL)), BYTES)
    ws.media.put(key, data, content_type=content_type)
    return Attachment(name=name, content_type=content_type, size=size, key=key, thumb=_thumb(ws, key, data))


def _thumb(ws: Workspace, key: str, data: bytes) -> str:
    """The key of a small picture of a picture; empty for anything else, and for a picture that cannot be opened."""
    if kind_of(data) != "picture":
        return ""
    try:
        jpeg, _ = opened(data, PICTURE, _small)
    except Invalid:
        return ""
    ws.media.put(f"{key}.jpg", jpeg, content_type="image/jpeg")
    return f"{key}.jpg"


def _small(picture: Image.Image) -> bytes:
    """The first frame as bare pixels, upright, on white."""
    picture.draft("RGB", (SIDE * 2, SIDE * 2))
    flat = ImageOps.exif_transpose(picture).convert("RGBA")
    flat.thumbnail((SIDE, SIDE), Image.Resampling.LANCZOS)
    bare = Image.new("RGBA", flat.size, "white")
    bare.alpha_composite(flat)
    out = BytesIO()
    bare.convert("RGB").save(out, "JPEG", quality=QUALITY)
    return out.getvalue()
