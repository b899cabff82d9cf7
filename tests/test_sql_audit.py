"""The auditor hears what it is there to hear."""

import pytest

from tests.sql_audit import unnamed

HEARD = {
    "SELECT post.id FROM post": ("post",),
    "SELECT post.id FROM post WHERE post.business_id = NULL OR true": ("post",),
    "SELECT post.id \nFROM post \nWHERE post.business_id = NULL OR post.id = NULL": ("post",),
    "SELECT p.id FROM post AS p JOIN campaign ON campaign.id = p.campaign_id WHERE p.business_id = NULL": ("campaign",),
    "SELECT post.id FROM post WHERE post.business_id = NULL AND EXISTS (SELECT 1 FROM faq)": ("faq",),
    "UPDATE business SET name = NULL WHERE business.zone = NULL": ("business",),
    "DELETE FROM message WHERE NOT message.business_id = NULL": ("message",),
    "INSERT INTO idea (id, text) VALUES (NULL, NULL)": ("idea",),
    "SELECT post.id \nFROM post, campaign \nWHERE post.business_id = NULL": ("campaign",),
}
PASSED = (
    "SELECT post.id FROM post WHERE post.business_id = NULL AND (post.id = NULL OR true)",
    "SELECT c.id FROM campaign AS c JOIN post ON post.business_id = c.business_id WHERE c.business_id = NULL",
    "UPDATE business SET name = NULL WHERE business.id = NULL",
    "INSERT INTO idea (business_id, id) VALUES (NULL, NULL)",
    "SELECT app_user.id FROM app_user",
)


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_whose_rows_has_to_be_said(dialect: str) -> None:
    assert {one: unnamed(one, dialect) for one in HEARD} == HEARD
    assert [one for one in PASSED if unnamed(one, dialect)] == []
