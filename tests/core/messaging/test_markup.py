"""HTML letters as their words, whatever was put into them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.messaging.markup import MOST, is_markup, readable

LETTER = """<!DOCTYPE html><html><head><title>T</title><style>p {color: red}</style></head><body>
<!-- <b>a note</b> --><div style="display:none">hidden <div>more</div></div><h1>Hello</h1>
<ul><li>one<li>two</ul><img alt="a cake" src="x"><img src="track.gif" hidden>
<a href="https://a.example/">https://a.example</a> <a href="javascript:alert(1)">here</a>
<a href="https://evil.example">your bank</a><blockquote>they wrote</blockquote><svg><text>x</text></svg>
3 &lt; 5 &amp; <unknown>kept</unknown> a < b</body></html>"""


def test_a_letter_is_what_its_reader_would_see() -> None:
    told = readable(LETTER)
    for seen in ("Hello", "- one\n- two", "[a cake]", "https://a.example", "your bank (https://evil.example)", "they wrote",
                 "3 < 5 & kept a < b"):  # fmt: skip
        assert seen in told, told
    for unseen in ("color", "a note", "hidden", "more", "track", "javascript", "\n\n\n", "<svg", "T\n"):
        assert unseen not in told, told


def test_only_markup_is_taken_for_it() -> None:
    assert is_markup(LETTER)
    assert not any(map(is_markup, ("I <3 you", "a <b> c", "", "is 3<5?")))


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "<script>", "<a href='", "</", "<div>", "<![CDATA[", "&#", "<svg><b></i>"]
)
def test_half_a_megabyte_of_broken_markup_is_read_or_left_and_never_breaks(piece: str) -> None:
    assert len(readable(piece * (MOST // len(piece) // 20))) <= MOST


@given(st.text(alphabet=st.sampled_from(list("<>/!-&;'\"=ab \n"))))
def test_nothing_breaks_the_reader(text: str) -> None:
    assert isinstance(readable(text), str)
