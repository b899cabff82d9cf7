"""What a trial of two versions must keep to, so that its outcome can mean something."""

from dataclasses import dataclass
from datetime import datetime

from core import audience
from core.audience import SHARES
from core.channels.compose import own_links
from core.content.revise import PostEdit
from core.errors import Invalid
from core.rows.drafts import draft_of
from core.tables import Post
from core.vocab import ExperimentMetric
from core.workspace import Workspace

LONGEST = 24 * 30
"""Hours after which a post gathers nothing that would change the outcome."""
FEWEST = 30
"""People who must at least have seen each version: below, the test's arithmetic does not hold."""
TRIED = ("caption", "hashtags", "cta")
TRIED_BY_LETTER = ("caption", "cta", "subject", "preheader")
IN_TURN, SPLIT = 72, 24
"""Hours after which it is usually decided: of posts that take turns, and of a list that is split."""
_WORDS = {
    "caption": "text",
    "hashtags": "hashtags",
    "cta": "call to action",
    "subject": "subject line",
    "preheader": "preview line",
}


@dataclass(frozen=True, kw_only=True)
class WinnerRule:
    """How it is decided: by what, when (so many hours after the later one, or at a moment), and from how many views.

    ``share`` is for letters and texts, which split their list: percent of the people who get each version. What does
    better goes to everybody else; with 50 nobody is left.
    """

    metric: ExperimentMetric = ExperimentMetric.ENGAGEMENT
    after_hours: int | None = IN_TURN
    decide_at: datetime | None = None
    least: int = 200
    share: int = 50


def refuse_rule(ws: Workspace, rule: WinnerRule) -> None:
    """Let no rule stand that could not decide; ``Invalid`` names the field."""
    if (rule.after_hours is None) == (rule.decide_at is None):
        raise Invalid("Decide either so many hours after both are out, or at a date: one of the two.", field="when")
    if rule.after_hours is not None and not 1 <= rule.after_hours <= LONGEST:
        raise Invalid(f"Between 1 and {LONGEST} hours, please.", field="after_hours")
    if rule.decide_at is not None and rule.decide_at <= ws.now:
        raise Invalid("That moment has passed. Choose a later one.", field="decide_at")
    if rule.share not in SHARES:
        raise Invalid(f"Each version can go to one of these percents: {', '.join(map(str, SHARES))}.", field="share")
    if rule.least < FEWEST:
        raise Invalid(f"At least {FEWEST} must have seen each version: fewer tell nothing.", field="least")


def refuse_post(post: Post, changes: PostEdit, tried: tuple[str, ...]) -> None:
    """Let no second version stand that says the same, or changes more than what is tried."""
    if set(changes.values()) - set(tried) or not any(getattr(post, n) != v for n, v in changes.values().items()):
        what = ", ".join(_WORDS[name] for name in tried)
        raise Invalid(f"Write the second version. Other words count in its {what}.", field="caption")


def refuse_uncounted(ws: Workspace, rule: WinnerRule, *versions: Post) -> None:
    """Let no list be split where nobody would know who clicked. Opens decide nothing: prefetching inflates them."""
    if rule.metric is not ExperimentMetric.CLICKS:
        raise Invalid("Letters and texts are decided by clicks of those who got them.", field="metric")
    for name, post in zip("AB", versions, strict=True):
        if not own_links(draft_of(ws.rows, post)):
            words = f"Version {name} has no link, so nobody could click. Add one, such as your website."
            raise Invalid(words, field="link")
        if audience.goes_to_people(ws, post.channel) and (why := audience.why_uncounted(ws, post)):
            raise Invalid(f"Nobody would know who clicked in version {name}. {why}", field="channel")
