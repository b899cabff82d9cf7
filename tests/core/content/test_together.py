"""Several posts in one question, over a transport that never leaves the process and every layer of the writer."""

import json
import re
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from functools import partial
from itertools import pairwise

import httpx2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import SecretStr
from sqlmodel import col

from core import content
from core.adapters.openai_model import OpenAICompatible
from core.ai.endpoint import Endpoint
from core.ai.offline import understudy
from core.content import DraftRequest, WrittenPost
from core.content.prompts import POST, POSTS
from core.content.shapes import PostFacts
from core.content.together import asked_together, shared, shares
from core.tables import AiHold, AiUsage
from core.vocab import Engine, PostStatus, PostType
from core.wiring import Writers

HERE = Endpoint("http://model.example/v1", SecretStr("k"), "small", "big")
SUBJECTS = (
    "Rye",
    "Spelt",
    "Oats",
    "Seeds",
    "Crust",
    "Salt",
    "Steam",
    "Yeast",
    "Flour",
    "Butter",
    "Honey",
    "Malt",
    "Bran",
)
EMPTY = {"hashtags": [], "subject": "", "preheader": "", "alt_text": "", "image_headline": "", "scenes": []}


def post(subject: str, **more: object) -> dict[str, object]:
    caption = " ".join(f"{subject} {word}." for word in ("rests", "waits", "rises", "bakes", "cools"))
    return {"title": subject, "caption": caption, **EMPTY, "cta": "Come and see", **more} | {"scenes": []}


Mess = Callable[[list[dict[str, object]]], object]


@dataclass
class Kitchen:
    """An endpoint that writes whatever posts it is asked for; ``mess`` changes a reply of several, text or posts."""

    mess: Mess = lambda posts: posts
    enforces: bool = True
    alone: list[str] = field(default_factory=list)
    together: list[list[str]] = field(default_factory=list)
    gate: threading.Event | None = None

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        asked = json.loads(request.content)
        shape = asked.get("response_format", {})
        if shape.get("type") == "json_schema" and not self.enforces:
            return httpx2.Response(400, json={"error": {"message": "json_schema is not supported"}})
        told = " ".join(turn["content"] for turn in asked["messages"][:2])
        subjects = re.findall(r"week's theme: (\w+)", told)
        if "write several posts" in told:
            self.together.append(subjects)
            made = self.mess([{"number": at, **post(one)} for at, one in enumerate(subjects, start=1)])
            text = made if isinstance(made, str) else json.dumps({"posts": made})
        else:
            self.alone.append(subjects[0])
            text = json.dumps(post(subjects[0]))
        finish = "length" if text.endswith("\N{BLACK SCISSORS}") else "stop"
        message = {"role": "assistant", "content": text.rstrip("\N{BLACK SCISSORS}")}
        choice = {"index": 0, "finish_reason": finish, "message": message}
        usage = {"prompt_tokens": 1000, "completion_tokens": 100 * len(subjects)}
        return httpx2.Response(200, json={"model": "big", "choices": [choice], "usage": usage})


@pytest.fixture
def kitchen(ws) -> Kitchen:
    made = Kitchen()
    vendor = partial(
        OpenAICompatible,
        connect=lambda: httpx2.MockTransport(made),
        price=lambda url, model, usage: Decimal(usage.total) / 1_000_000,
        sleep=lambda _: None,
    )
    ws.__dict__["ai"] = Writers(lambda: vendor).model(ws, HERE)
    return made


def requests(many: int) -> tuple[DraftRequest, ...]:
    return tuple(DraftRequest(channel="linkedin", type=PostType.TEXT, theme=one) for one in SUBJECTS[:many])


def bill(ws) -> list[AiUsage]:
    with ws.aside() as own:
        assert own.rows.count(AiHold) == 0
        return own.rows.find(AiUsage, order=[col(AiUsage.created_at), col(AiUsage.id)])


def is_whole(written: tuple[WrittenPost, ...]) -> bool:
    """Every text is a model's and stands at the place it was asked for."""
    return all(
        one.ai.engine is Engine.MODEL and one.draft.caption.startswith(f"{one.request.theme} rests.") for one in written
    )


