from datetime import UTC, datetime, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from core.keys import PERMISSIONS, Key
from core.vocab import Permission, Role
from ui import session, shell
from ui.safe import plain, short
from ui.session import Here

NOW = datetime(2026, 3, 2, 22, 30, tzinfo=UTC)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Here:
    key = Key(uuid4(), uuid4(), "Ana", PERMISSIONS[Role.VIEWER])
    found = Here(key, "Rye & Shine", ZoneInfo("Europe/Athens"), NOW, None, 0)
    monkeypatch.setattr(shell, "here", lambda: found)
    return found


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (NOW, "Today 00:30"),
        (NOW + timedelta(days=1), "Tomorrow 00:30"),
        (NOW - timedelta(hours=1), "Yesterday 23:30"),
        (NOW + timedelta(days=3), "Fri 6 Mar 00:30"),
        (NOW - timedelta(days=365), "3 Mar 2025 00:30"),
        (NOW + timedelta(days=365), "3 Mar 2027 00:30"),
    ],
)
def test_moments_are_said_in_the_business_zone(here: Here, moment: datetime, words: str) -> None:
    assert shell.when(moment) == words
    assert shell.local(moment).utcoffset() == timedelta(hours=2)


def test_a_role_sees_what_it_may_do(here: Here) -> None:
    assert shell.can(Permission.READ)
    assert not shell.can(Permission.PUBLISH)


def test_a_client_token_outlasts_its_use_by_a_second_click(monkeypatch: pytest.MonkeyPatch) -> None:
    kept: dict[str, object] = {}
    moment = [100.0]
    monkeypatch.setattr(shell.st, "session_state", kept)
    monkeypatch.setattr(shell.time, "monotonic", lambda: moment[0])
    first = shell.token("plan")
    moment[0] += 600.0
    assert shell.token("plan") == first, "a long look at the form is no use of it"
    assert shell.token("post") != first
    shell.used("plan")
    moment[0] += 1.0
    assert shell.token("plan") == first, "the second click of a double click finds what the first made"
    shell.used("plan")
    moment[0] += 1.0
    second = shell.token("plan")
    assert second != first, "a second click does not lengthen the moment"
    shell.used("plan")
    shell.anew("plan")
    assert shell.token("plan") != second, "who opens the form again makes another thing, however soon"


def refuses() -> None:
    import streamlit as st

    from core.errors import Conflict
    from ui import shell

    st.text_input("Name", "kept")
    with shell.refusals():
        raise Conflict("It has **moved** on.", field="scheduled_at")


def test_a_refusal_is_words_and_not_markdown() -> None:
    at = AppTest.from_function(refuses).run()
    assert not at.exception
    assert at.error[0].value == "**Scheduled at.** It has \\*\\*moved\\*\\* on\\."
    assert "faster" in at.caption[0].value
    assert at.text_input[0].value == "kept"


def shows(text: str) -> None:
    import streamlit as st

    from ui.safe import plain

    st.markdown(plain(text))


@given(st.text(max_size=60))
def test_plain_text_keeps_every_letter(text: str) -> None:
    shown = plain(text)
    letters = [letter for letter in text if letter.isalnum()]
    assert [letter for letter in shown if letter.isalnum()] == letters


@pytest.mark.parametrize("text", ["<b>", "**x**", "[a](http://b)", ":red[x]", "$x$", "`x`", "# x", ":material/home:"])
def test_nothing_is_formatted(text: str) -> None:
    shown = plain(text)
    assert all(shown[i - 1] == "\\" for i, letter in enumerate(shown) if letter in "<>*[]()$`#_:")


def test_bare_addresses_icons_and_emoji_are_taken_apart() -> None:
    assert ":\u2060" in plain(":smile:")
    assert "www\u2060" in plain("www.example.com")


def test_a_long_line_is_cut() -> None:
    assert short("a" * 100, 10) == "a" * 9 + "…"
    assert short(" a \n b ") == "a b"


def test_a_visitor_is_told_from_a_person() -> None:
    from core.accounts import Person

    assert session.is_visitor(Person(uuid4(), "Demo visitor", "visitor-1@demo.example.com"))
    assert not session.is_visitor(Person(uuid4(), "Ana", "ana@example.com"))
