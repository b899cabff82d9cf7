"""Five hundred messages from one contact within a minute, beside bare inserts; and the inbox before and after them.

    python -m bench.flood [--messages N]

Receives them one by one through the verb that every door uses, then takes the time of the list and of the thread with
one message and with all of them, each of 20,000 characters.
"""

import argparse
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from time import perf_counter
from uuid import uuid4

import sqlalchemy as sa

from core import accounts
from core.messaging import Incoming, inbox, receive_message, save_faq, thread
from core.settings import Settings
from core.wiring import Runtime
from core.world.demo import demo_businesses

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
TEXT = ("Hello? Do you rent out bicycles? " * 700)[:20_000]
BAKERY = next(one for one in demo_businesses() if one.industry == "bakery")


def seconds(deed: Callable[[], object], times: int = 1) -> float:
    """The quickest of some runs."""
    found = []
    for _ in range(times):
        began = perf_counter()
        deed()
        found.append(perf_counter() - began)
    return min(found)


def bare(folder: str, messages: int) -> float:
    """The same texts into a table without anything, a transaction each."""
    engine = sa.create_engine(f"sqlite:///{folder}/bare.db")
    table = sa.Table(
        "message", sa.MetaData(), sa.Column("id", sa.Uuid(), primary_key=True), sa.Column("text", sa.Text())
    )
    table.metadata.create_all(engine)

    def insert() -> None:
        for _ in range(messages):
            with engine.begin() as connection:
                connection.execute(table.insert(), {"id": uuid4(), "text": TEXT})

    took = seconds(insert)
    engine.dispose()
    return took


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=500)
    messages = parser.parse_args().messages
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(
            _env_file=None, database_url=f"sqlite:///{folder}/app.db", media_url=f"file://{folder}/media"
        )
        runtime = Runtime(settings, clock=lambda: NOW)
        person = accounts.register(runtime, email="ana@example.com", password="kestrel orchard lamp", name="Ana")  # noqa: S106
        key = accounts.create_business(runtime, person, name="Bench", industry="bakery", zone="UTC")
        with runtime.workspace(key) as ws:
            for faq in BAKERY.faqs:
                save_faq(ws, faq.title, "We do." if "{" in faq.answer else faq.answer, faq.phrasings)

            def write(number: int) -> object:
                at = NOW - timedelta(seconds=59) + timedelta(seconds=59 * number / messages)
                return receive_message(ws, Incoming(f"m{number}", "t", "email", "kim@example.com", "Kim", TEXT, at))

            first = receive_message(ws, Incoming("first", "t", "email", "kim@example.com", "Kim", TEXT, NOW))
            listed = seconds(lambda: inbox(ws), 5)
            shown = seconds(lambda: thread(ws, first.conversation_id), 5)
            took = seconds(lambda: [write(number) for number in range(messages)])
            base = bare(folder, messages)
            print(f"{messages} messages received in {took:.1f} s, {1000 * took / messages:.1f} ms each; "
                  f"{took / base:.0f} times bare inserts ({1000 * base / messages:.2f} ms each)")  # fmt: skip
            for name, before, deed in (
                ("list", listed, lambda: inbox(ws)),
                ("thread", shown, lambda: thread(ws, first.conversation_id)),
            ):
                after = seconds(deed, 5)
                print(f"{name}: {1000 * before:.1f} ms with one message, {1000 * after:.1f} ms with {messages + 1}: "
                      f"{after / before:.1f} times")  # fmt: skip
        runtime.engine.dispose()


if __name__ == "__main__":
    main()
