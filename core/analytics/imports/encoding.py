"""From uploaded bytes to text: recognise the encoding, and refuse kindly what is no text table at all."""

from core.errors import Invalid

MEGABYTE = 1024 * 1024
LARGEST = 25 * MEGABYTE
"""Bytes. Well above 100,000 posts; more than that is not an export of one business's posts."""

_SAVE_AS_CSV = (
    "Open it in your spreadsheet program, choose Save as or Download, pick CSV (UTF-8), and upload that file."
)

_SIGNATURES: tuple[tuple[bytes, str, str], ...] = (
    (b"PK\x05\x06", "an empty zip archive", _SAVE_AS_CSV),
    (b"%PDF", "a PDF", "Export the numbers as CSV where the report was made, and upload that file."),
    (b"\x1f\x8b", "a compressed file", "Unpack it and upload the CSV inside."),
    (b"PAR1", "a Parquet file", "Export the table as CSV and upload that file."),
    (b"SQLite format 3\x00", "a database", "Export the table as CSV and upload that file."),
    (b"\x89PNG", "a picture", "Export the numbers as CSV and upload that file."),
    (b"\xff\xd8\xff", "a picture", "Export the numbers as CSV and upload that file."),
    (b"GIF8", "a picture", "Export the numbers as CSV and upload that file."),
)
"""First bytes, what they show, the remedy. Source: the formats' own specifications (``man 5 magic``)."""

_BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_CONTROL = {chr(code) for code in range(32)} - set("\t\n\r\f\v\x1a")


def decode(data: bytes, filename: str) -> tuple[str, str]:
    """Read bytes as text and name the encoding that fitted: UTF-8, UTF-16, else Windows-1252.

    >>> decode("reach;café".encode("cp1252"), "export.csv")
    ('reach;café', 'cp1252')

    Raises:
        Invalid: empty, larger than 25 MB, a workbook, a picture or other binary, a web page, JSON.
    """
    if not data.strip(b"\xef\xbb\xbf \t\r\n"):
        raise _refusal(f"“{filename}” is empty. Export it again and check that it opens in a spreadsheet.")
    refuse_large(data, filename)
    for signature, what, remedy in _SIGNATURES:
        if data.startswith(signature):
            raise _refusal(f"“{filename}” is {what}, not a CSV file. {remedy}")
    text, encoding = _text(data, filename)
    if not _CONTROL.isdisjoint(text):
        raise _binary(filename)
    _refuse_markup(text, filename)
    return text, encoding


def refuse_large(data: bytes, filename: str) -> None:
    """Refuse a file of more than 25 MB before anything of it is read.

    Raises:
        Invalid: it is larger.
    """
    if len(data) > LARGEST:
        size = len(data) / MEGABYTE
        raise _refusal(f"“{filename}” has {size:.0f} MB; 25 MB is the most. Split it by period and upload the parts.")


def _text(data: bytes, filename: str) -> tuple[str, str]:
    marked = [encoding for mark, encoding in _BYTE_ORDER_MARKS if data.startswith(mark)]
    for encoding in marked or _likely(data):
        try:
            return data.decode(encoding).removeprefix("\ufeff"), encoding
        except UnicodeDecodeError:
            continue
    raise _binary(filename)


def _likely(data: bytes) -> tuple[str, ...]:
    """The encodings to try on bytes without a byte order mark: every other zero byte means UTF-16."""
    start = data[:4000]
    if start[1::2].count(0) > len(start) // 5:
        return ("utf-16-le",)
    if start[0::2].count(0) > len(start) // 5:
        return ("utf-16-be",)
    return ("utf-8", "cp1252")


def _refuse_markup(text: str, filename: str) -> None:
    start = text[:500].lstrip().lower()
    if start.startswith(("<!doctype", "<html", "<head", "<body", "<?xml")):
        raise _refusal(
            f"“{filename}” is a web page, not a table; often a sign-in or error page saved under a CSV name. "
            "Sign in where the numbers come from and export again."
        )
    if start.startswith(("{", "[{")):
        raise _refusal(f"“{filename}” is JSON, not a table. Choose CSV when exporting, and upload that file.")


def _binary(filename: str) -> Invalid:
    return _refusal(f"“{filename}” is not a text file. {_SAVE_AS_CSV}")


def _refusal(message: str) -> Invalid:
    return Invalid(message, field="file")
