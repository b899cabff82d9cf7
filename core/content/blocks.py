"""Texts kept to use again: templates, snippets and sets of hashtags, filled with what the profile knows."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from sqlmodel import col

from core.channels.compose import hashtag
from core.channels.rules import channel as rules_of
from core.content.brief import hours_in_words
from core.errors import Conflict, Invalid
from core.keys import needs
from core.rows.brand import tellable
from core.tables import Post, TextBlock
from core.tables.values import BlockText
from core.vocab import BlockKind, Channel, Permission
from core.workspace import Workspace

SLOT = re.compile(r"\{([A-Za-z][\w ]{0,39})\}")
NAME_MAX, LINE_MAX, TEXT_MAX, TAGS_MAX = 80, 400, 10_000, 30
LINES = ("subject", "preheader", "cta")


@dataclass(frozen=True)
class NewBlock:
    """A text to keep; ``channel`` says where it belongs, everywhere when it is empty."""

    kind: BlockKind
    name: str
    text: BlockText
    channel: Channel = ""


@dataclass(frozen=True)
class Filled:
    """A kept text with its slots filled; ``missing`` names those that nothing is known for, which stay in braces."""

    text: BlockText
    missing: tuple[str, ...]


@needs(Permission.READ)
def list_blocks(ws: Workspace, *, channel: Channel | None = None) -> tuple[TextBlock, ...]:
    """The kept texts by kind and name; with ``channel`` those that belong there, or everywhere."""
    where = [] if channel is None else [col(TextBlock.channel).in_(("", channel))]
    found = ws.rows.find(TextBlock, *where, order=[col(TextBlock.name)])
    kinds = list(BlockKind)
    return tuple(sorted(found, key=lambda one: (kinds.index(one.kind), one.name.casefold())))


@needs(Permission.WRITE)
def save_block(ws: Workspace, new: NewBlock, *, block_id: UUID | None = None) -> TextBlock:
    """Keep a text, or other words for one that is kept.

    Raises:
        Invalid: it has no name or no words, is too long, or its channel is unknown; the field is named.
        Conflict: another one of its kind has that name.
        NotFound: this business keeps no such text.
    """
    fit = _fit(new)
    with ws.writing() as rows:
        same = rows.first(TextBlock, col(TextBlock.kind) == fit.kind, col(TextBlock.name) == fit.name)
        if same is not None and same.id != block_id:
            raise Conflict(f"There is a {fit.kind.value} called “{fit.name}” already. Choose another name.")
        if block_id is None:
            key, now = ws.key.business_id, ws.now
            block = TextBlock(business_id=key, kind=fit.kind, name=fit.name, text=fit.text, updated_at=now)
            rows.add(block)
        else:
            block = rows.get(TextBlock, block_id)
            block.kind, block.name, block.text, block.updated_at = fit.kind, fit.name, fit.text, ws.now
        block.channel = fit.channel
        ws.audit("save_block", fit.name)
        rows.flush()
        return block


@needs(Permission.WRITE)
def delete_block(ws: Workspace, block_id: UUID) -> NewBlock:
    """Keep a text no longer; what it was comes back, so that it can be kept again.

    Raises:
        NotFound: this business keeps no such text.
    """
    with ws.writing() as rows:
        block = rows.get(TextBlock, block_id)
        gone = NewBlock(block.kind, block.name, block.text, block.channel)
        rows.remove(TextBlock, col(TextBlock.id) == block_id)
        ws.audit("delete_block", gone.name)
        return gone


@needs(Permission.READ)
def fill_block(ws: Workspace, block_id: UUID) -> Filled:
    """A kept text with its slots filled from the profile.

    Raises:
        NotFound: this business keeps no such text.
    """
    text, known = ws.rows.get(TextBlock, block_id).text, slots(ws)
    parts = {name: filled(getattr(text, name), known) for name in ("caption", *LINES)}
    missing = dict.fromkeys(slot for part in parts.values() for slot in SLOT.findall(part))
    return Filled(text.model_copy(update=parts), tuple(missing))


@needs(Permission.READ)
def slots(ws: Workspace) -> Mapping[str, str]:
    """What stands for each slot that a kept text may have: the profile's own lines and its facts for posts, by key."""
    profile = ws.profile
    own = {
        "business": ws.business.name,
        "place": profile.place,
        "website": profile.website,
        "sender": profile.sender_name,
        "hours": hours_in_words(profile.hours),
    }
    facts = {one.key: one.value for one in tellable(profile.facts, "posts", ws.now.astimezone(ws.zone).date())}
    return {name: value for name, value in (own | facts).items() if value}


def open_slots(post: Post) -> tuple[str, ...]:
    """Slots that still stand in a post's words, in their braces: nobody filled them in."""
    found = SLOT.finditer(f"{post.subject}\n{post.preheader}\n{post.caption}\n{post.cta}")
    return tuple(dict.fromkeys(slot.group() for slot in found))


def filled(text: str, known: Mapping[str, str]) -> str:
    """A text with the slots filled that something is known for; capitals and spaces in a slot do not matter.

    >>> filled("Order at {Order link}. {price}", {"order_link": "https://rye.example.com"})
    'Order at https://rye.example.com. {price}'
    """
    folded = {_folded(name): value for name, value in known.items()}
    return SLOT.sub(lambda slot: folded.get(_folded(slot[1]), slot[0]), text)


def _folded(slot: str) -> str:
    return slot.strip().casefold().replace(" ", "_")


def _fit(new: NewBlock) -> NewBlock:
    """What is kept of it: a snippet has a text only, a set of hashtags nothing but them."""
    name, text = new.name.strip(), new.text
    if not name or len(name) > NAME_MAX:
        raise Invalid(f"Give it a name of at most {NAME_MAX} characters.", field="name")
    if new.channel:
        rules_of(new.channel)
    for field, most in {"caption": TEXT_MAX, **dict.fromkeys(LINES, LINE_MAX)}.items():
        if len(getattr(text, field)) > most:
            raise Invalid(f"That is too long: {most:,} characters are the most here.", field=field)
    tags = tuple(dict.fromkeys(tag for tag in map(hashtag, text.hashtags) if tag))[:TAGS_MAX]
    kept = {
        BlockKind.TEMPLATE: text.model_copy(update={"hashtags": tags}),
        BlockKind.SNIPPET: BlockText(caption=text.caption),
        BlockKind.HASHTAGS: BlockText(hashtags=tags),
    }[new.kind]
    if kept == BlockText():
        field = "hashtags" if new.kind is BlockKind.HASHTAGS else "caption"
        raise Invalid("There is nothing to keep yet. Write something first.", field=field)
    return replace(new, name=name, text=kept)
