"""From rows to the values that the rules of channels know."""

from core.channels.draft import Draft, Sender
from core.channels.sms_price import Price, list_price
from core.channels.utm import LINK
from core.rows import Rows
from core.rows.tags import tags_of
from core.tables import Business, Campaign, Post, Profile
from core.vocab import PostType


def draft_of(rows: Rows, post: Post) -> Draft:
    """A post as its channel's rules see it, its links tagged by its campaign as they will be when it leaves."""
    if post.campaign_id is None or not LINK.search(f"{post.caption} {post.cta}"):
        return as_draft(post)
    return as_draft(post, rows.seek(Campaign, post.campaign_id))


def as_draft(post: Post, campaign: Campaign | None = None) -> Draft:
    """A post as its channel's rules see it, in this campaign.

    A video is as long as its file; until there is one, its storyboard's scenes add up to its length. Its first picture
    is the cover, not a second kind of media.
    """
    is_video = post.type is PostType.VIDEO
    film = next((item for item in post.media if item.content_type.startswith("video/")), None)
    seconds = film.seconds if film is not None else sum(scene.seconds for scene in post.storyboard)
    pictures = sum(item.content_type.startswith("image/") for item in post.media)
    return Draft(
        channel=post.channel,
        type=post.type,
        title=post.title,
        caption=post.caption,
        hashtags=post.hashtags,
        cta=post.cta,
        subject=post.subject,
        preheader=post.preheader,
        media=max(0, pictures - 1) if is_video else pictures,
        video_seconds=(seconds or None) if is_video else None,
        is_planned=is_video and film is None and bool(seconds),
        tags=tags_of(post, campaign),
    )


def sender_of(profile: Profile) -> Sender:
    """Who the business's messages say they are from."""
    return Sender(profile.sender_name, profile.postal_address)


def part_price(business: Business, profile: Profile) -> Price | None:
    """What one part of a text message costs: what the business said, else the list price of its country, if any."""
    own = profile.assets.sms_price
    return list_price(business.country) if own.amount is None else Price(own.amount, own.currency)
