"""A letter that came as HTML, as the words that a person would read in it; nothing of it is ever drawn as HTML."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

MOST = 200_000
"""Characters of HTML that are read: the words of a letter stand in its first tenth."""
_UNSEEN = frozenset(("head", "script", "style", "title", "template", "noscript", "svg", "iframe", "object"))
_VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))
_LINES = frozenset(
    """address article blockquote br div dl dt dd footer form h1 h2 h3 h4 h5 h6 header hr li ol p pre section table tr
    ul""".split()  # noqa: SIM905
)
_APART = frozenset(("blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "ol", "p", "pre", "table", "ul"))
_IS_MARKUP = re.compile(
    r"\s*<(?:!doctype\s+html|html|head|body|div|p|table|span|br|meta|style)\b[^<>]*>", re.IGNORECASE
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|mso-hide", re.IGNORECASE)
_DECLARED = re.compile(r"<[!?][^<>]*>")
_STRAY = re.compile(r"<(?!/?[a-zA-Z][^<>]*>)")
_SPACES = re.compile(r"[ \t\r\n\f\v\N{NO-BREAK SPACE}]+")


def is_markup(text: str) -> bool:
    """Whether a text is an HTML document, or a piece of one, rather than words with a sign in them.

    >>> is_markup("<html><body>Hi</body></html>"), is_markup("Is 3 < 5? I <3 you")
    (True, False)
    """
    return _IS_MARKUP.match(text) is not None


def readable(html: str) -> str:
    r"""The words of an HTML letter, a line for each line that a reader would see.

    What is hidden, drawn or run is left out. A link is named with where it really leads, a picture by its description.

    >>> readable('<p>Hi,<br>see <a href="https://a.example/x">our menu</a></p><script>alert(1)</script>')
    'Hi,\nsee our menu (https://a.example/x)'
    """
    reader = _Reader()
    reader.feed(_whole_tags(html[:MOST]))
    reader.close()
    return reader.text()


def _whole_tags(html: str) -> str:
    """Only tags that are whole: the standard parser takes hours over half a megabyte of tags that never end."""
    seen, comment = [], 0
    while (begins := html.find("<!--", comment)) >= 0:
        seen.append(html[comment:begins])
        ends = html.find("-->", begins + 4)
        comment = len(html) if ends < 0 else ends + 3
    seen.append(html[comment:])
    return _STRAY.sub("&lt;", _DECLARED.sub("", "".join(seen)))


class _Reader(HTMLParser):
    """Keeps what is seen. An unseen element lasts until its end, or for ever, as in a browser."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._unseen, self._depth = "", 0
        self._links: list[tuple[str, int]] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        told = {name: value or "" for name, value in attrs}
        if self._unseen:
            self._depth += tag == self._unseen
            return
        if tag in _UNSEEN or "hidden" in told or _HIDDEN.search(told.get("style", "")):
            self._unseen, self._depth = ("" if tag in _VOID else tag), 1
            return
        self._break(tag)
        if tag == "li":
            self._parts.append("- ")
        elif tag == "img" and told.get("alt", "").strip():
            self._parts.append(f" [{told['alt']}] ")
        elif tag == "a":
            self._links.append((told.get("href", "").strip(), len(self._parts)))

    def handle_endtag(self, tag: str) -> None:
        if self._unseen:
            self._depth -= tag == self._unseen
            self._unseen = self._unseen if self._depth else ""
            return
        if tag == "a" and self._links:
            self._name(*self._links.pop())
        self._break(tag)

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self._parts.append(_SPACES.sub(" ", data))

    def _break(self, tag: str) -> None:
        if tag in _LINES:
            self._parts.append("\n\n" if tag in _APART else "\n")

    def _name(self, href: str, begins: int) -> None:
        said = "".join(self._parts[begins:]).strip()
        if href.startswith(("http://", "https://")) and said.rstrip("/") != href.rstrip("/"):
            self._parts.append(f" ({href})")

    def text(self) -> str:
        lines = [_SPACES.sub(" ", line).strip() for line in "".join(self._parts).split("\n")]
        return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
