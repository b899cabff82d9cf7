"""What was written is about what was asked for, or the screen says so."""

from uuid import uuid4

from core.content.topic import strays
from core.tables import Post
from core.tables.values import AiMetadata
from core.vocab import Engine, PostType


def post(caption: str, engine: Engine = Engine.OFFLINE) -> Post:
    ai = AiMetadata(engine=engine, model="x", prompt_id="post", prompt_version="1", prompt_hash="", prompt_used="")
    return Post(business_id=uuid4(), channel="linkedin", type=PostType.TEXT, title="", caption=caption, ai=ai)


def test_a_writer_that_knew_nothing_of_the_theme_is_found_out() -> None:
    theme, other = "Free trial week in January", post("Friday, four o'clock, one approval missing.")
    assert strays(theme, [other])
    assert not strays(theme, [other, post("In January the trial is free.")])  # one of several channels is enough
    assert not strays(theme, [post("Friday again.", Engine.MODEL)])  # a model was given the theme in words
    assert not strays("Ok?", [other])
