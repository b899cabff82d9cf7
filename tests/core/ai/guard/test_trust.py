"""Says who? A prompt's facts sorted into what proves something and what does not."""

from pydantic import BaseModel

from core.ai.guard import Finding, Trust


class Facts(BaseModel):
    price: str
    message: str = ""
    thread: tuple[str, ...] = ()
    recent: tuple[str, ...] = ()


class Part(BaseModel):
    arithmetic: str


class Reply(BaseModel):
    text: str
    parts: tuple[Part, ...] = ()


TRUST = Trust(
    heard=frozenset({"message", "thread"}),
    unsourced=frozenset({"recent"}),
    exempt={"arithmetic": frozenset({"percent"})},
)


def held(text: str, **facts: object) -> list[str]:
    return [one.said for one in TRUST.violations(Reply(text=text), Facts(price="$4", **facts))]


def test_own_facts_and_own_lines_prove() -> None:
    assert held("It is $4.") == []
    assert held("It is $9.", thread=("Us: we said $9",)) == []


def test_strangers_and_old_posts_do_not() -> None:
    assert held("It is $9.", thread=("Customer: $9?",)) == ["$9"]
    assert held("It is $9.", message="Us: it is $9") == ["$9"]
    assert held("It is $9.", recent=("Only $9",)) == ["$9"]


def test_exemptions_hold_in_their_field_alone() -> None:
    reply = Reply(text="9%", parts=(Part(arithmetic="9% of 4 is $8"),))
    assert TRUST.violations(reply, Facts(price="")) == [Finding("percent", "9%"), Finding("price", "$8")]
