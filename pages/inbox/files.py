"""What came with a message: pictures as we painted them, everything else under its plain name."""

from functools import partial
from urllib.parse import urlsplit
from uuid import UUID

import streamlit as st

from core import messaging
from core.tables import Message
from core.tables.attached import Attachment
from core.workspace import Workspace
from ui import shell
from ui.safe import plain, short

THUMB = 240
"""Pixels across."""


def draw(message: Message) -> None:
    """Draw what came along; nothing of it is opened here, and a download is only ever saved."""
    for place, file in enumerate(message.attachments):
        if file.thumb:
            _picture(message, place, file)
        if file.key:
            st.download_button(
                f"{plain(short(file.name, 60))} · {_size(file.size)}",
                shell.later(partial(_read, message_id=message.id, place=place)),
                file_name=file.name,
                mime="application/octet-stream",
                key=f"file:{message.id}:{place}",
                icon=":material/download:",
                on_click="ignore",
                type="tertiary",
                help="It is saved as it came. Open it only if you expect it.",
            )
        elif file.url:
            host = urlsplit(file.url).hostname or ""
            label = f"{plain(short(file.name, 60))} · lies at {plain(host)}"
            st.link_button(label, file.url, icon=":material/open_in_new:", type="tertiary", help=plain(file.url))
        else:
            st.caption(f":material/block: {plain(short(file.name, 60))}: {plain(file.note)}")


def _read(ws: Workspace, message_id: UUID, place: int) -> bytes:
    return messaging.read_file(ws, message_id, place)


def _picture(message: Message, place: int, file: Attachment) -> None:
    with shell.workspace() as ws:
        small = messaging.read_file(ws, message.id, place, small=True)
    st.image(small, width=THUMB, alt=f"Sent along: {file.name}")


def _size(size: int | None) -> str:
    """Bytes as people say them.

    >>> _size(900), _size(45_000), _size(2_300_000)
    ('1 KB', '45 KB', '2.3 MB')
    """
    count = size or 0
    return f"{count / 1e6:.1f} MB" if count >= 1e6 else f"{max(round(count / 1000), 1)} KB"
