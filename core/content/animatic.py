"""An animatic: every scene as a typeset frame with its script as caption, in gentle motion, to judge a film by."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from PIL import Image, ImageOps

from core.content.contrast import RGB, parsed, readable
from core.content.layouts.page import BrandLook, Page, art, page
from core.content.layouts.setting import headline, small
from core.content.lettering import printable
from core.content.poster import HOUSE_COLORS
from core.tables.values import Scene

FPS, SLOW_FPS, LONG = 20, 12, 60
"""Frames a second, fewer where the whole is longer than so many seconds: what moves here moves slowly."""
MOST_SECONDS = 180
DRIFT = 1
"""Pixels that a background moves from frame to frame: whole ones never shimmer, and cost next to nothing."""
FADE = 0.35
"""Seconds in which a scene gives way to the next, and a caption rises."""


@dataclass(frozen=True, slots=True)
class _Shot:
    """A scene ready to be filmed: a background taller than the frame, the caption's card and the note above."""

    ground: Image.Image
    card: Image.Image
    note: Image.Image
    seconds: int


def fps_for(scenes: Sequence[Scene]) -> int:
    """Frames a second for so much film."""
    return FPS if sum(scene.seconds for scene in scenes) <= LONG else SLOW_FPS


def filmed(
    scenes: Sequence[Scene],
    brand: BrandLook,
    size: tuple[int, int],
    *,
    photos: Sequence[Image.Image] = (),
    is_labelled: bool = True,
) -> Iterator[Image.Image]:
    """Every frame in order; only two scenes are held at a time.

    Args:
        scenes: at least one second each.
        brand: whose colours and letters.
        size: width and height in pixels, both even.
        photos: pictures that serve as backgrounds in turn; without any, the brand's pattern does.
        is_labelled: whether the word "Animatic" stands in the corner.
    """
    fps, done, total = fps_for(scenes), 0, sum(scene.seconds for scene in scenes)
    before: Image.Image | None = None
    for number, scene in enumerate(scenes):
        shot = _shot(number, scenes, brand, size, photos, is_labelled=is_labelled)
        frame = Image.new("RGB", size)
        for tick in range(scene.seconds * fps):
            at = tick / fps
            frame = _framed(shot, size, tick, at, upwards=bool(number % 2))
            if before is not None and at < FADE:
                frame = Image.blend(before, frame, at / FADE)
            bar = round(size[0] * (done + at) / total)
            frame.paste(parsed((brand.colors or HOUSE_COLORS)[1 % len(brand.colors or HOUSE_COLORS)]),
                        (0, size[1] - max(4, size[1] // 160), bar, size[1]))  # fmt: skip
            yield frame
        done += scene.seconds
        before = frame


def still(number: int, scenes: Sequence[Scene], brand: BrandLook, size: tuple[int, int]) -> Image.Image:
    """One scene in the middle of its time, without a label: for a shooting script."""
    shot = _shot(number, scenes, brand, size, (), is_labelled=False)
    return _framed(shot, size, 0, shot.seconds / 2, upwards=False)


def _framed(shot: _Shot, size: tuple[int, int], tick: int, at: float, *, upwards: bool) -> Image.Image:
    room = shot.ground.height - size[1]
    gone = min(room, tick * DRIFT)
    top = room - gone if upwards else gone
    frame = shot.ground.crop((0, top, size[0], top + size[1]))
    rise = min(1.0, at / FADE)
    edge = (size[0] - shot.card.width) // 2
    down = round(size[1] * 0.03 * (1 - rise) ** 2)
    frame.paste(shot.note, (edge, edge))
    place = (edge, size[1] - edge - shot.card.height + down)
    if rise < 1:
        below = frame.crop((*place, place[0] + shot.card.width, place[1] + shot.card.height))
        frame.paste(Image.blend(below, shot.card, rise), place)
    else:
        frame.paste(shot.card, place)
    return frame


def _shot(
    number: int, scenes: Sequence[Scene], brand: BrandLook, size: tuple[int, int], photos: Sequence[Image.Image], *,
    is_labelled: bool,
) -> _Shot:  # fmt: skip
    scene = scenes[number]
    colors = tuple(parsed(color) for color in (brand.colors + HOUSE_COLORS[len(brand.colors) :])[:3])
    turned = colors if number % 2 == 0 else (colors[1], colors[0], *colors[2:])
    unit, edge = page(brand, turned, size).unit, round(min(size) * 0.045)
    tall = (size[0], size[1] + scene.seconds * FPS * DRIFT)
    if photos:
        ground = ImageOps.fit(photos[number % len(photos)].convert("RGB"), tall, Image.Resampling.LANCZOS)
    else:
        made = page(brand, turned, tall)
        art(made, (0, 0, *tall), f"{brand.name}|{number}|{scene.script}")
        ground = made.image
    wide = size[0] - 2 * edge
    # without a photo the ground is the brand's own, and cards of it would run into it
    cards = turned if photos else (readable(turned[0]), turned[0], *turned[2:])
    note = _card(brand, cards, (wide, round((120 if not is_labelled else 150) * unit)), unit)
    _note(note, f"{scene.scene} / {len(scenes)}   {printable(scene.visual_description)}", is_labelled=is_labelled)
    card = _card(brand, cards, (wide, round(min(size[1] * 0.3, 420 * unit))), unit)
    pad = card.margin
    headline(card, printable(scene.script) or printable(brand.name), (pad, pad, wide - pad, card.height - pad),
             largest=96, smallest=34)  # fmt: skip
    return _Shot(ground, card.image, note.image, scene.seconds)


def _note(note: Page, text: str, *, is_labelled: bool) -> None:
    pad = note.px(30)
    top = pad
    if is_labelled:
        _, top = small(note, "Animatic", (pad, note.px(14), note.width - pad, note.height), size=28, weight=700,
                       color=note.accent_text, rows=1)  # fmt: skip
    small(note, text, (pad, top, note.width - pad, note.height), size=32, rows=2)


def _card(brand: BrandLook, colors: tuple[RGB, ...], size: tuple[int, int], unit: float) -> Page:
    """A small sheet in the brand's colours that is measured like the frame it will lie on."""
    made = page(brand, colors, size)
    return replace(made, unit=unit, margin=round(48 * unit))
