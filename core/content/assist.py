"""Help with a post's words: another wording, hashtags by their own results, a call to action, a subject.

Nothing is stored, and nothing is returned that the post's channel or the guard would not let through.
"""

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from core.channels.compose import hashtag
from core.channels.measure import hashtags_in
from core.channels.rules import channel
from core.content import assist_prompts as prompts
from core.content.assist_asking import Asking, Candidate, Suggestions
from core.content.assist_offline import trade_tags
from core.content.assist_shapes import Line, Wish
from core.content.revise import CTA_MAX, PostEdit
from core.content.tag_results import TagResult, tag_results
from core.errors import Invalid
from core.keys import needs
from core.vocab import Permission
from core.workspace import Workspace

WISH_MAX = 200
"""Characters of a wish in one's own words."""
TAGS = 5
"""Hashtags on a channel that states no limit."""
OWN_TAGS = 8
"""Own hashtags that the writer is shown."""
WISHES = {
    Wish.SHORTER: "About half as long; keep the hook and the call.",
    Wish.FRIENDLIER: "Friendlier and warmer, as one talks to a neighbour, without exclamation marks.",
    Wish.PLAINER: "Plainer words and shorter sentences; one thought each.",
    Wish.SEGMENT: "Speak to the group named below and to what matters to them.",
}


@needs(Permission.WRITE)
def reword_post(
    ws: Workspace, post_id: UUID, wish: Wish, *, says: str = "", changes: PostEdit | None = None
) -> Suggestions:
    """Say the text another way. ``says`` names the segment, or is the wish in one's own words.

    ``changes`` are unsaved words of the editor. A wish in one's own words has no suggestions without a model.

    Raises:
        Invalid: there is no text yet, or no segment or wish is told (field ``caption`` or ``says``).
        Conflict: the post's words can't change any more.
    """
    told = says.strip()
    if wish in {Wish.SEGMENT, Wish.OWN} and not told:
        raise Invalid("Say whom the text shall speak to, or how it shall change.", field="says")
    if len(told) > WISH_MAX:
        raise Invalid(f"That is too long: {WISH_MAX} characters are the most.", field="says")
    asking = Asking(ws, post_id, changes)
    asking.refuse_without_text()
    segment = told if wish is Wish.SEGMENT else ""
    facts = asking.facts(kind=wish, wish=WISHES.get(wish, told), segment=segment, most=2)
    return asking.asked(prompts.REWORD, facts, lambda line: PostEdit(caption=line.text.strip()))


@needs(Permission.WRITE)
def suggest_calls(ws: Workspace, post_id: UUID, *, changes: PostEdit | None = None) -> Suggestions:
    """Calls to action that follow from the text.

    Raises:
        Invalid, Conflict: as ``reword_post``.
    """
    asking = Asking(ws, post_id, changes)
    asking.refuse_without_text()
    facts = asking.facts(most=4, longest=CTA_MAX)
    return asking.asked(prompts.CALLS, facts, lambda line: PostEdit(cta=_line(line)[:CTA_MAX]))


@needs(Permission.WRITE)
def suggest_subjects(ws: Workspace, post_id: UUID, *, changes: PostEdit | None = None) -> Suggestions:
    """Subjects for a letter, each short enough for a phone.

    Raises:
        Invalid: this channel has no subject (field ``subject``), or as ``reword_post``.
        Conflict: as ``reword_post``.
    """
    asking = Asking(ws, post_id, changes)
    limits = channel(asking.draft.channel).limits
    if limits.subject_min is None:
        raise Invalid("Only e-mails have a subject.", field="subject")
    asking.refuse_without_text()
    facts = asking.facts(most=5, longest=limits.subject_good.value if limits.subject_good else 0)
    return asking.asked(prompts.SUBJECTS, facts, lambda line: PostEdit(subject=_line(line)))


@needs(Permission.WRITE)
def suggest_hashtags(ws: Workspace, post_id: UUID, *, changes: PostEdit | None = None) -> Suggestions:
    """As many hashtags as the channel bears, ranked by what own posts with them achieved: one suggestion, explained.

    Raises:
        Invalid: hashtags do nothing on this channel, or the text is full of them (field ``hashtags``).
        Conflict: as ``reword_post``.
    """
    asking = Asking(ws, post_id, changes)
    draft, rules = asking.draft, channel(asking.draft.channel)
    limit = rules.limits.hashtags_max.value if rules.limits.hashtags_max else TAGS
    room = limit - hashtags_in(f"{draft.caption}\n{draft.cta}")
    if rules.personal or room <= 0:
        reason = "do nothing here" if rules.personal else f"stand in the text already, {limit} of {limit}"
        raise Invalid(f"{rules.label}: hashtags {reason}.", field="hashtags")
    results = tag_results(ws, draft.channel)
    other = _other_offers(asking)
    good = tuple(one.tag for one in results if one.expected >= one.usual and one.tag.casefold() not in other)
    facts = asking.facts(most=room + 2, ranked=good[:8], tags=trade_tags(ws.business.industry))
    found = asking.asked(prompts.TAGS, facts)
    one = _as_one_set(found.candidates, results, room)
    return replace(found, candidates=(one,) if one and one.edit and asking.does(one.edit) else ())


def _other_offers(asking: Asking) -> frozenset[str]:
    """Hashtags of what the business also sells, but this post does not speak of."""
    said = f"{asking.draft.title} {asking.draft.caption}".casefold()
    names = [offer.name for offer in asking.ws.profile.offers if offer.name.casefold() not in said]
    return frozenset(hashtag(name).casefold() for name in names)


def _line(line: Line) -> str:
    return " ".join(line.text.split())


def _as_one_set(found: Sequence[Candidate], results: Sequence[TagResult], room: int) -> Candidate | None:
    """The best of the hashtags, by their results; one without any counts as average."""
    known = {one.tag.casefold(): one for one in results}
    usual = results[0].usual if results else 0.0
    whys = {tag: one.why for one in found if (tag := hashtag(one.text))}

    def expected(tag: str) -> float:
        return known[tag.casefold()].expected if tag.casefold() in known else usual

    chosen = sorted(whys, key=expected, reverse=True)[:room]
    own = [tag for tag in chosen if tag.casefold() in known]
    notes = tuple(f"{tag}: {known[tag.casefold()].words if tag in own else whys[tag]}" for tag in chosen)
    why = f"By the scores of your own posts with them; all posts average {usual:.0f} of 100"
    why = why if own else "No own results yet: what suits the trade"
    return Candidate(" ".join(chosen), why, PostEdit(hashtags=tuple(chosen)), notes) if chosen else None
