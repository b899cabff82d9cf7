from dataclasses import replace

import pytest

from core.analytics import measure, predict_post, predicted_scores, read_calibration
from core.analytics.prediction import NO_HISTORY
from core.channels.draft import Draft
from core.errors import Forbidden
from core.tables import Post
from core.vocab import Origin, PostType
from tests.conftest import NOW
from tests.core.analytics.shop import DAY, HOUR, add_post, add_reading
from tests.core.past import published


def _video(channel: str = "linkedin", kind: PostType = PostType.VIDEO) -> Draft:
    return Draft(channel=channel, type=kind, caption="Past.")


def test_a_young_business_has_the_prior_and_is_told_so(ws) -> None:
    found = predict_post(ws, _video())
    assert (found.prediction.note, found.prediction.posts, found.origins) == (NO_HISTORY, 0, frozenset())


def test_what_did_well_here_is_expected_to(clock_ws, ws) -> None:
    published(clock_ws, 90, better=lambda kind, _: 3.0 if kind is PostType.VIDEO else 1.0)
    video, text = (predict_post(ws, _video(kind=kind)) for kind in (PostType.VIDEO, PostType.TEXT))
    assert video.prediction.percentile > text.prediction.percentile + 20
    assert (video.prediction.posts, video.origins, video.is_rate) == (90, {Origin.SIMULATED}, True)
    assert predict_post(ws, _video("email")).prediction.posts == 0
    assert predicted_scores(ws, [(_video(), None)]) == [round(video.prediction.percentile, 1)]


def test_a_published_post_is_predicted_as_it_could_have_been_before(clock_ws, ws) -> None:
    ids = []
    for n in range(30):
        at = NOW - 40 * DAY + n * DAY
        ids.append(add_post(clock_ws, at, type=PostType.VIDEO if n % 2 else PostType.IMAGE))
        add_reading(clock_ws, ids[-1], at + HOUR, views=1000, likes=(90 if n % 2 else 40) + n)
    young = add_post(clock_ws, NOW - HOUR)
    measure(clock_ws)
    old, first, fresh = (predict_post(ws, ws.rows.get(Post, one)) for one in (ids[-1], ids[0], young))
    assert old.prediction.posts == 28  # its own numbers and those of the day before came later
    assert old.happened is not None
    assert old.happened > 90
    assert (first.prediction.posts, first.happened) == (0, None)
    assert (fresh.happened, fresh.prediction.posts) == (None, 30) or fresh.prediction.posts == 0


def test_calibration_looks_back_over_every_channel(clock_ws, ws) -> None:
    for n, channel in enumerate(("linkedin", "instagram")):
        published(clock_ws, 60, channel=channel, seed=n, better=lambda kind, _: 4.0 if kind is PostType.VIDEO else 1.0)
    found = read_calibration(ws)
    assert {post.channel for post in found.posts} == {"linkedin", "instagram"}
    assert found.rank is not None
    assert found.rank > 0.4
    assert found.inside is not None
    assert found.inside > 0.6


def test_both_need_the_right_to_read(ws) -> None:
    ws.key = replace(ws.key, permissions=frozenset())
    for verb in (lambda: predict_post(ws, _video()), lambda: read_calibration(ws), lambda: predicted_scores(ws, [])):
        with pytest.raises(Forbidden):
            verb()
