import pytest

from core.content.blanks import blanked, reachable
from core.tables import Contact

CONTACTS = frozenset({"ana@x.example", "ana.silva", "912345678"})


@pytest.mark.parametrize(
    ("told", "kept"),
    [
        ("Ask Ana@X.example.", "Ask [contact]."),
        ("Thanks @Ana.Silva!", "Thanks [contact]!"),
        ("Call 912 345 678 or +351 912-345-678", "Call [contact] or [contact]"),
        (
            "hello@rye.example, @ryeandshine, 21 300 40 50, 7:00 to 19:00",
            "hello@rye.example, @ryeandshine, 21 300 40 50, 7:00 to 19:00",
        ),
        ("key sk-proj-abcdefghijklmnop1234", "key [secret]"),
        ("AKIAABCDEFGHIJKLMNOP ghp_abcdefghijklmnopqrstuv", "[secret] [secret]"),
        ("task-list and sk-8 skates", "task-list and sk-8 skates"),
    ],
)
def test_contacts_and_keys_are_blanked_and_nothing_else(told: str, kept: str) -> None:
    assert blanked({"a": [told, 1, None]}, CONTACTS) == {"a": [kept, 1, None]}


def test_every_way_to_reach_a_contact_is_known(ws) -> None:
    with ws.writing() as rows:
        for name, handle, email, phone in (
            ("Ana", "@Ana.Silva", "ana@x.example", "+351 912 345 678"),
            ("Bo", "bo", "", ""),
        ):
            rows.add(
                Contact(
                    business_id=ws.key.business_id,
                    name=name,
                    channel="instagram",
                    handle=handle,
                    email=email,
                    phone=phone,
                    created_at=ws.now,
                )
            )
    assert reachable(ws) == CONTACTS | {"bo"}
