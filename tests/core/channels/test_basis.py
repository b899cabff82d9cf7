"""Where a finding comes from."""

import pytest

from core.channels.basis import LIMITS, basis
from core.channels.draft import Draft, Sender
from core.channels.findings import Code
from core.channels.preflight import check
from core.channels.rules import Limits
from core.vocab import PostType


def test_every_code_names_a_limit_that_exists() -> None:
    assert set(LIMITS.values()) <= set(Limits.model_fields)


@pytest.mark.parametrize(
    ("draft", "code"),
    [
        (Draft(channel="linkedin", type=PostType.TEXT, caption="a" * 3001), Code.TEXT_TOO_LONG),
        (Draft(channel="instagram", type=PostType.IMAGE, caption="a", media=1, hashtags=tuple("abcdef")),
         Code.HASHTAGS_TOO_MANY),
        (Draft(channel="email", type=PostType.TEXT, caption="a", subject="s" * 60), Code.SUBJECT_LONG),
        (Draft(channel="sms", type=PostType.TEXT, caption="a" * 400), Code.SMS_MANY_PARTS),
    ],
)  # fmt: skip
def test_a_finding_weighs_what_its_limit_weighs(draft: Draft, code: Code) -> None:
    finding = next(finding for finding in check(draft, Sender("Gym", "Main St 1")) if finding.code is code)
    limit = basis(draft.channel, code)
    assert limit is not None
    assert limit.severity is finding.severity
    assert limit.source


def test_a_channel_without_the_limit_has_no_basis() -> None:
    assert basis("linkedin", Code.MEDIA_MISSING) is None
