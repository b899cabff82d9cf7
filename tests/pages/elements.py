"""Elements of a screen by the words on them."""

from collections.abc import Iterable
from typing import Any

from streamlit.testing.v1 import AppTest


def button(app: AppTest, label: str) -> Any:
    """The first button of the main part with these words."""
    return labelled(app.main.button, label)


def labelled(elements: Iterable[Any], label: str) -> Any:
    return next(one for one in elements if one.label == label)
