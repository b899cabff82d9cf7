"""What may be expected of the words in the editor, why, and, once it is out, what came of it."""

import streamlit as st

from core import analytics, content
from core.analytics import Foresight
from core.tables import Post
from core.vocab import Origin
from core.workspace import Workspace
from pages.content_studio import words
from ui.charts import accent, ink, muted
from ui.pieces import chip, origin_chip
from ui.safe import plain
from ui.theme import channel_look

FEW = 20
"""Past posts below which the screen says how few they are."""
MINUS = "\N{MINUS SIGN}"


def draw(ws: Workspace, post: Post) -> None:
    """Draw the score, its range, the reasons, and what happened if that is known."""
    edit = words.typed(post)
    typed = post.published_at is None and bool(edit.values())
    if typed:
        draft = content.proof_post(ws, post.id, edit).draft
        found = analytics.predict_post(ws, draft, at=post.scheduled_at or post.planned_at)
    else:
        found = analytics.predict_post(ws, post)
    told = found.prediction
    unsaved = " :gray[with your unsaved words]" if typed else ""
    happened = "" if found.happened is None else f" · it reached **{found.happened:.0f}**"
    st.markdown(
        f"Predicted engagement **{told.percentile:.0f} of 100**{unsaved}{happened}  \n"
        f":small[:gray[Four times out of five between {told.low:.0f} and {told.high:.0f}. "
        "50 is the middle of your own posts on this channel.]]"
    )
    st.html(_bar(found))
    reasons = [f"- **{_signed(reason.points)}** {plain(reason.words)}" for reason in told.told()]
    st.markdown("\n".join(["From the middle, 50:", *reasons] if reasons else ["Nothing sets it apart from the usual."]))
    st.markdown(f":small[:gray[{_rests_on(found, post)}]] {' '.join(map(origin_chip, _origins(found)))}")
    if post.published_at:
        st.markdown(_verdict(found))


def _bar(found: Foresight) -> str:
    """The range on a scale of 0 to 100; only figures go into it."""
    told = found.prediction
    said = f"Predicted {told.percentile:.0f} of 100, range {told.low:.0f} to {told.high:.0f}"
    marks = [_mark(50.0, ink(), "1px", "10px", 0.5), _mark(told.percentile, accent(), "4px", "22px", 1.0)]
    if found.happened is not None:
        said += f", happened {found.happened:.0f}"
        marks.append(_mark(found.happened, "#b45309", "4px", "22px", 1.0))
    width = max(told.high - told.low, 1.0)
    return (
        f'<div role="img" aria-label="{said}" style="position:relative;height:22px;max-width:520px">'
        f'<div style="position:absolute;top:6px;width:100%;height:10px;border-radius:5px;background:{muted()}"></div>'
        f'<div style="position:absolute;top:6px;left:{told.low:.1f}%;width:{width:.1f}%;height:10px;border-radius:5px;'
        f'background:{accent()};opacity:.4"></div>{"".join(marks)}</div>'
    )


def _mark(at: float, colour: str, width: str, height: str, opacity: float) -> str:
    top = "0" if height == "22px" else "6px"
    return (
        f'<div style="position:absolute;top:{top};left:calc({at:.1f}% - 2px);width:{width};height:{height};'
        f'border-radius:2px;background:{colour};opacity:{opacity}"></div>'
    )


def _rests_on(found: Foresight, post: Post) -> str:
    told, where = found.prediction, channel_look(post.channel).label
    if told.note:
        return f"{plain(told.note)} It becomes yours with your first numbers on {where}."
    unit = "engagement rate" if found.is_rate else "engagements"
    few = "; so few that other accounts' posts still say most of it" if told.posts < FEW else ""
    return f"Rests on {told.posts} of your posts on {where} by {unit}, two days old or more{few}."


def _origins(found: Foresight) -> list[Origin]:
    return [origin for origin in Origin if origin in found.origins]


def _verdict(found: Foresight) -> str:
    """After publishing: what happened, against what was to be expected from what was known before."""
    told = found.prediction
    if found.happened is None:
        return "What it reached counts two days after it went out, once there are earlier posts to compare it with."
    if told.low <= found.happened <= told.high:
        return f"{chip('as expected', ':material/check_circle:', 'green')} It landed inside its range."
    way = "better" if found.happened > told.high else "weaker"
    return f"{chip('a surprise', ':material/priority_high:', 'orange')} It did {way} than its range: one in five does."


def _signed(points: float) -> str:
    return f"{MINUS if points < 0 else '+'}{abs(points):.0f}"
