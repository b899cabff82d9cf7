import pytest

from core.ai.guard.commitments import commitments


@pytest.mark.parametrize(
    "text",
    [
        "We can't promise a date.",
        "I'm not able to confirm that your booking is confirmed.",
        "I'll ask whether we can refund you.",
        "We don't give legal advice.",
        "We will never ask you for your password.",
        "Before you type in your card number, look at the address.",
        "It's a promise of a good evening.",
        "How it's done",
    ],
)
def test_what_is_denied_or_warned_of_is_no_promise(text: str) -> None:
    assert list(commitments(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "No problem, we'll refund you.",
        "Don't worry, we'll replace it.",
        "Not only do we guarantee it.",
        "Why not? We promise it.",
        "If you come in, we'll refund you.",
        "Don't forget: send your password.",
    ],
)
def test_a_no_before_it_does_not_undo_a_promise(text: str) -> None:
    assert list(commitments(text)) != []
