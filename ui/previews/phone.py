"""A text message on a phone, cut where the network cuts it, with what it is billed as."""

from decimal import Decimal
from html import escape
from itertools import groupby

import streamlit as st

from core.channels import sms
from ui.previews.sheet import Sheet
from ui.previews.shown import STYLE, mark
from ui.safe import plain

PHONE = """<style>
.pv-bubble { display: inline-block; max-width: 88%; padding: .6rem .85rem; border-radius: 1.1rem 1.1rem 1.1rem .3rem;
  background: light-dark(#e9e9eb, #2f343d); font-size: .95rem; line-height: 1.42; white-space: pre-wrap;
  overflow-wrap: anywhere; unicode-bidi: plaintext; }
.pv-bubble .next { border-left: 2px dashed currentColor; margin: 0 1px; padding-left: 2px; }
.pv-bubble sup { opacity: .6; font-size: .65rem; }
.pv-bubble mark { background: #f6c453; color: #1f2430; border-radius: 3px; }
</style>"""


def draw(sheet: Sheet) -> None:
    """Draw the message and its bill."""
    text = sheet.outgoing.text
    with st.container(border=True, key=f"card-sms-{sheet.id}"):
        sender = escape(sheet.sender.name or sheet.name)
        st.html(
            f'{STYLE}{PHONE}<div class="pv pv-card" style="border-top:0"><div class="pv-head">{mark(sheet)}'
            f'<div class="pv-grow"><div class="pv-line"><b>{sender}</b></div><div class="pv-quiet">Text message · now'
            f'</div></div></div></div><div class="pv"><div class="pv-bubble" dir="auto">{_bubble(text)}</div></div>'
        )
    st.markdown("  \n".join(_bill(sheet, text)))


def _bubble(text: str) -> str:
    """The words; a dashed line stands where a new part begins, and what flips the encoding is marked."""
    strange = set(sms.flippers(text))
    made = []
    for number, piece in enumerate(sms.pieces(text), 1):
        if number > 1:  # set apart, so that right-to-left words on either side keep their order
            made.append(f'<bdi class="next"><sup>{number}</sup></bdi>')
        for is_strange, run in groupby(piece, strange.__contains__):  # whole runs: Arabic letters join
            letters = escape("".join(run))
            made.append(f"<mark>{letters}</mark>" if is_strange else letters)
    return "".join(made) or "No text yet."


def _bill(sheet: Sheet, text: str) -> list[str]:
    bill = sms.parts(text)
    count = f"{bill.count} part{'s' if bill.count != 1 else ''}"
    colour, kind = ("green" if bill.count <= 1 else "orange"), ("gray" if bill.flipped_by is None else "orange")
    size = f"{bill.units:,} characters as the network counts; {bill.left} free in the last part."
    said = [f":{colour}-badge[:material/sms: {count}] :{kind}-badge[{bill.encoding.value}] :small[:gray[{size}]]"]
    found = sms.flippers(text)
    if found:
        names = ", ".join(map(sms.named, found[:3])) + (f" and {len(found) - 3} more" if len(found) > 3 else "")
        takes = "takes" if len(found) == 1 else "take"
        said.append(f":small[{plain(names)} {takes} the whole message from 160 to 70 characters a part.]")
    return [*said, _price(sheet, count, bill.count)]


def _price(sheet: Sheet, count: str, parts: int) -> str:
    price = sheet.price
    if price is None:
        says = "No price known, so no cost is shown. Enter what a part costs you in Settings, under Text messages."
        return f":small[:gray[{says}]]"
    people = max(1, sheet.people)
    who = f"{people:,} people{sheet.whose}" if people > 1 else "one person"
    cost = price.price * parts * people
    whole = f"{cost:,.2f}" if cost >= Decimal("0.1") or not cost else f"{cost:.4f}"
    about = f"{count} for {who} at {price.price} {plain(price.currency)} a part"
    source = "your own price"
    if price.checked_on is not None:
        source = f"list price, looked at {price.checked_on:%b %Y}: {plain(price.source)}"
    return f"**About {whole} {plain(price.currency)}** :small[:gray[an estimate: {about}; {source}]]"
