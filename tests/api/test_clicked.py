"""From a letter over SMTP to a click at the door, and two versions of it that nobody ever gets both of."""

import re
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from uuid import uuid4

import pytest
from starlette.testclient import TestClient

from core import audience, content, publishing, strategy
from core.audience import NewContact
from core.connections import ConnectionEdit
from core.content import NewPost, PostEdit, WinnerRule
from core.errors import Conflict, Invalid
from core.jobs.schedule import collect, decide, publish_due
from core.keys import Key
from core.strategy import ProfileEdit
from core.tables import Experiment, Post, Publication, Reading
from core.vocab import ExperimentMetric, PostStatus, PostType
from core.wiring import Runtime
from tests.conftest import MovableClock
from tests.core.adapters.mail_servers import Post as Office
from tests.core.adapters.mail_servers import mail_server

HERE = "https://mail.crumb.example"
PHONE = {"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) Version/18.5 Mobile Safari/604.1"}
SHOP = "https://crumb.example/menu?utm_source=spring"
HOUR = timedelta(hours=1)
BY_CLICKS = WinnerRule(metric=ExperimentMetric.CLICKS, after_hours=4, least=30, share=20)


@pytest.fixture
def office(runtime: Runtime, key: Key) -> Iterator[Office]:
    """A mail server that the business sends by, with counting switched on and an address that people reach."""
    post, runtime.public_url = Office(), HERE
    with mail_server(post) as port, runtime.workspace(key) as ws:
        strategy.save_profile(ws, ProfileEdit(count_links=True))
        edit = ConnectionEdit(kind="smtp", url=f"smtp+plain://127.0.0.1:{port}", sender="Crumb <hi@crumb.example>")
        publishing.connect_account(ws, "email", edit)
        yield post


def people(runtime: Runtime, key: Key, count: int, row: Experiment | None = None) -> None:
    """So many who agreed; with a trial, as many of them in each of its parts."""
    with runtime.workspace(key) as ws, ws.writing() as rows:
        for number in range(count):
            told = NewContact(channel="email", handle=f"p{number}@example.org", consent_source="till")
            made = audience.add_contact(ws, told)
            part = ("a", "b", "rest")[number % 3]
            while row is not None and audience.part_of(row.id, made.id, row.share or 0) != part:
                made.id = uuid4()
        rows.flush()


def letter(runtime: Runtime, key: Key, caption: str = f"Warm rolls. See {SHOP}.") -> Post:
    told = NewPost(
        channel="email", type=PostType.TEXT, title="Rolls", caption=caption, subject="Rolls", preheader="Warm"
    )
    with runtime.workspace(key) as ws:
        return content.create_post(ws, told)


def sent(runtime: Runtime, key: Key, clock: MovableClock, post: Post) -> None:
    with runtime.workspace(key) as ws:
        publishing.schedule_post(ws, post.id, ws.now + HOUR)
    clock.now += HOUR
    publish_due(runtime, [key.business_id])


def written(office: Office) -> dict[str, tuple[str, str]]:
    """What each person got: the two halves of the letter."""
    found = {}
    for one in office.letters:
        told = message_from_bytes(one.original_content or one.content, policy=policy.default)
        halves = [told.get_body((kind,)).get_content() for kind in ("plain", "html")]
        found[one.rcpt_tos[0]] = (halves[0], halves[1])
    return found


def path_in(text: str) -> str:
    return re.search(rf"{HERE}/api(/c/[\w-]+)", text)[1]


def clicked(runtime: Runtime, key: Key, post: Post) -> tuple[int, int]:
    with runtime.workspace(key) as ws:
        told = publishing.read_deliveries(ws, post.id).followed
    return told.people, told.machines


def test_a_click_leads_on_and_is_counted_once_for_each_person(
    client: TestClient, runtime: Runtime, key: Key, clock: MovableClock, office: Office
) -> None:
    people(runtime, key, 3)
    post = letter(runtime, key)
    sent(runtime, key, clock, post)

    got = written(office)
    assert len({path_in(text) for text, _ in got.values()}) == 3
    text, html = got["p1@example.org"]
    assert path_in(text) == path_in(html)
    assert "crumb.example" not in text.replace(HERE, "")
    assert ">crumb.example/menu</a>" in html
    assert f"Unsubscribe: {HERE}/api/leave/" in text
    assert "Opening a link in this letter is counted." in text
    assert "Opening a link in this letter is counted." in html

    early = client.get(path_in(text), headers=PHONE, follow_redirects=False)
    assert (early.status_code, early.headers["location"]) == (302, SHOP)
    assert clicked(runtime, key, post) == (0, 1)  # a scanner's pace

    clock.now += HOUR
    for _ in range(2):
        gone = client.get(path_in(text), headers=PHONE, follow_redirects=False)
        assert (gone.status_code, gone.headers["location"], gone.headers["cache-control"]) == (302, SHOP, "no-store")
    assert client.head(path_in(text), headers=PHONE, follow_redirects=False).status_code == 302
    client.get(path_in(got["p2@example.org"][0]), headers={"user-agent": "Googlebot/2.1"}, follow_redirects=False)
    assert clicked(runtime, key, post) == (1, 3)
    with runtime.workspace(key) as ws:
        copies = ws.rows.find(Publication, Publication.contact_id.is_not(None))
        assert audience.links_of(ws, copies[0].id)
        runtime.public_url = "http://localhost:8501"  # whoever runs the server took its address away
        assert audience.links_of(ws, copies[0].id) == {}

    collect(runtime, [key.business_id])
    with runtime.workspace(key) as ws:
        (reading,) = ws.rows.find(Reading)
        assert (reading.views, reading.clicks, reading.likes) == (3, 1, None)


