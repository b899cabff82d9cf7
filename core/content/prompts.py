"""The prompts of the content room: one post, and several in one question."""

from functools import partial
from pathlib import Path

from core.ai.guard import Trust
from core.ai.parts import Parts
from core.ai.prompt import Prompt
from core.content.offline.write import write_post
from core.content.shapes import PostFacts, PostText
from core.content.together import NumberedPost, PostsFacts, PostTexts, write_together

FOLDER = Path(__file__).parent / "prompts"
UNSOURCED = Trust(unsourced=frozenset({"recent", "voice"}))

POST = Prompt(
    "post",
    reply=PostText,
    offline=write_post,
    folder=FOLDER,
    trust=UNSOURCED,
)


def _alone(facts: PostsFacts, one: NumberedPost) -> PostFacts | None:
    return facts.alone(one.number)


POSTS = Prompt(
    "posts",
    reply=PostTexts,
    offline=partial(write_together, alone=POST),
    folder=FOLDER,
    trust=UNSOURCED,
    parts=Parts("posts", _alone, alone=True),
)
