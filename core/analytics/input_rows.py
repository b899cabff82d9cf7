"""A score's inputs as one flat table, from which an analyst can recompute it in a notebook, and back again."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from core.analytics.consistency import PlannedSlot
from core.analytics.health import SEED_WEIGHTS, HealthInputs, PostOutcome, Weights
from core.analytics.response_time import FirstResponse
from core.vocab import PostType, Signal

COLUMNS = (
    "kind",
    "channel",
    "type",
    "engagements",
    "views",
    "own_percentile",
    "planned_at",
    "published_at",
    "waited_seconds",
    "answered",
    "name",
    "value",
)
"""``kind`` is ``post``, ``slot``, ``response`` or ``setting``; a cell that does not concern it is empty."""


def input_rows(inputs: HealthInputs, weights: Weights = SEED_WEIGHTS) -> list[dict[str, object]]:
    """Write inputs and weights as rows; moments are aware, times in seconds, weights as chosen."""
    posts: list[dict[str, object]] = [
        {
            "kind": "post",
            "channel": post.channel,
            "type": post.type.value,
            "engagements": post.engagements,
            "views": post.views,
            "own_percentile": post.own_percentile,
            "published_at": post.published_at,
        }
        for post in inputs.posts
    ]
    slots: list[dict[str, object]] = [
        {"kind": "slot", "channel": slot.channel, "planned_at": slot.planned_at, "published_at": slot.published_at}
        for slot in inputs.slots
    ]
    responses: list[dict[str, object]] = [
        {"kind": "response", "waited_seconds": response.waited.total_seconds(), "answered": response.answered}
        for response in inputs.responses
    ]
    settings: list[tuple[str, object]] = [
        ("response_target_seconds", inputs.response_target.total_seconds()),
        ("target_per_week", inputs.target_per_week),
        *(("planned_channel", channel) for channel in sorted(inputs.planned_channels)),
        *zip(("window_start", "window_end"), inputs.window or (), strict=False),
        *((f"weight_{signal}", weights.of(signal)) for signal in Signal),
    ]
    return [
        *posts,
        *slots,
        *responses,
        *({"kind": "setting", "name": name, "value": value} for name, value in settings),
    ]


def inputs_of(rows: Iterable[Mapping[str, str]]) -> tuple[HealthInputs, Weights]:
    """Read the rows of such a CSV, as ``csv.DictReader`` gives them, into what ``health.assess`` takes.

    Raises:
        KeyError, ValueError: it is not such a table.
    """
    kinds: dict[str, list[Mapping[str, str]]] = {"post": [], "slot": [], "response": [], "setting": []}
    for row in rows:
        kinds[row["kind"]].append(row)
    settings = {row["name"]: row["value"] for row in kinds["setting"]}
    window = [_moment(settings[name]) for name in ("window_start", "window_end") if name in settings]
    inputs = HealthInputs(
        posts=[
            PostOutcome(
                row["channel"],
                PostType(row["type"]),
                float(row["engagements"]),
                _number(row["views"]),
                _number(row["own_percentile"]),
                _moment(row["published_at"]),
            )
            for row in kinds["post"]
        ],
        slots=[
            PlannedSlot(
                row["channel"],
                _moment(row["planned_at"]),
                _moment(row["published_at"]) if row["published_at"] else None,
            )
            for row in kinds["slot"]
        ],
        planned_channels=frozenset(row["value"] for row in kinds["setting"] if row["name"] == "planned_channel"),
        responses=[
            FirstResponse(timedelta(seconds=float(row["waited_seconds"])), row["answered"] == "true")
            for row in kinds["response"]
        ],
        response_target=timedelta(seconds=float(settings["response_target_seconds"])),
        target_per_week=float(settings["target_per_week"]),
        window=(window[0], window[1]) if window else None,
    )
    return inputs, Weights(**{signal: float(settings[f"weight_{signal}"]) for signal in Signal})


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _moment(cell: str) -> datetime:
    return datetime.fromisoformat(cell)
