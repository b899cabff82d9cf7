from decimal import Decimal

from core import analytics, strategy
from core.strategy import ProfileEdit
from core.tables import AiUsage
from core.vocab import Engine
from core.workspace import Workspace


def spend(ws: Workspace, tokens: int, cost: Decimal | None, outcome: str = "answered", month: str = "") -> None:
    with ws.writing() as rows:
        rows.add(
            AiUsage(
                business_id=ws.key.business_id,
                month=month or f"{ws.now:%Y-%m}",
                engine=Engine.MODEL,
                model="m",
                prompt_id="post",
                prompt_version="1",
                prompt_hash="h",
                tokens_in=tokens,
                tokens_out=1,
                estimated=True,
                cost=cost,
                outcome=outcome,
                created_at=ws.now,
            )
        )


def test_a_month_without_writing_is_empty_and_not_free(ws: Workspace) -> None:
    usage = analytics.read_usage(ws)
    assert (usage.lines, usage.tokens, usage.cost, usage.share) == ((), 0, None, 0.0)
    assert usage.left == usage.allowance == 500_000
    assert not usage.is_partly_unpriced


def test_lines_add_up_and_other_months_stay_out(ws: Workspace) -> None:
    spend(ws, 99, Decimal("0.25"))
    spend(ws, 199, Decimal("0.50"), outcome="refused")
    spend(ws, 1_000, Decimal(9), month="2020-01")
    usage = analytics.read_usage(ws)
    (line,) = usage.lines
    assert (line.answers, line.failed, line.tokens_in, line.tokens_out, line.estimated) == (2, 1, 298, 2, True)
    assert usage.tokens == 300
    assert usage.cost == Decimal("0.75")
    assert usage.share == 300 / 500_000


def test_an_unknown_price_is_not_nothing(ws: Workspace) -> None:
    spend(ws, 9, None)
    usage = analytics.read_usage(ws)
    assert usage.cost is None
    assert usage.is_partly_unpriced
    spend(ws, 9, Decimal("0.25"))
    usage = analytics.read_usage(ws)
    assert (usage.cost, usage.lines[0].unpriced) == (Decimal("0.25"), 1)
    assert usage.is_partly_unpriced


def test_no_allowance_is_all_used(ws: Workspace) -> None:
    strategy.save_profile(ws, ProfileEdit(monthly_tokens=0))
    usage = analytics.read_usage(ws)
    assert usage.share == 1.0
    assert "no AI allowance" in str(usage.notice)


def test_from_the_soft_cap_on_the_allowance_has_something_to_say(ws: Workspace) -> None:
    strategy.save_profile(ws, ProfileEdit(monthly_tokens=1_000, soft_cap_percent=50))
    spend(ws, 498, None)
    assert analytics.read_usage(ws).notice is None
    spend(ws, 0, None)
    assert analytics.read_usage(ws).notice == "50% of this month's AI allowance is used."
    spend(ws, 499, None)
    assert "is used up" in str(analytics.read_usage(ws).notice)


def test_what_was_done_is_found_again_newest_first(ws: Workspace, clock) -> None:
    from datetime import timedelta

    strategy.save_profile(ws, ProfileEdit(place="Porto"))
    clock.now += timedelta(minutes=1)
    strategy.save_profile(ws, ProfileEdit(website="https://rye.example.org"))
    found = analytics.read_audit(ws)
    assert [entry.detail for entry in found[:2]] == ["website", "place"]
    assert [entry.detail for entry in analytics.read_audit(ws, search="PLACE")] == ["place"]
    assert analytics.read_audit(ws, search="100%") == []
    actors, verbs = analytics.list_audited(ws)
    assert ("Ana" in actors, "save_profile" in verbs, sorted(verbs) == verbs) == (True, True, True)
    late = analytics.AuditFilter(actor="Ana", verb="save_profile", since=clock.now)
    assert [entry.detail for entry in analytics.read_audit(ws, by=late)] == ["website"]
    assert analytics.read_audit(ws, by=analytics.AuditFilter(actor="Bo")) == []
    lines = analytics.export_audit(ws, late).decode("utf-8-sig").splitlines()
    assert (lines[0], len(lines), "website" in lines[1]) == ("at,actor,verb,subject,detail", 2, True)
