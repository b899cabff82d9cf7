"""An FAQ being written: its question, the ways to ask it, its answer, and when it counts."""

from dataclasses import dataclass
from uuid import UUID

import streamlit as st

from core import messaging, strategy
from core.messaging import Season
from core.messaging.faq import FEWEST_PHRASINGS
from core.vocab import Engine
from ui import outcome, shell
from ui.safe import plain

EDITING = "inbox:faq"
ALWAYS, BETWEEN, YEARLY = "Always", "Between two days", "Every year"
NO_SEASON = Season()


@dataclass(frozen=True)
class Draft:
    """An FAQ on its way into the editor; without an id it is a new one."""

    id: UUID | None = None
    question: str = ""
    phrasings: tuple[str, ...] = ()
    answer: str = ""
    season: Season = NO_SEASON


def is_editing() -> bool:
    """Whether the editor is on screen."""
    return st.session_state.get(EDITING) is not None


def open_editor(draft: Draft) -> None:
    """Open the editor with a draft in it."""
    st.session_state[EDITING] = draft
    for name, value in (
        ("question", draft.question),
        ("phrasings", "\n".join(draft.phrasings)),
        ("answer", draft.answer),
        ("when", _when(draft.season)),
        ("first", draft.season.first),
        ("last", draft.season.last),
        ("proposed", ""),
    ):
        st.session_state[f"faq:{name}"] = value


def _when(season: Season) -> str:
    return YEARLY if season.is_yearly else BETWEEN if season.first or season.last else ALWAYS


def close() -> None:
    """Close the editor on this run."""
    st.session_state[EDITING] = None


@st.dialog("FAQ", width="medium", position="right", on_dismiss=close)
def edit() -> None:
    """Draw the editor."""
    with shell.workspace() as ws:
        facts = strategy.read_profile(ws).profile.facts
    outcome.draw("faq")
    st.text_input("Question", key="faq:question", max_chars=300)
    st.text_area("Other ways to ask it", key="faq:phrasings", height=180, help="One on each line.",
                 placeholder="one on each line")  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Suggest more ways", icon=":material/auto_awesome:", key="faq:more", on_click=_more)
        st.caption(_so_far(), width="stretch")
    if st.session_state["faq:proposed"]:
        st.caption(st.session_state["faq:proposed"])
    st.text_area("Answer", key="faq:answer", height=140, max_chars=2000)
    names = " ".join(f"`{{{fact.key}}}`" for fact in facts)
    st.caption(f"Sent as it stands, with your facts filled in: {names}" if names else "Sent as it stands.")
    _season()
    if st.button("Save", type="primary", key="faq:save", on_click=_save) and not is_editing():
        st.rerun()


def _so_far() -> str:
    """How many ways there are, and what that means."""
    ways = 1 + len({line.strip().casefold() for line in st.session_state["faq:phrasings"].splitlines() if line.strip()})
    if ways < FEWEST_PHRASINGS:
        return f"{ways} of {FEWEST_PHRASINGS} ways to ask it: until then it only suggests and never answers alone."
    return f"{ways} ways to ask it: enough to answer alone. More catch more."


def _more() -> None:
    """Put proposals under what stands there; they are the owner's to change before they are saved."""
    state = st.session_state
    there = [line.strip() for line in state["faq:phrasings"].splitlines() if line.strip()]
    with outcome.attempt("faq"), shell.workspace() as ws:
        found = messaging.suggest_phrasings(ws, state["faq:question"], state["faq:answer"], there)
        state["faq:phrasings"] = "\n".join([*there, *found.phrasings])
        by = "the built-in writer" if found.ai.engine is Engine.OFFLINE else plain(found.ai.model)
        many = len(found.phrasings)
        state["faq:proposed"] = (
            f"{many} more by {by}, below yours: change them, or take out what nobody would ask."
            if many
            else f"Nothing new came to {by}'s mind. What customers really wrote is the best: copy it from a thread."
        )


def _season() -> None:
    """When it counts; the days are asked only where there are any."""
    when = st.segmented_control("When it counts", [ALWAYS, BETWEEN, YEARLY], key="faq:when", required=True)
    if when == ALWAYS:
        return
    first, last = st.columns(2)
    with first:
        st.date_input("First day", key="faq:first", value=None, format="DD/MM/YYYY")
    with last:
        st.date_input("Last day", key="faq:last", value=None, format="DD/MM/YYYY")
    if when == YEARLY:
        st.caption("The year does not matter: it comes back on these days, over New Year too.")


def _save() -> None:
    state = st.session_state
    draft: Draft = state[EDITING]
    with outcome.attempt("faq"), shell.workspace() as ws:
        saved = messaging.save_faq(
            ws,
            state["faq:question"],
            state["faq:answer"],
            state["faq:phrasings"].splitlines(),
            faq_id=draft.id,
            season=_chosen_season(),
            token=shell.token("faq"),
        )
        shell.used("faq")
        close()
        outcome.tell("faqs", f"“{saved.question}” is saved.")


def _chosen_season() -> Season:
    state = st.session_state
    if state["faq:when"] == ALWAYS:
        return NO_SEASON
    return Season(state["faq:first"], state["faq:last"], is_yearly=state["faq:when"] == YEARLY)
