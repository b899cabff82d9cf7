"""The whole way of many questions at once: a real endpoint, the real layers, one SQLite file."""

import json
import threading

from sqlalchemy import func
from sqlmodel import col

from core import content
from core.content import DraftRequest
from core.tables import AiHold, AiUsage
from core.vocab import Engine, PostType
from tests.core.strategy.test_bad_input import asking, endpoint, wrapped

TEXT = {
    "title": "Rye", "caption": "We like rye bread, and we like to talk about it.", "hashtags": [], "cta": "Say hello",
    "subject": "", "preheader": "", "alt_text": "", "image_headline": "", "scenes": [],
}  # fmt: skip


def test_many_texts_from_a_model_are_all_written_billed_and_let_go(clock) -> None:
    requests = [DraftRequest(channel="linkedin", type=PostType.TEXT, theme=f"Rye {n}") for n in range(24)]
    threads: set[str] = set()
    with endpoint(wrapped(json.dumps(TEXT))) as url, asking(url, clock) as ws:
        real = ws.ai.answer

        class Watched:
            def answer(self, prompt, facts) -> object:
                threads.add(threading.current_thread().name.rpartition("_")[0])
                return real(prompt, facts)

        ws.__dict__["ai"] = Watched()
        heard: list[int] = []

        written = content.write_posts(ws, requests, progress=lambda done, of: heard.append(done))

        assert {one.ai.engine for one in written} == {Engine.MODEL}
        assert heard == list(range(1, 25))
        assert "writer" in threads
        with ws.aside() as own:
            billed = own.rows.columns(func.count(), where=[col(AiUsage.outcome) == "answered"])[0][0]
            assert (billed, own.rows.count(AiHold)) == (24, 0)
