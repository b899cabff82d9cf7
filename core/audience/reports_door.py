"""The door by which a mail service tells what came back: signed JSON (Standard Webhooks 1.0.0), one shape for all."""

from dataclasses import dataclass

from pydantic import SecretStr

from core.audience.bounces import TakenIn, keep_reports
from core.audience.reports import from_json
from core.connections.profile_doors import SHOWN, drop_secret, make_secret, secret_of
from core.connections.signed_calls import SignedCall, refuse_unsigned
from core.keys import needs
from core.vocab import Permission
from core.workspace import Workspace

COLUMN = "reports_secret"
DEMO = "In a demo nothing is sent for real, so nothing comes back. Make an account of your own first."
PLACE = "Settings, Audience"


@dataclass(frozen=True)
class ReportsDoor:
    """Where a mail service sends its reports; the secret itself is shown once, when it is made."""

    url: str
    secret_ends: str


@needs(Permission.MANAGE)
def open_reports_door(ws: Workspace) -> SecretStr:
    """Make a new secret, the only one that is good from now on.

    Raises:
        Invalid: this is a demo, or the server has no secret of its own to seal with.
    """
    return make_secret(ws, COLUMN, "open_reports_door", in_a_demo=DEMO)


@needs(Permission.MANAGE)
def close_reports_door(ws: Workspace) -> None:
    """Take no more reports from outside; what they did stays."""
    drop_secret(ws, COLUMN, "close_reports_door")


@needs(Permission.READ)
def read_reports_door(ws: Workspace) -> ReportsDoor | None:
    """Where reports are sent; None while there is no door."""
    secret = secret_of(ws, COLUMN)
    if secret is None:
        return None
    url = f"{ws.public_url.rstrip('/')}/api/mail-reports/{ws.key.business_id}"
    return ReportsDoor(url, secret.get_secret_value()[-SHOWN:])


@needs(Permission.CLOCK)
def receive_reports(ws: Workspace, call: SignedCall) -> TakenIn:
    """Take in the reports of a signed call; the same call twice changes nothing more.

    Raises:
        Forbidden: there is no door, the signature does not fit, or its moment is more than five minutes off.
        Invalid: the body holds no reports (its field).
    """
    refuse_unsigned(call, secret_of(ws, COLUMN), lambda: ws.now, shown=PLACE)
    return keep_reports(ws, from_json(call.body))
