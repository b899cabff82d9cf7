"""A shooting script: a storyboard on paper, with the moment at which every scene begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import accumulate
from typing import TYPE_CHECKING

from PIL import Image

from core.channels.rules import channel
from core.content.lettering import FILES, FOLDER, TEXT, letters, printable
from core.content.typesetting import wrapped
from core.tables.values import Scene

if TYPE_CHECKING:
    from fpdf import FPDF

_MARKS = re.compile(r"([\\`*_{}\[\]<>|#])")
MARGIN, WIDE, FOOT = 18.0, 210.0, 279.0
"""Millimetres: the margin and the width of an A4 page, and where its last line may stand."""
POINT = 0.3528
"""Millimetres of a point."""


@dataclass(frozen=True, kw_only=True)
class Shooting:
    """Everything that stands in a script."""

    title: str
    business: str
    channel: str
    scenes: tuple[Scene, ...]
    caption: str
    cta: str
    made_at: datetime

    @property
    def seconds(self) -> int:
        return sum(scene.seconds for scene in self.scenes)

    @property
    def starts(self) -> tuple[str, ...]:
        """When every scene begins, in minutes and seconds.

        >>> scenes = tuple(Scene(scene=n, script="", visual_description="", seconds=45) for n in (1, 2, 3))
        >>> when = datetime(2026, 3, 2)
        >>> Shooting(title="", business="", channel="", scenes=scenes, caption="", cta="", made_at=when).starts
        ('0:00', '0:45', '1:30')
        """
        ends = accumulate(scene.seconds for scene in self.scenes)
        return tuple(f"{at // 60}:{at % 60:02d}" for at in (0, *tuple(ends)[:-1]))

    @property
    def about(self) -> str:
        """Whose film it is, for which channel, and how long."""
        length = f"{self.seconds // 60}:{self.seconds % 60:02d} min"
        return f"{self.business} · {channel(self.channel).label} · {length} · {len(self.scenes)} scenes"


def as_markdown(of: Shooting) -> str:
    """The script as Markdown; nothing in its words becomes a mark of it."""
    lines = [
        f"# {_plain(of.title)}",
        "",
        _plain(of.about),
        "",
        "| No. | At | Sec. | Said | Seen |",
        "|--:|--:|--:|---|---|",
    ]
    for scene, at in zip(of.scenes, of.starts, strict=True):
        said, seen = _plain(scene.script), _plain(scene.visual_description)
        lines.append(f"| {scene.scene} | {at} | {scene.seconds} | {said} | {seen} |")
    for name, words in (("Caption", of.caption), ("Call to action", of.cta)):
        if words.strip():
            lines += ["", f"## {name}", "", "  \n".join(_plain(line) for line in words.strip().splitlines())]
    return "\n".join(lines) + "\n"


def as_pdf(of: Shooting, stills: Sequence[Image.Image]) -> bytes:
    """The script as a PDF on A4, with a still of every scene."""
    from fpdf import FPDF  # noqa: PLC0415 - a large package, for whoever wants a script on paper

    pdf = FPDF(format="A4")
    pdf.set_creation_date(of.made_at)
    pdf.set_title(of.title)
    pdf.set_auto_page_break(auto=False)
    pdf.add_page()
    paper = _Paper(pdf)
    y = paper.put(of.title, MARGIN, 20.0, WIDE - 2 * MARGIN, size=22, hand="Rubik")
    y = paper.put(of.about, MARGIN, y + 2, WIDE - 2 * MARGIN, size=10, grey=110) + 6
    for scene, at, picture in zip(of.scenes, of.starts, stills, strict=True):
        y = _scene(paper, y, (scene, at, picture))
    for name, words in (("Caption", of.caption), ("Call to action", of.cta)):
        if words.strip():
            y = paper.room(y, 24)
            y = paper.put(name, MARGIN, y, 80, size=11, hand="Rubik") + 1
            for line in words.strip().splitlines():
                y = paper.put(line, MARGIN, paper.room(y, 8), WIDE - 2 * MARGIN, size=10) + 1
            y += 4
    return bytes(pdf.output())


def _scene(paper: "_Paper", y: float, told: tuple[Scene, str, Image.Image]) -> float:
    """A still on the left, the words beside it; where the next scene may begin."""
    scene, at, picture = told
    high = 42.0
    wide = high * picture.width / picture.height
    if wide > 60:
        wide, high = 60.0, 60.0 * picture.height / picture.width
    left = MARGIN + wide + 7
    y = paper.room(y, max(high, 34.0))
    out = BytesIO()
    picture.save(out, "JPEG", quality=80)
    paper.pdf.image(out, x=MARGIN, y=y, w=wide, h=high)
    head = f"Scene {scene.scene} · {at} · {scene.seconds} s"
    below = paper.put(head, left, y, WIDE - MARGIN - left, size=11, hand="Rubik")
    for name, words in (("Said", scene.script), ("Seen", scene.visual_description)):
        below = paper.put(name, left, below + 2.5, 30, size=8, grey=110)
        below = paper.put(words, left, below, WIDE - MARGIN - left, size=10.5)
    return max(y + high, below) + 7


class _Paper:
    """A PDF that sets lines of any script; fonts come in as they are needed."""

    def __init__(self, pdf: "FPDF") -> None:
        self.pdf = pdf
        self._known: set[str] = set()

    def put(
        self, words: str, x: float, y: float, width: float, *, size: float, hand: str = "Inter", grey: int = 20
    ) -> float:
        """Set words below ``y``; where they end. All in millimetres, the size in points."""
        text = printable(words)
        found = letters(text, hand, weight=400, optical=TEXT)
        if found.hand not in self._known:
            self._known.add(found.hand)
            self.pdf.add_font(found.hand, fname=FOLDER / FILES[found.hand])
        self.pdf.set_font(found.hand, size=size)
        self.pdf.set_text_color(grey)
        step = size * POINT * 1.32
        for line in wrapped(text, width / (size * POINT) * 0.98, found.ems):
            shown = found.shown(line)
            at = x + width - self.pdf.get_string_width(shown) if found.turned else x
            self.pdf.text(at, y + step * 0.8, shown)
            y += step
        return y

    def room(self, y: float, high: float) -> float:
        """The same place, or the head of a new page where it has too little room."""
        if y + high <= FOOT:
            return y
        self.pdf.add_page()
        return 20.0


def _plain(words: str) -> str:
    return _MARKS.sub(r"\\\1", " ".join(words.split()))
