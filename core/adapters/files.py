"""Media in a local folder."""

import os
import shutil
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit

from core.adapters.paths import below
from core.errors import Invalid


class LocalMedia:
    """Files under one folder; a reader never sees half a file."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._root = Path(unquote(parts.netloc + parts.path)).resolve()

    def put(self, path: str, data: bytes, *, content_type: str) -> None:
        del content_type
        place = self._place(path)
        if place.exists():
            return
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=place.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(place)

    def get(self, path: str) -> bytes | None:
        place = self._place(path)
        return place.read_bytes() if place.is_file() else None

    def delete(self, prefix: str) -> None:
        place = self._place(prefix)
        if place.is_dir():
            shutil.rmtree(place)
        else:
            place.unlink(missing_ok=True)

    def _place(self, path: str) -> Path:
        place = (self._root / below(path)).resolve()
        if not place.is_relative_to(self._root):  # by a link inside the folder
            raise Invalid("That file name leads outside the media folder.", field="media")
        return place
