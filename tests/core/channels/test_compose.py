from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels.compose import OPT_OUT, REPLY_TO_LEAVE, Outgoing, compose, content_id, hashtag, outgoing_text
from core.channels.draft import Draft, Sender
from core.channels.utm import Tags
from core.errors import Invalid
from core.vocab import PostType

SENDER = Sender("Köhler & Söhne", "Hauptstr. 1\n10115 Berlin")
LEAVE = "https://app.example/u/abc?x=1&y=2"
nasty = st.text(st.sampled_from("<>&\"'{}%a b\nhttps://x.example "), max_size=80)


class Seen(HTMLParser):
    """Collects the tags and the visible text of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.hrefs: list[str] = []
        self.text = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.hrefs += [value or "" for name, value in attrs if name == "href"]
        assert {name for name, _ in attrs} <= {"class", "style", "href", "charset", "name", "content"}

    def handle_data(self, data: str) -> None:
        self.text += data


def email(**fields: str) -> Draft:
    return Draft(**{"channel": "email", "type": PostType.TEXT, "subject": "News", **fields})  # type: ignore[arg-type]


@given(nasty, nasty, nasty, nasty, nasty)
def test_nothing_a_writer_typed_becomes_markup(caption: str, cta: str, subject: str, preheader: str, name: str) -> None:
    out = compose(
        email(caption=caption, cta=cta, subject=subject, preheader=preheader), Sender(name, name), unsubscribe_url=LEAVE
    )
    seen = Seen(out.html)
    assert set(seen.tags) <= {"html", "head", "meta", "title", "style", "body", "div", "p", "br", "a"}
    assert all(href == LEAVE or href.startswith(("http://", "https://")) for href in seen.hrefs)
    for word in f"{caption} {cta}".split():
        assert word in seen.text
    assert "\n" not in out.subject + out.preheader


def test_an_email_is_signed_and_can_be_left() -> None:
    out = compose(email(caption="Brot & mehr: https://k.example/a?b=1&c=2."), SENDER, unsubscribe_url=LEAVE)
    assert out.text == (
        "Brot & mehr: https://k.example/a?b=1&c=2.\n\n-- \n"
        "Köhler & Söhne\nHauptstr. 1\n10115 Berlin\n" + f"Unsubscribe: {LEAVE}\n"
    )
    assert Seen(out.html).hrefs == ["https://k.example/a?b=1&c=2", LEAVE]
    assert out.unsubscribe_url == LEAVE


def test_without_a_link_an_email_asks_for_a_reply() -> None:
    out = compose(email(caption="Hi"), SENDER)
    assert REPLY_TO_LEAVE in out.text
    assert REPLY_TO_LEAVE in Seen(out.html).text


def test_instagram_carries_caption_call_and_hashtags() -> None:
    post = Draft(
        channel="instagram",
        type=PostType.IMAGE,
        caption="Hi ",
        cta="Link in bio",
        hashtags=("brot", "#zwei worte"),
        media=1,
    )
    assert compose(post, SENDER, media=("a.png",)) == Outgoing(
        "Hi\n\nLink in bio\n\n#brot #zweiworte", media=("a.png",)
    )


@pytest.mark.parametrize(
    ("caption", "text"),
    [
        ("Sale", f"Gym: Sale {OPT_OUT}"),
        ("gym sale", f"gym sale {OPT_OUT}"),
        ("Gym sale. STOP to end", "Gym sale. STOP to end"),
        ("Don't stop", f"Gym: Don't stop {OPT_OUT}"),
    ],
)
def test_a_text_message_names_its_sender_and_offers_stop_once(caption: str, text: str) -> None:
    sms = Draft(channel="sms", type=PostType.TEXT, caption=caption, hashtags=("a",))
    assert compose(sms, Sender("Gym")).text == text == outgoing_text(sms, Sender("Gym"))


def test_a_name_that_stands_in_a_links_tags_alone_names_nobody() -> None:
    sms = Draft(channel="sms", type=PostType.TEXT, caption="See https://k.example.", tags=Tags("gym", "sms", "May"))
    sent = "Gym: See https://k.example?utm_source=gym&utm_medium=sms&utm_campaign=may. Reply STOP to opt out"
    assert compose(sms, Sender("Gym")).text == outgoing_text(sms, Sender("Gym")) == sent


def test_the_writers_links_are_tagged_and_the_unsubscribe_link_is_not() -> None:
    tags = Tags("newsletter", "email", "May")
    out = compose(replace(email(caption="https://k.example"), tags=tags), SENDER, unsubscribe_url=LEAVE)
    assert "https://k.example?utm_source=newsletter&utm_medium=email&utm_campaign=may" in out.text
    assert f"Unsubscribe: {LEAVE}\n" in out.text


def test_unknown_channels_are_refused() -> None:
    with pytest.raises(Invalid):
        compose(Draft(channel="fax", type=PostType.TEXT), SENDER)


def test_a_hashtag_without_letters_is_nothing() -> None:
    assert hashtag("#!?") == ""


def test_an_email_shows_the_pictures_that_travel_in_it() -> None:
    shown = (("posters/a.jpg", 'Rolls "fresh" <b>'),)
    page = compose(email(caption="Hi"), SENDER, media=("posters/a.jpg",), shown=shown).html
    assert f'src="cid:{content_id("posters/a.jpg")}"' in page
    assert 'alt="Rolls &quot;fresh&quot; &lt;b&gt;"' in page
    assert page.index("<img") < page.index("Hi")
    assert "<img" not in compose(email(caption="Hi"), SENDER, media=("posters/a.jpg",)).html
