"""The fitted coefficients: one for each piece of evidence, for both embedders, without a text in them."""

import numpy as np
import pytest

from core.messaging.background import FILE, background, coefficients
from core.messaging.evidence import NAMES


@pytest.mark.parametrize("embedder", ["wordllama-256", "hashed-1024"])
def test_each_piece_of_evidence_has_its_coefficient(embedder: str) -> None:
    known = background(embedder)
    assert len(known.middle) == len(known.spread) == len(known.trust) - 1 == len(NAMES)
    assert known.spread.min() > 0
    usual = known.log_odds(known.middle[None])[0]
    better = known.log_odds((known.middle + known.spread * np.sign(known.trust[1:]))[None])[0]
    assert usual == pytest.approx(known.trust[0])
    assert better > usual


def test_an_embedder_that_nobody_knows_is_taken_for_hashed_words() -> None:
    assert np.array_equal(background("new").trust, background("hashed-1024").trust)


def test_rare_words_weigh_more_and_weights_add_up() -> None:
    the, sourdough = background("wordllama-256").weigh(["the", "sourdough"])
    assert sourdough > 2 * the
    assert the + sourdough == pytest.approx(1)
    assert background("wordllama-256").weigh([]).size == 0


def test_nothing_but_numbers_and_sources_is_shipped() -> None:
    assert FILE.stat().st_size < 100_000
    kinds = {name: values.dtype.kind for name, values in coefficients().items()}
    assert {name for name, kind in kinds.items() if kind != "f"} == {"from"}
