"""Columns of counts and of watch time: whole numbers, however a spreadsheet has dressed them."""

import re
from collections.abc import Sequence

from core.analytics.imports.column import Column, says_nothing

LARGEST = 2_147_483_647
"""The largest count that the database's integer columns hold (2³¹ - 1)."""

_WHOLE = re.compile(r"(\d+)(?:\.0+)?")
_GROUPED = re.compile(r"\d{1,3}(?:([,.'\u2019\u00a0\u202f ])\d{3})(?:\1\d{3})*")
_DECIMAL = re.compile(r"\d*([.,])\d+")
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,3}):([0-5]?\d)")
_UNITS = (("hour", 3600.0), ("minute", 60.0), ("(min", 60.0), ("millisecond", 0.001), ("(ms", 0.001))


def read_counts(cells: Sequence[str], name: str) -> Column[int]:
    """Read whole numbers of 0 or more; an empty cell is None.

    Thousands separators are taken out where the column leaves no doubt, and the column's notes say so. A column
    that also holds decimals with the same mark does leave doubt: there, 1.234 is refused rather than guessed.

    >>> read_counts(["12", "", "302.0", "1,234"], "likes").values
    (12, None, 302, 1234)
    >>> read_counts(["-3"], "likes").problems
    {0: 'A count cannot be negative. Write 0 or more, or leave the cell empty if it is not known.'}
    """
    values: list[int | None] = []
    problems: dict[int, str] = {}
    grouped: list[str] = []
    decimal_marks: set[str] | None = None
    for at, cell in enumerate(cells):
        value: int | None = None
        if cell.isascii() and cell.isdigit():
            value = int(cell[:20])
        elif says_nothing(cell):
            pass
        elif whole := _WHOLE.fullmatch(cell):
            value = int(whole[1][:20])
        else:
            if decimal_marks is None:
                decimal_marks = _decimal_marks(cells)
            group = _GROUPED.fullmatch(cell)
            if group and group[1] not in decimal_marks:
                value = int(cell.replace(group[1], "")[:20])
                grouped.append(cell)
            else:
                problems[at] = _why_no_count(cell)
        if value is not None and value > LARGEST:
            problems[at], value = "This number is too large for a count. Check the column.", None
        values.append(value)
    return Column(tuple(values), problems, _grouping_note(grouped, name))


def read_seconds(cells: Sequence[str], name: str) -> Column[int]:
    """Read a length of time in whole seconds; a column named for hours, minutes or milliseconds is converted.

    >>> read_seconds(["90", "1:30", "1:00:05", "2.6"], "Seconds viewed").values
    (90, 90, 3605, 3)
    >>> read_seconds(["1.5"], "Watch time (hours)").values
    (5400,)
    """
    unit = next((seconds for word, seconds in _UNITS if word in name.lower()), 1.0)
    plain = [str(_clock_seconds(found)) if (found := _CLOCK.fullmatch(cell)) else "" for cell in cells]
    exact = ["" if plain[at] or _DECIMAL.fullmatch(cell) else cell for at, cell in enumerate(cells)]
    column = read_counts(exact, name)
    values = list(column.values)
    problems = dict(column.problems)
    for at, cell in enumerate(cells):
        seconds: float | None
        if plain[at]:
            seconds = float(plain[at])
        elif _DECIMAL.fullmatch(cell) and not exact[at]:
            seconds = float(cell.replace(",", ".")) * unit
        else:
            whole = values[at]
            seconds = None if whole is None else whole * unit
        values[at] = None if seconds is None else round(seconds)
        if seconds is not None and seconds > LARGEST:
            problems[at], values[at] = "This watch time is too long to be true. Check the column's unit.", None
    return Column(tuple(values), problems, column.notes)


def _clock_seconds(found: re.Match[str]) -> int:
    hours, minutes, seconds = found.groups(default="0")
    return int(hours) * 3600 + int(minutes) * 60 + int(seconds)


def _decimal_marks(cells: Sequence[str]) -> set[str]:
    """The marks that this column uses for decimals, told by cells that cannot be grouped thousands."""
    found = (_DECIMAL.fullmatch(cell) for cell in cells if not _GROUPED.fullmatch(cell))
    return {decimal[1] for decimal in found if decimal}


def _grouping_note(grouped: list[str], name: str) -> tuple[str, ...]:
    if not grouped:
        return ()
    first = grouped[0]
    plain = re.sub(r"\D", "", first)
    return (f"“{name}”: thousands separators were taken out ({first} is read as {plain}; {len(grouped)} cells).",)


def _why_no_count(cell: str) -> str:
    if re.fullmatch(r"[-\u2212(].*\d.*", cell):
        return "A count cannot be negative. Write 0 or more, or leave the cell empty if it is not known."
    if _GROUPED.fullmatch(cell):
        plain = re.sub(r"\D", "", cell)
        return f"This could be {plain} or a decimal, as other cells of the column are. Write {plain} if that is meant."
    if decimal := _DECIMAL.fullmatch(cell):
        mark = "decimal comma" if decimal[1] == "," else "decimal point"
        return f"A count has no fraction, and this has a {mark}. Write the whole number, or map another column."
    if cell.endswith("%"):
        return "This is a percentage, not a count. Map the column that holds the count."
    if re.fullmatch(r"[\d.,]+ ?[kKmM]", cell):
        return "This is a shortened number. Write it out, such as 1200 for 1.2K."
    return "This is not a number. Write digits only, or leave the cell empty if it is not known."
