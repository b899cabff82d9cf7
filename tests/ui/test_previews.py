"""Previews: every word escaped, cut where the channel cuts it, and billed as the network bills it."""

import io
from decimal import Decimal
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from streamlit.testing.v1 import AppTest

from core.channels.compose import compose
from core.channels.draft import Draft, Sender
from core.channels.sms_price import Price
from core.vocab import PostType
from ui.previews import Picture, Sheet
from ui.previews.shown import folded, mark, small, words

NASTY = '<script>alert(1)</script><img src=x onerror="alert(2)"> &amp; #tag https://a.example/?q="><b>'
SENDER = Sender("Rye <i>", "1 <b>Road")


def picture(colour: str = "#7c3f12", size: tuple[int, int] = (40, 50)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def sheet(channel: str, kind: PostType = PostType.TEXT, caption: str = NASTY, **more: object) -> Sheet:
    seconds = 84 if kind is PostType.VIDEO else None
    draft = Draft(channel=channel, type=kind, caption=caption, subject=NASTY, preheader=NASTY, video_seconds=seconds)
    return Sheet(name="Rye <i>", draft=draft, sender=SENDER, outgoing=compose(draft, SENDER), **more)


def drawn(one: Sheet) -> AppTest:
    def page(one: object) -> None:
        from ui.previews import preview

        preview(one)

    at = AppTest.from_function(page, kwargs={"one": one}).run()
    assert not at.exception, at.exception
    return at


def html(at: AppTest) -> str:
    return "\n".join(str(one.value) for one in at.get("html"))


class Tags(HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.attributes |= {name for name, _ in attrs}


OURS = {"style", "div", "b", "span", "details", "summary", "p", "a", "br", "i", "sup", "mark", "img", "pre"}


@pytest.mark.parametrize("channel", ["instagram", "linkedin", "email", "sms", "mastodon"])
def test_nothing_that_was_written_becomes_markup(channel: str) -> None:
    kind = PostType.IMAGE if channel == "instagram" else PostType.TEXT
    at = drawn(sheet(channel, kind, people=3, price=Price(Decimal("0.05"), "EUR")))

    seen = Tags(html(at))
    assert seen.names <= OURS - {"img"}
    assert seen.attributes <= {"class", "style", "dir", "href", "aria-hidden"}
    assert "onerror=" in html(at).replace("&quot;", '"')  # it is there to be read, escaped


@given(st.text(max_size=300))
def test_a_feed_s_words_keep_every_letter(text: str) -> None:
    found: list[str] = []
    parser = HTMLParser()
    parser.handle_data = found.append  # type: ignore[method-assign]
    parser.feed(words(text))
    parser.close()
    assert "".join(found).replace("\r\n", "\n").replace("\r", "\n") == text.replace("\r\n", "\n").replace("\r", "\n")


def test_a_long_caption_is_folded_and_opens() -> None:
    long = sheet("linkedin", caption="Fresh bread every day. " * 30)
    assert "…see more" in folded(long, more=" …see more")
    assert "<details" in folded(long, more="")
    assert "<details" not in folded(sheet("linkedin", caption="Fresh bread."), more="")
    assert "No text yet" in folded(sheet("instagram", PostType.IMAGE, caption=""), more="")


def test_a_carousel_has_its_count_and_dots_and_a_video_its_length() -> None:
    shots = tuple(Picture(picture(colour), "A roll") for colour in ("#111111", "#222222", "#333333"))
    carousel = html(drawn(sheet("instagram", PostType.IMAGE, pictures=shots)))
    assert carousel.count("<i></i>") == 3
    assert "content: '1/3'" in carousel
    video = html(drawn(sheet("linkedin", PostType.VIDEO, pictures=shots[:1])))
    assert "content: '1:24'" in video
    assert "No picture yet" in html(drawn(sheet("instagram", PostType.IMAGE)))


def test_a_link_without_a_picture_gets_its_card() -> None:
    assert "<b>a.example</b>" in html(drawn(sheet("linkedin", caption="Read https://a.example/news now")))


def test_an_e_mail_is_read_in_light_in_dark_and_as_plain_text() -> None:
    at = drawn(sheet("email", caption="Rolls are here.", sender_email="hi@rye.example"))
    assert "hi@rye.example" in html(at)
    assert "Unsubscribe" in html(at)
    assert "#1b212a" not in html(at)

    at.segmented_control[0].set_value("Dark").run()
    assert "#1b212a" in html(at)
    at.segmented_control[0].set_value("Plain text").run()
    assert "Rolls are here.\n\n-- \nRye &lt;i&gt;" in html(at)


def test_a_text_message_is_cut_named_and_billed() -> None:
    at = drawn(sheet("sms", caption="Gratis 🎉 " + "Brötchen " * 12, people=200, price=Price(Decimal("0.05"), "EUR")))
    said = at.markdown[0].value
    assert "party popper" in said
    assert "UCS\\-2" in said or "UCS-2" in said
    assert "About 30.00 EUR" in said
    assert "your own price" in said
    assert "<mark>🎉</mark>" in html(at)
    assert "<sup>3</sup>" in html(at)


def test_where_no_price_is_known_none_is_made_up() -> None:
    said = drawn(sheet("sms", caption="Hi")).markdown[0].value
    assert "No price known" in said
    assert "About" not in said


def test_a_broken_logo_leaves_the_letter() -> None:
    assert small(picture()).startswith("data:image/png;base64,")
    assert small(b"<svg onload=alert(1)>") == ""
    assert "data:image/png" in mark(sheet("instagram", logo=picture()))
    assert ">R</span>" in mark(sheet("instagram", logo=b"nothing", colour="red;}"))
    assert "red;" not in mark(sheet("instagram", colour="red;}"))
