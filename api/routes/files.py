"""Files in and out: posts with their numbers, people, leads; and everything at once."""

from datetime import UTC, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from fastapi import APIRouter, File, Form, Query, Response, UploadFile

from api.doors import ClientToken, CurrentWorkspace
from api.problems import REFUSED
from api.shapes.base import Line, Moment, Words
from api.shapes.usage import ContactsImported, ImportOut, PostsImported
from core import analytics, audience, privacy, publishing
from core.errors import Invalid

routes = APIRouter(tags=["files"], responses=REFUSED)
Sent = Annotated[UploadFile, File(description="CSV, TSV or a workbook; 25 MB at most.")]
BadRows = Annotated[
    Literal["good_rows", "none"], Form(description="With rows that cannot be read: keep the others, or nothing.")
]
EVER = datetime(2000, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
CSV: dict[int | str, dict[str, Any]] = {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}
ZIP: dict[int | str, dict[str, Any]] = {
    200: {"content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}}}
}


@routes.post("/import/posts", status_code=201)
def posts(ws: CurrentWorkspace, file: Sent, on_errors: BadRows = "none", token: ClientToken = None) -> PostsImported:
    """Bring in posts with their numbers, as a platform or a planning tool exports them."""
    data, name = file.file.read(), _name(file)
    preview = analytics.preview_import(ws, data, name)
    return PostsImported.done(analytics.import_posts(ws, data, name, preview.mapping, on_errors=on_errors, token=token))


@routes.post("/import/leads", status_code=201)
def leads(ws: CurrentWorkspace, file: Sent, on_errors: BadRows = "none") -> ImportOut:
    """Bring in leads, each traced to its post by its tags. The same file a second time is refused."""
    return ImportOut.told(analytics.import_leads(ws, file.file.read(), _name(file), on_errors=on_errors))


@routes.post("/import/contacts")
def contacts(
    ws: CurrentWorkspace,
    file: Sent,
    everyone_agreed: Annotated[Words, Form(max_length=200, description="Where all of them agreed, if they did.")] = "",
    segment: Annotated[Words, Form(max_length=120)] = "",
) -> ContactsImported:
    """Bring in people to write to; whoever unsubscribed stays away. The same file again changes nothing."""
    agreed, data = everyone_agreed, file.file.read()
    return ContactsImported.done(
        audience.bring_in_contacts(ws, data, _name(file), everyone_agreed=agreed, segment=segment)
    )


@routes.get("/import")
def imports(ws: CurrentWorkspace) -> list[ImportOut]:
    """What was brought in, the newest first; people are not among it."""
    return [ImportOut.told(one) for one in analytics.list_imports(ws)]


@routes.delete("/import/{import_id}", status_code=204)
def undo(ws: CurrentWorkspace, import_id: UUID) -> None:
    """Take an import back, with all its posts and numbers, or its leads."""
    analytics.undo_import(ws, import_id)


@routes.get("/export/posts", response_class=Response, responses=CSV)
def export_posts(ws: CurrentWorkspace) -> Response:
    """Every post with its numbers, as CSV."""
    return _file(analytics.export_posts(ws), "posts.csv")


@routes.get("/export/contacts", response_class=Response, responses=CSV)
def export_contacts(ws: CurrentWorkspace, segment: Annotated[Line, Query()] = "") -> Response:
    """People and what they agreed to, as CSV that can be brought in again."""
    return _file(audience.export_contacts(ws, segment=segment), "contacts.csv")


@routes.get("/export/ledger", response_class=Response, responses=CSV)
def export_ledger(ws: CurrentWorkspace) -> Response:
    """Every attempt of this month to get an answer, as CSV."""
    return _file(analytics.export_ledger(ws), "ledger.csv")


@routes.get("/export/calendar", response_class=Response, responses=CSV)
def export_calendar(
    ws: CurrentWorkspace, since: Annotated[Moment, Query()] = EVER[0], until: Annotated[Moment, Query()] = EVER[1]
) -> Response:
    """The posts of a stretch of time, and those that wait for a moment, as CSV that can be brought in again."""
    return _file(publishing.export_calendar(ws, since, until), "calendar.csv")


@routes.get("/export/everything", response_class=Response, responses=ZIP)
def export_everything(ws: CurrentWorkspace) -> Response:
    """Every row and file of the business as one archive, without keys and secrets. For an admin who is signed in."""
    return _file(privacy.export_everything(ws), "everything.zip", "application/zip")


def _name(file: UploadFile) -> str:
    name = (file.filename or "").replace("\\", "/").rpartition("/")[2]
    if not name or not name.isprintable():
        raise Invalid("Send the file with its name, such as posts.csv.", field="file")
    return name[:255]


def _file(data: bytes, name: str, kind: str = "text/csv; charset=utf-8") -> Response:
    return Response(data, media_type=kind, headers={"Content-Disposition": f"attachment; filename={name}"})