@pytest.mark.parametrize("token", ["AAAAAAAAAAAA", "x", "https%3A%2F%2Fevil.example"])
def test_no_other_token_leads_anywhere(client: TestClient, office: Office, token: str) -> None:
    lost = client.get(f"/c/{token}", headers=PHONE, follow_redirects=False)
    assert lost.status_code == 404
    assert "location" not in lost.headers
    assert "This link" in lost.text or lost.json()


def test_links_stay_plain_where_nobody_counts(runtime: Runtime, key: Key, clock: MovableClock, office: Office) -> None:
    people(runtime, key, 1)
    with runtime.workspace(key) as ws:
        strategy.save_profile(ws, ProfileEdit(count_links=False))
        plain, bare = letter(runtime, key), letter(runtime, key, "Warm rolls.")
        assert "switched off" in audience.why_uncounted(ws, plain)
        with pytest.raises(Invalid, match="switched off"):
            content.start_experiment(ws, plain.id, PostEdit(subject="Other"), BY_CLICKS)
        strategy.save_profile(ws, ProfileEdit(count_links=True))
        assert "no link" in audience.why_uncounted(ws, bare)
        assert audience.why_uncounted(ws, plain) == ""
        runtime.public_url = "http://localhost:8501"
        assert "PUBLIC_URL" in audience.why_uncounted(ws, plain)
    sent(runtime, key, clock, plain)
    (text, html) = written(office)["p0@example.org"]
    assert SHOP in text
    assert f'href="{SHOP}"' in html
    assert "is counted" not in text
    collect(runtime, [key.business_id])
    with runtime.workspace(key) as ws:
        assert publishing.read_deliveries(ws, plain.id).followed is None
        assert ws.rows.count(Reading) == 0


def test_a_stopped_trial_sends_nobody_two_and_asks_about_the_rest(
    runtime: Runtime, key: Key, clock: MovableClock, office: Office
) -> None:
    post = letter(runtime, key)
    with runtime.workspace(key) as ws:
        trial = content.start_experiment(ws, post.id, PostEdit(caption=f"At seven: {SHOP}"), BY_CLICKS)
        with pytest.raises(Conflict, match="together with version A"):
            publishing.schedule_post(ws, trial.post_b, ws.now + HOUR)
    people(runtime, key, 9, trial)
    sent(runtime, key, clock, post)
    tested = written(office)
    assert {"At seven" in text for text, _ in tested.values()} == {True, False}
    with runtime.workspace(key) as ws:
        content.stop_experiment(ws, trial.id)
        (view,) = content.read_experiments(ws, post.id)
        assert view.waits_for_a_choice
        content.choose_for_rest(ws, trial.id, "b")
        with pytest.raises(Conflict, match="Nobody is left"):
            content.choose_for_rest(ws, trial.id, "a")
        (view,) = content.read_experiments(ws, post.id)
        assert (view.waits_for_a_choice, view.rest.subject) == (False, "Rolls")
    decide(runtime, [key.business_id])
    clock.now += HOUR
    publish_due(runtime, [key.business_id])
    assert len(tested) == 6
    assert all("At seven" in text for one, (text, _) in written(office).items() if one not in tested)
    assert len(office.letters) == len(written(office)) == 9


def test_version_b_that_is_not_ready_holds_both_back(
    runtime: Runtime, key: Key, clock: MovableClock, office: Office
) -> None:
    people(runtime, key, 2)
    post = letter(runtime, key)
    with runtime.workspace(key) as ws:
        trial = content.start_experiment(ws, post.id, PostEdit(subject="Seven o'clock"), BY_CLICKS)
        publishing.cancel_post(ws, trial.post_b)
        with pytest.raises(Conflict, match="is not ready"):
            publishing.schedule_post(ws, post.id, ws.now + HOUR)
        publishing.reopen_post(ws, trial.post_b)
        publishing.schedule_post(ws, post.id, ws.now + HOUR)
        with ws.writing() as rows:
            rows.get(Post, trial.post_b).status = PostStatus.ON_HOLD
    clock.now += HOUR
    publish_due(runtime, [key.business_id])
    with runtime.workspace(key) as ws:
        held = ws.rows.get(Post, post.id)
        assert (held.status, held.status_reason[:9]) == (PostStatus.FAILED, "Version B")
        assert ws.rows.count(Publication, Publication.contact_id.is_not(None)) == 0
    assert office.letters == []
