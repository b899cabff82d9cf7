"""Pieces of a preview as HTML: escaped words with their tags and links in colour, the fold, the brand's round mark."""

import base64
import io
import re
from functools import lru_cache
from html import escape

from core.channels.fold import fold
from core.channels.measure import HASHTAG
from core.channels.utm import LINK
from ui.previews.sheet import Sheet

_MARKED = re.compile(f"{LINK.pattern}|{HASHTAG.pattern}", re.IGNORECASE)
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")

STYLE = """<style>
[class*="st-key-card-"] { padding: 0 !important; gap: 0 !important; overflow: hidden; max-width: 470px; }
[class*="st-key-shots-"] { gap: 0 !important; overflow-x: auto; scroll-snap-type: x mandatory; }
[class*="st-key-shots-"] > * { flex: 0 0 100% !important; scroll-snap-align: start; }
[class*="st-key-shots-"] img { width: 100%; border-radius: 0; display: block; }
[class*="-crop-"] img { aspect-ratio: 4 / 5; object-fit: cover; }
.pv { font-size: .9rem; line-height: 1.45; padding: .7rem .85rem; overflow-wrap: anywhere; }
.pv-head { display: flex; align-items: center; gap: .6rem; }
.pv-mark { flex: none; width: 2.1rem; height: 2.1rem; border-radius: 50%; object-fit: cover; display: grid;
  place-items: center; color: #fff; font-weight: 700; font-size: .95rem; }
.pv-mark.square { border-radius: 3px; }
.pv-grow { flex: 1; min-width: 0; }
.pv-quiet { opacity: .7; font-size: .8rem; }
.pv-line { white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
.pv-words { white-space: pre-wrap; unicode-bidi: plaintext; }
.pv-link { color: light-dark(#0a5fb4, #6cb6ff); }
.pv-fold summary { list-style: none; cursor: pointer; display: block; }
.pv-fold summary::-webkit-details-marker { display: none; }
.pv-fold summary:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
.pv-fold .all, .pv-fold[open] .seen { display: none; }
.pv-fold[open] .all { display: block; }
.pv-more { opacity: .65; white-space: nowrap; }
.pv-row { display: flex; gap: 1.1rem; align-items: center; }
.pv-icon { font-family: "Material Symbols Rounded"; font-size: 1.35rem; line-height: 1; flex: none; width: 1.35rem;
  overflow: hidden; font-feature-settings: "liga"; user-select: none; }
.pv-dots { display: flex; gap: .25rem; justify-content: center; padding-bottom: .5rem; }
.pv-dots i { width: .4rem; height: .4rem; border-radius: 50%; background: currentColor; opacity: .25; }
.pv-dots i:first-child { background: #0095f6; opacity: 1; }
.pv-none { display: grid; place-items: center; aspect-ratio: 4 / 3; font-size: .85rem; opacity: .75;
  background: color-mix(in srgb, currentColor 7%, transparent); }
.pv-card { border-block: 1px solid color-mix(in srgb, currentColor 15%, transparent); padding: .6rem .85rem;
  background: color-mix(in srgb, currentColor 5%, transparent); }
</style>"""


def words(text: str) -> str:
    """A text as a feed shows it: its own line breaks, hashtags and links in colour; all of it escaped.

    >>> words("<b> #new")
    '&lt;b&gt; <span class="pv-link">#new</span>'
    """
    made, at = [], 0
    for found in _MARKED.finditer(text):
        made += [escape(text[at : found.start()]), f'<span class="pv-link">{escape(found.group())}</span>']
        at = found.end()
    return "".join([*made, escape(text[at:])])


def folded(sheet: Sheet, *, more: str, before: str = "") -> str:
    """The text up to the fold; a click opens the rest."""
    text = sheet.outgoing.text
    seen, rest = fold(text, sheet.draft.channel)
    if not text:
        return '<span class="pv-quiet">No text yet.</span>'
    if not rest.strip():
        return f'<div class="pv-words" dir="auto">{before}{words(text)}</div>'
    return (
        f'<details class="pv-fold"><summary><div class="pv-words seen" dir="auto">{before}{words(seen.rstrip())}'
        f'<span class="pv-more">{more}</span></div>'
        f'<div class="pv-words all" dir="auto">{before}{words(text)}</div></summary></details>'
    )


def mark(sheet: Sheet, *, is_square: bool = False) -> str:
    """The brand's logo, or its first letter in its colour."""
    shape = "pv-mark square" if is_square else "pv-mark"
    if sheet.logo and (url := small(sheet.logo)):
        return f'<img class="{shape}" alt="" src="{url}">'
    colour = sheet.colour if _COLOUR.fullmatch(sheet.colour) else "#0f766e"
    return f'<span class="{shape}" style="background:{colour}">{escape(sheet.name[:1].upper())}</span>'


@lru_cache(maxsize=64)
def small(picture: bytes) -> str:
    """A picture as a small ``data:`` URL; empty when it is none."""
    from PIL import Image, UnidentifiedImageError  # noqa: PLC0415 - only where a preview is drawn

    try:
        with Image.open(io.BytesIO(picture)) as found:
            made = found.convert("RGBA")
    except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
        return ""
    made.thumbnail((88, 88))
    out = io.BytesIO()
    made.save(out, "PNG")
    return f"data:image/png;base64,{base64.b64encode(out.getvalue()).decode()}"
