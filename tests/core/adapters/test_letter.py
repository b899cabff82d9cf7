"""A parcel as a letter."""

from datetime import UTC, datetime

import pytest

from core.adapters.letter import written
from core.ports import Parcel

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


def parcel(**changes: object) -> Parcel:
    base = {"key": "k1", "channel": "email", "to": "Ann <ann@example.org>", "text": "Grüße", "subject": "Brötchen 🥐",
            "html": "<p>Grüße</p>", "headers": {"List-Unsubscribe": "<https://x.example/u/1>"}}  # fmt: skip
    return Parcel(**(base | changes))  # type: ignore[arg-type]


def test_both_halves_and_the_way_out_are_in_it() -> None:
    letter = written(parcel(), "Café Crème <hello@crumb.example>", NOW)
    assert letter.get_body(("plain",)).get_content().strip() == "Grüße"
    assert letter.get_body(("html",)).get_content().strip() == "<p>Grüße</p>"
    assert letter["Subject"] == "Brötchen 🥐"
    assert letter["List-Unsubscribe"] == "<https://x.example/u/1>"
    assert letter.as_bytes().isascii()


def test_the_same_parcel_is_the_same_letter_on_every_try() -> None:
    first, second, other = (
        written(parcel(key=key), "hello@crumb.example", NOW)["Message-ID"] for key in ("k1", "k1", "k2")
    )
    assert first == second != other
    assert "k1" not in first


def test_without_html_it_is_plain() -> None:
    assert written(parcel(html=""), "hello@crumb.example", NOW).get_content_type() == "text/plain"


@pytest.mark.parametrize(
    "changes",
    [{"to": ""}, {"to": "nobody"}, {"to": "änn@example.org"}, {"subject": "Hi\nBcc: all@example.org"}, {"headers": {"X": "a\r\nBcc: b"}}],
)  # fmt: skip
def test_nothing_slips_another_header_in(changes: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r".+"):
        written(parcel(**changes), "hello@crumb.example", NOW)
