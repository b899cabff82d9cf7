"""All kept texts: templates, snippets and sets of hashtags, to write, change and throw away."""

from functools import partial
from uuid import UUID

import streamlit as st

from core import content
from core.content import NewBlock
from core.publishing import open_channels
from core.tables import TextBlock
from core.tables.values import BlockText
from core.vocab import BlockKind, Permission
from pages.content_studio import templates
from ui import outcome, shell
from ui.pieces import channel_chip, empty
from ui.safe import plain, short
from ui.theme import channel_look

KINDS = {
    BlockKind.TEMPLATE: (
        "Templates",
        "a template",
        "A whole post to write from: subject, text, call to action, hashtags.",
    ),
    BlockKind.SNIPPET: ("Snippets", "a snippet", "A piece of text that many posts share, such as how to find you."),
    BlockKind.HASHTAGS: ("Hashtags", "a set of hashtags", "Hashtags that belong together, added with one click."),
}
PLACE, OPEN, NEW = "kept", "kept:open", "new"
FIELDS = ("name", "channel", "subject", "preheader", "caption", "cta", "hashtags")


def draw() -> None:
    """Draw the kept texts by kind, and the one that is being written."""
    with shell.page("Kept texts", "Templates, snippets and hashtags that you use again and again."):
        st.button("Board", icon=":material/arrow_back:", type="tertiary", on_click=_close)
    outcome.draw(PLACE)
    kind = st.segmented_control("Kind", list(KINDS), default=BlockKind.TEMPLATE, required=True, key="kept:kind",
                                format_func=lambda one: KINDS[one][0], label_visibility="collapsed")  # fmt: skip
    _, one, says = KINDS[kind]
    st.caption(says)
    with shell.workspace() as ws:
        kept = [block for block in content.list_blocks(ws) if block.kind is kind]
        slots = content.slots(ws)
        lacking = {block.id: content.fill_block(ws, block.id).missing for block in kept}
    may_write, opened = shell.can(Permission.WRITE), st.session_state.get(OPEN)
    if may_write and opened == NEW:
        _form(kind, None, list(slots))
    elif may_write:
        st.button(f"Write {one}", icon=":material/add:", key="kept:new", on_click=_open, args=(None,))
    if not kept and opened != NEW:
        empty("dashboard_customize", f"You keep no {KINDS[kind][0].lower()} yet",
              "Write one here, or keep a post's words as a template from its Templates panel.")  # fmt: skip
    for block in kept:
        if may_write and opened == str(block.id):
            _form(kind, block, list(slots))
        else:
            _row(block, lacking[block.id], may_write=may_write)


def _row(block: TextBlock, lacking: tuple[str, ...], *, may_write: bool) -> None:
    with st.container(border=True, horizontal=True, vertical_alignment="center", gap="small"):
        where = f" {channel_chip(block.channel)}" if block.channel else ""
        said = [f"**{plain(block.name)}**{where}", f":small[:gray[{plain(short(templates.excerpt(block.text), 160))}]]"]
        if lacking:
            slots = plain(", ".join(f"{{{slot}}}" for slot in lacking))
            said.append(f":small[:orange[:material/warning: The profile knows nothing for {slots}.]]")
        st.markdown("  \n".join(said), width="stretch")
        if may_write:
            st.button("Edit", type="tertiary", key=f"kept:edit:{block.id}", on_click=_open, args=(block,))
            st.button("Delete", type="tertiary", key=f"kept:delete:{block.id}", on_click=_delete, args=(block.id,))


def _form(kind: BlockKind, block: TextBlock | None, slots: list[str]) -> None:
    with st.container(border=True, width=760):
        left, right = st.columns([2, 1])
        left.text_input("Name", key="kept:f:name", max_chars=80, persist_state="page")
        right.selectbox("Channel", ["", *open_channels()], key="kept:f:channel", persist_state="page",
                        format_func=lambda name: channel_look(name).label if name else "Every channel")  # fmt: skip
        if kind is BlockKind.TEMPLATE:
            st.text_input("Subject", key="kept:f:subject", max_chars=400, help="For e-mail.", persist_state="page")
            st.text_input("Preview line", key="kept:f:preheader", max_chars=400, help="For e-mail.",
                          persist_state="page")  # fmt: skip
        if kind is not BlockKind.HASHTAGS:
            st.text_area("Text", key="kept:f:caption", height=180, max_chars=10_000, persist_state="page")
            st.caption("In braces stands what the profile fills in: " + ", ".join(f"`{{{slot}}}`" for slot in slots))
        if kind is BlockKind.TEMPLATE:
            st.text_input("Call to action", key="kept:f:cta", max_chars=400, persist_state="page")
        if kind is not BlockKind.SNIPPET:
            st.text_input("Hashtags", key="kept:f:hashtags", placeholder="#bread #lisbon", persist_state="page")
        with st.container(horizontal=True, gap="small"):
            st.button("Keep it", type="primary", icon=":material/save:", key="kept:save", on_click=_save,
                      args=(kind, block.id if block else None))  # fmt: skip
            st.button("Leave it", key="kept:leave", on_click=_let_go)


def _open(block: TextBlock | None) -> None:
    """Fill the form before it is drawn."""
    text = block.text if block else BlockText()
    values = {field: getattr(text, field, "") for field in FIELDS}
    values |= {"name": block.name if block else "", "channel": block.channel if block else ""}
    for field, value in values.items():
        st.session_state[f"kept:f:{field}"] = " ".join(value) if isinstance(value, tuple) else value
    st.session_state[OPEN] = str(block.id) if block else NEW


def _save(kind: BlockKind, block_id: UUID | None) -> None:
    told = {field: st.session_state.get(f"kept:f:{field}") or "" for field in FIELDS}
    name, channel = told.pop("name"), told.pop("channel")
    text = BlockText(**told | {"hashtags": tuple(told["hashtags"].replace(",", " ").split())})
    with outcome.attempt(PLACE), shell.workspace() as ws:
        kept = content.save_block(ws, NewBlock(kind, name, text, channel), block_id=block_id)
        _let_go()
        outcome.tell(PLACE, f"“{kept.name}” is kept.")


def _delete(block_id: UUID) -> None:
    with outcome.attempt(PLACE), shell.workspace() as ws:
        gone = content.delete_block(ws, block_id)
        outcome.tell(PLACE, f"“{gone.name}” is gone.", partial(_keep_again, gone))


def _keep_again(gone: NewBlock) -> None:
    with outcome.attempt(PLACE), shell.workspace() as ws:
        outcome.tell(PLACE, f"“{content.save_block(ws, gone).name}” is back.")


def _let_go() -> None:
    st.session_state.pop(OPEN, None)


def _close() -> None:
    _let_go()
    st.query_params.pop("kept", None)
