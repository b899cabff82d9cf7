"""Import of real metrics: rows in, posts out, errors, and speed beside a bare ``csv.DictReader`` in the same run.

Usage: python -m bench.imports --data DIR, where DIR holds facebook_moro/, fb_live_thailand/, fb_pages_minimaxir/.
"""

import argparse
import csv
import io
import re
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter
from zoneinfo import ZoneInfo

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from core.analytics.imports import guess_mapping, parse, read_table

SETS = ("facebook_moro", "fb_live_thailand", "fb_pages_minimaxir")
REPEATS = 3


def measure(files: list[Path]) -> tuple[int, int, Counter[str], float, float]:
    """Rows, posts, reasons of refused rows, seconds of the import, seconds of the bare reader; best of three."""
    now = datetime.now(UTC)
    rows = posts = 0
    reasons: Counter[str] = Counter()
    ours = bare = 0.0
    for file in files:
        data = file.read_bytes()
        times: list[tuple[float, float]] = []
        for _ in range(REPEATS):
            start = perf_counter()
            list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline="")))
            middle = perf_counter()
            table = read_table(data, file.name)
            mapping = guess_mapping(table.header, table.rows[:20])
            result = parse(table, mapping, zone=ZoneInfo("UTC"), now=now)
            times.append((perf_counter() - middle, middle - start))
        rows, posts = rows + len(table.rows), posts + len(result.rows)
        reasons.update(re.sub(r"\d+", "N", error.message) for error in result.errors)
        ours, bare = ours + min(t for t, _ in times), bare + min(t for _, t in times)
    return rows, posts, reasons, ours, bare


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="the folder that holds the real sets")
    data: Path | None = parser.parse_args().data
    if data is None:
        print("not measured: the real data sets are absent (give --data DIR)")
        return
    print(f"{'set':20} {'rows':>7} {'posts':>7} {'errors':>7} {'rows/s':>9} {'bare/s':>9} {'x bare':>7}")
    for name in SETS:
        files = sorted((data / name).glob("*.csv"))
        if not files:
            print(f"{name:20} not measured: no CSV in {data / name}")
            continue
        rows, posts, reasons, ours, bare = measure(files)
        wrong = sum(reasons.values())
        print(f"{name:20} {rows:7} {posts:7} {wrong:7} {rows / ours:9.0f} {rows / bare:9.0f} {ours / bare:7.1f}")
        for reason, times in reasons.most_common():
            print(f"{'':20} {times} x {reason}")


if __name__ == "__main__":
    main()
