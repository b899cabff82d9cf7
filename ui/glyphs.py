"""Small line drawings for the calendar's frame, which cannot reach Streamlit's icon font; 24 by 24, stroke only."""

from urllib.parse import quote

_RING = "M12 3a9 9 0 1 0 .01 0"

PATHS = {
    "camera": "M4 7h4l2-3h4l2 3h4v12H4zM12 10a3 3 0 1 0 .01 0",
    "briefcase": "M3 8h18v12H3zM8 8V4h8v4M3 13h18",
    "envelope": "M3 5h18v14H3zM3 6l9 7 9-7",
    "bubble": "M4 4h16v12h-9l-5 5v-5H4zM8 10h8",
    "people": "M8 5a3 3 0 1 0 .01 0M2 20c0-8 12-8 12 0M16 6a3 3 0 1 1 0 6M17 14c4 0 5 3 5 6",
    "megaphone": "M3 10v5h4l11 5V4L7 10zM7 15v5",
    "link": "M10 8H7a4 4 0 0 0 0 8h3M14 8h3a4 4 0 0 1 0 8h-3M8 12h8",
    "pencil": "M4 20l1-5L16 4l4 4L9 19z",
    "hourglass": "M6 3h12M6 21h12M7 3c0 6 10 12 10 18M17 3c0 6-10 12-10 18",
    "undo": "M9 5L4 10l5 5M4 10h11a5 5 0 0 1 0 10h-4",
    "seal": f"{_RING}M8 12l3 3 5-6",
    "clock": f"{_RING}M12 7v5l4 2",
    "pause": "M8 5v14M16 5v14",
    "turn": "M20 12a8 8 0 1 1-3-6M20 3v5h-5",
    "check": "M4 13l5 5L20 6",
    "bang": f"{_RING}M12 7v6M12 16v1",
    "question": f"{_RING}M9.500 9.500a2.500 2.500 0 1 1 3.500 2.500c-1 .5-1 1-1 1.500M12 17v.5",
    "absent": "M4 5h16v15H4zM9 10l6 6M15 10l-6 6",
    "barred": f"{_RING}M6 18L18 6",
    "lines": "M4 6h16M4 12h16M4 18h10",
    "picture": "M3 4h18v16H3zM3 17l6-6 5 5 3-3 4 4",
    "play": "M7 4l13 8-13 8z",
}


def data_url(glyph: str) -> str:
    """The drawing as a ``data:`` URL, to be used as a CSS mask: nothing is fetched.

    >>> data_url("pause")[:24]
    'data:image/svg+xml,%3Csv'
    """
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke="#000" stroke-width="2.5" '
        f'stroke-linecap="round" stroke-linejoin="round"><path d="{PATHS[glyph]}"/></svg>'
    )
    return f"data:image/svg+xml,{quote(svg)}"
