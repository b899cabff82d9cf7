"""Help with the words: what is wished, and suggestions that its channel and the guard have let through."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from core import content
from core.channels.rules import channel
from core.content import Candidate, Suggestions, Wish
from core.tables import Post
from core.vocab import Engine, PostType
from core.workspace import Workspace
from pages.content_studio import trial, words
from ui import outcome, shell
from ui.safe import plain
from ui.why import why

OWN = "own"
LABELS = {
    "shorter": ":material/compress: Shorter",
    "friendlier": ":material/waving_hand: Friendlier",
    "plainer": ":material/notes: Plainer",
    "segment": ":material/groups: For a segment",
    OWN: ":material/edit_note: Your wish",
    "hashtags": ":material/tag: Hashtags",
    "calls": ":material/ads_click: Call to action",
    "subjects": ":material/subject: Subjects",
    "pictures": ":material/image: Describe pictures",
    "trial": ":material/science: Second version",
}
Ask = Callable[[Workspace, Post, str], Suggestions]


@dataclass(frozen=True)
class Found:
    """Suggestions, for which wish they were made, and the picture that they describe."""

    wish: str
    suggestions: Suggestions
    picture: str = ""


def draw(ws: Workspace, post: Post) -> None:
    """Draw the wishes that this post may have, and below them what came of the one that is chosen."""
    wish = st.pills("What shall we help with?", _fitting(post), format_func=LABELS.__getitem__,
                    key=f"help:{post.id}:wish", label_visibility="collapsed")  # fmt: skip
    if wish is None:
        st.caption("Choose what you need. Nothing changes until you take a suggestion and save.")
    elif wish == "trial":
        trial.draw(ws, post)
    else:
        _ask(ws, post, wish)
        found = st.session_state.get(_key(post.id))
        if isinstance(found, Found) and found.wish == wish:
            _show(post, found)


def _fitting(post: Post) -> list[str]:
    rules = channel(post.channel)
    off = {
        "hashtags": rules.personal,
        "subjects": rules.limits.subject_min is None,
        "pictures": post.type is PostType.TEXT or not post.media,
    }
    return [wish for wish in LABELS if not off.get(wish)]


def _ask(ws: Workspace, post: Post, wish: str) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small"):
        says = _told(ws, post, wish)
        asked = st.button("Suggest", type="primary", icon=":material/auto_awesome:", key=f"help:{post.id}:ask")
    if wish == "pictures":
        st.caption("An AI model, where one is connected, is shown the picture itself; else the words around it serve.")
    if not asked:
        return
    with st.spinner("Finding words…"), shell.refusals():
        picture = says if wish == "pictures" else ""
        st.session_state[_key(post.id)] = Found(wish, _asks()[wish](ws, post, says), picture)


def _told(ws: Workspace, post: Post, wish: str) -> str:
    """What else has to be said for this wish: whom to speak to, how to change the text, or which picture."""
    if wish == "segment":
        names = [one.name for one in ws.profile.segments]
        chosen = st.selectbox("Speak to", names, key=f"help:{post.id}:segment", accept_new_options=True,
                              placeholder="Choose or type a group")  # fmt: skip
        return str(chosen or "")
    if wish == OWN:
        return st.text_input("What shall change?", key=f"help:{post.id}:own", max_chars=200,
                             placeholder="Begin with a question")  # fmt: skip
    if wish == "pictures" and len(post.media) > 1:
        place = st.selectbox("Which picture?", range(len(post.media)), key=f"help:{post.id}:picture",
                             format_func=lambda at: f"{at + 1} of {len(post.media)}")  # fmt: skip
        return post.media[place].key
    return post.media[0].key if wish == "pictures" else ""


def _asks() -> Mapping[str, Ask]:
    def reword(wish: Wish) -> Ask:
        return lambda ws, post, says: content.reword_post(ws, post.id, wish, says=says, changes=words.typed(post))

    return {
        **{wish.value: reword(wish) for wish in Wish},
        "hashtags": lambda ws, post, _: content.suggest_hashtags(ws, post.id, changes=words.typed(post)),
        "calls": lambda ws, post, _: content.suggest_calls(ws, post.id, changes=words.typed(post)),
        "subjects": lambda ws, post, _: content.suggest_subjects(ws, post.id, changes=words.typed(post)),
        "pictures": lambda ws, post, says: content.suggest_alt_text(ws, post.id, says),
    }


def _show(post: Post, found: Found) -> None:
    told = found.suggestions
    if not told.candidates:
        st.info(_nothing(found), icon=":material/info:")
    for place, one in enumerate(told.candidates):
        with st.container(border=True, gap="xsmall"):
            st.text(one.text)
            says = " · ".join(filter(None, [one.why, *(one.notes if len(one.notes) == 1 else ())]))
            with st.container(horizontal=True, wrap=False, vertical_alignment="center"):
                st.caption(plain(says) or "&nbsp;", width="stretch")
                st.button("Use this", key=f"help:{post.id}:use:{place}", on_click=_use, args=(post.id, found, one))
            if len(one.notes) > 1:
                st.caption("  \n".join(map(plain, one.notes)))
    left_out = f" {told.left_out} left out: they broke a rule, or said what your facts don't." if told.left_out else ""
    st.caption(f"{_cost(told)}{left_out}")
    why(told.ai, what="these suggestions")


def _nothing(found: Found) -> str:
    if found.suggestions.ai.engine is Engine.MODEL:
        return "Nothing better came up. Say it as a wish of your own, or try again with other words."
    if found.wish == OWN:
        return (
            "The built-in writer works by rules and can't follow a free wish. Connect an AI model in Settings for that."
        )
    return "The built-in writer finds nothing to change here by its rules. An AI model, connected in Settings, could."


def _cost(told: Suggestions) -> str:
    if told.ai.engine is not Engine.MODEL and not told.cost:
        return "By the built-in writer, free of charge."
    cost = "not priced by the provider" if told.cost is None else f"US\\${told.cost:.4f}"
    return f"By {plain(told.ai.model)}; this request cost {cost}."


def _use(post_id: UUID, found: Found, one: Candidate) -> None:
    """Put a suggestion into the editor; a picture's description is kept at once, and can be taken back."""
    st.session_state.pop(_key(post_id), None)
    if one.edit is not None:
        held = words.held(post_id)
        words.put(post_id, one.edit)
        outcome.tell(f"post:{post_id}", "It stands in the editor now. Save to keep it.",
                     undo=lambda: words.put(post_id, held))  # fmt: skip
        return
    with outcome.attempt(f"post:{post_id}"), shell.workspace() as ws:
        before = next((item.alt_text for item in content.read_post(ws, post_id).media if item.key == found.picture), "")
        words.see(content.describe_picture(ws, post_id, found.picture, one.text))
        outcome.tell(f"post:{post_id}", "The picture is described.",
                     undo=lambda: _undescribe(post_id, found.picture, before))  # fmt: skip


def _undescribe(post_id: UUID, picture: str, before: str) -> None:
    with outcome.attempt(f"post:{post_id}"), shell.workspace() as ws:
        words.see(content.describe_picture(ws, post_id, picture, before))
        outcome.tell(f"post:{post_id}", "Described as it was before.")


def _key(post_id: UUID) -> str:
    return f"help:{post_id}:found"
