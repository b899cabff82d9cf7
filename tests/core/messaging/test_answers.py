"""An answer is the stored text and the stored facts, or a refusal that says what is missing."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import Invalid
from core.messaging.answers import fill, variables

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
VALUES = st.text(min_size=1, max_size=20).filter(str.strip)
PROSE = st.text(max_size=20).filter(lambda t: not set(t) & set("{}"))


def test_fills_every_variable_each_time_it_appears() -> None:
    assert fill("{a}, {b}, {a}", {"a": "one", "b": "two", "c": "three"}) == "one, two, one"


@pytest.mark.parametrize("facts", [{}, {"price": ""}, {"price": "  \n"}])
def test_a_missing_or_empty_fact_is_named(facts: dict[str, str]) -> None:
    with pytest.raises(Invalid, match="“price”") as refused:
        fill("It costs {price}.", facts)
    assert refused.value.field == "price"


@pytest.mark.parametrize("answer", ["{Price}", "{price", "price}", "{}", "{a.b}", "{a!r}", "{0}", "{{a}}"])
def test_a_brace_that_opens_no_variable_is_refused(answer: str) -> None:
    with pytest.raises(Invalid) as refused:
        fill(answer, {"a": "one", "price": "9"})
    assert refused.value.field == "answer"


def test_a_fact_is_never_expanded_again() -> None:
    assert fill("{a}", {"a": "{b} \\1 {a}", "b": "secret"}) == "{b} \\1 {a}"


@settings(deadline=None)
@given(st.lists(st.tuples(PROSE, NAMES), max_size=5), PROSE, st.dictionaries(NAMES, VALUES))
def test_the_result_is_prose_and_facts_and_nothing_else(
    parts: list[tuple[str, str]], end: str, facts: dict[str, str]
) -> None:
    answer = "".join(f"{prose}{{{name}}}" for prose, name in parts) + end
    missing = [name for _, name in parts if name not in facts]
    if missing:
        with pytest.raises(Invalid, match=re.escape(missing[0])):
            fill(answer, facts)
    else:
        assert fill(answer, facts) == "".join(prose + facts[name].strip() for prose, name in parts) + end
    assert variables(answer) == tuple(dict.fromkeys(name for _, name in parts))
