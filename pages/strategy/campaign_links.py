"""How a campaign's links are tagged on each channel, with a link as it will leave."""

from collections.abc import Mapping
from functools import partial
from uuid import UUID

import streamlit as st

from core import strategy
from core.strategy import UtmPreset
from core.tables import Campaign
from core.vocab import Permission
from ui import outcome, shell
from ui.safe import plain, short
from ui.theme import channel_look

PARTS = {"source": "Source", "medium": "Medium", "campaign": "Campaign", "content": "Content"}


def draw(campaign: Campaign) -> None:
    """Draw the tags to edit and what they make of a link; looked at once somebody opens it."""
    with st.expander("Tagged links", icon=":material/link:", key=f"links:{campaign.id}", on_change="rerun") as box:
        if box.open:
            _draw(campaign)


def _draw(campaign: Campaign) -> None:
    with shell.workspace() as ws:
        found = strategy.tagged_links(ws, campaign.id)
    if not found:
        st.caption("This campaign has no channels yet.")
        return
    st.caption(
        "Links in its posts carry these tags when they leave, so that your web statistics tell which post brought a "
        "visit. In braces stands what is filled for each post: {channel}, {medium}, {campaign}, {title}, {type}, "
        "{week}. A link that is tagged already stays as it is; a line left empty tags nothing."
    )
    names = [one.channel for one in found]
    may_edit = shell.can(Permission.PLAN)
    lines = [{"Channel": channel_look(one.channel).label} | _line(one.preset) for one in found]
    told = st.data_editor(
        lines,
        key=f"links:table:{campaign.id}:{hash(campaign.utm)}",
        hide_index=True,
        disabled=["Channel"] if may_edit else True,
        column_config={label: st.column_config.TextColumn(max_chars=120) for label in PARTS.values()},
    )
    presets = [_preset(name, line) for name, line in zip(names, told, strict=True)]
    with shell.workspace() as ws:
        tried = strategy.tagged_links(ws, campaign.id, presets)
    st.markdown(
        "\n\n".join(
            f"{channel_look(one.channel).icon} :small[{plain(short(one.title, 60))}]  \n"
            f":small[:gray[{plain(one.link)}]]"
            for one in tried
        )
    )
    if may_edit:
        with st.container(horizontal=True, gap="small"):
            st.button("Save the tags", type="primary", icon=":material/save:", key="links:save",
                      disabled=told == lines, on_click=_save, args=(campaign, presets))  # fmt: skip
            if campaign.utm:
                st.button("Back to the standard", key="links:standard", on_click=_save, args=(campaign, []))


def _line(preset: UtmPreset) -> dict[str, str]:
    return {label: getattr(preset, part) for part, label in PARTS.items()}


def _preset(name: str, line: Mapping[str, str | None]) -> UtmPreset:
    return UtmPreset(channel=name, **{part: (line[label] or "").strip() for part, label in PARTS.items()})


def _save(campaign: Campaign, presets: list[UtmPreset]) -> None:
    before = list(campaign.utm)
    _put(campaign.id, presets, "The tags are saved. They count for whatever leaves from now on.",
         partial(_put, campaign.id, before, "The tags are as they were."))  # fmt: skip


def _put(campaign_id: UUID, presets: list[UtmPreset], words: str, undo: "partial[None] | None" = None) -> None:
    with outcome.attempt(f"campaign:{campaign_id}"), shell.workspace() as ws:
        strategy.save_utm(ws, campaign_id, presets)
        outcome.tell(f"campaign:{campaign_id}", words, undo)
