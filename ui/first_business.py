"""A newcomer's three steps: the business, the brand, the goal; then Strategy makes the first campaign."""

from zoneinfo import available_timezones

import streamlit as st

from core import accounts, strategy
from core.accounts import Person
from core.errors import Invalid
from core.strategy import ProfileEdit
from core.tables.values import BrandAssets
from ui import session, shell
from ui.once import once

STEPS = ("Business", "Brand", "Goal")
GOALS = ("More online orders", "More bookings", "More leads", "More people who know us", "Customers who come back")
NEEDED = {
    "name": "Please give the business a name.",
    "industry": "Please say what kind of business it is, in a word or two.",
    "zone": "Please choose the time zone that the business lives in.",
    "goal": "Please choose a goal, or write your own.",
}
_STEP, _ANSWERS = "first:step", "first:answers"


def draw(someone: Person) -> None:
    """Draw the step the newcomer is at; what was answered is kept until the last one."""
    step: int = st.session_state.setdefault(_STEP, 0)
    answers: dict[str, str] = st.session_state.setdefault(_ANSWERS, {})
    with st.container(horizontal_alignment="center"), st.container(width=560):
        st.title("Set up your business", anchor=False)
        st.progress((step + 1) / len(STEPS), text=f"Step {step + 1} of {len(STEPS)}: {STEPS[step]}")
        with st.form(f"first_{step}"), shell.refusals():
            (_business, _brand, _goal)[step](answers)
            with st.container(horizontal=True, horizontal_alignment="distribute"):
                back = step > 0 and st.form_submit_button("Back", icon=":material/arrow_back:")
                last = step == len(STEPS) - 1
                words = "Plan my first campaign" if last else "Next"
                onward = st.form_submit_button(words, type="primary", icon=":material/arrow_forward:")
            if back:
                st.session_state[_STEP] = step - 1
                st.rerun()
            if onward and last:
                _found(someone, answers)
            elif onward:
                _check(answers)
                st.session_state[_STEP] = step + 1
                st.rerun()
        if st.button("Sign out", type="tertiary", icon=":material/logout:"):
            session.leave()
            st.rerun()


def _business(answers: dict[str, str]) -> None:
    zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix/")))
    guess = answers.get("zone") or str(st.context.timezone or "")
    answers["name"] = st.text_input("Name of the business", answers.get("name", ""), max_chars=120)
    answers["industry"] = st.text_input(
        "What kind of business is it?", answers.get("industry", ""), max_chars=60, placeholder="Bakery, gym, software…"
    )
    index = zones.index(guess) if guess in zones else None
    zone = st.selectbox("Time zone", zones, index=index, help="Posts are planned, and hours counted, in this zone.")
    answers["zone"] = zone or ""


def _brand(answers: dict[str, str]) -> None:
    answers["voice"] = st.text_area(
        "How does the business sound?",
        answers.get("voice", ""),
        max_chars=400,
        placeholder="Warm and plain. Short sentences. Never pushy.",
    )
    one, two = st.columns(2)
    answers["main"] = one.color_picker("Main colour", answers.get("main", "#14213D"))
    answers["accent"] = two.color_picker("Second colour", answers.get("accent", "#0F766E"))


def _goal(answers: dict[str, str]) -> None:
    known = answers.get("goal", GOALS[0])
    options = GOALS if known in GOALS else (known, *GOALS)
    chosen = st.selectbox(
        "What should marketing bring first?", options, index=options.index(known), accept_new_options=True
    )
    answers["goal"] = chosen or ""
    st.caption("The next screen plans a campaign for it. You can edit everything before it is accepted.")


def _check(answers: dict[str, str]) -> None:
    for name, words in NEEDED.items():
        if name in answers and not answers[name].strip():
            raise Invalid(words, field=name)


def _found(someone: Person, answers: dict[str, str]) -> None:
    _check(answers)
    runtime = session.runtime()
    key = once(
        shell.token("first_business"),
        lambda: accounts.create_business(
            runtime, someone, name=answers["name"], industry=answers["industry"], zone=answers["zone"]
        ),
    )
    edit = ProfileEdit(
        brand_voice=answers["voice"],
        goals=(answers["goal"],),
        assets=BrandAssets(colors=(answers["main"].upper(), answers["accent"].upper())),
    )
    with runtime.workspace(key) as ws:
        strategy.save_profile(ws, edit)
    session.arrive(key.business_id)
    st.rerun()