def test_thirteen_posts_are_four_questions(ws, kitchen) -> None:
    heard: list[int] = []

    written = content.write_posts(ws, requests(13), progress=lambda done, _: heard.append(done))

    assert is_whole(written)
    assert (kitchen.alone, sorted(map(len, kitchen.together))) == (["Rye"], [4, 4, 4])
    assert heard == [1, 5, 9, 13]
    rows = bill(ws)
    assert sorted(row.prompt_id for row in rows) == ["post", "posts", "posts", "posts"]
    assert sum(one.ai.cost for one in written) == sum(row.cost for row in rows)
    one = written[7].ai
    assert (one.prompt_id, one.together, one.level) == ("posts", 4, "json_schema")
    assert "Yeast" in one.prompt_used
    assert "Steam" not in one.prompt_used
    assert json.loads(one.reply)["title"] == "Yeast"


def test_a_pair_for_training_has_the_post_s_own_part_of_the_question(ws, kitchen) -> None:
    written = content.write_posts(ws, requests(3))
    with ws.writing():
        for post in content.keep_posts(ws, written):
            post.status, post.published_at = PostStatus.PUBLISHED, ws.now

    lines = {line["metadata"]["written"]["title"]: line for line in map(json.loads, content.export_pairs(ws))}

    system, asked, answer = (turn["content"] for turn in lines["Oats"]["messages"])
    assert system == POSTS.wording.system
    assert "Post 1" in asked
    assert "Oats" in asked
    assert "Post 2" not in asked
    (only,) = POSTS.read(answer).posts
    assert (only.number, only.title) == (1, "Oats")


def reworded(posts: list[dict[str, object]], **more: object) -> list[dict[str, object]]:
    return [posts[0], {**posts[1], **more}, *posts[2:]]


def cut(posts: list[dict[str, object]]) -> str:
    whole = json.dumps({"posts": posts})
    return whole[: whole.index('"number": 3') + 60] + "\N{BLACK SCISSORS}"


