from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.channels.compose import body, outgoing_text
from core.channels.fixes import LABELS, REMEDIES
from core.channels.measure import hashtags_in, length
from core.channels.preflight import Code, Draft, Sender, apply_fix, check, refuse_if_hard
from core.channels.rules import channel, load
from core.errors import Invalid
from core.vocab import PostType

WORD = st.one_of(
    st.text("abcçéğşÀ\u2019“€XYZ", min_size=1, max_size=12),
    st.text("abc19", min_size=1, max_size=8).map("#{}".format),
    st.just("https://shop.example/a-rather-long-path?with=query"),
    st.sampled_from(["\U0001f600", "\n", "\n\n", "STOP", "<b>", "&amp;"]),
)
TEXT = st.lists(WORD, max_size=12).map(" ".join)
LONG = st.builds(lambda text, times: (text + " ") * times, TEXT, st.integers(1, 40))
SENDERS = st.builds(Sender, st.sampled_from(["", "Gym", "Bäckerei Köhler"]), st.sampled_from(["", "1 High St\nLeeds"]))
DRAFTS = st.builds(
    Draft,
    channel=st.sampled_from(sorted(load())),
    type=st.sampled_from(PostType),
    caption=TEXT | LONG,
    hashtags=st.lists(st.sampled_from(["#bread", "cake", "two words", "!!", "##a", "Çay"]), max_size=8).map(tuple),
    cta=TEXT,
    subject=TEXT | LONG,
    preheader=TEXT | LONG,
    media=st.integers(0, 25),
    video_seconds=st.none() | st.integers(0, 3000),
)
SENDER = Sender("Northside Gym", "1 High Street, Leeds")


def codes(draft: Draft, sender: Sender = SENDER) -> set[str]:
    return {finding.code.value for finding in check(draft, sender)}


@given(DRAFTS, SENDERS)
def test_every_offered_fix_removes_its_finding_and_adds_no_hard_one(draft: Draft, sender: Sender) -> None:
    before = check(draft, sender)
    hard = {finding.code for finding in before if finding.is_hard}
    for finding in before:
        if finding.fix:
            after = check(apply_fix(draft, finding.fix.code, sender), sender)
            assert finding.code not in {left.code for left in after}
            assert {left.code for left in after if left.is_hard} <= hard | {Code.MEDIA_MISSING, Code.TEXT_MISSING}


@given(DRAFTS, SENDERS)
def test_findings_speak_plainly_and_hard_ones_come_first(draft: Draft, sender: Sender) -> None:
    found = check(draft, sender)
    assert [f.is_hard for f in found] == sorted((f.is_hard for f in found), reverse=True)
    assert len({f.code for f in found}) == len(found)
    assert all(f.message.endswith(".") and "_" not in f.message.split("“")[0] for f in found)


@given(DRAFTS, SENDERS)
def test_a_draft_without_hard_findings_keeps_its_channels_limits(draft: Draft, sender: Sender) -> None:
    if any(finding.is_hard for finding in check(draft, sender)):
        with pytest.raises(Invalid) as refusal:
            refuse_if_hard(check(draft, sender))
        assert refusal.value.field
        return
    refuse_if_hard(check(draft, sender))
    rules = channel(draft.channel)
    assert rules.publishable
    assert draft.type in rules.kinds
    if rules.limits.text_max:
        assert length(outgoing_text(draft, sender), rules) <= rules.limits.text_max.value
    if rules.limits.hashtags_max and rules.limits.hashtags_max.is_hard:
        assert hashtags_in(body(draft)) <= rules.limits.hashtags_max.value


GOOD = {
    "instagram": Draft(channel="instagram", type=PostType.IMAGE, caption="Hi", media=1),
    "linkedin": Draft(channel="linkedin", type=PostType.TEXT, caption="Hi"),
    "email": Draft(channel="email", type=PostType.TEXT, caption="Hi there.", subject="News", preheader="Hi there."),
    "sms": Draft(channel="sms", type=PostType.TEXT, caption="Hi"),
    "mastodon": Draft(channel="mastodon", type=PostType.TEXT, caption="Hi"),
}


@pytest.mark.parametrize("name", GOOD)
def test_a_clean_draft_has_no_findings(name: str) -> None:
    assert check(GOOD[name], SENDER) == ()


