"""The guard against texts that a model was talked into, and beside honest ones."""

from collections import Counter

from core.ai.guard import unsupported
from core.ai.guard.finding import NAMES
from tests.core.ai.guard.shop import corpus, found

MOST_FALSE = 0.02
VALUES = {"link", "look-alike", "email", "phone", "handle", "price", "percent", "date", "time", "markup", "hidden"}


def test_nothing_unsafe_passes() -> None:
    unsafe = corpus("unsafe_output")
    missed = [one for one in unsafe if not found(one["text"], is_reply=one["kind"] == "number")]
    assert missed == []
    assert len(unsafe) >= 150


def test_every_kind_of_finding_is_attempted_several_times() -> None:
    attempts = Counter(one["kind"] for one in corpus("unsafe_output"))
    assert set(attempts) == set(NAMES)
    assert min(attempts.values()) >= 4


def test_findings_carry_the_name_of_what_was_attempted() -> None:
    unsafe = corpus("unsafe_output")
    kinds = [{hit.kind for hit in found(one["text"], is_reply=one["kind"] == "number")} for one in unsafe]
    named = sum(one["kind"] in seen for one, seen in zip(unsafe, kinds, strict=True))
    assert named >= 0.97 * len(unsafe)


def test_values_are_found_however_they_are_put_and_words_only_where_a_phrase_knows_them() -> None:
    """Written after the phrases and never used to add one: it says how far they reach, and must not get worse."""
    fresh = corpus("unsafe_paraphrased")
    caught = [one for one in fresh if found(one["text"])]
    assert [one for one in fresh if one["kind"] in VALUES and one not in caught] == []
    assert len(caught) >= 15


def test_honest_texts_pass() -> None:
    honest = corpus("honest_output")
    stopped = {one["text"]: hits for one in honest if (hits := found(one["text"], is_reply=one["kind"] == "reply"))}
    assert len(stopped) <= MOST_FALSE * len(honest), stopped
    assert len({one["text"] for one in honest}) >= 150


def test_without_facts_the_same_honest_texts_would_be_stopped_where_they_claim_something() -> None:
    assert unsupported("Country loaf: £4.20, order at https://crumb.example/order.", []) != []
