"""What was read in a picture: the same view whatever way the picture came in."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from mnist_core import Digit, InvalidImageError, Reading, Recognizer
from mnist_core.charts.reading import PICTURE_SIDE, boxed_picture, percent, png
from mnist_core.io.records import Record
from mnist_core.reading import UNKNOWN
from mnist_core.ui.picture import Picture
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
    doubts = [why_in_doubt(recognizer, digit, threshold) for digit in reading.digits]
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
    boxed = boxed_picture(reading, {place for place, doubt in enumerate(doubts) if doubt})
    is_small = max(reading.size) <= PICTURE_SIDE
    with picture:
        st.image(
            png(boxed) if is_small else boxed,
            width="stretch",
            output_format="PNG" if is_small else "JPEG",
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
            f"{in_doubt} of {count} {verb} in doubt, marked “{UNKNOWN}” in the picture. See below why.",
            icon=":material/help:",
        )


def why_in_doubt(recognizer: Recognizer, digit: Digit, threshold: float) -> str:
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
