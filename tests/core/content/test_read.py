from datetime import timedelta

import pytest

from core import content
from core.channels.findings import Code
from core.errors import NotFound
from core.tables import Campaign, Post
from core.vocab import PostStatus, PostType


def _text(ws, title, name="linkedin", **more: object) -> Post:
    new = content.NewPost(channel=name, type=PostType.TEXT, title=title, caption=f"About {title}.", subject=title)
    return content.create_post(ws, new, **more)


def _campaign(ws) -> Campaign:
    day = ws.now.date()
    with ws.writing() as rows:
        return rows.add(
            Campaign(
                business_id=ws.key.business_id,
                name="Easter",
                goal="Orders",
                starts_on=day,
                ends_on=day,
                created_at=ws.now,
            )
        )


def test_lists_filter_and_show_the_last_changed_first(ws, clock) -> None:
    campaign = _campaign(ws)
    _text(ws, "Rolls")
    clock.now += timedelta(minutes=1)
    letter = _text(ws, "Rye", "email", campaign_id=campaign.id)

    assert [line.title for line in content.list_posts(ws)] == ["Rye", "Rolls"]
    assert [line.title for line in content.list_posts(ws, channel="linkedin")] == ["Rolls"]
    assert [line.id for line in content.list_posts(ws, campaign_id=campaign.id)] == [letter.id]
    assert content.list_posts(ws, status=PostStatus.PUBLISHED) == ()
    assert [line.title for line in content.list_posts(ws, limit=1)] == ["Rye"]


@pytest.mark.parametrize(
    ("search", "found"), [("rOlL", 1), ("about", 2), ("100%", 1), ("_", 0), ("  ", 2), ("nothing", 0)]
)
def test_search_takes_words_as_they_are(ws, search, found) -> None:
    _text(ws, "Rolls")
    _text(ws, "100% rye")

    assert len(content.list_posts(ws, search=search)) == found


def test_the_board_has_every_status_and_a_post_says_when(ws) -> None:
    post, _ = _text(ws, "Rolls"), _text(ws, "Rye")
    with ws.writing() as rows:
        own = rows.get(Post, post.id)
        own.status, own.published_at, own.planned_at = PostStatus.PUBLISHED, ws.now, ws.now + timedelta(days=1)

    columns = content.board(ws)

    assert list(columns) == list(PostStatus)
    assert [line.title for line in columns[PostStatus.DRAFT]] == ["Rye"]
    (line,) = columns[PostStatus.PUBLISHED]
    assert line.at == ws.now
    assert sum(map(len, columns.values())) == 2


def test_the_board_of_one_campaign(ws) -> None:
    campaign = _campaign(ws)
    _text(ws, "Rolls")
    _text(ws, "Rye", campaign_id=campaign.id)

    assert [line.title for line in content.board(ws, campaign_id=campaign.id)[PostStatus.DRAFT]] == ["Rye"]


def test_one_post_with_everything_its_editor_shows(ws) -> None:
    campaign = _campaign(ws)
    requests = [
        content.DraftRequest(channel="email", type=PostType.TEXT, theme="Easter", idea="1"),
        content.DraftRequest(channel="instagram", type=PostType.IMAGE, theme="Easter", idea="1"),
    ]
    letter, picture = content.draft_posts(ws, requests, campaign_id=campaign.id)

    view = content.read_post(ws, letter.id)

    assert view.findings == ()
    assert "Rua das Flores" in view.outgoing.text
    assert "unsubscribe" in view.outgoing.text
    assert (view.campaign_name, view.theme, view.is_editable) == ("Easter", "Easter", True)
    assert [(variant.id, variant.channel) for variant in view.variants] == [(picture.id, "instagram")]
    assert content.read_post(ws, picture.id).outgoing.media == (picture.media[0].key,)


def test_a_missing_picture_is_one_click_away(ws) -> None:
    picture = content.draft_post(ws, channel="instagram", type=PostType.IMAGE)
    with ws.writing() as rows:
        own = rows.get(Post, picture.id)
        own.media, own.idea_id = (), None

    view = content.read_post(ws, picture.id)

    assert [(finding.code, finding.fix.label) for finding in view.findings] == [(Code.MEDIA_MISSING, "Draw a poster")]
    assert (view.variants, view.theme, view.campaign_name) == ((), "", "")


def test_there_is_no_other_post(ws, key) -> None:
    with pytest.raises(NotFound):
        content.read_post(ws, key.business_id)


def test_the_board_filters_like_the_list(ws) -> None:
    _text(ws, "Rolls")
    _text(ws, "Rye", "email")

    assert [line.title for line in content.board(ws, channel="email")[PostStatus.DRAFT]] == ["Rye"]
    assert [line.title for line in content.board(ws, search="roll")[PostStatus.DRAFT]] == ["Rolls"]
