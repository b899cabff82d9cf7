"""Files that people bring by mistake or on purpose, and pictures made for tests."""

import struct
import zlib
from io import BytesIO

from PIL import Image

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
PROGRAM = b"MZ\x90\x00" + b"\0" * 600
HEIC = b"\0\0\0\x18ftypheic" + b"\0" * 200


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480), color: str = "#a05030", **how: object) -> bytes:
    out = BytesIO()
    Image.new("RGB" if kind == "JPEG" else "RGBA", size, color).save(out, kind, **how)
    return out.getvalue()


def bomb(width: int, height: int) -> bytes:
    """A PNG that claims to be large, in a few bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")
