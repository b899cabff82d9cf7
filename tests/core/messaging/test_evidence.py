"""The evidence tells a question that was taught from one that only shares its words."""

import numpy as np
import pytest

from core.backends import offline_embedder
from core.messaging.background import background
from core.messaging.evidence import NAMES, Taught, evidence, teach
from core.messaging.words import spelled

TEXTS = ["Do you deliver?", "How much is delivery?", "Where can I park?", "Is there a car park?", "parking"]


@pytest.fixture(scope="module")
def taught() -> Taught:
    owners = np.array([0, 0, 1, 1, 1])
    meanings = offline_embedder().embed(TEXTS)
    return teach(TEXTS, owners, meanings, spelled(TEXTS), background(offline_embedder().identity))


def told(taught: Taught, text: str) -> tuple[int, dict[str, float]]:
    tops, rows = evidence(taught, [text], offline_embedder().embed([text]), spelled([text]))
    return int(tops[0]), dict(zip(NAMES, rows[0], strict=True))


def test_the_closest_is_found_and_its_words_explain_the_message(taught: Taught) -> None:
    top, seen = told(taught, "where is the car park")
    _, other = told(taught, "where is the wedding car with the flowers")
    assert taught.phrasings(top) == tuple(TEXTS[2:])
    assert seen["words explained"] > other["words explained"]
    assert seen["words in common"] > other["words in common"]
    assert seen["nearest meaning"] > other["nearest meaning"]


def test_a_negation_that_no_phrasing_has_is_seen(taught: Taught) -> None:
    assert told(taught, "I cannot park")[1]["new negation"] == 1
    assert told(taught, "can I park")[1]["new negation"] == 0


def test_one_faq_alone_leads_by_its_whole_score_and_no_words_give_no_evidence() -> None:
    alone = teach(TEXTS[:2], np.array([0, 0]), offline_embedder().embed(TEXTS[:2]), spelled(TEXTS[:2]),
                  background(offline_embedder().identity))  # fmt: skip
    _, seen = told(alone, "Do you deliver?")
    assert seen["lead in meaning"] > 0.7
    _, nothing = told(alone, "🔥")
    assert nothing["length"] == nothing["words explained"] == 0
