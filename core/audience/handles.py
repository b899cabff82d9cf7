"""How a person is reached: an e-mail address or a phone number, as it is kept."""

from core.errors import Invalid
from core.vocab import Channel


def checked_handle(channel: Channel, typed: str, *, country: str) -> str:
    """An address in lower case, or a number in E.164, read as people in ``country`` write it.

    Raises:
        Invalid: it cannot be one, or people are not written to on this channel (field ``email``, ``phone`` or
            ``channel``).

    >>> checked_handle("sms", "(212) 555-0123", country="US")
    '+12125550123'
    """
    if channel == "email":
        return _address(typed.strip())
    if channel == "sms":
        return _number(typed.strip(), country)
    raise Invalid("People are written to by e-mail or text message. Choose one of these.", field="channel")


def _address(typed: str) -> str:
    from email_validator import EmailNotValidError, validate_email  # noqa: PLC0415 - not part of a cold start

    try:
        found = validate_email(typed, check_deliverability=False, allow_smtputf8=False, test_environment=True)
    except EmailNotValidError as wrong:
        raise Invalid(f"“{typed[:80]}” is no e-mail address: {str(wrong)[:200]}", field="email") from wrong
    return str(found.ascii_email).lower()


def _number(typed: str, country: str) -> str:
    import phonenumbers  # noqa: PLC0415 - its tables are large, and only an audience needs them

    try:
        found = phonenumbers.parse(typed, country)
    except phonenumbers.NumberParseException as wrong:
        raise Invalid(
            f"“{typed[:40]}” is no phone number. Write it with its country, such as +44 20 …", field="phone"
        ) from wrong
    if not phonenumbers.is_possible_number(found):
        raise Invalid(f"“{typed[:40]}” is too long or too short for a phone number.", field="phone")
    return str(phonenumbers.format_number(found, phonenumbers.PhoneNumberFormat.E164))
