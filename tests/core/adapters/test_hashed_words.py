import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.adapters.hashed_words import WIDTH, HashedWords

HASHED = HashedWords()


@given(st.lists(st.text(), max_size=4))
def test_every_row_has_length_one_or_nothing_to_tell(texts: list[str]) -> None:
    rows = HASHED.embed(texts)
    assert rows.shape == (len(texts), WIDTH)
    assert rows.dtype == np.float32
    lengths = np.linalg.norm(rows, axis=1)
    assert np.allclose(lengths[lengths > 0], 1, atol=1e-5)


def test_what_is_worded_alike_lies_closer_whatever_its_case() -> None:
    one, same, near, other = HASHED.embed(
        ["Rye bread on Monday", "RYE BREAD on monday!", "Rye breads on Tuesday", "Invoices for two teams"]
    )
    assert one @ same > 0.99
    assert one @ near > one @ other


def test_a_text_without_words_is_a_row_of_zeros() -> None:
    assert not HASHED.embed(["…", ""]).any()
