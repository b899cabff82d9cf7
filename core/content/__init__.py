"""What goes out: drafted, revised, illustrated, and looked at."""

from core.channels.sniffed import kind_of
from core.content.adapt import add_variant
from core.content.assist import reword_post, suggest_calls, suggest_hashtags, suggest_subjects
from core.content.assist_asking import Candidate, Suggestions
from core.content.assist_pictures import describe_picture, suggest_alt_text
from core.content.assist_shapes import Wish
from core.content.blocks import Filled, NewBlock, delete_block, fill_block, list_blocks, open_slots, save_block, slots
from core.content.brief import DraftRequest, across
from core.content.copies import copy_posts, repeat_words, reword_posts
from core.content.create import NewPost, check_new, create_post
from core.content.decide import decide_experiments
from core.content.draft import draft_post, draft_posts, keep_posts, write_posts
from core.content.experiments import (
    ExperimentView,
    read_experiments,
    start_experiment,
    stop_experiment,
)
from core.content.history import History, Written, read_history, restore_version
from core.content.illustrate import (
    PosterOrder,
    Shape,
    illustrate_post,
    illustrate_series,
    media_bytes,
    order_for,
    photos_of,
    preview_order,
    shapes_of,
)
from core.content.lettering import HANDS
from core.content.many import Moved, Tagged, add_hashtags, delete_posts, duplicate_posts, move_posts, set_hashtags
from core.content.media import ANIMATICS, add_media, cover_from_video, is_video, place_media
from core.content.pages import PostRow, page_posts
from core.content.paint import PAINTINGS, Painted, paint_post, painter_of
from core.content.pairs import export_pairs
from core.content.past import PastPost, said
from core.content.poster import Layout
from core.content.poster_words import points_of
from core.content.proof import Proof, proof_post, proof_variants
from core.content.read import PostLine, PostView, Variant, board, find_post, list_posts, read_post
from core.content.recast import recast, recast_post, words_of
from core.content.repeated import Repeated, RepeatedDraft, repeated_drafts, repeated_posts
from core.content.revise import PostEdit, delete_post, fix_post, revise_post, rewrite_post
from core.content.said_again import saying_again
from core.content.serve_rest import choose_for_rest
from core.content.similar import LikePost, LikePosts, already_said, similar_posts
from core.content.storyboard import animatic_mark, frame_of_channel, render_animatic, shooting_script
from core.content.topic import strays
from core.content.trial_rules import WinnerRule
from core.content.waiting import LONGEST as LONGEST_IDEA
from core.content.waiting import drop_idea, keep_idea, waiting_ideas
from core.content.written import WrittenPost
from core.rows.drafts import as_draft, sender_of
from core.rows.pages import Mark, Page

__all__ = [
    "ANIMATICS",
    "HANDS",
    "LONGEST_IDEA",
    "PAINTINGS",
    "Candidate",
    "DraftRequest",
    "ExperimentView",
    "Filled",
    "History",
    "Layout",
    "LikePost",
    "LikePosts",
    "Mark",
    "Moved",
    "NewBlock",
    "NewPost",
    "Page",
    "Painted",
    "PastPost",
    "PostEdit",
    "PostLine",
    "PostRow",
    "PostView",
    "PosterOrder",
    "Proof",
    "Repeated",
    "RepeatedDraft",
    "Shape",
    "Suggestions",
    "Tagged",
    "Variant",
    "WinnerRule",
    "Wish",
    "Written",
    "WrittenPost",
    "across",
    "add_hashtags",
    "add_media",
    "add_variant",
    "already_said",
    "animatic_mark",
    "as_draft",
    "board",
    "check_new",
    "choose_for_rest",
    "copy_posts",
    "cover_from_video",
    "create_post",
    "decide_experiments",
    "delete_block",
    "delete_post",
    "delete_posts",
    "describe_picture",
    "draft_post",
    "draft_posts",
    "drop_idea",
    "duplicate_posts",
    "export_pairs",
    "fill_block",
    "find_post",
    "fix_post",
    "frame_of_channel",
    "illustrate_post",
    "illustrate_series",
    "is_video",
    "keep_idea",
    "keep_posts",
    "kind_of",
    "list_blocks",
    "list_posts",
    "media_bytes",
    "move_posts",
    "open_slots",
    "order_for",
    "page_posts",
    "paint_post",
    "painter_of",
    "photos_of",
    "place_media",
    "points_of",
    "preview_order",
    "proof_post",
    "proof_variants",
    "read_experiments",
    "read_history",
    "read_post",
    "recast",
    "recast_post",
    "render_animatic",
    "repeat_words",
    "repeated_drafts",
    "repeated_posts",
    "restore_version",
    "revise_post",
    "reword_post",
    "reword_posts",
    "rewrite_post",
    "said",
    "save_block",
    "saying_again",
    "sender_of",
    "set_hashtags",
    "shapes_of",
    "shooting_script",
    "similar_posts",
    "slots",
    "start_experiment",
    "stop_experiment",
    "strays",
    "suggest_alt_text",
    "suggest_calls",
    "suggest_hashtags",
    "suggest_subjects",
    "waiting_ideas",
    "words_of",
    "write_posts",
]
