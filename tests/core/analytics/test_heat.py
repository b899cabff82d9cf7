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


def test_an_hour_does_not_earn_the_merit_of_its_videos() -> None:
    chance = random.Random(2)
    posts = []
    for n in range(200):
        is_video = n % 2 == 0
        at = (NOW - timedelta(days=n)).replace(
            hour=18 if is_video and chance.random() < 0.9 else chance.choice([9, 12, 18])
        )
        kind = PostType.VIDEO if is_video else PostType.TEXT
        posts.append(Outcome(kind, at, chance.gauss(1.0 if is_video else 0.0, 0.4)))
    evening = [cell for cell in heat(posts).cells if cell.hour == 18]
    assert all(cell.ratio < 1.25 for cell in evening)


def test_a_good_hour_is_found_and_lends_its_neighbours_a_little() -> None:
    chance = random.Random(3)
    posts = []
    for n in range(400):
        hour = chance.choice([8, 9, 12, 18, 19])
        at = (NOW - timedelta(days=n)).replace(hour=hour)
        posts.append(Outcome(PostType.IMAGE, at, chance.gauss(0.7 if hour == 18 else 0.0, 0.5)))
    table = heat(posts)
    by_hour = {hour: [cell.ratio for cell in table.cells if cell.hour == hour] for hour in (8, 18, 19)}
    assert min(by_hour[18]) > max(by_hour[8])
    assert {cell.hour for cell in table.best(0.15)} == {18}
    assert sum(cell.posts for cell in table.best(1.0)) == 400
    truth = math.exp(0.7 * 4 / 5)  # against the average, to which the hour itself belongs
    assert sum(cell.low <= truth <= cell.high for cell in table.cells if cell.hour == 18) >= 4
