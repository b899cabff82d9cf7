"""The tables of phrases in ``data/guard``, read once."""

import functools
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import cast

from core.ai.guard.finding import NAMES, Kind

FOLDER = Path(__file__).parents[3] / "data" / "guard"


@functools.cache
def phrases(table: str) -> Mapping[Kind, re.Pattern[str]]:
    """One pattern a kind of finding, its ``<NAMES>`` filled in.

    Raises:
        ValueError: the table names a kind that does not exist.
    """
    read = tomllib.loads((FOLDER / f"{table}.toml").read_text(encoding="utf-8"))
    if strange := read["phrases"].keys() - NAMES.keys():
        raise ValueError(f"{table}.toml names kinds that the guard does not have: {sorted(strange)}")
    words: dict[str, str] = {}
    for name, pattern in read["words"].items():
        words[name] = _filled(pattern, words)
    return {
        cast("Kind", kind): re.compile("|".join(_filled(one, words) for one in lines), re.IGNORECASE)
        for kind, lines in read["phrases"].items()
    }


def _filled(pattern: str, words: Mapping[str, str]) -> str:
    return re.sub(r"<([A-Z]+)>", lambda name: words[name[1]], pattern)
