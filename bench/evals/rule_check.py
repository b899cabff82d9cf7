"""The channel's rules for a post that is not stored anywhere."""

from core.channels.draft import Sender
from core.channels.findings import Finding
from core.channels.preflight import check
from core.content.brief import DraftRequest
from core.content.shapes import PostFacts, PostText
from core.content.written import drafted


def broken(facts: PostFacts, post: PostText) -> tuple[Finding, ...]:
    """Every rule that the post breaks, advice included; a business without an address borrows one."""
    draft = drafted(DraftRequest(channel=facts.channel, type=facts.type), post)
    return check(draft, Sender(facts.sender or facts.business, "1 High Street"))
