"""The calendar: what goes out when, moved by hand, and what still waits for a moment."""

from functools import partial

import streamlit as st

from core import publishing, strategy
from core.vocab import Permission
from pages.calendar import choice, deeds, drawer, files, layers, legend, live, planning, queue, sharing, tray, troubles
from pages.calendar.board import items_of, window
from ui import outcome, shell
from ui.calendar_port import render_calendar, take_action
from ui.pieces import empty

zone, today = shell.here().zone, shell.local(shell.now()).date()
start = choice.start()
key = start.key
action = take_action(zone=zone, key=key)
if action is not None:
    deeds.act(action)

can_publish = shell.can(Permission.PUBLISH)
local = shell.local(shell.now())
beside = shell.page("Calendar", f"All times are {zone.key} · it is {local:%A} {local.day} {local:%B, %H:%M} there")
outcome.draw("calendar")
with shell.workspace() as ws:
    campaigns = strategy.list_campaigns(ws)
    first, last = window(start.day or today, zone)
    posts = publishing.calendar(ws, first, last)
    chosen = choice.read(campaigns, posts)
    shown = partial(publishing.calendar, start=first, end=last, channels=chosen.channels,
                    campaign_id=chosen.campaign_id, statuses=chosen.statuses)  # fmt: skip
    posts = shown(ws) if chosen.narrows else posts
    waiting = publishing.tray(ws, channels=chosen.channels, campaign_id=chosen.campaign_id)
    moments = publishing.suggest_moments(ws, waiting)
    troubled = publishing.troubles(ws)
    bars = layers.bars(ws, campaigns, chosen, first.astimezone(zone), last.astimezone(zone))
    shades = layers.shades(ws, chosen.channels)
    slots = layers.slots(ws, chosen.channels)

with beside:
    files.draw(chosen, first.astimezone(zone), last.astimezone(zone))
    sharing.draw()
    queue.draw()
    if shell.can(Permission.WRITE):
        st.button("Plan a post", icon=":material/add:", type="primary", on_click=planning.open_next_hour)
troubles.draw(troubled)
choice.draw(campaigns, layers.draw)
board, aside = st.columns([7, 2.4], gap="medium")
with board:
    if not posts and chosen.narrows:
        empty("filter_alt_off", "Nothing fits these filters", "Take one away, or look at another month.")
    render_calendar(
        items_of(posts, can_publish=can_publish),
        zone=zone,
        key=key,
        view=start.view,
        initial_date=start.day,
        dark=st.context.theme.type == "dark",
        now=shell.now(),
        bands=bars,
        shades=shades,
        slots=slots,
    )
    legend.draw(posts, first.astimezone(zone), last.astimezone(zone), has_slots=bool(slots))
with aside:
    tray.draw(waiting, moments, can_publish=can_publish)
if files.is_open() and shell.can(Permission.WRITE):
    files.bring_in()
elif planning.moment() is not None:
    planning.draw()
elif drawer.opened() is not None:
    drawer.draw()
else:  # what is being typed in a dialog is not drawn again under somebody's hands
    live.watch(shown, posts)
