"""How an answer came about: each digit's 28×28 image, its bars and its feature maps."""

from __future__ import annotations

import numpy as np
import streamlit as st

from mnist_core import Digit, Reading, Recognizer
from mnist_core.charts.reading import (
    digit_name,
    enlarge,
    feature_map_grid,
    ink_picture,
    percent,
    png,
    probability_bars,
)
from mnist_core.ui.plots import show_chart
from mnist_core.ui.results import Result, why_in_doubt


@st.fragment
def show_steps(recognizer: Recognizer, result: Result, threshold: float) -> None:
    """Show how the answer came about, digit by digit, as far as the visitor's switches say.

    A digit of less confidence than `threshold` is in doubt.
    """
    reading = result.reading
    with st.container(horizontal=True, gap="medium"):
        saw = _switch("What the network saw", "show_preprocessed")
        bars = _switch("All confidences", "show_confidences")
        maps = _switch("Feature maps", "show_feature_maps")
    doubts = [why_in_doubt(recognizer, digit, threshold) for digit in reading.digits]
    digit, doubt = _pick_digit(result, doubts) if doubts else (None, "")
    left, right = st.columns([4, 5], gap="medium")
    if saw:
        with left:
            _show_pixels(reading, digit)
    if bars and digit:
        with right:
            _show_bars(digit, doubt)
    if maps and digit:
        _show_feature_maps(recognizer, digit)


def _switch(label: str, key: str) -> bool:
    return st.toggle(label, value=True, key=key, bind="query-params")


def _pick_digit(result: Result, doubts: list[str]) -> tuple[Digit, str]:
    """Return the digit that is opened, and why it is in doubt."""
    digits = result.reading.digits
    opened, place = st.session_state.get("opened", (None, 0))
    if opened is not result:
        place = 0
    if len(digits) > 1:
        st.markdown(f":small[{len(digits)} digits: open any of them]")
        with st.grid(10, min_column_width=52, gap="xsmall"):
            for index, digit in enumerate(digits):
                with st.container(gap="xxsmall"):
                    _show_28x28(digit)
                    st.button(
                        digit_name(digit, bool(doubts[index])),
                        key=f"digit-{index}",
                        icon=":material/check:" if index == place else None,
                        help=f"Open digit {index + 1} of {len(digits)}",
                        width="stretch",
                        on_click=_open,
                        args=(result, index),
                    )
    return digits[place], doubts[place]


def _open(result: Result, index: int) -> None:
    st.session_state.opened = (result, index)


def _show_28x28(digit: Digit, caption: str | None = None) -> None:
    st.image(
        png(enlarge(digit.pixels, 10)),
        caption=caption,
        alt=f"The 28 × 28 image that was read as {digit_name(digit, not digit.accepted)}",
        width="stretch",
        output_format="PNG",
    )


def _show_pixels(reading: Reading, digit: Digit | None) -> None:
    st.subheader("What the network saw")
    with st.grid(2, min_column_width=120):
        st.image(
            png(ink_picture(reading)),
            caption="The ink that was separated",
            alt="White ink on black",
            width="stretch",
            output_format="PNG",
        )
        if digit:
            _show_28x28(digit, "Its 28 × 28 image")


def _show_bars(digit: Digit, doubt: str) -> None:
    st.subheader("All ten confidences")
    order = np.argsort(digit.probabilities)[::-1][:3]
    show_chart(
        probability_bars(digit.probabilities),
        alt="Most probable: " + ", ".join(f"{d} with {percent(digit.probabilities[d])}" for d in order),
    )
    if doubt:
        st.caption(doubt)


def _show_feature_maps(recognizer: Recognizer, digit: Digit) -> None:
    maps = recognizer.feature_maps(digit.pixels)
    st.subheader("Feature maps")
    first, second = st.columns(2, gap="medium")
    with first:
        st.markdown(
            "**First layer (conv1).** 32 maps: each is the image seen through one small filter that answers "
            "to an edge or a line in one direction. The digit is still there to see."
        )
        _show_maps(maps["conv1"], "conv1")
    with second:
        st.markdown(
            "**Second layer (conv2).** 64 maps: each combines the first layer's into corners, loops and ends "
            "of strokes. Coarser, and no longer a digit to our eyes."
        )
        _show_maps(maps["conv2"], "conv2")


def _show_maps(maps: np.ndarray, layer: str) -> None:
    count = maps.shape[-1]
    st.image(
        feature_map_grid(maps),
        caption=f"Maps 1 to {count}. Light: a strong response. Dark: none.",
        alt=f"The {count} feature maps of {layer}, numbered, in rows of 8",
        width="stretch",
        output_format="PNG",
    )
