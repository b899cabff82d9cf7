"""Deterministic scores of one reply to one golden: each is a list of faults in words, and none is a pass."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from bench.evals.goldens import Golden
from bench.evals.rule_check import broken
from core.ai.guard import in_words
from core.ai.guard.trust import spoken
from core.channels.compose import hashtag
from core.content.assist_shapes import HelpFacts, Lines, Wish
from core.content.shapes import PostFacts, PostText
from core.content.together import PostsFacts, PostTexts
from core.messaging.prompts import ReplyText
from core.strategy.shapes import Kpis, KpisFacts, Segments, SegmentsFacts, Themes, ThemesFacts
from core.vocab import PostType

WORN = re.compile(
    r"\b(?:unlock|elevate|unleash|game[- ]changer|dive in|delve|look no further|in today's (?:fast-paced )?world"
    r"|we are excited|we're excited|thrilled to|say goodbye to|it's not just|more than just"
    r"|take your \w+ to the next level|tapestry|embark)\b",
    re.IGNORECASE,
)
"""Phrases by which a text is known as nobody's."""
LINES = {"instagram": 125, "linkedin": 140}
"""Characters of a first line that are seen before "more"."""
REPLY_MOST = 600


def text_of(reply: BaseModel) -> str:
    """Everything a reply says, a line a field; of a reply to a customer what the customer would read."""
    if isinstance(reply, ReplyText):
        return reply.text
    return "\n".join(said for _, said in spoken(reply.model_dump(mode="json")))


def schema(golden: Golden, reply: BaseModel) -> list[str]:
    """Whether a reply still fits once it has been written down and read again."""
    try:
        golden.prompt.reply.model_validate_json(reply.model_dump_json())
    except ValidationError as misfit:
        return [f"{one['loc']}: {one['msg']}" for one in misfit.errors()]
    return []


def facts(golden: Golden, reply: BaseModel) -> list[str]:
    parts, trust = golden.prompt.parts, golden.prompt.trust
    if parts is None:
        found = trust.violations(reply, golden.facts)
    else:
        asked = [(one, parts.facts(golden.facts, one)) for one in parts.items(reply)]
        found = [fault for one, own in asked if own is not None for fault in trust.violations(one, own)]
    return [f"holds {in_words(found)}"] if found else []


def banned(golden: Golden, reply: BaseModel) -> list[str]:
    said = text_of(reply)
    worn = [hit[0] for hit in WORN.finditer(said)]
    return worn + [word for word in golden.never if word.casefold() in said.casefold()]


def brand(golden: Golden, reply: BaseModel) -> list[str]:
    """Whether each group of words is spoken of by one of its words."""
    said = text_of(reply).casefold()
    return [f"speaks of none of {group}" for group in golden.says if not any(word.casefold() in said for word in group)]


def rules(golden: Golden, reply: BaseModel) -> list[str]:
    """The channel's rules for a post, and what the instructions ask of the other kinds."""
    told: Any = golden.facts
    if isinstance(reply, ReplyText):
        return _reply(golden, reply)
    return RULES[type(reply)](told, reply)


SCORERS: Mapping[str, Callable[[Golden, BaseModel], list[str]]] = {
    "schema": schema,
    "facts": facts,
    "banned": banned,
    "rules": rules,
    "brand": brand,
}


def hook(post: PostText) -> str:
    return (post.subject or post.caption.strip().split("\n")[0]).casefold()


def hook_variety(posts: list[PostText]) -> float:
    """The share of posts, 0-1, whose hook opens with three words that no other hook opens with."""
    openings = [" ".join(re.findall(r"[\w']+", hook(post))[:3]) for post in posts]
    return sum(openings.count(one) == 1 for one in openings) / len(openings)


def distinct_2(texts: list[str]) -> float:
    """Different pairs of words as a share of all (Li et al. 2016)."""
    pairs = [pair for text in texts for pair in zip(_words(text), _words(text)[1:], strict=False)]
    return len(set(pairs)) / len(pairs)


def _words(text: str) -> list[str]:
    return re.findall(r"[\w']+", text.casefold())


def _post(told: PostFacts, post: PostText) -> list[str]:
    found = [one.message for one in broken(told, post)]
    first = post.caption.strip().split("\n")[0]
    if len(first) > LINES.get(told.channel, len(first)):
        found.append(f"a first line of {len(first)} characters")
    if told.channel != "email" and re.match(r"(?:hi|hello|hey|dear|good morning)\b", first, re.IGNORECASE):
        found.append("opens with a greeting")
    if told.link and told.link not in f"{post.cta} {post.caption}" and "://" in post.cta:
        found.append("another link than the one given")
    if (told.type is PostType.VIDEO) != bool(post.scenes):
        found.append("scenes belong to videos, and to them alone")
    return found


