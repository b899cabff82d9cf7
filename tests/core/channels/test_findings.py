from core.channels.findings import Code, Finding
from core.channels.rules import Severity


def test_only_hard_findings_are_hard() -> None:
    assert Finding(Code.TEXT_MISSING, "caption", Severity.HARD, "Write a line.").is_hard
    assert not Finding(Code.SUBJECT_LONG, "subject", Severity.SOFT, "Long.").is_hard
