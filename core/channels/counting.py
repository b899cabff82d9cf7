"""What a text box needs to count along while somebody types, without asking the rules with every key."""

from dataclasses import dataclass

from core.channels import sms
from core.channels.compose import OPT_OUT, body, outgoing_text
from core.channels.draft import Draft, Sender
from core.channels.measure import hashtags_in, length
from core.channels.rules import channel
from core.channels.utm import tagged


@dataclass(frozen=True, slots=True)
class Tags:
    """Hashtags: the most that the channel takes or advises, and how many stand outside the text."""

    most: int | None
    others: int


@dataclass(frozen=True, slots=True)
class Texting:
    """What a text message gets around its text, and the characters that cost one and two units."""

    name: str
    cta: str
    leave: str
    basic: str
    extended: str


@dataclass(frozen=True, slots=True)
class Counting:
    """How to count a text on its channel.

    Attributes:
        most: characters of the whole outgoing text; None where the channel states no limit.
        added: characters that stand in the outgoing text beside this one and the tags on its links; below zero where
            links count for less.
        tag: what every link in the text gets when it leaves; empty where that changes no count.
        tags: None on channels without hashtags; texting: only where texts are billed by parts.
    """

    most: int | None
    added: int
    tag: str
    tags: Tags | None
    sms: Texting | None


def counting(draft: Draft, sender: Sender) -> Counting:
    """How the box of a draft's caption counts.

    Raises:
        Invalid: unknown channel.

    >>> from core.vocab import PostType
    >>> draft = Draft(channel="mastodon", type=PostType.TEXT, caption="Hi", cta="Come", hashtags=("a",))
    >>> counting(draft, Sender("Gym"))
    Counting(most=500, added=10, tag='', tags=Tags(most=None, others=1), sms=None)
    """
    rules = channel(draft.channel)
    limits = rules.limits
    is_texting = limits.parts_good is not None
    tag = draft.tags.query() if draft.tags and limits.link_length is None else ""
    words = tagged(draft.caption, draft.tags) if draft.tags and tag else draft.caption
    own = len(words.encode("utf-16-le", "surrogatepass")) // 2 if is_texting else len(words)
    others = hashtags_in(body(draft)) - hashtags_in(draft.caption)
    return Counting(
        most=limits.text_max.value if limits.text_max else None,
        added=length(outgoing_text(draft, sender), rules) - own,
        tag=tag,
        tags=None if rules.personal else Tags(limits.hashtags_max.value if limits.hashtags_max else None, others),
        sms=Texting(
            sender.name.strip(), draft.cta.strip(), OPT_OUT, "".join(sorted(sms.BASIC)), "".join(sorted(sms.EXTENDED))
        )
        if is_texting
        else None,
    )
