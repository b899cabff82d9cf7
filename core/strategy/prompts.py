"""The prompts of the planner."""

from pathlib import Path

from core.ai.guard import Trust
from core.ai.prompt import Prompt
from core.strategy.offline import kpis, segments, themes
from core.strategy.shapes import Kpis, Segments, Themes

_FOLDER = Path(__file__).parent / "prompts"
_STYLE = frozenset({"voice", "said"})
THEMES = Prompt("weekly_themes", reply=Themes, offline=themes, folder=_FOLDER, trust=Trust(unsourced=_STYLE))
SEGMENTS = Prompt("segments", reply=Segments, offline=segments, folder=_FOLDER)
KPIS = Prompt(
    "kpis",
    reply=Kpis,
    offline=kpis,
    folder=_FOLDER,
    trust=Trust(exempt={"arithmetic": frozenset({"percent", "number", "count", "result"})}),
)
