"""Every prompt of the product, found where it is made, so that none can be forgotten."""

from importlib import import_module
from pathlib import Path
from typing import Any

from core.ai.prompt import Prompt

CORE = Path(__file__).parents[3] / "core"


def prompts() -> list[Prompt[Any]]:
    makers = [path for path in CORE.rglob("*.py") if "Prompt(" in path.read_text(encoding="utf-8")]
    modules = [import_module(".".join(path.relative_to(CORE.parent).with_suffix("").parts)) for path in makers]
    found = {one.id: one for module in modules for one in vars(module).values() if isinstance(one, Prompt)}
    return [found[name] for name in sorted(found)]
