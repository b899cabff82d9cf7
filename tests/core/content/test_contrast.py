from hypothesis import given
from hypothesis import strategies as st

from core.content.contrast import READABLE, blend, contrast, parsed, readable, towards

channel = st.integers(0, 255)
colors = st.tuples(channel, channel, channel)


@given(colors)
def test_there_is_always_a_readable_ink(ground: tuple[int, int, int]) -> None:
    assert contrast(readable(ground), ground) >= READABLE


@given(colors, colors)
def test_contrast_is_symmetric_and_bounded(one: tuple[int, int, int], other: tuple[int, int, int]) -> None:
    assert contrast(one, other) == contrast(other, one)
    assert 1 <= contrast(one, other) <= 21


@given(colors, colors)
def test_moving_towards_ink_reaches_the_contrast(color: tuple[int, int, int], ground: tuple[int, int, int]) -> None:
    ink = readable(ground)
    moved = towards(color, ink, against=ground, least=READABLE)
    assert contrast(moved, ground) >= READABLE
    if contrast(color, ground) >= READABLE:
        assert moved == color


@given(colors)
def test_hex_round_trips(color: tuple[int, int, int]) -> None:
    assert parsed("#{:02x}{:02X}{:02x}".format(*color)) == color
    assert blend(color, color, 0.3) == color
