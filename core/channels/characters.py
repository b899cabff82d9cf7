"""Characters that a person doesn't mean to send: hidden ones, pasted markup, pictures where they cost double."""

import html
import re
import unicodedata

BREAKS = "\x0b\x0c\x85\u2028\u2029"
"""Line breaks that word processors paste; a channel knows only the ordinary one."""
_HIDDEN = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff{BREAKS}]")
_TAGS = (
    r"a|b|body|br|center|code|div|em|font|h[1-6]|head|hr|html|i|img|li|ol|p|pre|s|script|small|span|strong|style|sub"
)
_TAG = re.compile(rf"</?(?:{_TAGS}|sup|table|tbody|td|th|thead|tr|u|ul)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style|head)\b[^<>]*>.*?</\1\s*>", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>|</(?:p|div|li|tr|h[1-6]|ul|ol|table)\s*>", re.IGNORECASE)
_ENTITY = re.compile(
    r"&(?:nbsp|amp|lt|gt|quot|apos|[lr][sd]quo|[mn]dash|hellip|euro|#\d{2,6}|#x[0-9a-f]{2,6});", re.IGNORECASE
)
_PICTURES = frozenset({"So", "Sk", "Me"})
_JOINERS = frozenset("\u200d\ufe0e\ufe0f")


def hidden(text: str) -> int:
    r"""How many characters nobody can see, and some channels and databases refuse.

    >>> hidden("Ro\x00lls\x0b"), hidden("Rolls\n\tand more\r\n")
    (2, 0)
    """
    return 0 if text.isprintable() else len(_HIDDEN.findall(text))


def visible(text: str) -> str:
    r"""The text without them; a pasted line break becomes an ordinary one.

    >>> visible("Ro\x00lls\x0bToday")
    'Rolls\nToday'
    """
    return _HIDDEN.sub(lambda found: "\n" if found.group() in BREAKS else "", text)


def markup(text: str) -> str:
    """The first piece of HTML in a text; empty where there is none.

    >>> markup("Rolls <b>now</b>"), markup("Rolls < 3 & buns")
    ('<b>', '')
    """
    if "<" not in text and "&" not in text:
        return ""
    found = _TAG.search(text) or _ENTITY.search(text)
    return found.group() if found else ""


def without_markup(text: str) -> str:
    r"""The words of pasted HTML, with its paragraphs as lines.

    >>> without_markup("<p>Rolls &amp; <b>buns</b></p><p>Now</p>")
    'Rolls & buns\nNow'
    """
    for _ in range(3):  # markup that was escaped once comes to light
        if not markup(text):
            break
        text = _TAG.sub("", _BREAK.sub("\n", _UNSEEN.sub("", text)))
        text = html.unescape(text).replace("\u00a0", " ")
    return text.strip()


def is_picture(char: str) -> bool:
    r"""Whether a character is an emoji, or a piece of one.

    >>> [is_picture(char) for char in "🎉\ufe0fé“"]
    [True, True, False, False]
    """
    return char in _JOINERS or (ord(char) > 0x2000 and unicodedata.category(char) in _PICTURES)


def without_pictures(text: str) -> str:
    """The words without emoji, and without the spaces that stood around them.

    >>> without_pictures("Rolls 🎉 now 👩‍🍳!")
    'Rolls now!'
    """
    kept = "".join("\x00" if is_picture(char) else char for char in text)
    return re.sub(r" ?\x00+", "", kept).strip()
