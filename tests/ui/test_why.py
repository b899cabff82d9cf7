"""The panel beside every output of a writer: prompt, facts, model, level, cost, and why it was not the first choice."""

from decimal import Decimal

from streamlit.testing.v1 import AppTest


def drawn(**given: object) -> AppTest:
    def page(**given: object) -> None:
        from core.tables.values import AiMetadata
        from ui.why import why

        now = given.pop("now")
        why(AiMetadata(**given) if given else None, what="this draft", now=now)

    return AppTest.from_function(page, kwargs={"now": None} | given).run()


MODEL = {
    "engine": "model",
    "model": "m-*1*",
    "prompt_id": "post",
    "prompt_version": "2",
    "prompt_hash": "0123456789abcdef",
    "prompt_used": "You write.\n\nOffer: Rye, <b>$4</b>",
    "reply": '{"caption": "Fresh bread", "cta": "Come in", "scenes": []}',
    "cost": Decimal("0.0123"),
    "level": "prompt",
    "notice": "90% of the month is used.",
}


def test_it_shows_where_a_text_comes_from() -> None:
    at = drawn(**MODEL)
    assert not at.exception
    told = "\n".join(one.value for one in [*at.caption, *at.markdown])
    assert "Prompt post, version 2" in told
    assert "0123456789ab" in told
    assert "0.0123" in told
    assert "enforced no shape" in told
    assert "90\\% of the month" in told
    assert "m\\-\\*1\\*" in told
    assert at.code[0].value == MODEL["prompt_used"]


def test_what_changed_since_is_marked() -> None:
    at = drawn(**MODEL, now={"caption": "Fresh rolls", "cta": "Come in"})
    said = [one.value for one in at.markdown if "red-background" in one.value]
    assert said == ["Fresh :red-background[\N{MINUS SIGN}~~bread~~]:green-background[+**rolls**]"]
    same = drawn(**MODEL, now={"caption": "Fresh bread"}).markdown
    assert not [one for one in same if "red-background" in one.value]


def test_a_fallback_says_why_and_costs_nothing() -> None:
    reason = "The AI model's text was put aside: it held a price (“$5”), not found in your facts."
    at = drawn(**MODEL | {"engine": "offline", "fallback_reason": reason, "cost": Decimal(0)})
    told = "\n".join(one.value for one in at.caption)
    assert "Why not the model" in told
    assert at.markdown[0].value.startswith("**Offline writer** wrote this draft.")
    assert "cost nothing" in told


def test_an_unknown_price_is_not_called_free_and_nothing_on_record_draws_nothing() -> None:
    assert any("not priced" in one.value for one in drawn(**MODEL | {"cost": None}).caption)
    assert not drawn().expander
