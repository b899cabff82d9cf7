import pytest

from core.analytics.imports.encoding import LARGEST, decode
from core.errors import Invalid

TEXT = "post;réach\nçà;12\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_usual_encodings_give_the_same_text(encoding: str) -> None:
    assert decode(TEXT.encode(encoding), "a.csv")[0] == TEXT


def test_big_endian_with_a_mark() -> None:
    assert decode(b"\xfe\xff" + TEXT.encode("utf-16-be"), "a.csv") == (TEXT, "utf-16")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf \r\n", "is empty"),
        (b"%PDF-1.7", "a PDF"),
        (b"\x1f\x8b\x08", "compressed"),
        (b"PAR1", "Parquet"),
        (b"\x89PNG\r\n", "a picture"),
        (b"\n <!DOCTYPE html><title>Sign in</title>", "a web page"),
        (b"<?xml version='1.0'?>", "a web page"),
        (b'[{"likes": 1}]', "JSON"),
        (b"a,b\n\x01\x02\x03,4", "not a text file"),
        (b"a,b\n1\x00,4 and much more text", "not a text file"),
        (b"caf\x81\x8d", "not a text file"),
        (b"\xff\xfea", "not a text file"),
    ],
)
def test_what_is_no_table_is_named_with_a_remedy(data: bytes, says: str) -> None:
    with pytest.raises(Invalid, match=says) as refused:
        decode(data, "report.csv")
    assert "report.csv" in refused.value.message
    assert refused.value.field == "file"


def test_a_workbook_is_told_to_become_csv() -> None:
    with pytest.raises(Invalid, match="pick CSV"):
        decode(b"PK\x03\x04", "book.xlsx")


def test_size_is_limited() -> None:
    assert decode(b"a" * LARGEST, "a.csv")[1] == "utf-8"
    with pytest.raises(Invalid, match="25 MB is the most"):
        decode(b"a" * (LARGEST + 1), "a.csv")
