"""SIGTERM to a real worker in the middle of a send: it finishes what it holds, ends well, and leaves nothing in doubt."""

import os
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from time import monotonic, sleep

from pydantic import SecretStr

from core import publishing
from core.connections import ConnectionEdit
from core.vocab import PostStatus
from core.wiring import ROOT
from tests.core.adapters.test_webhook import SECRET
from tests.core.outbox.failures.receiver import Answer, receiver
from tests.core.outbox.failures.scene import Scene

S = PostStatus


def test_a_worker_is_asked_to_end_while_it_sends(sqlite: Scene) -> None:
    sqlite.clock.now = datetime.now(UTC)
    settings = sqlite.runtime.settings
    env = os.environ | {
        "DATABASE_URL": settings.database_url,
        "MEDIA_URL": settings.media_url,
        "SECRET_KEY": "s" * 32,
        "AI_LOCAL_ENDPOINTS": "allow",
        "DEMO": "false",
    }
    with receiver() as there:
        there.script.append(Answer(after=1.0))
        with sqlite.runtime.workspace(sqlite.key) as ws:
            edit = ConnectionEdit(kind="webhook", url=there.url, secret=SecretStr(SECRET))
            publishing.connect_account(ws, "linkedin", edit)
        posts = sqlite.plan(*["linkedin"] * 8)
        with sqlite.runtime.workspace(sqlite.key) as ws:
            for post_id in posts:
                publishing.publish_now(ws, post_id)
        worker = subprocess.Popen([sys.executable, "worker.py"], cwd=ROOT, env=env, stdout=subprocess.DEVNULL)
        ends = monotonic() + 120
        while not there.calls and monotonic() < ends:
            sleep(0.02)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(120) == 0
        assert there.calls, "it was stopped before it began"
        unsure = {one for one, status in sqlite.standing().items() if status is S.UNCONFIRMED}
        sqlite.clock.now = datetime.now(UTC) + timedelta(minutes=3)
        sqlite.rest()
        assert not unsure
        assert set(there.ledger.values()) == set(there.calls.values()) == {1}
        assert sqlite.ends() == {S.PUBLISHED: len(posts)}
