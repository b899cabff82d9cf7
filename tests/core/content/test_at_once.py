"""Many texts: one by one in order from the understudy, several at once from a model, stopped without a loss."""

import threading
from dataclasses import replace
from datetime import timedelta

import pytest

from core import content
from core.content import DraftRequest, WrittenPost
from core.errors import ModelFailed
from core.vocab import Engine, PostType

WIDTH = 8


def requests(many: int) -> tuple[DraftRequest, ...]:
    return tuple(
        DraftRequest(channel="linkedin", type=PostType.TEXT, theme=f"Rye {n}", goal="Orders") for n in range(many)
    )


class Clever:
    """The understudy that says it is a model; ``gate`` holds its answers back until so many are under way."""

    def __init__(self, inner, gate=1, fails_at=(), engine=Engine.MODEL) -> None:
        self.inner, self.engine, self.fails_at = inner, engine, fails_at
        self.asked, self.now, self.most = [], 0, 0
        self.lock, self.gate = threading.Condition(), gate

    def answer(self, prompt, facts) -> object:
        with self.lock:
            self.asked.append(facts)
            self.now += 1
            self.most = max(self.most, self.now)
            self.lock.notify_all()
            if len(self.asked) > 1:
                self.lock.wait_for(lambda: self.most >= self.gate, timeout=10)
        try:
            if len(self.asked) in self.fails_at:
                raise ModelFailed("The model declined to write this.")
            return replace(self.inner.answer(prompt, facts), engine=self.engine)
        finally:
            with self.lock:
                self.now -= 1


def test_the_understudy_writes_one_after_another_and_knows_what_came_before(ws) -> None:
    ws.__dict__["ai"] = model = Clever(ws.ai, engine=Engine.OFFLINE)

    written = content.write_posts(ws, requests(6))

    assert model.most == 1
    assert [len(facts.recent) for facts in model.asked] == list(range(6))
    assert model.asked[-1].recent[-1].startswith(written[4].draft.caption[:20])


def test_the_first_is_asked_alone_and_then_eight_at_a_time(ws) -> None:
    ws.__dict__["ai"] = model = Clever(ws.ai, gate=WIDTH)

    written = content.write_posts(ws, requests(20))

    assert model.most == WIDTH
    assert [one.request.theme for one in written] == [f"Rye {n}" for n in range(20)]
    assert model.asked[0].recent == ()


def test_a_first_answer_that_fails_costs_one_call(ws) -> None:
    ws.__dict__["ai"] = model = Clever(ws.ai, fails_at={1})

    with pytest.raises(ModelFailed):
        content.write_posts(ws, requests(20))

    assert len(model.asked) == 1


def test_when_one_fails_the_others_under_way_are_kept(ws) -> None:
    ws.__dict__["ai"] = model = Clever(ws.ai, gate=WIDTH, fails_at={4, 5, 6, 7, 8, 9})
    kept: dict[int, WrittenPost] = {}

    with pytest.raises(ModelFailed):
        content.write_posts(ws, requests(20), keep=kept.__setitem__)

    assert 1 <= len(kept) < len(model.asked) < 20


def test_it_goes_on_one_by_one_where_the_understudy_steps_in(ws) -> None:
    ws.__dict__["ai"] = model = Clever(ws.ai)
    real = model.inner.answer

    def changing(prompt, facts) -> object:
        if len(model.asked) > 5:
            model.engine = Engine.OFFLINE
        return real(prompt, facts)

    model.inner = type("Changing", (), {"answer": staticmethod(changing)})
    content.write_posts(ws, requests(30))

    assert [len(facts.recent) for facts in model.asked][-5:] == [25, 26, 27, 28, 29]


def test_who_stops_loses_nothing_that_was_asked(ws) -> None:
    ws.__dict__["ai"] = model = Clever(ws.ai, gate=WIDTH)
    kept: dict[int, WrittenPost] = {}

    def progress(done: int, of: int) -> None:
        assert of == 20
        if done >= 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        content.write_posts(ws, requests(20), progress=progress, keep=kept.__setitem__)
    assert len(kept) == len(model.asked) < 20

    asked = len(model.asked)
    whole = content.write_posts(ws, requests(20), known=kept)
    assert len(model.asked) - asked == 20 - len(kept)
    assert all(whole[place] is one for place, one in kept.items())


def test_stopped_and_resumed_offline_it_is_the_same_bytes(ws) -> None:
    whole = content.write_posts(ws, requests(6))

    resumed = content.write_posts(ws, requests(6), known=dict(enumerate(whole[:3])))

    assert [(one.draft, one.scenes, one.media) for one in resumed] == [
        (one.draft, one.scenes, one.media) for one in whole
    ]


def test_a_campaign_s_tone_and_offer_reach_the_writer(ws) -> None:
    ws.__dict__["ai"] = model = Clever(ws.ai)
    plain = DraftRequest(channel="linkedin", type=PostType.TEXT, at=ws.now + timedelta(days=1))

    content.write_posts(
        ws, [replace(plain, tone="Playful", offer="Cinnamon roll"), replace(plain, offer="Easter box"), plain]
    )

    toned, unknown, usual = sorted(model.asked, key=lambda facts: facts.ordinal)
    assert toned.voice == "Warm and plain This time: Playful"
    assert [offer.name for offer in toned.offers] == ["Cinnamon roll", "Country loaf"]
    assert (unknown.offers[0].name, unknown.offers[0].price) == ("Easter box", "")
    assert (usual.voice, usual.offers[0].name) == ("Warm and plain", "Country loaf")
