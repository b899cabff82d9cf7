"""The prompt of the content room."""

from pathlib import Path

from core.ai.guard import Trust
from core.ai.prompt import Prompt
from core.content.offline.write import write_post
from core.content.shapes import PostText

POST = Prompt(
    "post",
    reply=PostText,
    offline=write_post,
    folder=Path(__file__).parent / "prompts",
    trust=Trust(unsourced=frozenset({"recent", "voice"})),
)
