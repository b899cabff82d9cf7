"""Businesses: made, read, changed, erased."""

import mimetypes
from uuid import UUID

from fastapi import APIRouter, Response

from api.doors import ClientToken, CurrentVisitor, Product, Way
from api.problems import REFUSED
from api.remembered import remembered
from api.shapes.accounts import PlaceOut
from api.shapes.business import BusinessEdit, BusinessNew, BusinessOut
from core import accounts, content, strategy

routes = APIRouter(prefix="/business", tags=["businesses"], responses=REFUSED)


@routes.post("", status_code=201, include_in_schema=False)
@routes.post("/", status_code=201)
def create(runtime: Product, who: CurrentVisitor, asked: BusinessNew, token: ClientToken = None) -> BusinessOut:
    """Make a business; its maker is its admin."""
    with runtime.workspace(strategy.found_business(runtime, who.person, asked.edit(), token=token)) as ws:
        return BusinessOut.of(strategy.read_profile(ws), f"{ws.public_url}/api")


@routes.get("", include_in_schema=False)
@routes.get("/")
def mine(runtime: Product, who: CurrentVisitor) -> list[PlaceOut]:
    """The businesses that one belongs to, by name."""
    return [PlaceOut.of(place) for place in accounts.places(runtime, who.person)]


@routes.get("/{business_id}")
@remembered
def read(way: Way, business_id: UUID) -> BusinessOut:
    """A business with its whole profile."""
    with way.open(business_id) as ws:
        return BusinessOut.of(strategy.read_profile(ws), f"{ws.public_url}/api")


@routes.put("/{business_id}")
def change(way: Way, business_id: UUID, asked: BusinessEdit) -> BusinessOut:
    """Change what is sent; what is left out stays as it is."""
    with way.open(business_id) as ws:
        return BusinessOut.of(strategy.save_profile(ws, asked.edit()), f"{ws.public_url}/api")


@routes.delete("/{business_id}", status_code=204)
def erase(way: Way, business_id: UUID) -> None:
    """Erase a business with everything it owns; it cannot be brought back."""
    accounts.delete_business(way.runtime, way.key(business_id))


@routes.get("/{business_id}/logo", response_class=Response, responses={200: {"content": {"image/png": {}}}})
def logo(way: Way, business_id: UUID) -> Response:
    """The logo's bytes."""
    with way.open(business_id) as ws:
        name = strategy.read_profile(ws).profile.assets.logo or ""
        return Response(content.media_bytes(ws, name), media_type=mimetypes.guess_type(name)[0])
