"""The people who are written to, under Settings."""

from streamlit.testing.v1 import AppTest

from tests.pages.elements import labelled


def test_people_are_added_leave_and_are_told_by_their_fields(app: AppTest) -> None:
    app.session_state["section"] = "Audience"
    app.switch_page("pages/settings/page.py").run()
    labelled(app.text_input, "Address or number").input("nobody")
    labelled(app.button, "Add").click().run()
    assert any("**Email.**" in told.value for told in app.error)
    labelled(app.text_input, "Address or number").input("zoe@example.org")
    labelled(app.text_input, "Name").input("Zoe Aardvark")
    labelled(app.button, "Add").click().run()
    assert not app.exception
    assert any("Zoe Aardvark is in your audience" in told.value for told in app.success)
    app.text_input(key="audience:search").input("aardvark").run()
    (listed,) = app.dataframe
    assert list(listed.value["Consent"]) == ["not asked"]
    assert any("Nobody gets more than 4 posts a channel" in told.value for told in app.caption)
    app.session_state["often:box"] = True
    app.run()
    labelled(app.number_input, "Posts one person gets on one channel in seven days").set_value(1)
    labelled(app.button, "Save").click().run()
    assert any("Nobody gets more than 1 post a channel" in told.value for told in app.caption)
    app.text_input(key="audience:search").input("").run()
    app.selectbox(key="audience:channel").set_value("sms").run()
    assert not app.exception
    assert "zoe@example.org" not in {row for frame in app.dataframe for row in frame.value["Address"]}
