from PIL import Image

from core.content.tiles import tiled

COLORS = ((200, 0, 0), (0, 200, 0), (0, 0, 200))


def drawn(height: int, seed: str = "a") -> Image.Image:
    image = Image.new("RGB", (1080, 1350), (255, 255, 255))
    tiled(image, height, COLORS, (240, 240, 240), seed)
    return image


def test_nothing_is_drawn_below_the_band() -> None:
    for height in (-50, 0, 100, 217, 500, 900):
        below = drawn(height).crop((0, max(0, height), 1080, 1350))
        assert below.getcolors() == [(below.width * below.height, (255, 255, 255))]


def test_the_seed_chooses() -> None:
    assert drawn(700).tobytes() == drawn(700).tobytes()
    assert drawn(700).tobytes() != drawn(700, "b").tobytes()
