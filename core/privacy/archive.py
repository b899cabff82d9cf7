"""Everything of a business in one archive that needs no program of ours to be read."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from pydantic_core import to_jsonable_python
from sqlmodel import SQLModel, col

from core.keys import needs
from core.tables import Invitation, Membership, User, tenant_classes, tenant_column
from core.vocab import Permission
from core.workspace import Workspace

SECRET = frozenset(
    {"sealed_secret", "secret_ends", "sealed_key", "key_ends", "reports_secret", "messages_secret", "token"}
)
"""Columns that open something: an archive that is passed on must not."""
PAGE = 200
"""Rows held at once: a table may have millions."""
_ABOUT = """Everything of {name}, as of {now:%Y-%m-%d %H:%M} UTC.

people.jsonl   who belongs to the business and who is invited, with their roles.
tables/   one file a table, one row a line, as JSON (UTF-8). Moments are in UTC, rates are fractions, scores 0 to 100.
media/    pictures and films, under the names that the tables use.
manifest.json   how many rows each table has, and each file's SHA-256, to check that nothing is missing.

Left out: keys, passwords and link secrets. They open accounts, and an archive gets passed on.
"""


@needs(Permission.MANAGE)
def export_everything(ws: Workspace) -> bytes:
    """Every row and file that the business owns, as a ZIP archive; keys and other secrets are left out."""
    made = io.BytesIO()
    manifest: dict[str, Any] = {"business": ws.business.name, "made_at": ws.now.isoformat(), "tables": {}, "media": {}}
    media: set[str] = set()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("README.txt", _ABOUT.format(name=ws.business.name, now=ws.now))
        for cls in tenant_classes():
            name, digest, count = f"tables/{cls.__tablename__}.jsonl", hashlib.sha256(), 0
            with archive.open(name, "w") as file:
                for row in _rows(ws, cls):
                    media |= set(_media_in(row))
                    line = json.dumps(row, ensure_ascii=False).encode() + b"\n"
                    digest.update(line)
                    file.write(line)
                    count += 1
            manifest["tables"][str(cls.__tablename__)] = {"file": name, "rows": count, "sha256": digest.hexdigest()}
        people = "".join(json.dumps(one, ensure_ascii=False) + "\n" for one in _people(ws)).encode()
        archive.writestr("people.jsonl", people)
        manifest["people"] = {"file": "people.jsonl", "sha256": hashlib.sha256(people).hexdigest()}
        for key in sorted(media):
            data = ws.media.get(key)
            manifest["media"][key] = None if data is None else hashlib.sha256(data).hexdigest()
            if data is not None:
                archive.writestr(zipfile.ZipInfo(f"media/{key}"), data)  # stored: pictures do not shrink
        archive.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=1))
    with ws.writing():
        ws.audit("export_everything", detail=f"{len(made.getvalue()):,} bytes")
    return made.getvalue()


def _people(ws: Workspace) -> Iterator[dict[str, Any]]:
    """Members and open invitations; what opens an account or an invitation is left out."""
    for name, cls, join, since in (
        (col(User.name), Membership, (User, col(User.id) == col(Membership.user_id)), "member_since"),
        (sa.literal(""), Invitation, None, "invited_at"),
    ):
        email = col(User.email) if cls is Membership else col(Invitation.email)
        shown = (name, email, col(cls.role), col(cls.created_at))
        mine = [col(cls.business_id) == ws.key.business_id]
        for told in ws.rows.columns(*shown, where=mine, join=join, order=[email]):
            yield dict(zip(("name", "email", "role", since), to_jsonable_python(tuple(told)), strict=True))


def _rows(ws: Workspace, cls: type[SQLModel]) -> Iterator[dict[str, Any]]:
    """A table's rows of this business, a page at a time, as plain values."""
    columns = [column for column in cls.__table__.columns if column.name not in SECRET]  # type: ignore[attr-defined]
    shown = [col(getattr(cls, column.name)) for column in columns]
    order = col(getattr(cls, "id"))  # noqa: B009 - every table of a business has one, which its class does not say
    after: Any = None
    while True:
        where = [tenant_column(cls) == ws.key.business_id, *([order > after] if after is not None else [])]
        page = ws.rows.columns(order, *shown, where=where, order=[order], limit=PAGE)
        for _, *values in page:
            yield {column.name: to_jsonable_python(value) for column, value in zip(columns, values, strict=True)}
        if len(page) < PAGE:
            return
        after = page[-1][0]


def _media_in(value: Any) -> Iterator[str]:
    """The keys of the media store that a row names, however deep."""
    if isinstance(value, dict):
        if "content_type" in value:
            yield from (key for name in ("key", "thumb") if isinstance(key := value.get(name), str) and key)
        if isinstance(value.get("logo"), str) and value["logo"]:
            yield value["logo"]
        for inner in value.values():
            yield from _media_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _media_in(inner)
