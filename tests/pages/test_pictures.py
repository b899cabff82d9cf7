"""A post's pictures and film, in the panels of its editor."""

from collections.abc import Callable
from io import BytesIO

from PIL import Image
from streamlit.testing.v1 import AppTest

from core import content
from core.keys import Key
from core.tables import Post
from core.tables.values import Scene
from core.vocab import PostType
from core.wiring import Runtime
from tests.pages.elements import button
from ui.background import shop

PAGE = "pages/content_studio/page.py"
Said = Callable[[AppTest], str]


def _photo() -> bytes:
    out = BytesIO()
    Image.new("RGB", (640, 480), "#3366cc").save(out, "JPEG")
    return out.getvalue()


def _panel(app: AppTest, post: Post, name: str) -> AppTest:
    app.query_params["post"] = str(post.id)
    app.switch_page(PAGE)
    app.session_state["post:panel"] = name
    app.run()
    assert not app.exception, app.exception
    return app


def _media(product: Runtime, key: Key, post: Post) -> list[str]:
    with product.workspace(key) as ws:
        return [item.key.split("/")[0] for item in content.read_post(ws, post.id).media]


def test_posters_uploads_order_and_words_for_those_who_cannot_see(
    app: AppTest, product: Runtime, sandbox: Key, words: Said
) -> None:
    with product.workspace(sandbox) as ws:
        post = content.draft_post(ws, channel="linkedin", type=PostType.IMAGE)
    panel = _panel(app, post, "pictures")
    panel.main.pills(key=f"poster:{post.id}:layout").set_value(content.Layout.BOLD).run()
    panel.main.text_input(key=f"poster:{post.id}:headline").set_value("Fresh at seven").run()
    button(panel, "Draw it").click().run()
    assert "The poster is drawn" in words(panel)
    with product.workspace(sandbox) as ws:
        (poster,) = content.read_post(ws, post.id).media
    assert (poster.made, poster.alt_text) == ("bold", 'A poster that reads "Fresh at seven".')

    panel.main.segmented_control(key=f"pictures:way:{post.id}").set_value(":material/upload: Upload").run()
    upload = f"upload:{post.id}:0"
    panel.main.file_uploader(key=upload).set_value(("photo.png", b"MZ\x90\x00" + b"\0" * 99, "image/png")).run()
    panel.main.text_input(key=f"words:{post.id}:title").set_value("A name not saved yet").run()
    button(panel, "Add it").click().run()
    assert any("This is a program" in one.value for one in panel.main.error)
    assert panel.main.text_input(key=f"words:{post.id}:title").value == "A name not saved yet"
    panel.main.file_uploader(key=upload).set_value(("photo.jpg", _photo(), "image/jpeg")).run()
    panel.main.text_input(key=f"upload-alt:{post.id}:0").set_value("A blue square").run()
    button(panel, "Add it").click().run()
    assert "The picture is added" in words(panel)
    assert _media(product, sandbox, post) == ["posters", "photos"]
    assert panel.main.text_input(key=f"words:{post.id}:title").value == "A name not saved yet"

    panel.main.segmented_control(key=f"pictures:which:{post.id}:2").set_value(1).run()
    button(panel, "Earlier").click().run()
    assert _media(product, sandbox, post) == ["photos", "posters"]
    panel.main.segmented_control(key=f"pictures:which:{post.id}:2").set_value(0).run()
    button(panel, "Remove").click().run()
    assert _media(product, sandbox, post) == ["posters"]
    button(panel, "Undo").click().run()
    assert _media(product, sandbox, post) == ["photos", "posters"]
    assert not panel.exception


def test_a_storyboard_tells_its_length_and_becomes_an_animatic(
    app: AppTest, product: Runtime, sandbox: Key, words: Said
) -> None:
    scenes = (
        Scene(scene=1, script="word " * 30, visual_description="Hands and flour", seconds=2),
        Scene(scene=2, script="Come in", visual_description="The door", seconds=1),
    )
    with product.workspace(sandbox) as ws:
        post = content.draft_post(ws, channel="linkedin", type=PostType.VIDEO)
        content.revise_post(ws, post.id, content.PostEdit(storyboard=scenes))
    panel = _panel(app, post, "storyboard")
    said = words(panel)
    assert "3 seconds in all" in said
    assert "LinkedIn takes 3 seconds to 30 minutes" in said
    assert "Scene 1 takes about 12 seconds to say; it has 2." in said
    with product.workspace(sandbox) as ws:
        content.render_animatic(ws, post.id)
    said = words(panel.run())
    assert "Animatic" in said
    assert "3 seconds · 864 by 1080" in said
    button(panel, "Remove the video").click().run()
    assert _media(product, sandbox, post) == ["posters"]
    button(panel, "Undo").click().run()
    assert _media(product, sandbox, post) == ["posters", "animatics"]
    work = shop().begin(f"{post.business_id}:{post.id}", lambda report: report(0.5))
    work.future.result(10)
    assert "The film is ready" in words(panel.run())
    assert not panel.exception
