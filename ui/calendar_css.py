"""The calendar's clothes: its iframe inherits neither the theme, nor the font, nor the icons of the page around it."""

from functools import cache

from core.vocab import PostType
from ui.glyphs import data_url
from ui.theme import CHANNELS, STATUSES, TYPES

LIGHT = {
    "page": "#fdfcfa",
    "soft": "#f4f1ec",
    "ink": "#14213d",
    "quiet": "#5b6478",
    "line": "#e2ddd4",
    "accent": "#0f766e",
}
DARK = {
    "page": "#12161c",
    "soft": "#1b212a",
    "ink": "#e8eaee",
    "quiet": "#9aa4b2",
    "line": "#2c3440",
    "accent": "#2dd4bf",
}

_BASE = """
@font-face { font-family: Inter; src: url("../../app/static/inter-latin.woff2") format("woff2"); font-weight: 100 900; }
body:has(&) { background: %(page)s; color-scheme: %(scheme)s; }
& {
  --fc-page-bg-color: %(page)s; --fc-neutral-bg-color: %(soft)s; --fc-neutral-text-color: %(quiet)s;
  --fc-border-color: %(line)s; --fc-list-event-hover-bg-color: %(soft)s; --fc-now-indicator-color: %(accent)s;
  --fc-today-bg-color: color-mix(in srgb, %(accent)s 9%%, transparent);
  --fc-highlight-color: color-mix(in srgb, %(accent)s 22%%, transparent);
  --fc-button-bg-color: %(page)s; --fc-button-border-color: %(line)s; --fc-button-text-color: %(ink)s;
  --fc-button-hover-bg-color: %(soft)s; --fc-button-hover-border-color: %(line)s;
  --fc-button-active-bg-color: %(soft)s; --fc-button-active-border-color: %(accent)s;
  --fc-bg-event-color: %(accent)s; --fc-bg-event-opacity: .12; --c: #475569;
  background: %(page)s; color: %(ink)s; font: 14px/1.4 Inter, sans-serif;
}
a { color: inherit; text-decoration: none; }
.fc .fc-toolbar-title { font-size: 1.15rem; font-weight: 600; }
.fc .fc-button { font-size: .85rem; font-weight: 500; padding: .3rem .65rem; box-shadow: none; }
.fc .fc-button-primary:disabled { opacity: .5; color: %(ink)s; background: %(page)s; border-color: %(line)s; }
.fc .fc-col-header-cell-cushion, .fc .fc-daygrid-day-number { font-size: .8rem; font-weight: 500; color: %(quiet)s; }
.fc .fc-day-today .fc-daygrid-day-number { color: %(accent)s; font-weight: 700; }
.fc .fc-timegrid-slot-label, .fc .fc-timegrid-axis { font-size: .75rem; color: %(quiet)s; }
.fc .fc-daygrid-more-link { font-size: .75rem; color: %(quiet)s; }
.fc .fc-popover { background: %(page)s; }
.fc .fc-list-event:focus-within, .fc a.fc-event:focus-visible { outline: 2px solid %(accent)s; outline-offset: 1px; }
.fc .post { cursor: pointer; }
.fc a.fc-event.post { background: color-mix(in srgb, var(--c) %(tint)s, %(page)s); border: 0;
  border-left: 3px solid var(--c); border-radius: 5px; padding: 1px 4px; font-size: .78rem; box-shadow: none; }
.fc a.fc-event.post .fc-event-main { color: %(ink)s; }
.fc .post .fc-event-main-frame { align-items: center; gap: 3px; }
.fc .fc-timegrid-event.post .fc-event-main-frame { flex-flow: row wrap; align-content: flex-start; row-gap: 0; }
.fc .fc-timegrid-event.post .fc-event-title-container { flex: 1 1 100%%; min-width: 0; }
.fc .fc-timegrid-event.post .fc-event-title { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.fc .post .fc-event-time { flex: none; overflow: visible; font-weight: 500; color: %(quiet)s; }
.fc .post .fc-event-title { font-weight: 500; }
.fc .fc-daygrid-event.post .fc-event-main-frame { flex-wrap: wrap; row-gap: 0; }
.fc .fc-daygrid-event.post .fc-event-title-container { flex: 1 1 100%%; min-width: 0; }
.fc .fc-daygrid-event.post .fc-event-title { overflow: hidden; text-overflow: ellipsis; }
.fc .post.repeats .fc-event-time::after, .fc .post.repeats .fc-list-event-time::after {
  content: " \\21bb" / " repeats"; }
.fc .post.fixed { cursor: default; }
.fc a.fc-event.post.fixed { border-left-style: double; }
.fc .post .fc-event-main-frame::before, .fc .post .fc-list-event-time::before,
.fc .post .fc-event-title::before, .fc .post .fc-list-event-title a::before,
.fc .post .fc-event-title::after, .fc .post .fc-list-event-title a::after {
  display: inline-block; flex: none; width: 12px; height: 12px; margin-right: 4px; vertical-align: -1px;
  overflow: hidden; background: currentColor; mask: var(--mark) center / contain no-repeat; }
.fc .post .fc-event-title::before, .fc .post .fc-list-event-title a::before { background: var(--lit); }
.fc .post .fc-event-title::after, .fc .post .fc-list-event-title a::after { margin: 0 0 0 4px; }
.fc .post .fc-list-event-dot { border-color: var(--c); }
.fc a.fc-event.post.slot { background: %(page)s; border: 1px dashed color-mix(in srgb, var(--c) 65%%, %(page)s); }
.fc a.fc-event.post.slot .fc-event-main { color: %(quiet)s; }
.fc a.fc-event.post.slot:hover, .fc a.fc-event.post.slot:focus-visible { border-style: solid; }
.fc .band { background: color-mix(in srgb, %(accent)s 16%%, %(page)s); border: 0; border-radius: 5px;
  padding: 0 6px; font-size: .74rem; }
.fc .band .fc-event-main { color: %(ink)s; }
.fc .band .fc-event-title { overflow: hidden; text-overflow: ellipsis; }
.fc .band-week { background: %(page)s; box-shadow: inset 0 0 0 1px color-mix(in srgb, %(accent)s 45%%, %(page)s); }
.fc .band-holiday, .fc .band-retail { border-radius: 1px 5px 5px 1px; }
.fc .band-holiday { background: %(soft)s; box-shadow: inset 3px 0 0 %(quiet)s; }
.fc .band-retail { background: color-mix(in srgb, #b45309 14%%, %(page)s); box-shadow: inset 3px 0 0 #b45309; }
.fc .shade { opacity: 1; background: color-mix(in srgb, %(accent)s var(--deep), transparent); }
.fc .shade-1 { --deep: 7%%; } .fc .shade-2 { --deep: 13%%; }
.fc .shade-3 { --deep: 19%%; } .fc .shade-4 { --deep: 25%%; }
.fc .fc-timegrid .shade-day { display: none; }
.fc .shade-day { background: color-mix(in srgb, %(accent)s calc(var(--deep) * .5), transparent); }
.fc .shade .fc-event-title { margin: 1px 4px; font-size: .66rem; line-height: 1.25; font-style: normal;
  color: %(quiet)s; }
.fc .shade-day .fc-event-title { max-width: calc(100%% - 2rem); margin: 5px 4px; white-space: nowrap; overflow: hidden;
  text-overflow: ellipsis; }
@media (max-width: 560px) {
  .fc .fc-header-toolbar { flex-wrap: wrap; gap: .4rem; }
  .fc .fc-header-toolbar .fc-toolbar-chunk:nth-child(2) { order: -1; width: 100%%; }
  .fc .fc-button { padding: .3rem .5rem; font-size: .8rem; }
  .fc .fc-daygrid-event .fc-event-time, .fc .shade-day .fc-event-title { display: none; }
  .fc .fc-daygrid-event.post { padding: 1px 2px; font-size: .7rem; }
  .fc .fc-daygrid-event .fc-event-main-frame::before { margin-right: 1px; width: 10px; height: 10px; }
  .fc .fc-daygrid-event .fc-event-title::before, .fc .fc-daygrid-event .fc-event-title::after { display: none; }
}
"""


