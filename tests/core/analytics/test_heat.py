import math
import random
from datetime import timedelta

from core.analytics.effects import Outcome
from core.analytics.heat import heat
from core.vocab import PostType
from tests.conftest import NOW


def _posts(many: int) -> list[Outcome]:
    chance = random.Random(1)
    return [
        Outcome(PostType.TEXT, NOW - timedelta(hours=chance.randrange(900)), chance.gauss(0, 0.5)) for _ in range(many)
    ]


def test_withheld_below_fifty_posts() -> None:
    few = heat(_posts(49))
    assert few.cells == ()
    assert "49" in few.withheld


def test_every_post_is_in_one_cell() -> None:
    table = heat(_posts(120))
    assert not table.withheld
    assert sum(cell.posts for cell in table.cells) == table.posts == 120
    assert all(cell.low < cell.ratio < cell.high for cell in table.cells)
    assert {(cell.weekday, cell.hour) for cell in table.cells} == {(o.at.weekday(), o.at.hour) for o in _posts(120)}


def test_a_cell_with_one_post_is_drawn_toward_the_usual() -> None:
    lone = Outcome(PostType.TEXT, NOW + timedelta(days=30), 3.0)
    table = heat([*[post for post in _posts(120) if post.at.hour != lone.at.hour], lone])
    cell = next(cell for cell in table.cells if (cell.weekday, cell.hour) == (lone.at.weekday(), lone.at.hour))
    assert cell.posts == 1
    assert 1.0 < cell.ratio < math.exp(3.0) / 2
