import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from core.adapters.word_vectors import LONGEST, LONGEST_WORD, PIECES, WordVectors

WORDS = WordVectors()


@pytest.fixture(scope="module")
def reference() -> Tokenizer:
    """The tokenizer that the vectors were trained with, by the library that it was written for."""
    return Tokenizer.from_file(str(WORDS._folder / PIECES))


@given(st.text(max_size=LONGEST_WORD).filter(lambda text: "\N{LOWER ONE EIGHTH BLOCK}" not in text))
def test_texts_fall_into_the_pieces_that_the_vectors_were_trained_on(reference: Tokenizer, text: str) -> None:
    tidy = " ".join(text.split())
    if any(special in tidy for special in ("<s>", "</s>", "<unk>")):
        return
    assert WORDS.pieces(text) == (reference.encode(tidy, add_special_tokens=False).ids if tidy else [])


@pytest.mark.parametrize(
    "text",
    [
        "Fresh bread, every morning at 7.",
        "Größe 42 für 19,90 €?",
        "周末愉快 買一送一",
        "🥐🥐 aaaaaaaa bbbab",
        "don't @me #RyeAndShine",
    ],
)
def test_posts_fall_into_the_same_pieces_too(reference: Tokenizer, text: str) -> None:
    assert WORDS.pieces(text) == reference.encode(text, add_special_tokens=False).ids


def test_a_row_is_the_mean_of_its_pieces_at_unit_length() -> None:
    pieces = WORDS.pieces("Warm rolls")
    mean = WORDS._table[pieces].astype(np.float64).mean(axis=0)
    (row,) = WORDS.embed(["Warm rolls"])
    assert (row.dtype, row.shape) == (np.float32, (256,))
    assert np.allclose(row, mean / np.linalg.norm(mean), atol=1e-3)


def test_every_row_has_length_one_but_that_of_nothing() -> None:
    rows = WORDS.embed(["Bread", "", " \n", "Bread and a long story about bread"])
    assert np.allclose(np.linalg.norm(rows, axis=1), [1, 0, 0, 1], atol=1e-5)
    assert WORDS.embed([]).shape == (0, 256)


def test_what_is_about_the_same_thing_lies_closer() -> None:
    asked, same, other = WORDS.embed(
        ["When are you open on Sunday?", "What are your opening hours at the weekend?", "My parcel arrived broken"]
    )
    assert asked @ same > 0.4 > asked @ other


def test_endless_texts_and_broken_letters_take_no_time() -> None:
    rows = WORDS.embed(["x" * 10**6, "a b " * 10**6, "a b " * (LONGEST // 4), "\ud800 half a letter"])
    assert np.allclose(rows[1], rows[2])
    assert np.isfinite(rows).all()


def test_nothing_of_the_package_is_imported() -> None:
    code = (
        "import sys\nfrom core.backends import offline_embedder\noffline_embedder().embed(['bread'])\n"
        "print([name for name in ('wordllama', 'tokenizers', 'safetensors', 'huggingface_hub', 'torch', 'requests') if name in sys.modules])"
    )
    said = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3]
    )
    assert said.stdout.strip() == "[]"


def test_nothing_is_read_before_the_first_text(tmp_path: Path) -> None:
    absent = WordVectors(tmp_path)
    with pytest.raises(FileNotFoundError):
        absent.embed(["bread"])
