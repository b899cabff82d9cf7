"""A business that is deleted leaves nothing, and takes nothing of anybody else's."""

from dataclasses import replace
from pathlib import Path

import pytest

from core import accounts, privacy, system
from core.errors import Forbidden, Invalid, NotFound
from core.keys import PERMISSIONS
from core.seed import open_sandbox
from core.vocab import Role


def test_nothing_is_left_and_the_neighbours_are_whole(demo) -> None:
    visitor, _ = open_sandbox(demo)
    gone, *others = accounts.places(demo, visitor)
    before = {one.business_id: system.count_rows(demo.engine, one.business_id) for one in (gone, *others)}
    media = Path(demo.settings.media_url.removeprefix("file://"))
    assert (media / str(gone.business_id)).exists()
    key = accounts.open_business(demo, visitor, gone.business_id)
    erased = privacy.delete_business(demo, key, f" {gone.name} ")
    assert (erased.name, erased.rows) == (gone.name, before[gone.business_id])
    assert erased.rows > 1_000
    assert system.count_rows(demo.engine, gone.business_id) == 0
    assert not (media / str(gone.business_id)).exists()
    for one in others:
        assert system.count_rows(demo.engine, one.business_id) == before[one.business_id]
        assert (media / str(one.business_id)).exists()
    assert accounts.places(demo, visitor) == others
    with pytest.raises(NotFound):
        accounts.open_business(demo, visitor, gone.business_id)


@pytest.mark.parametrize("typed", ["", "Rye", "rye & shine"])
def test_another_name_deletes_nothing(runtime, key, typed: str) -> None:
    before = system.count_rows(runtime.engine, key.business_id)
    with pytest.raises(Invalid, match="Rye & Shine") as refused:
        privacy.delete_business(runtime, key, typed)
    assert refused.value.field == "name"
    assert system.count_rows(runtime.engine, key.business_id) == before


@pytest.mark.parametrize("role", [Role.MARKETER, Role.VIEWER])
def test_only_an_admin_deletes(runtime, key, role: Role) -> None:
    with pytest.raises(Forbidden):
        privacy.delete_business(runtime, replace(key, permissions=PERMISSIONS[role]), "Rye & Shine")
