"""How long "posts like this" takes among a business's posts, beside reading those posts and nothing else.

python -m bench.similar_posts
python -m bench.similar_posts --posts 2000
"""

import argparse
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from random import Random
from statistics import median
from uuid import uuid4

import psutil

from core import accounts, content
from core.backends import offline_embedder
from core.content.past import past_posts
from core.settings import Settings
from core.tables import Post
from core.vocab import PostStatus, PostType
from core.wiring import Runtime
from core.workspace import Workspace

WORDS = sorted(
    {
        word
        for path in (Path(__file__).parents[1] / "docs").rglob("*.md")
        for word in path.read_text().split()
        if word.isalpha()
    }
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--posts", type=int, default=1_000)
    count = parser.parse_args().posts
    with tempfile.TemporaryDirectory() as folder:
        runtime = Runtime(
            Settings(_env_file=None, database_url=f"sqlite:///{folder}/x.db", media_url=f"file://{folder}/media")  # type: ignore[call-arg]
        )
        person = accounts.register(runtime, email="ana@example.com", password="a long enough one", name="Ana")  # noqa: S106
        key = accounts.create_business(runtime, person, name="Rye", industry="bakery", zone="UTC")
        chance = Random(7)
        with runtime.workspace(key) as ws, ws.writing() as rows:
            rows.add_many(Post, [_post(ws, chance, hours) for hours in range(count)])
        with runtime.workspace(key) as ws:
            asked = past_posts(ws)[0].said
            before = psutil.Process().memory_info().rss
            cold = _took(lambda: content.similar_posts(ws, asked))
            held = psutil.Process().memory_info().rss - before
            bare = median(_took(lambda: past_posts(ws)) for _ in range(9))
            warm = median(_took(lambda: content.similar_posts(ws, asked)) for _ in range(9))
            same = median(_took(lambda: content.repeated_posts(ws, [asked])) for _ in range(9))
            said = [one.said for one in past_posts(ws)]
            rows_made = median(_took(lambda: offline_embedder().embed(said)) for _ in range(9))
        runtime.engine.dispose()
    print(f"{count:,} posts of about 100 words, vectors by {offline_embedder().identity}")
    print(f"  read the posts and nothing else   {bare:7.1f} ms   1.0")
    print(
        f"  posts like this, the first time   {cold:7.1f} ms {cold / bare:5.1f}   {held / 2**20:.0f} MB more are held"
    )
    print(
        f"  posts like this                   {warm:7.1f} ms {warm / bare:5.1f}   of which vectors {rows_made:.1f} ms"
    )
    print(f"  says the same as one of 90 days   {same:7.1f} ms {same / bare:5.1f}")


def _post(ws: Workspace, chance: Random, number: int) -> dict[str, object]:
    return {
        "id": uuid4(), "title": f"Post {number}", "type": PostType.TEXT, "channel": "linkedin",
        "caption": " ".join(chance.choices(WORDS, k=100)), "status": PostStatus.PUBLISHED,
        "published_at": ws.now - timedelta(hours=24 * number), "created_at": ws.now, "updated_at": ws.now,
    }  # fmt: skip


def _took(deed: Callable[[], object]) -> float:
    began = time.perf_counter()
    deed()
    return 1000 * (time.perf_counter() - began)


if __name__ == "__main__":
    main()
