"""A new password, and an address that is shown to be one's own."""

from fastapi import APIRouter

from api.doors import Caller, CurrentVisitor, Product
from api.problems import documented
from api.shapes.passwords import Forgotten, LinkToken, NewPassword, PasswordChange
from core import accounts

routes = APIRouter(prefix="/auth", tags=["accounts"], responses=documented(400, 413, 422, 429))


@routes.post("/forgot-password", status_code=202, responses=documented(503))
def forgot_password(runtime: Product, asked: Forgotten, caller: Caller) -> None:
    """Have a link for a new password mailed, where the address has an account; the answer is the same where not."""
    accounts.ask_for_reset(runtime, asked.email, caller=caller)


@routes.post("/reset-password", status_code=204, responses=documented(404))
def reset_password(runtime: Product, asked: NewPassword) -> None:
    """Set a new password with the link's token, once. Every sign-in ends."""
    accounts.reset_password(runtime, asked.token.get_secret_value(), asked.password.get_secret_value())


@routes.post("/change-password", status_code=204, responses=documented(401))
def change_password(runtime: Product, who: CurrentVisitor, asked: PasswordChange) -> None:
    """Set a new password, knowing the old one. Every other sign-in ends."""
    old, new = asked.old_password.get_secret_value(), asked.password.get_secret_value()
    accounts.change_password(runtime, who, old=old, new=new)


@routes.post("/verify-email/send", status_code=202, responses=documented(401, 503))
def send_verification(runtime: Product, who: CurrentVisitor) -> None:
    """Have a link mailed by which one shows that one's address is one's own."""
    accounts.ask_to_confirm(runtime, who.person)


@routes.post("/verify-email", status_code=204, responses=documented(401, 404, 409))
def verify_email(runtime: Product, who: CurrentVisitor, asked: LinkToken) -> None:
    """Show it with the link's token, signed in to that account."""
    accounts.confirm_address(runtime, who.person, asked.token.get_secret_value())
