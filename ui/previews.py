"""What a post will look like where it goes, drawn with native containers; the words are shown as they are."""

import unicodedata
from dataclasses import dataclass

import streamlit as st

from core.channels import sms
from core.channels.compose import Outgoing, body
from core.channels.draft import Draft, Sender
from core.tables.values import Scene
from core.vocab import PostType
from ui.safe import plain, short
from ui.theme import channel_look

FOLDS = {"instagram": 125, "linkedin": 210}
"""Characters shown before "more" on a phone; the platforms move the fold now and then."""


@dataclass(frozen=True)
class Sheet:
    """Everything one preview is drawn from; ``picture`` is the first picture's bytes, ``alt`` its text alternative."""

    name: str
    draft: Draft
    sender: Sender
    outgoing: Outgoing
    sender_email: str = ""
    picture: bytes | None = None
    alt: str = ""


def preview(sheet: Sheet) -> None:
    """Draw a post as its channel shows it."""
    {"email": _email, "sms": _sms}.get(sheet.draft.channel, _feed)(sheet)


def storyboard(scenes: tuple[Scene, ...]) -> None:
    """A video's scenes as a table, with where each begins."""
    start, lines = 0, []
    for scene in scenes:
        lines.append({"Scene": scene.scene, "At": f"{start // 60}:{start % 60:02d}", "Seconds": scene.seconds,
                      "Said": scene.script, "Seen": scene.visual_description})  # fmt: skip
        start += scene.seconds
    st.dataframe(lines, hide_index=True, row_height=56)


def _feed(sheet: Sheet) -> None:
    look = channel_look(sheet.draft.channel)
    with st.container(border=True, gap="small"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(look.icon, width="content")
            with st.container(gap="xxsmall"):
                st.markdown(f"**{plain(sheet.name)}**")
                st.caption(f"{look.label} · now")
        picture_first = sheet.draft.channel == "instagram"
        if not picture_first:
            _folded(sheet)
        _picture(sheet)
        st.caption(_ACTIONS.get(sheet.draft.channel, ":material/reply: :material/repeat: :material/star:"))
        if picture_first:
            _folded(sheet)


_ACTIONS = {
    "instagram": ":material/favorite: &nbsp; :material/mode_comment: &nbsp; :material/send: &nbsp; :material/bookmark:",
    "linkedin": ":material/thumb_up: Like &nbsp; :material/comment: Comment &nbsp; :material/repeat: Repost",
}


def _folded(sheet: Sheet) -> None:
    text, fold = sheet.outgoing.text, FOLDS.get(sheet.draft.channel)
    if not text:
        st.caption("No text yet.")
    elif fold is None or len(text) <= fold:
        st.markdown(plain(text))
    else:
        cut = text[:fold].rsplit(" ", 1)[0]
        st.markdown(f"{plain(cut)}… :gray[more]")
        with st.expander(f"After the fold, at about {fold} characters on a phone"):
            st.markdown(plain(text))


def _picture(sheet: Sheet) -> None:
    if sheet.picture is not None:
        st.image(sheet.picture, width="stretch", alt=sheet.alt)
    elif sheet.draft.type is not PostType.TEXT:
        with st.container(border=True, horizontal_alignment="center"):
            st.caption("No picture yet.", width="content")
    if sheet.draft.type is PostType.VIDEO:
        seconds = sheet.draft.video_seconds
        st.caption(f":material/play_circle: Video{f', {seconds} seconds' if seconds else ''}; this is its cover.")


def _email(sheet: Sheet) -> None:
    sent = sheet.outgoing
    with st.container(border=True, gap="small"):
        address = f" <{sheet.sender_email}>".replace("@", "@\u2060") if sheet.sender_email else ""  # no link
        st.caption("In the list of mails")
        with st.container(border=True, gap="xxsmall"):
            st.markdown(f"**{plain(sheet.sender.name or sheet.name)}**")
            st.markdown(f"**{plain(short(sent.subject, 60)) or ':gray[No subject]'}**")
            st.caption(plain(short(sent.preheader or body(sheet.draft), 90)) or "No preview line")
        st.caption("Opened")
        st.markdown(f"**{plain(sent.subject) or ':gray[No subject]'}**")
        st.caption(f"From {plain((sheet.sender.name or sheet.name) + address)}")
        _picture(sheet) if sheet.draft.type is not PostType.TEXT else None
        words, _, footer = sent.text.partition("\n\n-- \n")
        st.markdown(plain(words) or ":gray[No text yet.]")
        st.divider()
        st.caption(plain(footer))


def _sms(sheet: Sheet) -> None:
    text = sheet.outgoing.text
    bill = sms.parts(text)
    with st.container(border=True, gap="small"):
        st.caption(f"From {plain(sheet.sender.name or sheet.name)}")
        with st.container(horizontal=True):
            st.info(plain(text) or "No text yet.", width=320)
        parts = f"{bill.count} part{'s' if bill.count != 1 else ''}"
        with st.container(horizontal=True, gap="small"):
            st.badge(parts, icon=":material/sms:", color="green" if bill.count <= 1 else "orange",
                     help="What the network bills, for each person.")  # fmt: skip
            st.badge(bill.encoding.value, color="gray" if bill.flipped_by is None else "orange")
        st.caption(f"{bill.units} characters as the network counts; {bill.left} free in the last part.")
        if bill.flipped_by:
            st.caption(f"{plain(_named(bill.flipped_by))} turns the whole message to 70 characters a part.")


def _named(char: str) -> str:
    return f"“{char}” ({unicodedata.name(char, 'unnamed character').lower()})"
