"""Two versions of a letter to parts of one list: they leave together, clicks decide, and the rest gets what did better."""

from collections import Counter
from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from core import audience, content, publishing
from core.content import PostEdit, WinnerRule
from core.errors import Conflict, Invalid
from core.jobs.schedule import publish_due
from core.keys import Key
from core.tables import Contact, CountedLink, Experiment, Post, Profile, Reading, SimulatedPost
from core.tables.values import Audience
from core.vocab import Capability, ConsentStatus, ExperimentMetric, ExperimentStatus, Origin, PostStatus
from core.workspace import Workspace
from tests.core.shops import FakeChannel, Shop

HOUR = timedelta(hours=1)
WARM, SEVEN = "Warm rolls: https://rye.example/menu", "At seven: https://rye.example/menu"
S = PostStatus


@pytest.fixture
def letters(shop: Shop) -> FakeChannel:
    """A channel that takes letters, and a business that counts who follows their links."""
    shop.fake, shop.public_url = FakeChannel(Capability.IDEMPOTENT, Origin.LIVE), "https://mail.rye.example"
    with shop.opened() as ws, ws.writing() as rows:
        rows.one(Profile).count_links = True
    return shop.fake


def people(shop: Shop, count: int, segment: str = "", row: Experiment | None = None) -> None:
    """So many who agreed; with a trial, as many of them in each of its parts."""
    told = {"channel": "email", "consent": ConsentStatus.GIVEN, "origin": Origin.LIVE, "created_at": shop.clock.now}
    ids = [uuid4() if row is None else one_in(row, ("a", "b", "rest")[number % 3]) for number in range(count)]
    with shop.opened() as ws, ws.writing() as rows:
        named = [{"id": one, "name": "P", "handle": f"{one}@example.org", "segment": segment, **told} for one in ids]
        rows.add_many(Contact, named)


def one_in(row: Experiment, part: str) -> UUID:
    return next(one for one in iter(uuid4, None) if audience.part_of(row.id, one, row.share or 0) == part)


def trial(ws: Workspace, post_id: object, *, share: int = 50, **changes: str) -> Experiment:
    rule = WinnerRule(metric=ExperimentMetric.CLICKS, after_hours=4, least=30, share=share)
    return content.start_experiment(ws, post_id, PostEdit(**(changes or {"caption": SEVEN})), rule)


def by(fake: FakeChannel, words: str) -> list[str]:
    return [parcel.to for parcel in fake.parcels if words in parcel.text]


def read(shop: Shop, post_id: object, delivered: int, clicks: int) -> None:
    with shop.opened() as ws, ws.writing() as rows:
        told = {"post_id": post_id, "channel": "email", "origin": Origin.LIVE, "recorded_at": ws.now}
        rows.add_many(Reading, [{"id": uuid4(), "views": delivered, "clicks": clicks, **told}])


def sent(shop: Shop, tick, count: int) -> Experiment:
    """A trial on a fifth and a fifth of so many people, both versions out."""
    post_id = shop.post("email", caption=WARM)
    with shop.opened() as ws:
        row = trial(ws, post_id, share=20)
    people(shop, count, row=row)
    with shop.opened() as ws:
        publishing.schedule_post(ws, post_id, ws.now + HOUR)
    shop.clock.now += HOUR
    until_quiet(tick)
    return row


def until_quiet(tick) -> None:
    while tick():
        pass


def test_clicks_decide_and_the_rest_gets_what_did_better(shop: Shop, letters: FakeChannel, tick) -> None:
    row = sent(shop, tick, 18)
    first, second = by(letters, "Warm rolls"), by(letters, "At seven")
    assert (len(first), len(second), Counter(first + second).most_common(1)[0][1]) == (6, 6, 1)
    assert {shop.read(Post, one).published_at for one in (row.post_a, row.post_b)} == {shop.clock.now}

    read(shop, row.post_a, 500, 20)  # what a list of thousands would have brought
    read(shop, row.post_b, 500, 60)
    shop.clock.now += 4 * HOUR
    with shop.by_the_clock() as ws:
        assert (content.decide_experiments(ws), publishing.send_rests(ws), publishing.send_rests(ws)) == (1, 1, 0)
    shop.clock.now += HOUR
    until_quiet(tick)

    found = shop.read(Experiment, row.id)
    assert (found.status, found.verdict.winner) == (ExperimentStatus.DECIDED, "b")
    assert sorted(by(letters, "")) == sorted(one.handle for one in shop.all(Contact))
    assert len(by(letters, "At seven")) == 12
    assert shop.read(Post, found.post_rest).status is S.PUBLISHED
    assert len(shop.all(CountedLink)) == 18


def test_too_few_clicks_tell_nothing_and_the_rest_gets_what_was_ahead(shop: Shop, letters: FakeChannel, tick) -> None:
    row = sent(shop, tick, 6)
    shop.clock.now += 4 * HOUR
    with shop.by_the_clock() as ws:
        content.decide_experiments(ws)
    verdict = shop.read(Experiment, row.id).verdict
    assert verdict.reason.startswith("No clear winner: sent to ")
    assert shop.read(Post, shop.read(Experiment, row.id).post_rest).caption == WARM


