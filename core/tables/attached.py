"""What came with a message."""

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
