"""The prompts of the planner."""

from pathlib import Path

from core.ai.prompt import Prompt
from core.strategy.offline import kpis, segments, themes
from core.strategy.shapes import Kpis, Segments, Themes

_FOLDER = Path(__file__).parent / "prompts"
THEMES = Prompt("weekly_themes", reply=Themes, offline=themes, folder=_FOLDER)
SEGMENTS = Prompt("segments", reply=Segments, offline=segments, folder=_FOLDER)
KPIS = Prompt("kpis", reply=Kpis, offline=kpis, folder=_FOLDER)
