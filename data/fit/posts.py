# ruff: noqa: INP001
"""The public data sets as posts with their outcomes; nothing is copied, the folder's path is an argument."""

import csv
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

import numpy as np
import pandas as pd

from core.analytics.prediction import PostFacts

FACEBOOK = "facebook"
SETTLED = datetime(2016, 6, 20, tzinfo=ZoneInfo("America/New_York"))
"""Posts from here on were still gathering engagement when the pages were read."""
_LABELS = {"1": "action", "2": "product", "3": "inspiration"}
_KINDS: dict[str, Any] = {"photo": "image", "video": "video"}


class Account(NamedTuple):
    """One account's posts with their outcomes, oldest first."""

    name: str
    posts: list[PostFacts]


class Headlines(NamedTuple):
    """Randomised tests: each headline's test (same picture), impressions and clicks."""

    texts: list[str]
    test: list[str]
    impressions: np.ndarray[Any, np.dtype[np.float64]]
    clicks: np.ndarray[Any, np.dtype[np.float64]]


def read_accounts(data: Path, least: int = 40) -> list[Account]:
    """Every account with enough settled posts, of which most have any engagement at all."""
    found = [*_pages(data), *_sellers(data), brand(data)]
    alive = (a for a in found if len(a.posts) >= least and np.mean([post.outcome == 0 for post in a.posts]) < 0.3)
    return [Account(account.name, sorted(account.posts, key=lambda post: post.published_at)) for account in alive]


def brand(data: Path, outcome: str = "interactions", *, labelled: bool = False) -> Account:
    """The cosmetics brand's page (CC BY 4.0); the outcome is "interactions", or "rate", per person reached.

    Days of the month are not told: posts keep their order, month, weekday and hour. Nor are texts: ``labelled`` puts
    the page's own label of what a post is about (action, product, inspiration) in their place.
    """
    with (data / "facebook_moro" / "dataset_Facebook.csv").open(encoding="utf-8") as opened:
        rows = list(csv.DictReader(opened))[::-1]
    posts, day = [], datetime(2014, 1, 1, tzinfo=ZoneInfo("UTC"))
    for row in rows:
        day = max(day, datetime(2014, int(row["Post Month"]), 1, tzinfo=ZoneInfo("UTC")))
        day += timedelta(days=(int(row["Post Weekday"]) + 5 - day.weekday()) % 7)
        engaged = float(row["Total Interactions"])
        if outcome == "rate":
            engaged /= float(row["Lifetime Post Total Reach"])
        posts.append(
            PostFacts(
                channel=FACEBOOK,
                type=_KINDS.get(row["Type"].lower(), "text"),
                text=_LABELS[row["Category"]] if labelled else "",
                published_at=day.replace(hour=int(row["Post Hour"]) - 1),
                paid=float(row["Paid"] or 0) > 0,
                followers=int(row["Page total likes"]),
                outcome=engaged,
            )
        )
    return Account("brand", posts)


def read_headlines(data: Path) -> Headlines:
    """Randomised tests of headlines (CC BY 4.0), those of one test and one picture compared."""
    table = pd.read_parquet(data / "upworthy" / "upworthy.parquet")
    table = table.drop_duplicates(["clickability_test_id", "headline"])
    table["test"] = table["clickability_test_id"] + table["eyecatcher_id"].fillna("")
    table = table[table.groupby("test")["headline"].transform("size") > 1]
    return Headlines(
        table["headline"].tolist(),
        table["test"].tolist(),
        table["impressions"].to_numpy(float),
        table["clicks"].to_numpy(float),
    )


def _pages(data: Path) -> Iterator[Account]:
    """Public pages of 2016: measured only, no text leaves this function but as coefficients."""
    zone = ZoneInfo("America/New_York")
    for file in sorted((data / "fb_pages_minimaxir").glob("*_facebook_statuses.csv")):
        with file.open(encoding="utf-8") as opened:
            rows = list(csv.DictReader(opened))
        posts = [
            PostFacts(
                channel=FACEBOOK,
                type=_KINDS.get(row["status_type"], "text"),
                text=row["status_message"],
                published_at=at,
                outcome=_sum(row, "num_reactions", "num_comments", "num_shares"),
            )
            for row in rows
            if (at := datetime.fromisoformat(row["status_published"]).replace(tzinfo=zone)) < SETTLED
        ]
        yield Account(file.stem.removesuffix("_facebook_statuses"), posts)


def _sellers(data: Path) -> Iterator[Account]:
    """Small retailers' pages (CC BY 4.0)."""
    zone, pages, seen = ZoneInfo("Asia/Bangkok"), defaultdict(list), set()
    with (data / "fb_live_thailand" / "Live.csv").open(encoding="utf-8") as opened:
        for row in csv.DictReader(opened):
            if row["status_id"] in seen:
                continue
            seen.add(row["status_id"])
            pages[row["status_id"].partition("_")[0]].append(
                PostFacts(
                    channel=FACEBOOK,
                    type=_KINDS.get(row["status_type"], "text"),
                    text="",
                    published_at=datetime.strptime(row["status_published"], "%m/%d/%Y %H:%M").replace(tzinfo=zone),
                    outcome=_sum(row, "num_reactions", "num_comments", "num_shares"),
                )
            )
    for number, posts in enumerate(pages.values(), 1):
        yield Account(f"seller {number}", posts)


def _sum(row: dict[str, str], *names: str) -> float:
    return sum(float(row[name] or 0) for name in names)
