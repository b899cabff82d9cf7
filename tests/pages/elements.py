"""Elements of a screen by the words on them."""

from collections.abc import Iterable
from typing import Any

from streamlit.testing.v1 import AppTest

from core.tables import Post


def opened(app: AppTest, page: str, **address: str) -> AppTest:
    """The app on a page, with this in its address."""
    app.switch_page(page)
    for name, value in address.items():
        app.query_params[name] = value
    app.run()
    assert not app.exception, app.exception
    return app


def caption_key(post: Post) -> str:
    return f"words:{post.id}:caption"


def typed(app: AppTest, post: Post, text: str) -> AppTest:
    """What the live text box leaves behind when somebody has typed and paused."""
    app.session_state[caption_key(post)] = text
    app.run()
    assert not app.exception, app.exception
    return app


def button(app: AppTest, label: str) -> Any:
    """The first button of the main part with these words."""
    return labelled(app.main.button, label)


def labelled(elements: Iterable[Any], label: str) -> Any:
    return next(one for one in elements if one.label == label)
