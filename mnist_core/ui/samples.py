"""MNIST's own test digits: a few to click, and any of them by its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from mnist_core.charts.reading import enlarge
from mnist_core.data.dataset import load_test_set
from mnist_core.data.model_card import load_model_card
from mnist_core.ui.picture import Picture, choose

# A clear digit of each kind, 0 to 9, by its place in the test set.
CLEAR = (3, 2, 1, 30, 4, 15, 11, 0, 61, 7)
HARD_SHOWN = 10


def sample_picture(index: int = CLEAR[7]) -> Picture:
    """Return a digit of MNIST's test set, by its place in it."""
    images, labels = load_test_set()
    name = f"MNIST test image no. {index}, labelled {labels[index]}"
    return Picture(name, images[index], f"sample-{index}", str(labels[index]))


def first_picture() -> Picture:
    """Return the test digit that is shown before the visitor has chosen anything."""
    sample = sample_picture()
    return replace(sample, name=f"An example: {sample.name}", key="")


def offer_samples() -> None:
    """Draw the clear test digits, for a visitor who has no picture at hand."""
    st.markdown(":small[No picture at hand? Take a real test digit]")
    _buttons(CLEAR)


def choose_sample() -> None:
    """Draw the test digits; `?sample=N` in the page's address opens one."""
    st.markdown(":small[Clear ones]")
    _buttons(CLEAR)
    hardest = load_model_card().get("evaluation", {}).get("hardest", [])
    if hardest:
        st.markdown(":small[Some of the hardest, with their true labels]")
        _buttons([digit["index"] for digit in hardest[:HARD_SHOWN]])
    count = len(load_test_set()[1])
    number = st.text_input(
        "Any test digit, by its number",
        key="sample",
        bind="query-params",
        placeholder=f"0 to {count - 1}",
        help="The number is in the page's address too, so a link opens this digit.",
    )
    known = number.isdecimal() and len(number) <= len(str(count)) and int(number) < count
    if number and not known:
        st.warning(f"There is no such test digit. Take a number from 0 to {count - 1}.")
    if number != st.session_state.get("shown_sample", ""):
        st.session_state.shown_sample = number
        if known:
            choose(sample_picture(int(number)))


def _buttons(indices: Sequence[int]) -> None:
    images, labels = load_test_set()
    shown = st.session_state.picture.key
    with st.grid(5, min_column_width=44, gap="xsmall"):
        for index in indices:
            with st.container(gap="xxsmall"):
                st.image(
                    enlarge(images[index], 4),
                    width="stretch",
                    output_format="PNG",
                    alt=f"A handwritten {labels[index]} from MNIST's test set",
                )
                st.button(
                    f"{labels[index]}",
                    key=f"sample-{index}",
                    icon=":material/check:" if shown == f"sample-{index}" else None,
                    width="stretch",
                    on_click=_take,
                    args=(index,),
                )


def _take(index: int) -> None:
    st.session_state.sample = st.session_state.shown_sample = str(index)
    choose(sample_picture(index))
