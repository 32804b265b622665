"""What was read in a picture, and how: the same view whatever way the picture came in."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import streamlit as st

from mnist_core import Digit, InvalidImageError, Reading, Recognizer
from mnist_core.charts import (
    PICTURE_SIDE,
    boxed_picture,
    digit_name,
    enlarge,
    feature_map_grid,
    ink_picture,
    percent,
    probability_bars,
)
from mnist_core.reading import UNKNOWN
from mnist_core.records import Record
from mnist_core.ui.picture import Picture
from mnist_core.ui.plots import show_chart
from mnist_core.ui.samples import first_picture
from mnist_core.ui.visit import remember

LONGEST_LARGE_TEXT = 6


@dataclass(frozen=True, eq=False)
class Result:
    """A picture and what was read in it."""

    picture: Picture
    reading: Reading


def read_chosen(recognizer: Recognizer) -> Result:
    """Return what is read in the chosen picture, kept for this visit only.

    If it cannot be read, say why and go back to the picture chosen before.
    """
    state = st.session_state
    if "result" not in state:
        first = first_picture()
        state.result = Result(first, _read(recognizer, first))
    if state.result.picture is not state.picture:
        try:
            state.result = Result(state.picture, _read(recognizer, state.picture))
            remember(state.picture, state.result.reading)
        except InvalidImageError as error:
            state.picture = state.result.picture
            st.error(str(error), icon=":material/broken_image:")
            st.caption("Below is what was shown before.")
    return state.result


def _read(recognizer: Recognizer, picture: Picture) -> Reading:
    source = picture.source
    return source.reading() if isinstance(source, Record) else recognizer.read(source)


def show_answer(recognizer: Recognizer, result: Result, threshold: float) -> None:
    """Show which picture it is, what was read, large, how sure that is, and where it was found.

    A digit of less confidence than `threshold` is in doubt.
    """
    reading = result.reading
    doubts = [_doubt(recognizer, digit, threshold) for digit in reading.digits]
    st.text(result.picture.name)
    if len(reading.rows) <= 1 and len(reading.text) <= LONGEST_LARGE_TEXT:
        st.metric("Read as", reading.text or "–")
    else:
        st.caption("Read as")
        with st.container(gap=None):
            for row in reading.rows:
                st.title(row, anchor=False)
    width, height = reading.size
    words, picture = st.columns([4, 5]) if width < 1.3 * height else (st.container(), st.container())
    with words:
        if reading.digits:
            _show_confidence(reading, doubts)
        else:
            st.info(
                "Write with a darker or thicker pen, come closer, and let the light fall evenly.",
                title="There is no digit in this picture",
                icon=":material/search_off:",
            )
        if all(digit.refusal != reading.summary for digit in reading.digits):
            st.markdown(reading.summary)
    with picture:
        st.image(
            boxed_picture(reading, {place for place, doubt in enumerate(doubts) if doubt}),
            width="stretch",
            output_format="PNG" if max(reading.size) <= PICTURE_SIDE else "JPEG",
            alt=f"{result.picture.name}: {_found(reading, doubts)}",
        )


def _show_confidence(reading: Reading, doubts: list[str]) -> None:
    least = min(reading.digits, key=lambda digit: (digit.accepted, digit.confidence))
    sure = percent(least.confidence)
    count = len(reading.digits)
    if least.accepted:
        text = f"{sure} sure" if count == 1 else f"Least certain: the {least.value}, {sure}"
        st.progress(least.confidence, text)
    else:
        # Without a bar: a full one would say the opposite.
        st.markdown(f"Best guess{'' if count == 1 else ' for the least certain'}: {least.value}, {sure}")
    in_doubt = sum(map(bool, doubts))
    if count == 1 and in_doubt:
        st.warning(doubts[0], icon=":material/help:")
    elif in_doubt:
        verb = "is" if in_doubt == 1 else "are"
        st.warning(
            f"{in_doubt} of {count} {verb} in doubt, marked “{UNKNOWN}”. Open below to see why.",
            icon=":material/help:",
        )


def _doubt(recognizer: Recognizer, digit: Digit, threshold: float) -> str:
    """Return why the digit is in doubt, as a sentence; "" if it is not."""
    why = digit.refusal or recognizer.confidence.doubt(digit.probabilities)
    if not why and digit.confidence < threshold:
        why = f"Its confidence is below the limit of {100 * threshold:.0f} %."
    return why


def _found(reading: Reading, doubts: list[str]) -> str:
    names = [_in_words(*each) for each in zip(reading.digits, doubts, strict=True)]
    return "a box around " + ", ".join(names) if names else "nothing was found in it"


def _in_words(digit: Digit, doubt: str) -> str:
    if not digit.accepted:
        return "something not called a digit"
    return f"{digit.value}{', in doubt' if doubt else ''}"


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
    doubts = [_doubt(recognizer, digit, threshold) for digit in reading.digits]
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
        enlarge(digit.pixels, 10),
        caption=caption,
        alt=f"The 28 × 28 image that was read as {digit_name(digit, not digit.accepted)}",
        width="stretch",
        output_format="PNG",
    )


def _show_pixels(reading: Reading, digit: Digit | None) -> None:
    st.subheader("What the network saw")
    with st.grid(2, min_column_width=120):
        st.image(
            ink_picture(reading),
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
