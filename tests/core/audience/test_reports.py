"""What servers and services write about letters that came back, read as one shape."""

from pathlib import Path

import pytest

from core.audience.refusals import Blame, blame
from core.audience.reports import Report, from_file, from_json
from core.errors import Invalid

NOTICE = b"""From: MAILER-DAEMON@mx.example.net
To: hello@rye.example.com
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

I'm sorry to have to inform you.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net
Arrival-Date: Sun, 22 Nov 2026 10:00:00 +0000

Final-Recipient: rfc822; ann@example.org
Original-Recipient: rfc822;Ann@Example.org
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <ann@example.org>:
    Recipient address rejected

Final-Recipient: rfc822; bo@example.org
Action: delayed
Status: 4.2.2
Diagnostic-Code: smtp; mailbox full

Final-Recipient: rfc822; cy@example.org
Action: delivered
Status: 2.0.0

--b
Content-Type: message/rfc822

Message-ID: <post-1@rye.example.com>
From: hello@rye.example.com
Subject: Rolls

Warm rolls.

--b--
"""
SPAM = b"""From: feedback@isp.example
Subject: complaint
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="b"

--b
Content-Type: text/plain

This is an abuse report.

--b
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: Some/1.0
Version: 1
Original-Rcpt-To: <ann@example.org>

--b
Content-Type: text/rfc822-headers

Message-ID: <post-2@rye.example.com>

--b--
"""


def test_a_delivery_notice_tells_of_each_person_it_failed_for() -> None:
    about = "<post-1@rye.example.com>"
    gone = "550 5.1.1 <ann@example.org>: Recipient address rejected"
    assert from_file(NOTICE, "notice.eml") == (
        Report(type="bounce", email="Ann@Example.org", reason=gone, message_id=about),
        Report(type="bounce", email="bo@example.org", permanent=False, reason="4.2.2 mailbox full", message_id=about),
    )


def test_a_feedback_report_is_a_complaint_and_other_feedback_is_not() -> None:
    (told,) = from_file(SPAM)
    assert (told.type, told.email, told.message_id) == ("complaint", "ann@example.org", "<post-2@rye.example.com>")
    with pytest.raises(Invalid):
        from_file(SPAM.replace(b"abuse\n", b"not-spam\n"))


def test_a_service_s_list_is_read_by_its_column_names() -> None:
    table = (
        b"Recipient,Event,Bounce reason,Message-ID\n"
        b"ann@example.org,bounced,550 5.1.1 unknown,<1@x>\nbo@example.org,Soft Bounce,,\n"
        b"cy@example.org,spam complaint,,\nnobody,bounced,,\n"
    )
    told = from_file(table, "list.csv")
    assert [(one.type, one.permanent, one.reason) for one in told] == [
        ("bounce", True, "550 5.1.1 unknown"),
        ("bounce", False, "Soft Bounce"),
        ("complaint", True, "spam complaint"),
    ]
    assert told[0].message_id == "<1@x>"
    assert len(from_file(b"email,status\n" + b"a@example.org,5.1.1\n" * 600, "l.csv")) == 500


@pytest.mark.parametrize("data", [b"Subject: Hello\n\nHow are you?", b"a,b\n1,2\n", b"email,type\nnobody,bounce\n"])
def test_what_is_none_says_so(data: bytes) -> None:
    with pytest.raises(Invalid) as wrong:
        from_file(data, "x.csv")
    assert "Traceback" not in wrong.value.message


@pytest.mark.parametrize(
    "body", [b"", b"[]", b'{"events": []}', b'{"events": [{"type": "open", "email": "a@b.c"}]}', b'{"events": [{}]}']
)
def test_json_of_another_shape_names_its_field(body: bytes) -> None:
    with pytest.raises(Invalid) as wrong:
        from_json(body)
    assert (wrong.value.field or "").startswith(("body", "events"))


@pytest.mark.parametrize(
    ("said", "about"),
    [
        ("550 5.2.1 disabled", Blame.ADDRESS),
        ("4.4.1 no answer", Blame.MAILBOX),
        ("552 too much", Blame.MAILBOX),
        ("554 rejected", Blame.LETTER),
        ("550 5.3.4 too big", Blame.LETTER),
        ("2.1.5 fine", Blame.LETTER),
        ("call 5550", None),
    ],
)
def test_what_a_refusal_is_about(said: str, about: Blame | None) -> None:
    assert blame(said) is about


def test_the_guide_for_operators_shows_the_shape_that_is_read() -> None:
    guide = (Path(__file__).parents[3] / "docs" / "operator-guide.md").read_text(encoding="utf-8")
    start = guide.index('{"events"')
    (told,) = from_json(guide[start : guide.index("```", start)].encode())
    assert (told.type, told.email) == ("bounce", "ann@example.org")
