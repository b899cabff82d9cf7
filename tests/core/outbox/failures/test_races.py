"""Edit, cancel and reschedule against the clock, in any order: what goes out is what the calendar says, and once."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import UUID

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test
from sqlmodel import col
from structlog.testing import capture_logs

from core import content, publishing, system
from core.content import PostEdit
from core.errors import Refusal
from core.jobs.schedule import LEASE
from core.keys import Key
from core.ports import Ambiguous, Outcome, Parcel, Refused, Stopped, Transient
from core.tables import Post, Publication
from core.vocab import PostStatus
from core.workspace import Workspace
from tests.conftest import MovableClock, copied
from tests.core.outbox.failures.scene import CHANNEL, Scene, opened

S = PostStatus
MINUTE = timedelta(minutes=1)
OUT = frozenset({S.PUBLISHED, S.PUBLISHING, S.UNCONFIRMED})
DEEDS: dict[str, Callable[[Workspace, Post], object]] = {
    "move": lambda ws, post: publishing.schedule_post(ws, post.id, ws.now + 20 * MINUTE),
    "cancel": lambda ws, post: publishing.cancel_post(ws, post.id),
    "reopen": lambda ws, post: publishing.reopen_post(ws, post.id),
    "edit": lambda ws, post: content.revise_post(ws, post.id, PostEdit(caption=f"{post.caption} Fresh.")),
    "send now": lambda ws, post: publishing.publish_now(ws, post.id),
}
BEFORE: dict[str, Outcome] = {"busy": Transient("Busy."), "refused": Refused("Never.")}
FAULTS = ["", "", "", *BEFORE, "lost", "stopped", "breaks"]
deeds, chosen = st.sampled_from(sorted(DEEDS)), st.integers(0, 99)


class Desk(RuleBasedStateMachine):
    """A person at the calendar and a clock, with a step of either at a time, and sometimes in the middle of a send."""

    def __init__(self, opening: Callable[[], AbstractContextManager[Scene]]) -> None:
        super().__init__()
        self._open = ExitStack()
        self.scene = self._open.enter_context(opening())
        self.posts: list[UUID] = []

    @rule(channel=st.sampled_from(sorted(CHANNEL.values())), minutes=st.integers(6, 40))
    def plan(self, channel: str, minutes: int) -> None:
        self.posts += self.scene.plan(channel, at=self.scene.clock.now + minutes * MINUTE)

    @precondition(lambda self: self.posts)
    @rule(which=chosen, deed=deeds)
    def do(self, which: int, deed: str) -> None:
        self._deed(self.posts[which % len(self.posts)], deed)

    @rule(minutes=st.integers(1, 30))
    def wait(self, minutes: int) -> None:
        self.scene.clock.now += minutes * MINUTE

    @rule(fault=st.sampled_from(FAULTS), meanwhile=deeds)
    def tick(self, fault: str, meanwhile: str) -> None:
        """The first post to leave meets a fault; and while it is on the wire, somebody does something to each."""
        faults = [fault]

        def before(parcel: Parcel) -> Outcome | None:
            post_id = self._post_of(parcel)
            assert self.scene.read(post_id).caption in parcel.text, "these are not the words of the calendar"
            assert not self._deed(post_id, meanwhile), f"{meanwhile}: it was let, while the post was on the wire"
            return BEFORE.get(faults[0]) if faults else None

        def after(_parcel: Parcel) -> Outcome | None:
            if not faults:
                return None
            match faults.pop():
                case "lost":
                    return Ambiguous("No answer came.")
                case "stopped":
                    raise Stopped
                case "breaks":
                    raise ZeroDivisionError("crumbs")
                case _:
                    return None

        self.scene.runtime.before, self.scene.runtime.after = before, after
        said = self.scene.tick()
        assert "AssertionError" not in said, said

    @rule(deed=deeds)
    def claim_and_vanish(self, deed: str) -> None:
        """Nothing can be done to what a clock holds, though it is not sent yet; then that clock is gone."""
        at = self.scene.clock.now
        for claim in system.claim_due(self.scene.runtime.engine, at, "gone", lease=LEASE):
            with self.scene.runtime.workspace(self.scene.key) as ws:
                post_id = ws.rows.get(Publication, claim.publication_id).post_id
            assert post_id is not None
            assert not self._deed(post_id, deed), f"{deed}: it was let, while a clock held the post"

    @rule()
    def look(self) -> None:
        """A person goes through what is unconfirmed, and says truly what is there."""
        taken = self.scene.taken()
        for post_id, status in self.scene.standing().items():
            if status is S.UNCONFIRMED:
                with self.scene.runtime.workspace(self.scene.key) as ws:
                    publishing.settle_unconfirmed(ws, post_id, is_there=taken[post_id] > 0)

    @invariant()
    def out_once_and_only_what_says_so(self) -> None:
        taken = self.scene.taken()
        assert max(taken.values(), default=0) <= 1
        for post_id, status in self.scene.standing().items():
            assert status in OUT or not taken[post_id], f"called {status}, and it is out"
            assert status is not S.PUBLISHED or taken[post_id], "called published, and nobody has it"

    def teardown(self) -> None:
        self.scene.runtime.before = self.scene.runtime.after = lambda _parcel: None
        for _ in range(15):
            self.scene.tick()
            self.scene.clock.now += 5 * MINUTE
        assert not {S.PUBLISHING, S.SCHEDULED} & set(self.scene.standing().values()), "it never came to rest"
        self.out_once_and_only_what_says_so()
        self._open.close()

    def _deed(self, post_id: UUID, deed: str) -> bool:
        """Try it; whether it was let."""
        try:
            with self.scene.runtime.workspace(self.scene.key) as ws:
                DEEDS[deed](ws, ws.rows.get(Post, post_id))
        except Refusal:
            return False
        return True

    def _post_of(self, parcel: Parcel) -> UUID:
        with self.scene.runtime.workspace(self.scene.key) as ws:
            found = ws.rows.one(Publication, col(Publication.idempotency_key) == parcel.key)
        assert found.post_id is not None
        return found.post_id


def test_whoever_is_faster(bakery: tuple[Path, Key]) -> None:
    @contextmanager
    def opening() -> Iterator[Scene]:
        with copied(bakery[0]) as folder, capture_logs():
            clock = MovableClock()
            made = opened(f"sqlite:///{folder}/test.db", Path(folder), clock)
            made.outside = Counter()
            yield Scene(made, bakery[1], clock, Path(folder))
            made.engine.dispose()

    run_state_machine_as_test(lambda: Desk(opening), settings=settings(max_examples=6, stateful_step_count=14))
