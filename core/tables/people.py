"""People and what they may enter. Not tenant rows: only ``core.accounts`` reads them."""

from datetime import datetime
from uuid import UUID, uuid4

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from core.tables.base import word
from core.vocab import LinkPurpose, Role


class User(SQLModel, table=True):
    """``password_hash`` is empty for whoever signs in elsewhere; ``verified_at``: the address was seen to be theirs."""

    __tablename__ = "app_user"

    id: UUID = Field(default_factory=uuid4, primary_key=True)
    email: str = Field(max_length=254, unique=True)
    name: str = Field(max_length=120)
    password_hash: str = Field(max_length=200)
    is_active: bool = True
    verified_at: datetime | None = None
    created_at: datetime
    updated_at: datetime


class Membership(SQLModel, table=True):
    user_id: UUID = Field(primary_key=True, foreign_key="app_user.id", ondelete="CASCADE")
    business_id: UUID = Field(primary_key=True, foreign_key="business.id", ondelete="CASCADE", index=True)
    role: Role = Field(sa_type=word(Role))
    created_at: datetime


class Invitation(SQLModel, table=True):
    """Somebody may become a member: whoever holds the token and has this address. It goes when it is taken up."""

    __table_args__ = (sa.UniqueConstraint("business_id", "email"),)

    token_hash: str = Field(primary_key=True, max_length=64)
    business_id: UUID = Field(foreign_key="business.id", ondelete="CASCADE")
    email: str = Field(max_length=254)
    role: Role = Field(sa_type=word(Role))
    invited_by: str = Field(max_length=120)
    expires_at: datetime
    created_at: datetime


class SignIn(SQLModel, table=True):
    """A browser or a program that is signed in, found by the hash of an opaque id. A demo visitor is a person too.

    A program renews itself with a token that is good once: ``refresh_hash`` is that of the token it holds,
    ``earlier_hash`` that of the one before, which ``refreshed_at`` made worthless. A browser has neither.
    """

    __tablename__ = "sign_in"
    __table_args__ = (sa.Index("ix_sign_in_user_id", "user_id"),)

    token_hash: str = Field(primary_key=True, max_length=64)
    user_id: UUID = Field(foreign_key="app_user.id", ondelete="CASCADE")
    device: str = Field(default="", max_length=200)
    refresh_hash: str | None = Field(default=None, max_length=64)
    earlier_hash: str | None = Field(default=None, max_length=64)
    refreshed_at: datetime | None = None
    expires_at: datetime
    created_at: datetime


class MailedLink(SQLModel, table=True):
    """A link in somebody's mailbox, good once and for a while: only its hash is kept."""

    __tablename__ = "mailed_link"
    __table_args__ = (sa.Index("ix_mailed_link_user_id", "user_id"),)

    token_hash: str = Field(primary_key=True, max_length=64)
    user_id: UUID = Field(foreign_key="app_user.id", ondelete="CASCADE")
    purpose: LinkPurpose = Field(sa_type=word(LinkPurpose))
    expires_at: datetime
    created_at: datetime


class Identity(SQLModel, table=True):
    """Who somebody is to a provider of sign-ins (OpenID Connect): its name for them never changes, an address may."""

    __table_args__ = (sa.Index("ix_identity_user_id", "user_id"),)

    issuer: str = Field(primary_key=True, max_length=300)
    subject: str = Field(primary_key=True, max_length=255)
    user_id: UUID = Field(foreign_key="app_user.id", ondelete="CASCADE")
    created_at: datetime
