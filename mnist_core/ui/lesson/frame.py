"""What surrounds every step of the lesson: the rail, the title, the buttons to its neighbours."""

from __future__ import annotations

import streamlit as st

from mnist_core.ui.lesson.address import write_step
from mnist_core.ui.lesson.choice import offer_digits
from mnist_core.ui.lesson.steps import STEPS, Step

RAIL = "rail"


def choose_step() -> Step:
    """Draw the rail of all steps and the buttons to the neighbours; return the step that is chosen.

    It is in the address, as `?step=`, and stays for the visit.
    """
    state = st.session_state
    keys = [step.key for step in STEPS]
    asked = st.query_params.get("step", state.get("last_step"))
    place = keys.index(asked) if asked in keys else 0
    state.last_step = state[RAIL] = keys[place]
    st.segmented_control(
        "Step",
        keys,
        required=True,
        format_func=lambda key: f"{keys.index(key) + 1} {STEPS[keys.index(key)].word}",
        key=RAIL,
        on_change=lambda: write_step(state[RAIL]),
        label_visibility="collapsed",
        wrap=False,
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.title(STEPS[place].title, anchor=False, width="stretch")
        with st.container(horizontal=True, width="content", gap="xsmall"):
            offer_digits()
            _neighbour("Back", ":material/arrow_back:", "Left", keys[:place][-1:])
            _neighbour("Next", ":material/arrow_forward:", "Right", keys[place + 1 :][:1])
    return STEPS[place]


def _neighbour(label: str, icon: str, arrow: str, key: list[str]) -> None:
    """Draw the button to a neighbour, whose `key` is none at the ends."""
    st.button(label, icon=icon, shortcut=arrow, disabled=not key, on_click=write_step, args=key)
