"""What surrounds every step of the lesson: the rail, the buttons, the question."""

from __future__ import annotations

import streamlit as st

from mnist_core.ui.lesson.steps import STEPS, Step

PARAMETER = "step"


def choose_step() -> Step:
    """Draw the rail of all steps and the buttons to the neighbours; return the step that is chosen.

    It is in the address, as `?step=`, and stays for the visit.
    """
    state = st.session_state
    if "last_step" in state:
        # A step that came by the address is lost when another page was open in between.
        state.setdefault(PARAMETER, state.last_step)
    keys = [step.key for step in STEPS]
    chosen = st.segmented_control(
        "Step",
        keys,
        default=keys[0],
        required=True,
        format_func=lambda key: f"{keys.index(key) + 1} {STEPS[keys.index(key)].word}",
        key=PARAMETER,
        bind="query-params",
        label_visibility="collapsed",
        wrap=False,
    )
    state.last_step = chosen
    place = keys.index(chosen)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(STEPS[place].title, anchor=False, width="stretch")
        _neighbour("Previous", ":material/arrow_back:", "Left", keys[max(place - 1, 0)], place == 0)
        last = len(keys) - 1
        _neighbour("Next", ":material/arrow_forward:", "Right", keys[min(place + 1, last)], place == last)
    return STEPS[place]


def _neighbour(label: str, icon: str, arrow: str, key: str, is_end: bool) -> None:
    st.button(label, icon=icon, shortcut=arrow, disabled=is_end, on_click=_go, args=(key,))


def _go(key: str) -> None:
    st.session_state[PARAMETER] = key


def ask(question: str, answer: str) -> None:
    """Draw a question to think about, its answer folded away."""
    with st.expander(f"**Think:** {question}", icon=":material/psychology_alt:"):
        st.markdown(answer)
