"""A plan from a spreadsheet onto the calendar: looked at, kept, taken back."""

from streamlit.testing.v1 import AppTest

from core import publishing
from core.keys import Key
from core.wiring import Runtime
from tests.pages.elements import button, opened

PAGE = "pages/calendar/page.py"
FILE = b"channel,text,scheduled at\nLinkedIn,First words,2030-05-06 10:00\nlinkedin,Later words,\npigeon,Coo,\n"


def test_a_file_is_looked_at_then_kept_then_taken_back(app: AppTest, product: Runtime, sandbox: Key) -> None:
    app.session_state["files:box"] = True
    at = opened(app, PAGE)
    button(at, "Bring in posts").click().run()
    at.file_uploader(key="files:file").upload("plan.csv", FILE, "text/csv").run()
    assert not at.exception, at.exception
    assert [one.value for one in at.metric] == ["1", "1", "1"]
    assert "This channel is not known" in str(at.dataframe[1].value["What to do"].tolist())
    assert at.button(key="files:go").label == "Bring in 2 posts"
    at.radio(key="files:on_errors").set_value("none").run()
    assert at.button(key="files:go").disabled
    at.radio(key="files:on_errors").set_value("good_rows").run()
    at.button(key="files:go").click().run()
    assert "1 on the calendar, 1 in the tray as drafts. 1 row with" in at.success[0].value.replace("\\", "")
    with product.workspace(sandbox) as ws:
        assert any(post.title == "Later words" for post in publishing.tray(ws))
    button(at, "Undo").click().run()
    assert "2 posts are gone again" in at.success[0].value
    with product.workspace(sandbox) as ws:
        assert not any(post.title == "Later words" for post in publishing.tray(ws))
