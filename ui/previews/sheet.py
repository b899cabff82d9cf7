"""What a preview is drawn from."""

from dataclasses import dataclass

from core.channels.compose import Outgoing
from core.channels.draft import Draft, Sender
from core.channels.sms_price import Price


@dataclass(frozen=True)
class Picture:
    """One picture's bytes and its text alternative."""

    data: bytes
    alt: str = ""


@dataclass(frozen=True)
class Sheet:
    """Everything one preview is drawn from.

    Args:
        name: the business; draft, sender, outgoing: the words as they stand and as they would be sent.
        id: tells previews on one screen apart.
        pictures: in their order; the first of a video is its cover.
        logo, colour: the brand's, ``#rrggbb``; a letter in the colour stands for a logo that is missing or broken.
        sender_email: for the e-mail's head.
        people: how many get it, where it goes to people one by one; 0 where nobody has said. ``whose`` says who counts
            them, in words after the number.
        price: of one part of a text message; None where it isn't known.
    """

    name: str
    draft: Draft
    sender: Sender
    outgoing: Outgoing
    id: str = "one"
    pictures: tuple[Picture, ...] = ()
    logo: bytes | None = None
    colour: str = "#0f766e"
    sender_email: str = ""
    people: int = 0
    whose: str = ""
    price: Price | None = None