def test_what_cannot_go_to_the_rest_says_why_and_waits(shop: Shop, letters: FakeChannel, tick) -> None:
    row = sent(shop, tick, 6)
    with shop.opened() as ws:
        with pytest.raises(Conflict):
            content.choose_for_rest(ws, row.id, "a")
        content.stop_experiment(ws, row.id)
        made = content.choose_for_rest(ws, row.id, "b")
        with ws.writing() as rows:
            rows.get(Post, made.id).subject = ""
    with shop.by_the_clock() as ws:
        assert (publishing.send_rests(ws), publishing.send_rests(ws)) == (0, 0)
    rest = shop.read(Post, made.id)
    assert (rest.status, rest.status_reason[:31]) == (S.DRAFT, "It was not sent to the rest. Th")


def test_a_part_with_nobody_in_it_says_so(shop: Shop, letters: FakeChannel, tick) -> None:
    post_id = shop.post("email", caption=WARM)
    with shop.opened() as ws:
        row = trial(ws, post_id)
    with shop.opened() as ws, ws.writing() as rows:
        rows.add(
            Contact(
                business_id=shop.business_id, id=one_in(row, "b"), name="P", channel="email", handle="p@example.org",
                consent=ConsentStatus.GIVEN, created_at=ws.now,
            )
        )  # fmt: skip
    with shop.opened() as ws:
        publishing.schedule_post(ws, post_id, ws.now + HOUR)
    shop.clock.now += HOUR
    until_quiet(tick)
    assert (shop.read(Post, post_id).status, by(letters, "At seven")) == (S.FAILED, ["p@example.org"])
    assert "another part of its trial" in shop.read(Post, post_id).status_reason
    with shop.by_the_clock() as ws:
        content.decide_experiments(ws)
    assert "did not go out" in shop.read(Experiment, row.id).verdict.reason


def test_versions_of_versions_never_reach_one_person_twice(shop: Shop, letters: FakeChannel, tick) -> None:
    """Two trials of one letter, both stopped: three drafts are left, and each may be sent to the list."""
    people(shop, 12)
    post_id = shop.post("email", caption=WARM)
    with shop.opened() as ws:
        for words in (SEVEN, "Third: https://rye.example/menu"):
            content.stop_experiment(ws, trial(ws, post_id, caption=words).id)
        drafts = [one.id for one in ws.rows.find(Post)]
        publishing.choose_segment(ws, post_id, "")
    people(shop, 5, "regulars")
    with shop.opened() as ws:
        publishing.choose_segment(ws, drafts[0], "regulars")
        publishing.schedule_post(ws, drafts[0], ws.now + HOUR)
    shop.clock.now += HOUR
    until_quiet(tick)
    assert len(letters.parcels) == 5
    for one in drafts[1:]:
        with shop.opened() as ws:
            publishing.schedule_post(ws, one, ws.now + HOUR)
        shop.clock.now += HOUR
        until_quiet(tick)
    assert len(letters.parcels) == 17
    assert shop.read(Post, drafts[2]).status is S.FAILED
    assert "other version" in shop.read(Post, drafts[2]).status_reason


def test_both_versions_are_for_the_same_people(shop: Shop, letters: FakeChannel) -> None:
    people(shop, 2, "regulars")
    post_id = shop.post("email", caption=WARM)
    with shop.opened() as ws:
        row = trial(ws, post_id)
        publishing.choose_segment(ws, row.post_b, "regulars")
    assert shop.read(Post, post_id).segment == "regulars"


def test_approval_is_asked_for_both(shop: Shop, letters: FakeChannel) -> None:
    post_id = shop.post("email", caption=WARM)
    with shop.opened() as ws:
        row = trial(ws, post_id)
        with ws.writing() as rows:
            rows.one(Profile).approval_required = True
            rows.get(Post, post_id).status = S.APPROVED
        with pytest.raises(Conflict, match="approve it, or stop the trial"):
            publishing.schedule_post(ws, post_id, ws.now + HOUR)
        with ws.writing() as rows:
            rows.get(Post, row.post_b).status = S.APPROVED
        publishing.schedule_post(ws, post_id, ws.now + HOUR)


@pytest.mark.parametrize(
    ("caption", "rule", "field"),
    [
        ("Warm rolls.", {}, "link"),
        (WARM, {"metric": ExperimentMetric.ENGAGEMENT}, "metric"),
        (WARM, {"share": 33}, "share"),
    ],
)
def test_what_nobody_could_click_or_count_is_refused(
    shop: Shop, letters: FakeChannel, caption: str, rule: dict[str, object], field: str
) -> None:
    post_id = shop.post("email", caption=caption)
    chosen = WinnerRule(**{"metric": ExperimentMetric.CLICKS, **rule})
    with shop.opened() as ws, pytest.raises(Invalid) as refused:
        content.start_experiment(ws, post_id, PostEdit(subject="Other"), chosen)
    assert refused.value.field == field


def test_a_simulated_audience_is_split_too(runtime, key: Key, clock) -> None:
    with runtime.workspace(key) as ws:
        with ws.writing() as rows:
            rows.one(Profile).audience = (Audience(channel="email", size=1000),)
        told = content.NewPost(channel="email", type="text", title="Rolls", caption=WARM, subject="R", preheader="W")
        post = content.create_post(ws, told)
        row = trial(ws, post.id, share=20)
        publishing.schedule_post(ws, post.id, ws.now + HOUR)
    clock.now += HOUR
    publish_due(runtime, [key.business_id])
    with runtime.workspace(key) as ws:
        traits = [one.traits for one in ws.rows.find(SimulatedPost)]
        assert [(one["followers"], one["twin"]) for one in traits] == [(200, str(row.id))] * 2
        assert {one["recent_posts"] for one in traits} == {0}
        assert ws.rows.get(Post, row.post_b).status is S.PUBLISHED
        assert "simulated audience" in audience.why_uncounted(ws, post)
