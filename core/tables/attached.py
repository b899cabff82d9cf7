"""Values of the inbox: what came with a message, where an answer came from, whose turn it is."""

from uuid import UUID

from core.tables.values import Value


class Attachment(Value):
    """What came with a message: kept under ``key`` in the media store, or lying at ``url``; ``note`` says why neither.

    ``content_type`` is what its bytes say, never what its sender said; ``thumb`` is the key of a small picture that was
    painted afresh. ``size`` is in bytes.
    """

    name: str
    content_type: str = "application/octet-stream"
    size: int | None = None
    key: str = ""
    thumb: str = ""
    url: str = ""
    note: str = ""


class SourceNote(Value):
    """Where an escalation, a suggestion or an answer came from: an FAQ (``ref``), a fact, or another conversation."""

    label: str
    detail: str = ""
    ref: UUID | None = None
    conversation_id: UUID | None = None


class Rota(Value):
    """Who gets the conversations that need a person, when they are given out in turn.

    Without ``people`` it is everybody who may answer.
    """

    is_on: bool = False
    people: tuple[UUID, ...] = ()
