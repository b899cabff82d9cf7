"""The command centre: how it goes, what to do, what comes, what happened."""

import streamlit as st

from core import analytics, strategy
from core.vocab import CampaignStatus
from pages.overview import agenda, campaigns, clock, coming, feed, health, next_points, spend
from ui import shell

here = shell.here()
local = shell.local(shell.now())
with shell.page("Overview", f"{local:%A} {local.day} {local:%B, %H:%M} · {here.zone.key}"):
    ahead = clock.controls()
if ahead is not None:
    clock.skip(ahead)
caught = clock.catch_up()
clock.warning(caught)
with shell.workspace() as ws:
    seen = analytics.read_overview(ws)
    todo = strategy.read_agenda(ws)
    usage = analytics.read_usage(ws)
    running = [
        strategy.read_campaign(ws, line.id) for line in strategy.list_campaigns(ws, status=CampaignStatus.ACTIVE)
    ]

score, tasks = st.columns([3, 2], gap="medium")
with score:
    health.draw(seen.health)
with tasks:
    agenda.draw(todo)

week, targets = st.columns([2, 3], gap="medium")
with week:
    coming.draw(todo.coming)
with targets:
    campaigns.draw(running, seen.campaigns)

points, latest = st.columns([3, 2], gap="medium")
with points:
    next_points.draw(seen.next_points)
    spend.draw(usage)
with latest:
    feed.draw()
