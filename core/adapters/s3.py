"""Media in S3 or anything that speaks its API."""

import os
from urllib.parse import urlsplit

import obstore
from obstore.exceptions import NotFoundError
from obstore.store import S3Store

from core.adapters.paths import below


class S3Media:
    """Keys under one prefix of one bucket; credentials come from the usual ``AWS_`` variables."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        endpoint = os.environ.get("AWS_ENDPOINT_URL", "")
        self._store = S3Store(
            parts.netloc,
            prefix=parts.path.strip("/") or None,
            config={"endpoint": endpoint} if endpoint else None,
            client_options={"allow_http": endpoint.startswith("http://")},
        )

    def put(self, path: str, data: bytes, *, content_type: str) -> None:
        obstore.put(self._store, below(path), data, attributes={"Content-Type": content_type})

    def get(self, path: str) -> bytes | None:
        try:
            return bytes(obstore.get(self._store, below(path)).bytes())
        except (NotFoundError, FileNotFoundError):
            return None

    def delete(self, prefix: str) -> None:
        under = [item["path"] for batch in obstore.list(self._store, prefix=below(prefix)) for item in batch]
        if under:
            obstore.delete(self._store, under)
        elif self.get(prefix) is not None:
            obstore.delete(self._store, prefix)
