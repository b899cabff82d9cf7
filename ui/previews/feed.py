"""A post in a feed: Instagram's card, LinkedIn's card, and a plain one for the other networks."""

from html import escape
from urllib.parse import urlsplit

import streamlit as st

from core.channels.utm import links
from core.vocab import PostType
from ui.previews.sheet import Sheet
from ui.previews.shown import STYLE, folded, mark
from ui.theme import channel_look


def draw(sheet: Sheet) -> None:
    """Draw the card: head and words, pictures, the row of actions, in the order of the network."""
    is_instagram = sheet.draft.channel == "instagram"
    with st.container(border=True, key=f"card-{sheet.draft.channel}-{sheet.id}"):
        st.html(f'{STYLE}<div class="pv">{_head(sheet)}{"" if is_instagram else _words(sheet)}</div>')
        _pictures(sheet, is_cropped=is_instagram)
        st.html(f'<div class="pv">{_instagram(sheet) if is_instagram else _actions(sheet)}</div>')


def _head(sheet: Sheet) -> str:
    look = channel_look(sheet.draft.channel)
    where = {"instagram": "Original post", "linkedin": "Company page · now · Everyone"}.get(
        sheet.draft.channel, f"{look.label} · now"
    )
    is_page = sheet.draft.channel == "linkedin"
    return (
        f'<div class="pv-head">{mark(sheet, is_square=is_page)}<div class="pv-grow">'
        f'<div class="pv-line"><b>{escape(sheet.name)}</b></div><div class="pv-quiet">{where}</div></div>'
        f'<span class="pv-quiet" aria-hidden="true">•••</span></div>'
    )


def _words(sheet: Sheet) -> str:
    return f'<div style="margin-top:.6rem">{folded(sheet, more=" …see more")}</div>'


def _pictures(sheet: Sheet, *, is_cropped: bool) -> None:
    shots, count = sheet.pictures, len(sheet.pictures)
    is_video = sheet.draft.type is PostType.VIDEO
    if shots:
        key = f"shots-{'crop' if is_cropped else 'whole'}-{sheet.id}"
        with st.container(key=key, horizontal=True, wrap=False):
            for shot in shots[:1] if is_video else shots:
                st.image(shot.data, width="stretch", alt=shot.alt)
        corner = _length(sheet.draft.video_seconds) if is_video else f"1/{count}" if count > 1 else ""
        if corner:
            st.html(_corner(key, corner, is_video=is_video))
    elif sheet.draft.type is not PostType.TEXT:
        st.html('<div class="pv-none">No picture yet.</div>')
    elif found := links(sheet.outgoing.text):
        st.html(
            f'<div class="pv-card"><b>{escape(urlsplit(found[0]).hostname or "")}</b>'
            f'<div class="pv-quiet">The page&rsquo;s own title and picture stand here.</div></div>'
        )


def _length(seconds: int | None) -> str:
    return f"{(seconds or 0) // 60}:{(seconds or 0) % 60:02d}"


def _corner(key: str, words: str, *, is_video: bool) -> str:
    """The count or length in the picture's corner, and a video's play mark; ``words`` are digits."""
    play = (
        f'.st-key-{key}::before {{ content: "\u25b6"; position: absolute; inset: 0; margin: auto; width: 3.4rem;'
        " height: 3.4rem; display: grid; place-items: center; border-radius: 50%; background: #000a; color: #fff;"
        " font-size: 1.3rem; padding-left: .2rem; z-index: 1; pointer-events: none; }"
        if is_video
        else ""
    )
    return (
        f"<style>.st-key-{key} {{ position: relative; }} {play} .st-key-{key}::after {{ content: '{words}';"
        " position: absolute; top: .7rem; right: .7rem; padding: .1rem .55rem; border-radius: 1rem;"
        " background: #000a; color: #fff; font-size: .78rem; z-index: 1; pointer-events: none; }</style>"
    )


def _icon(name: str) -> str:
    """One of the Material symbols that the page has loaded already."""
    return f'<span class="pv-icon" aria-hidden="true">{name}</span>'


def _instagram(sheet: Sheet) -> str:
    count = len(sheet.pictures)
    dots = f'<div class="pv-dots">{"<i></i>" * count}</div>' if count > 1 and sheet.draft.type is PostType.IMAGE else ""
    icons = "".join(map(_icon, ("favorite", "mode_comment", "send")))
    name = f"<b>{escape(sheet.name)}</b> "
    return (
        f'{dots}<div class="pv-row">{icons}<span class="pv-grow"></span>{_icon("bookmark")}</div>'
        f'<div style="margin-top:.55rem">{folded(sheet, more="… more", before=name)}</div>'
    )


ICONS = {"Like": "thumb_up", "Comment": "mode_comment", "Reply": "reply", "Repost": "repeat", "Boost": "repeat",
         "Send": "send", "Favourite": "star"}  # fmt: skip


def _actions(sheet: Sheet) -> str:
    says = {"linkedin": ("Like", "Comment", "Repost", "Send")}.get(sheet.draft.channel, ("Reply", "Boost", "Favourite"))
    row = "".join(f'<span class="pv-row" style="gap:.3rem">{_icon(ICONS[one])}{one}</span>' for one in says)
    return f'<div class="pv-row pv-quiet" style="justify-content:space-between;flex-wrap:wrap;gap:.5rem">{row}</div>'
