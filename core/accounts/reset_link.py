"""A link for somebody who forgot their password, made by whoever runs a server that sends no letters.

    python -m core.accounts.reset_link ana@example.com

Give it to its owner by a way that you trust: whoever opens it sets the password.
"""

import argparse
import sys

from core.accounts.mailed import LASTS, reset_link
from core.accounts.people import find_user
from core.settings import BadSettings, load_settings
from core.vocab import LinkPurpose
from core.wiring import Runtime


def main(given: list[str] | None = None) -> None:
    """Print the link."""
    told = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    told.add_argument("email", help="the address of the account")
    email = told.parse_args(given).email
    try:
        runtime = Runtime(load_settings())
    except BadSettings as wrong:
        sys.exit(str(wrong))
    user = find_user(runtime, email.strip().lower())
    if user is None:
        sys.exit(f"There is no account with the address {email}.")
    minutes = LASTS[LinkPurpose.RESET].total_seconds() / 60
    sys.stdout.write(f"{reset_link(runtime, user.id)}\nIt is good once, for {minutes:.0f} minutes.\n")


if __name__ == "__main__":
    main()
