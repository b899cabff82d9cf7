"""Who gets a post that goes to people is chosen on its screen, told on the calendar, and its deliveries are counted."""

from collections.abc import Callable

from streamlit.testing.v1 import AppTest

from core import audience, content, publishing
from core.audience import NewContact
from core.content import NewPost
from core.keys import Key
from core.publishing import Because, Deliveries
from core.tables import Post
from core.vocab import PostType, PublicationStatus
from core.wiring import Runtime
from pages.content_studio.deliveries import lines
from tests.pages.elements import opened

Said = Callable[[AppTest], str]
S = PublicationStatus


def test_a_segment_is_chosen_and_said_wherever_the_post_is(
    app: AppTest, product: Runtime, sandbox: Key, words: Said
) -> None:
    with product.workspace(sandbox) as ws:
        for number in range(3):
            consent = "till" if number else ""
            new = NewContact(channel="sms", handle=f"+1212555012{number}", segment="Loyal", consent_source=consent)
            audience.add_contact(ws, new)
        post = content.create_post(ws, NewPost(channel="sms", type=PostType.TEXT, title="Open", caption="Come by."))

    opened(app, "pages/content_studio/page.py", post=str(post.id))
    app.main.selectbox(key=f"goes:{post.id}").set_value("Loyal").run()
    assert not app.exception
    with product.workspace(sandbox) as ws:
        assert ws.rows.get(Post, post.id).segment == "Loyal"
    told = "2 people; left out: 1 not asked"
    assert told in words(app).replace("\\", "")
    assert "nobody is written to" in words(app)

    app.query_params.clear()
    opened(app, "pages/calendar/page.py", post=str(post.id))
    drawer = "\n".join(one.value for one in app.markdown)
    assert "**Loyal**" in drawer
    assert told in drawer.replace("\\", "")

    with product.workspace(sandbox) as ws:
        publishing.cancel_post(ws, post.id)
    opened(app, "pages/content_studio/page.py", post=str(post.id))
    assert app.main.selectbox(key=f"goes:{post.id}").disabled


def test_deliveries_are_counted_with_their_reasons() -> None:
    many = tuple(Because(S.FAILED, f"Mailbox {number} is full.", 9 - number) for number in range(8))
    told = lines(Deliveries({S.PUBLISHED: 1200, S.FAILED: 44, S.UNCONFIRMED: 1}, many, None)).replace("\\", "")
    assert told.startswith("**1,245 deliveries** :green-badge[")
    assert "1,200 sent" in told
    assert "- 9 failed: Mailbox 0 is full." in told
    assert "not sent again" in told
    assert told.endswith("- 5 more for other reasons")
    assert lines(Deliveries({S.CANCELLED: 1}, (), None)).startswith("**1 delivery**")