def _mark(selector: str, pseudo: str, glyph: str, said: str) -> str:
    """One glyph on events and on list rows; the text after the slash is what a screen reader says."""
    targets = {
        "status": (".fc-event-main-frame::before", ".fc-list-event-time::before"),
        "channel": (".fc-event-title::before", ".fc-list-event-title a::before"),
        "type": (".fc-event-title::after", ".fc-list-event-title a::after"),
    }[pseudo]
    where = ", ".join(f".fc .{selector} {target}" for target in targets)
    return f'{where} {{ content: "" / "{said} "; --mark: url("{data_url(glyph)}"); }}'


@cache
def calendar_css(*, dark: bool) -> str:
    """Everything the frame needs, for one theme: variables, font, channel colours, status and channel marks."""
    palette = DARK if dark else LIGHT
    rules = [_BASE % {**palette, "scheme": "dark" if dark else "light", "tint": "30%" if dark else "12%"}]
    for name, look in CHANNELS.items():
        lit = f"color-mix(in srgb, {look.colour} 62%, white)" if dark else look.colour
        rules.append(f".fc .channel-{name} {{ --c: {look.colour}; --lit: {lit}; }}")
        rules.append(_mark(f"channel-{name}", "channel", look.glyph, look.label))
    rules.extend(_mark(f"status-{status}", "status", mark.glyph, mark.label) for status, mark in STATUSES.items())
    rules.extend(
        _mark(f"type-{kind}", "type", TYPES[kind].glyph, TYPES[kind].label) for kind in (PostType.IMAGE, PostType.VIDEO)
    )
    return "\n".join(rules)
