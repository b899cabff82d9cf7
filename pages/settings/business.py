"""Who the business is, where and when; who its mail comes from; how it wants to work."""

from decimal import Decimal
from functools import cache
from zoneinfo import available_timezones

import streamlit as st

from core.channels.sms_price import CURRENCIES, PLACES, Price, list_price
from core.strategy import ProfileEdit, ProfileView
from core.tables.values import SmsPrice, Weights
from core.vocab import Permission
from pages.settings.saving import opened, profile, save, save_button
from ui import shell
from ui.pieces import section


@cache
def _zones() -> list[str]:
    return sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))


def draw() -> None:
    """Draw the forms, each saved by itself."""
    view = profile()
    _identity(view)
    _sender(view)
    _texts(view)
    _working(view)
    _weights(view)


def _identity(view: ProfileView) -> None:
    section("Business")
    sheet = opened("identity", view, "name", "industry", "zone", "country", "place", "website")
    one = sheet.base
    assert one.zone is not None
    zones = _zones() if one.zone in _zones() else [one.zone, *_zones()]
    with st.form("identity"):
        left, right = st.columns(2)
        name = left.text_input("Name", one.name, max_chars=120, key=sheet.key("name"))
        industry = right.text_input("Industry", one.industry, max_chars=60, key=sheet.key("industry"))
        zone = left.selectbox(
            "Time zone",
            zones,
            index=zones.index(one.zone),
            help="Every moment on screen, and opening hours, are in it.",
            key=sheet.key("zone"),
        )
        country = right.text_input(
            "Country", one.country, max_chars=2, help="Two letters; for public holidays.", key=sheet.key("country")
        )
        place = left.text_input("Town", one.place, max_chars=120, key=sheet.key("place"))
        website = right.text_input(
            "Website", one.website, max_chars=300, placeholder="https://…", key=sheet.key("website")
        )
        if save_button():
            edit = ProfileEdit(
                name=name, industry=industry, zone=zone, country=(country or "").upper(), place=place, website=website
            )
            save(sheet, lambda: edit, "Business")


def _sender(view: ProfileView) -> None:
    section(
        "Sender", says="Stands in every e-mail: the law asks for a postal address, and an unsubscribe link is added."
    )
    sheet = opened("sender", view, "sender_name", "sender_email", "postal_address")
    kept = sheet.base
    with st.form("sender"):
        left, right = st.columns(2)
        name = left.text_input("Sender's name", kept.sender_name, max_chars=120, key=sheet.key("name"))
        email = right.text_input("Sender's e-mail address", kept.sender_email, max_chars=254, key=sheet.key("email"))
        address = st.text_area(
            "Postal address", kept.postal_address, max_chars=300, height=80, key=sheet.key("address")
        )
        if save_button():
            save(sheet, lambda: ProfileEdit(sender_name=name, sender_email=email, postal_address=address), "Sender")


def _texts(view: ProfileView) -> None:
    section("Text messages", says="What your gateway bills for one part. The editor shows what a text costs by it.")
    sheet = opened("texts", view, "sms_price")
    kept = sheet.base.sms_price or SmsPrice()
    listed = list_price(view.business.country)
    with st.form("texts"):
        left, right = st.columns(2)
        amount = left.number_input(
            "Price of one part", min_value=0.0, value=None if kept.amount is None else float(kept.amount), step=0.001,
            format="%g", placeholder="such as 0.045", key=sheet.key("amount"),
        )  # fmt: skip
        usual = kept.currency or (listed.currency if listed else "")
        currency = right.selectbox(
            "Currency", sorted(CURRENCIES), index=sorted(CURRENCIES).index(usual) if usual in CURRENCIES else None,
            placeholder="Three letters, such as EUR", key=sheet.key("currency"),
        )  # fmt: skip
        st.caption(_without(listed))
        if save_button():
            said = None if amount is None else Decimal(f"{amount:.{PLACES}f}").normalize()
            price = SmsPrice() if said is None else SmsPrice(amount=said, currency=currency or "")
            save(sheet, lambda: ProfileEdit(sms_price=price), "Text messages")


def _without(listed: Price | None) -> str:
    if listed is None:
        return "Left empty: no price is known for your country, so no cost is shown."
    looked = f"{listed.checked_on:%b %Y}" if listed.checked_on else ""
    return f"Left empty: a list price of {listed.price} {listed.currency} is taken, looked at {looked}."


def _working(view: ProfileView) -> None:
    section("How you work")
    sheet, admin = opened("working", view, "response_target_minutes", "approval_required"), shell.can(Permission.MANAGE)
    kept = sheet.base
    only = None if admin else "Only an admin can change this."
    with st.form("working"):
        target = st.number_input(
            "Answer within (minutes of opening hours)", 1, 10_080, kept.response_target_minutes or 1, step=5,
            help="The promise that the inbox counts down to and the health score measures.", key=sheet.key("target"),
        )  # fmt: skip
        approval = st.toggle(
            "Posts need approval before they go out", bool(kept.approval_required), disabled=not admin, help=only,
            key=sheet.key("approval"),
        )  # fmt: skip
        if save_button():
            edit = ProfileEdit(response_target_minutes=int(target), approval_required=approval)
            save(sheet, lambda: edit, "How you work")


def _weights(view: ProfileView) -> None:
    section(
        "Health score weights", says="How much each signal counts, in percent; together 100. Scores change at once."
    )
    names = {
        "engagement": "Engagement",
        "consistency": "Consistency",
        "diversity": "Media diversity",
        "response": "Response time",
    }
    sheet = opened("weights", view, "weights")
    with st.form("weights"):
        places = st.columns(4)
        chosen = {
            name: place.number_input(
                label, 0, 100, round(100 * getattr(sheet.base.weights, name)), step=5, key=sheet.key(name)
            )
            for place, (name, label) in zip(places, names.items(), strict=True)
        }
        if save_button():
            shares = {name: value / 100 for name, value in chosen.items()}
            save(sheet, lambda: ProfileEdit(weights=Weights(**shares)), "Weights")