def _posts(told: PostsFacts, reply: PostTexts) -> list[str]:
    """Each post against its own question, all of them there once, and no hook twice."""
    numbers = sorted(one.number for one in reply.posts)
    found = [] if numbers == [one.number for one in told.posts] else [f"posts {numbers}"]
    found += [] if len({hook(one) for one in reply.posts}) == len(numbers) else ["a hook twice"]
    asked = [(one, told.alone(one.number)) for one in reply.posts]
    return found + [f"post {one.number}: {fault}" for one, own in asked if own for fault in _post(own, one)]


def _reply(golden: Golden, reply: ReplyText) -> list[str]:
    found = [] if len(reply.text) <= REPLY_MOST else [f"{len(reply.text)} characters"]
    if golden.grounded is not None and reply.grounded != golden.grounded:
        found.append(f"grounded is {reply.grounded}")
    if reply.grounded == bool(reply.missing):
        found.append("missing and grounded contradict each other")
    return found


def _themes(told: ThemesFacts, reply: Themes) -> list[str]:
    weeks = [theme.week for theme in reply.themes]
    found = [] if weeks == list(range(1, told.weeks + 1)) else [f"weeks {weeks}"]
    titles = {theme.title.casefold() for theme in reply.themes}
    found += [] if len(titles) == len(weeks) else ["a title twice"]
    moments = {moment.week: moment.name for moment in told.moments}
    spoken_of = {theme.week: f"{theme.title} {theme.focus} {theme.reason}" for theme in reply.themes}
    return found + [f"week {n} forgets {name}" for n, name in moments.items() if name not in spoken_of.get(n, "")]


def _segments(told: SegmentsFacts, reply: Segments) -> list[str]:
    names = [one.name for one in reply.segments]
    found = [] if 2 <= len(names) <= 4 else [f"{len(names)} segments"]
    if tuple(names[: len(told.audience)]) != told.audience[: len(names)]:
        found.append("those named do not come first")
    return found + [f"ages of {one.name}" for one in reply.segments if one.age_to < one.age_from]


def _kpis(told: KpisFacts, reply: Kpis) -> list[str]:
    """Each target against the sum that the instructions describe."""
    past = told.history
    rates = [line.engagement_bp for line in told.benchmarks]
    expected = {"posts_published": told.posts}
    if past and past.posts:
        expected |= {"engagement_rate": round(past.engagement_bp * 1.1)}
        expected |= {"leads": max(1, round(past.leads / past.posts * told.posts * 1.1))} if past.leads else {}
        expected |= {"clicks": max(1, round(past.clicks / past.posts * told.posts * 1.1))} if past.clicks else {}
    elif rates:
        expected["engagement_rate"] = round(sum(rates) / len(rates))
    names = [kpi.name for kpi in reply.kpis]
    found = [f"{name} twice" for name in set(names) if names.count(name) > 1]
    for kpi in reply.kpis:
        if kpi.name not in expected:
            found.append(f"{kpi.name} has no number to rest on")
        elif abs(kpi.target - expected[kpi.name]) > 1:
            found.append(f"{kpi.name} {kpi.target} instead of {expected[kpi.name]}")
    return found


def _lines(told: HelpFacts, reply: Lines) -> list[str]:
    """Suggestions differ from each other and from the text, are no more than wanted, and fit where they go."""
    texts = [line.text.strip() for line in reply.lines]
    found = [] if 1 <= len(texts) <= told.most else [f"{len(texts)} suggestions"]
    found += [] if len({text.casefold() for text in texts}) == len(texts) else ["one twice"]
    found += [f"“{text}” stands there already" for text in texts if text in {told.caption, told.cta, told.subject}]
    if told.longest:
        found += [f"{len(text)} characters" for text in texts if len(text) > told.longest or "\n" in text]
    if told.kind is Wish.SHORTER:
        found += ["no shorter" for text in texts if len(text) >= len(told.caption)]
    if told.tags:
        found += [f"“{text}” is no hashtag" for text in texts if hashtag(text) != text]
    return found


RULES: Mapping[type[BaseModel], Callable[[Any, Any], list[str]]] = {
    PostText: _post,
    PostTexts: _posts,
    Themes: _themes,
    Segments: _segments,
    Kpis: _kpis,
    Lines: _lines,
}
