"""The golden questions, put to the offline writer and, when asked for, to a live endpoint: one table for both.

    python -m bench.prompts             the offline writer alone: no key, no network
    python -m bench.prompts --live      beside it the endpoint of OPENAI_API_KEY, OPENAI_BASE_URL and the models

A cell is the share of answers without a fault. ``--show`` names every fault. Live calls cost money: each golden is
asked once, and what the endpoint charged is printed where a price is known.
"""

import argparse
from collections import defaultdict
from decimal import Decimal

from bench.evals.goldens import Golden, goldens
from bench.evals.scorers import SCORERS, distinct_2, hook_variety, text_of
from core.ai.model import Answer, Model
from core.ai.offline import Offline
from core.backends import find_model
from core.content.shapes import PostText
from core.errors import ModelFailed
from core.settings import Settings
from core.wiring.runtime import server_endpoint

Scores = dict[str, list[bool]]


def scored(model: Model, asked: list[Golden]) -> tuple[Scores, list[str], list[Answer]]:
    """The passes of every scorer by name, the faults in words, and the answers; no answer fails every scorer."""
    passes: Scores = defaultdict(list)
    faults: list[str] = []
    answers: list[Answer] = []
    for golden in asked:
        try:
            answer = model.answer(golden.prompt, golden.facts)
        except ModelFailed as failure:
            faults.append(f"{golden.id}: no answer: {failure.message}")
            for name in SCORERS:
                passes[name].append(False)
            continue
        answers.append(answer)
        for name, scorer in SCORERS.items():
            found = scorer(golden, answer.reply)
            passes[name].append(not found)
            faults += [f"{golden.id}: {name}: {fault}" for fault in found]
    return passes, faults, answers


def figures(passes: Scores, answers: list[Answer]) -> dict[str, str]:
    """One column of the table."""
    posts = [answer.reply for answer in answers if isinstance(answer.reply, PostText)]
    column = {name: f"{sum(told) / len(told):.2f}" for name, told in passes.items()}
    if posts:
        column |= {"distinct-2": f"{distinct_2([text_of(post) for post in posts]):.2f}"}
        column |= {"hook variety": f"{hook_variety(posts):.2f}"}
    costs = [answer.cost for answer in answers]
    known = sum((cost for cost in costs if cost is not None), Decimal(0))
    return column | {"cost": f"${known:.4f}" + (" and unpriced" if None in costs else "")}


def live_model() -> Model:
    """The model of the server's settings.

    Raises:
        SystemExit: no key is set.
    """
    endpoint = server_endpoint(Settings())
    if endpoint is None:
        raise SystemExit("Set OPENAI_API_KEY to score a live endpoint.")
    model: Model = find_model()(
        base_url=endpoint.base_url,
        api_key=endpoint.api_key.get_secret_value(),
        models=endpoint.models,
        reach=endpoint.reach,
    )
    return model


def main() -> None:
    asks = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asks.add_argument("--live", action="store_true", help="also ask the endpoint in the settings")
    asks.add_argument("--show", action="store_true", help="name every fault")
    told = asks.parse_args()
    writers: dict[str, Model] = {"offline": Offline()}
    if told.live:
        writers["live"] = live_model()
    asked = goldens()
    columns: dict[str, dict[str, str]] = {}
    for name, model in writers.items():
        passes, faults, answers = scored(model, asked)
        columns[name] = figures(passes, answers)
        if told.show:
            print(*(f"{name}: {fault}" for fault in faults), sep="\n")
    print(f"{len(asked)} goldens" + "".join(f"{name:>16}" for name in columns))
    for row in next(iter(columns.values())):
        print(f"{row:<14}" + "".join(f"{column.get(row, '-'):>16}" for column in columns.values()))


if __name__ == "__main__":
    main()
