"""What goes wrong before and while planning: each its own words, its own field, its own remedy, and nothing half done."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from core import accounts, strategy
from core.errors import Invalid, ModelFailed, Refusal
from core.settings import Settings
from core.tables import Campaign, Idea, Plan, Post
from core.tables.values import Audience, Brief, Cadence, Offer, Voice
from core.vocab import Engine
from core.wiring import Runtime
from core.workspace import Workspace

HTML = "<html><body>Welcome to the hotel's wireless network</body></html>"
BRIEF = Brief(
    name="Spring",
    goal="More online orders",
    starts_on=date(2026, 3, 16),
    ends_on=date(2026, 3, 29),
    cadence=(Cadence(channel="linkedin", per_week=1),),
)


def nothing_was_written(ws) -> bool:
    return not any(ws.rows.count(table) for table in (Plan, Campaign, Idea, Post))


@pytest.mark.parametrize(
    ("changes", "gaps", "field", "says"),
    [
        ({"ends_on": date(2026, 3, 15)}, {}, "ends_on", "ends before it starts. Swap the two dates"),
        ({"cadence": ()}, {}, "cadence", "Choose at least one channel"),
        ({"leads_target": 0}, {}, "leads_target", "leave the field empty"),
        ({"tone": "x" * 201}, {}, "tone", "200 characters"),
        ({}, {"brand_voice": " "}, "brand_voice", "fill in the brand voice"),
        ({}, {"offers": (), "benefits": ()}, "offers", "add an offer to your profile"),
        ({}, {"audience": ()}, "audience", "Nobody follows you on LinkedIn yet. Add your audience there"),
        ({}, {"audience": (Audience(channel="linkedin", size=0),)}, "audience", "or leave the channel out"),
    ],
)
def test_each_gap_has_its_own_words_and_names_its_field(ws, changes, gaps, field, says) -> None:
    with ws.writing():
        for name, value in gaps.items():
            setattr(ws.profile, name, value)

    with pytest.raises(Invalid) as refused:
        strategy.propose_plan(ws, BRIEF.model_copy(update=changes))

    assert refused.value.field == field
    assert says in refused.value.message
    assert nothing_was_written(ws)


@pytest.mark.parametrize("voice", [Voice(sentences="short"), Voice(use=("neighbours",)), Voice(sample="Hello there.")])
def test_a_voice_that_is_turned_or_shown_needs_no_description(ws, voice) -> None:
    with ws.writing():
        ws.profile.brand_voice = ""
        ws.profile.assets = ws.profile.assets.model_copy(update={"voice": voice})

    assert strategy.propose_plan(ws, BRIEF).proposal.posts


@contextmanager
def endpoint(answer: str) -> Iterator[str]:
    """An AI endpoint on this machine that answers everything with the same words."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            self.send_response(200)
            self.end_headers()
            self.wfile.write(answer.encode())

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1"
    finally:
        server.shutdown()
        server.server_close()


@contextmanager
def asking(url: str, clock) -> Iterator[Workspace]:
    """A bakery whose server has a key for the endpoint at ``url``."""
    with tempfile.TemporaryDirectory(prefix="run-", ignore_cleanup_errors=True) as folder:
        settings = Settings(
            _env_file=None,
            database_url=f"sqlite:///{folder}/test.db",
            media_url=f"file://{folder}/media",
            openai_api_key="sk-nothing",
            openai_base_url=url,
        )
        runtime = Runtime(settings, clock=clock)
        person = accounts.register(runtime, email="ana@example.com", password="a long enough one", name="Ana")
        key = accounts.create_business(runtime, person, name="Rye & Shine", industry="bakery", zone="Europe/Lisbon")
        with runtime.workspace(key) as ws:
            with ws.writing():
                ws.profile.brand_voice, ws.profile.offers = "Warm and plain", (Offer(name="Country loaf"),)
                ws.profile.audience = (Audience(channel="linkedin", size=600),)
            yield ws
        runtime.engine.dispose()


def wrapped(content: str) -> str:
    message = {"role": "assistant", "content": content}
    return json.dumps({"model": "m", "choices": [{"index": 0, "message": message, "finish_reason": "stop"}]})


@pytest.mark.parametrize("answer", [HTML, wrapped("I would love to help!"), wrapped('{"themes": 7}')])
def test_an_endpoint_that_answers_nonsense_is_named_and_the_understudy_plans(clock, answer) -> None:
    with endpoint(answer) as url, asking(url, clock) as ws:
        plan = strategy.propose_plan(ws, BRIEF)

        assert plan.ai.engine is Engine.OFFLINE
        assert plan.ai.fallback_reason
        assert plan.proposal.targets_ai.engine is Engine.OFFLINE
        campaign = strategy.accept_plan(ws, plan.id)
        assert ws.rows.count(Post) == len(plan.proposal.posts)
        assert strategy.read_campaign(ws, campaign.id).spend.stepped_in == len(plan.proposal.posts)


def test_weeks_that_are_missing_from_a_well_formed_answer_are_not_believed(clock) -> None:
    one = {"week": 1, "title": "Rye", "focus": "Rye", "reason": "Because."}
    with endpoint(wrapped(json.dumps({"themes": [one]}))) as url, asking(url, clock) as ws:
        with pytest.raises(ModelFailed) as refused:
            strategy.propose_plan(ws, BRIEF)

        assert refused.value.field == "themes"
        assert "asked for 2 weeks" in refused.value.message
        assert "Try again, or choose another model in Settings" in refused.value.message
        assert nothing_was_written(ws)


def test_an_allowance_of_nothing_asks_nobody_and_says_so(clock) -> None:
    with endpoint(HTML) as url, asking(url, clock) as ws:
        with ws.writing():
            ws.profile.monthly_tokens = 0

        plan = strategy.propose_plan(ws, BRIEF)

        assert plan.ai.engine is Engine.OFFLINE
        assert "has no AI allowance. An admin can give it one in Settings" in plan.ai.fallback_reason
        estimate = strategy.estimate_plan(ws, plan.id)
        assert (estimate.left, estimate.allowance, estimate.is_enough) == (
            0,
            0,
            True,
        )  # nothing is asked, nothing spent


def test_every_refusal_of_a_brief_ends_in_something_to_do(ws) -> None:
    said = []
    for changes in ({"name": ""}, {"goal": ""}, {"starts_on": date(2026, 3, 1)}, {"ends_on": date(2026, 9, 1)}):
        with pytest.raises(Refusal) as refused:
            strategy.propose_plan(ws, BRIEF.model_copy(update=changes))
        said.append(refused.value.message)

    assert len(set(said)) == len(said)
    assert all(message.count(".") >= 1 and len(message) > 30 for message in said)
