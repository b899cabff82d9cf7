from urllib.parse import parse_qsl, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels.utm import Tags, links, slug, tagged

TAGS = Tags("linkedin", "social", "Spring Sale", "variant B")
words = st.text(st.characters(categories=["L", "N", "P", "Z", "S"]), max_size=60)


@given(words, words)
def test_tagging_twice_is_tagging_once(before: str, after: str) -> None:
    text = f"{before} https://a.example/x?y=1 {after}"
    assert tagged(tagged(text, TAGS), TAGS) == tagged(text, TAGS)


@given(words)
def test_text_without_links_is_untouched(text: str) -> None:
    if "http" not in text.casefold():
        assert tagged(text, TAGS) == text


@given(
    st.lists(
        st.tuples(st.from_regex(r"[a-z]{1,8}", fullmatch=True), st.from_regex(r"[a-z0-9%20+]{0,8}", fullmatch=True)),
        max_size=4,
    ),
    st.from_regex(r"[a-z/-]{0,12}", fullmatch=True),
    st.from_regex(r"[a-z]{0,6}", fullmatch=True),
)
def test_path_query_and_fragment_survive(query: list[tuple[str, str]], path: str, fragment: str) -> None:
    raw = "&".join(f"{name}={value}" for name, value in query)
    link = f"https://shop.example/{path}" + (f"?{raw}" if raw else "") + (f"#{fragment}" if fragment else "")
    after = urlsplit(tagged(link, TAGS))
    assert after.path == f"/{path}"
    assert after.fragment == fragment
    assert after.query.startswith(raw)
    assert dict(parse_qsl(after.query[len(raw) :])) == {
        "utm_source": "linkedin",
        "utm_medium": "social",
        "utm_campaign": "spring-sale",
        "utm_content": "variant-b",
    }


@pytest.mark.parametrize(
    "link",
    [
        "https://a.example/?utm_source=flyer",
        "https://a.example/?x=1&UTM_Campaign=old",
        "https://[broken",
        "https://?nowhere",
    ],
)
def test_links_left_alone(link: str) -> None:
    assert tagged(f"see {link} now", TAGS) == f"see {link} now"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("(https://en.example/wiki/Bread_(food))", ("https://en.example/wiki/Bread_(food)",)),
        ("“https://a.example/x”", ("https://a.example/x",)),
        ("https://a.example/x, https://b.example/y!", ("https://a.example/x", "https://b.example/y")),
        ("[https://a.example/x]", ("https://a.example/x",)),
        ("mailto:a@b.example or ftp://x", ()),
    ],
)
def test_links_end_where_the_sentence_goes_on(text: str, found: tuple[str, ...]) -> None:
    assert links(text) == found


@given(st.text(max_size=40))
def test_slugs_are_safe_in_a_query(text: str) -> None:
    made = slug(text)
    assert not set(made) & set(" &=#?/")
    assert made == "" or dict(parse_qsl(f"x={made}"))["x"]


def test_empty_tags_are_left_out() -> None:
    assert tagged("https://a.example", Tags("x", "", "!!")) == "https://a.example?utm_source=x"