@pytest.mark.parametrize(
    ("name", "change", "code"),
    [
        ("instagram", {"type": PostType.TEXT}, "type_not_allowed"),
        ("instagram", {"caption": "a" * 2201}, "text_too_long"),
        ("instagram", {"hashtags": ("a", "b", "c", "d", "e", "f")}, "hashtags_too_many"),
        ("instagram", {"caption": "#a #b #c", "hashtags": ("d", "e", "f")}, "hashtags_too_many"),
        ("instagram", {"hashtags": ("two words",)}, "hashtag_broken"),
        ("instagram", {"media": 0}, "media_missing"),
        ("instagram", {"media": 11}, "media_too_many"),
        ("instagram", {"type": PostType.VIDEO}, "video_missing"),
        ("instagram", {"type": PostType.VIDEO, "video_seconds": 2}, "video_too_short"),
        ("instagram", {"type": PostType.VIDEO, "video_seconds": 901}, "video_too_long"),
        ("instagram", {"type": PostType.VIDEO, "video_seconds": 9, "is_planned": True}, "film_missing"),
        ("linkedin", {"caption": "a" * 3001}, "text_too_long"),
        ("linkedin", {"caption": " \n"}, "text_missing"),
        ("linkedin", {"type": PostType.IMAGE}, "media_missing"),
        ("linkedin", {"type": PostType.VIDEO, "video_seconds": 9, "media": 2}, "media_mixed"),
        ("email", {"subject": " "}, "subject_missing"),
        ("email", {"subject": "a" * 51}, "subject_long"),
        ("email", {"subject": "a" * 191}, "subject_too_long"),
        ("email", {"subject": "Hi\nBcc: all@b.example"}, "subject_line_break"),
        ("email", {"preheader": ""}, "preheader_missing"),
        ("email", {"preheader": "a" * 131}, "preheader_too_long"),
        ("email", {"hashtags": ("a",)}, "hashtags_unused"),
        ("sms", {"caption": "It\u2019s on"}, "sms_unicode"),
        ("sms", {"caption": "a" * 300}, "sms_many_parts"),
        ("sms", {"caption": "a" * 1600}, "text_too_long"),
        ("sms", {"media": 1}, "media_too_many"),
        ("mastodon", {"caption": "a" * 501}, "text_too_long"),
        ("mastodon", {"channel": "facebook"}, "import_only"),
    ],
)
def test_each_rule_bites(name: str, change: dict[str, object], code: str) -> None:
    assert code in codes(replace(GOOD[name], **change))  # type: ignore[arg-type]


def test_the_sender_must_be_named_and_found() -> None:
    assert codes(GOOD["email"], Sender("")) == {"sender_name_missing", "postal_address_missing"}
    assert codes(GOOD["sms"], Sender(" ")) == {"sender_name_missing"}
    assert codes(GOOD["linkedin"], Sender("")) == set()


def test_soft_findings_do_not_refuse() -> None:
    found = check(replace(GOOD["email"], subject="a" * 60), SENDER)
    assert [finding.is_hard for finding in found] == [False]
    refuse_if_hard(found)


def test_a_refusal_names_the_field_and_the_remedy() -> None:
    with pytest.raises(Invalid, match=r"2,200 characters; this has 2,300\..*\(Trim the text\.\)") as refusal:
        refuse_if_hard(check(replace(GOOD["instagram"], caption="a " * 1149 + "bb"), SENDER))
    assert refusal.value.field == "caption"


def test_no_fix_is_offered_that_would_not_help() -> None:
    crowded = replace(GOOD["mastodon"], cta="a" * 600)
    assert [finding.fix for finding in check(crowded, SENDER)] == [None]
    turkish = replace(GOOD["sms"], caption="Çay ve şeker")
    assert [(f.code.value, f.fix) for f in check(turkish, SENDER)] == [("sms_unicode", None)]


def test_unknown_channels_are_refused() -> None:
    with pytest.raises(Invalid, match="telegraph"):
        check(replace(GOOD["sms"], channel="telegraph"), SENDER)


def test_every_remedy_has_a_label() -> None:
    assert set(REMEDIES) == set(LABELS)


def test_codes_never_change() -> None:
    assert {code.name.lower() for code in Code} == {code.value for code in Code}
    assert len(Code) == 26
