from datetime import timedelta

import numpy as np
import pytest

from core.analytics.prediction.columns import NAMES, OWN_PARTS, PARTS, columns, own_columns, told
from core.analytics.prediction.prior import load
from core.analytics.prediction.shares import MOST
from core.analytics.prediction.text import FIGURES
from tests.core.analytics.prediction.made import START, post


def test_every_column_belongs_to_a_part() -> None:
    posts = [post(kind=kind, text=text) for kind in ("text", "image", "video") for text in ("", "Hi #there!")]
    prior = load()
    table = columns(posts, told(posts), prior.middle, prior.spread)
    assert table.shape == (6, len(NAMES)) == (6, len(PARTS))
    assert len({*PARTS, *OWN_PARTS, *(figure.part for figure in FIGURES), "wording", "lately"}) <= MOST


def test_a_post_without_text_has_no_figures_but_that() -> None:
    prior = load()
    table = dict(zip(NAMES, columns([post()], told([post()]), prior.middle, prior.spread)[0], strict=True))
    assert table["none"] == 1
    assert all(table[figure.name] == 0 for figure in FIGURES[1:])


def test_near_hours_share_their_effect() -> None:
    weights = dict.fromkeys(("kind", "hour", "weekday", "weekend", "paid", "followers"), 0.0) | {"hour": 1.0}
    late, night, noon = (post(at) for at in range(3))
    moments = [
        START.replace(hour=23, minute=30),
        START.replace(hour=0, minute=30) + timedelta(days=1),
        START.replace(hour=12),
    ]
    posts = [type(one)(one.channel, one.type, "", at) for one, at in zip((late, night, noon), moments, strict=True)]
    table = own_columns(posts, weights, None)
    shared = table @ table.T
    assert np.diag(shared) == pytest.approx(1.0, abs=0.01)
    assert shared[0, 1] > 0.7
    assert shared[0, 2] < 0.01


def test_followers_count_from_the_usual() -> None:
    weights = dict.fromkeys(("kind", "hour", "weekday", "weekend", "paid"), 0.0) | {"followers": 1.0}
    posts = [post(followers=many) for many in (100, 1000, None)]
    assert own_columns(posts, weights, 1000.0)[:, -1] == pytest.approx([np.log(0.1), 0, 0])
    assert not own_columns(posts, weights, None).any()
