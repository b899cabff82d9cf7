"""Passwords and links as the API is told them."""

from pydantic import Field, SecretStr

from api.shapes.base import Given

PASSWORD = "8 characters or more, and none that is guessed soon."  # noqa: S105 - what is said about one


class Forgotten(Given):
    email: str = Field(max_length=254, examples=["ana@example.com"])


class LinkToken(Given):
    token: SecretStr = Field(max_length=200, description="What follows `=` in the link that was mailed.")


class NewPassword(LinkToken):
    password: SecretStr = Field(max_length=1000, description=PASSWORD, examples=["quite another long one"])


class PasswordChange(Given):
    old_password: SecretStr = Field(max_length=1000, examples=["a long enough one"])
    password: SecretStr = Field(max_length=1000, description=PASSWORD, examples=["quite another long one"])