MESSES: dict[str, tuple[Mess, list[str]]] = {
    "reordered": (lambda posts: posts[::-1], []),
    "fewer": (lambda posts: posts[:2], ["Seeds", "Crust"]),
    "more": (lambda posts: [*posts, {**posts[0], "number": 9}], []),
    "none": (lambda posts: [], ["Spelt", "Oats", "Seeds", "Crust"]),
    "one number twice": (lambda posts: reworded(posts, number=1), ["Spelt", "Oats"]),
    "one without its text": (lambda posts: reworded(posts, caption=""), ["Oats"]),
    "one of another shape": (lambda posts: reworded(posts, scenes=7), ["Oats"]),
    "one against the channel's rule": (lambda posts: reworded(posts, caption="Bread. " * 500), ["Oats"]),
    "one that the guard refuses": (lambda posts: reworded(posts, cta="Now 50% off."), ["Oats"]),
    "one that says what another says": (lambda posts: reworded(posts, caption=posts[0]["caption"]), ["Oats"]),
    "cut off": (cut, ["Seeds", "Crust"]),
    "cut off within the first": (lambda posts: cut(posts)[:90] + "\N{BLACK SCISSORS}", ["Spelt", "Oats", "Seeds", "Crust"]),
    "no JSON at all": (lambda posts: "I would love to!", ["Spelt", "Oats", "Seeds", "Crust"]),
    "every one refused": (
        lambda posts: [{**one, "cta": "Now 50% off."} for one in posts], ["Spelt", "Oats", "Seeds", "Crust"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", MESSES)
def test_what_is_bad_or_missing_is_asked_for_alone_and_nothing_else(ws, kitchen, name) -> None:
    kitchen.mess, again = MESSES[name]

    written = content.write_posts(ws, requests(5))

    assert is_whole(written)
    assert sorted(kitchen.alone) == sorted(["Rye", *again])
    alone = [one.request.theme for one in written if one.ai.prompt_id == "post"]
    assert sorted(alone) == sorted(kitchen.alone)
    rows = bill(ws)
    assert len(rows) == len(kitchen.alone) + len(kitchen.together)
    assert {row.engine for row in rows} == {Engine.MODEL}
    assert all(row.cost > 0 for row in rows)
    assert sum(one.ai.cost for one in written) <= sum(row.cost for row in rows)


def test_where_nothing_came_of_it_no_more_goes_together(ws, kitchen) -> None:
    kitchen.mess = lambda posts: "I would love to!"

    written = content.write_posts(ws, requests(13))

    assert is_whole(written)
    assert sorted(kitchen.alone) == sorted(SUBJECTS)
    assert len({tuple(subjects) for subjects in kitchen.together}) == 3  # those that were under way already


def test_an_endpoint_that_keeps_to_no_shape_is_asked_for_each(ws, kitchen) -> None:
    kitchen.enforces = False

    written = content.write_posts(ws, requests(6))

    assert is_whole(written)
    assert (sorted(kitchen.alone), kitchen.together) == (sorted(SUBJECTS[:6]), [])
    assert {one.ai.level for one in written} == {"json_object"}


def test_posts_that_share_too_little_are_not_asked_together(ws, kitchen) -> None:
    plain = requests(6)
    toned = [DraftRequest(**{**vars(one), "tone": "Playful"}) for one in plain[1::2]]

    written = content.write_posts(ws, [one for pair in zip(plain[::2], toned, strict=True) for one in pair])

    assert is_whole(written)
    assert sorted(kitchen.together) == [["Oats", "Crust"], ["Spelt", "Seeds", "Salt"]]


def test_who_stops_and_goes_on_asks_for_nothing_twice(ws, kitchen) -> None:
    kept: dict[int, WrittenPost] = {}
    heard: list[int] = []

    def stop(done: int, of: int) -> None:
        heard.append(done)
        assert of == 13
        if done > 1:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        content.write_posts(ws, requests(13), progress=stop, keep=kept.__setitem__)
    assert len(kept) == 1 + 4 * len(kitchen.together)
    asked = [*kitchen.alone, *(one for subjects in kitchen.together for one in subjects)]

    whole = content.write_posts(ws, requests(13), known=kept, progress=lambda done, _: heard.append(done))

    assert is_whole(whole)
    later = [*kitchen.alone, *(one for subjects in kitchen.together for one in subjects)]
    assert sorted(later) == sorted(SUBJECTS)
    assert asked == [one for one in later if one in asked]
    assert all(before <= after for before, after in pairwise(heard[1:]))


FACTS = PostFacts(business="Rye", industry="bakery", channel="linkedin", type=PostType.TEXT, recent=("Old news.",))


def test_a_question_holds_each_post_s_own_facts_and_only_those() -> None:
    easter = FACTS.model_copy(
        update={"channel": "sms", "season": "Easter", "ordinal": 1, "recent": ("Old news.", "New")}
    )
    whole = asked_together([FACTS, easter])

    assert whole.alone(2) == easter
    assert whole.alone(1) == FACTS.model_copy(update={"recent": easter.recent})
    assert whole.alone(3) is None
    assert shared(FACTS) == shared(easter) != shared(FACTS.model_copy(update={"link": "https://rye.example"}))
    assert "Easter" not in POSTS.trust.grounds(whole.alone(1)).own


def test_the_understudy_writes_each_as_it_would_alone() -> None:
    whole = asked_together([FACTS, FACTS.model_copy(update={"ordinal": 1})])
    one, two = understudy(POSTS, whole).posts

    assert one.text == understudy(POST, FACTS)
    told = "\n".join(filter(None, (one.subject, one.caption, one.cta)))
    assert two.text == understudy(POST, FACTS.model_copy(update={"ordinal": 1, "recent": ("Old news.", told)}))


def test_both_prompts_ask_for_the_same_kind_of_post() -> None:
    def sections(text: str) -> list[str]:
        return [part for part in text.split("\n\n") if part.startswith(("What may", "The channels", "The fields"))]

    assert len(sections(POST.wording.system)) == 3
    assert sections(POSTS.wording.system) == sections(POST.wording.system)
    rules = POST.wording.system.split("What makes it good:")[1].split("\n\n")[0]
    assert rules in POSTS.wording.system


@given(st.decimals(0, 100, places=8), st.integers(1, 9))
def test_a_cost_is_shared_out_to_the_last_cent(cost: Decimal, many: int) -> None:
    parts = shares(cost, many)
    assert sum(parts) == cost
    assert max(parts) - min(parts) <= Decimal("0.00001")


def test_what_has_no_price_has_no_shares() -> None:
    assert (shares(None, 2), shares(Decimal(1), 0)) == ([None, None], [])
