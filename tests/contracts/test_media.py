"""What every media store does, and where it never reaches."""

from pathlib import Path
from uuid import uuid4

import pytest

from core.backends import find_media
from core.errors import Invalid
from core.ports import MediaStore
from core.workspace import ScopedMedia


@pytest.fixture(params=["file", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> MediaStore:
    if request.param == "file":
        return find_media(f"file://{tmp_path}/media")
    monkeypatch.setenv("AWS_ENDPOINT_URL", request.getfixturevalue("s3_endpoint"))
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "test")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "test")
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    return find_media(f"s3://shop/{uuid4()}")


def test_what_was_put_is_found_and_putting_it_again_is_harmless(store: MediaStore) -> None:
    assert store.get("a/one.png") is None
    for _ in range(2):
        store.put("a/one.png", b"\x89PNG\x00", content_type="image/png")
    assert store.get("a/one.png") == b"\x89PNG\x00"
    assert store.get("a") is None


def test_a_folder_goes_with_all_that_is_in_it_and_nothing_else(store: MediaStore) -> None:
    for path in ("a/1", "a/deep/2", "ab/3", "b/4"):
        store.put(path, path.encode(), content_type="text/plain")
    store.delete("a")
    assert [store.get(path) for path in ("a/1", "a/deep/2")] == [None, None]
    assert [store.get(path) for path in ("ab/3", "b/4")] == [b"ab/3", b"b/4"]


def test_one_file_goes_alone(store: MediaStore) -> None:
    store.put("a/1", b"1", content_type="text/plain")
    store.put("a/2", b"2", content_type="text/plain")
    store.delete("a/1")
    store.delete("a/none")
    assert (store.get("a/1"), store.get("a/2")) == (None, b"2")


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/etc/passwd", "..", "", ".", "a/\x00"])
def test_nothing_leads_outside(store: MediaStore, path: str) -> None:
    for deed in (store.get, store.delete, lambda path: store.put(path, b"x", content_type="text/plain")):
        with pytest.raises(Invalid):
            deed(path)


def test_a_link_inside_the_folder_leads_nowhere(tmp_path: Path) -> None:
    (tmp_path / "media").mkdir()
    (tmp_path / "secret").write_text("x")
    (tmp_path / "media" / "out").symlink_to(tmp_path)
    with pytest.raises(Invalid):
        find_media(f"file://{tmp_path}/media").get("out/secret")


def test_each_business_has_a_folder_of_its_own(store: MediaStore) -> None:
    one, other = ScopedMedia(store, uuid4()), ScopedMedia(store, uuid4())
    assert one.put("a.png", b"1", content_type="image/png") == "a.png"
    assert (one.get("a.png"), other.get("a.png")) == (b"1", None)


@pytest.mark.parametrize("key", ["../x", "a/../../x", "/x", "", ".", "..", "a\\..\\x", "a\x00", "a\n"])
def test_no_key_leads_to_another_business(store: MediaStore, key: str) -> None:
    mine = ScopedMedia(store, uuid4())
    with pytest.raises(Invalid):
        mine.get(key)
    with pytest.raises(Invalid):
        mine.put(key, b"x", content_type="text/plain")
