"""An e-mail in a mail program: its row in the inbox, then opened, in light, in dark, or as plain text."""

import re
from html import escape

import streamlit as st

from core.channels.compose import DARK
from core.vocab import PostType
from ui.previews.sheet import Sheet
from ui.previews.shown import STYLE, mark

LIGHT_NAME, DARK_NAME, PLAIN_NAME = "Light", "Dark", "Plain text"
_BODY = re.compile(r"<body[^>]*>(.*)</body>", re.DOTALL)
_PAPER = {LIGHT_NAME: ("#ffffff", "#1f2430", "#5a6072"), DARK_NAME: ("#1b212a", "#e8eaee", "#a4abb8")}


def draw(sheet: Sheet) -> None:
    """Draw the row and the opened mail."""
    way = st.segmented_control("How it is read", [LIGHT_NAME, DARK_NAME, PLAIN_NAME], default=LIGHT_NAME, required=True,
                               key=f"mail:{sheet.id}", label_visibility="collapsed")  # fmt: skip
    with st.container(border=True, key=f"card-email-{sheet.id}"):
        st.html(f"{STYLE}{_row(sheet)}{_head(sheet)}")
        if way == PLAIN_NAME:
            st.html(f'<pre class="pv pv-words" style="margin:0;font-size:.82rem">{escape(sheet.outgoing.text)}</pre>')
            return
        paper, ink, quiet = _PAPER[str(way)]
        st.html(
            f"<style>.st-key-card-email-{sheet.id} {{ background: {paper}; color: {ink};"
            f" color-scheme: {str(way).lower()}; }}"
            f".st-key-paper-{sheet.id} {{ background: {paper}; color: {ink}; padding: 0; gap: 0; }}"
            f".st-key-paper-{sheet.id} img {{ border-radius: 0; display: block; }}"
            f".st-key-paper-{sheet.id} a {{ pointer-events: none; overflow-wrap: anywhere; }}"
            f".pv-mail-{sheet.id} .card {{ background: transparent !important; padding: 1rem 1.1rem !important; }}"
            f".pv-mail-{sheet.id} .foot {{ padding: 0 1.1rem 1.1rem !important; margin: 0 !important;"
            f" color: {quiet} !important; }}{_dark(sheet.id) if way == DARK_NAME else ''}</style>"
        )
        with st.container(key=f"paper-{sheet.id}"):
            _pictures(sheet)
            found = _BODY.search(sheet.outgoing.html)
            st.html(f'<div class="pv-mail-{sheet.id}" style="font-size:.95rem">{found[1] if found else ""}</div>')


def _dark(name: str) -> str:
    """The mail's own rules for dark screens, for this preview alone."""
    return "".join(f".pv-mail-{name} {rule}" for rule in DARK.splitlines() if not rule.startswith(".page"))


def _pictures(sheet: Sheet) -> None:
    if sheet.pictures:
        for shot in sheet.pictures:
            st.image(shot.data, width="stretch", alt=shot.alt)
    elif sheet.draft.type is not PostType.TEXT:
        st.html('<div class="pv-none">No picture yet.</div>')


def _row(sheet: Sheet) -> str:
    sent = sheet.outgoing
    sender = escape(sheet.sender.name or sheet.name)
    subject = escape(sent.subject) or '<span class="pv-quiet">No subject</span>'
    shown = escape(sent.preheader or " ".join(sent.text.split())[:140])
    return (
        '<div class="pv pv-card" style="border-top:0"><div class="pv-head" style="align-items:flex-start">'
        f'{mark(sheet)}<div class="pv-grow"><div class="pv-head"><b class="pv-line pv-grow" dir="auto">{sender}</b>'
        f'<span class="pv-quiet">now</span></div><div class="pv-line" dir="auto"><b>{subject}</b></div>'
        f'<div class="pv-line pv-quiet" dir="auto">{shown}</div></div></div></div>'
    )


def _head(sheet: Sheet) -> str:
    sender = escape(sheet.sender.name or sheet.name)
    address = f"&lt;{escape(sheet.sender_email)}&gt;" if sheet.sender_email else ""
    leave = '<span class="pv-link">Unsubscribe</span>' if sheet.sender_email else ""
    subject = escape(sheet.outgoing.subject) or '<span class="pv-quiet">No subject</span>'
    return (
        f'<div class="pv"><div style="font-size:1.15rem;font-weight:600;margin-bottom:.5rem" dir="auto">{subject}</div>'
        f'<div class="pv-head">{mark(sheet)}<div class="pv-grow"><div class="pv-line"><b dir="auto">{sender}</b> '
        f'<span class="pv-quiet">{address}</span></div><div class="pv-quiet">to you · {leave}</div></div></div></div>'
    )
