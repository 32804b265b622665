"""Step 1: a picture is numbers."""

from __future__ import annotations

import numpy as np
import streamlit as st

from mnist_core import load_recognizer
from mnist_core.charts.reading import boxed_picture, ink_picture, percent, probability_bars
from mnist_core.ui.lesson.address import write
from mnist_core.ui.lesson.pixel_grid import show_pixel_grid
from mnist_core.ui.lesson.question import ask
from mnist_core.ui.lesson.subject import Subject, take
from mnist_core.ui.plots import show_chart


def draw(subject: Subject) -> None:
    """Show the picture, its ink and the image, whose pixels can be painted, and what the CNN answers."""
    side = len(subject.image)
    st.markdown(
        f"All that the network gets of a digit is {side} × {side} = {subject.image.size} numbers: "
        "**0** is paper, **1** is ink.  \n"
        "Move over the image to see each. Click to paint a pixel, or to erase it: the answer follows."
    )
    came_from, grid, answer = st.columns([3, 6, 5], gap="medium")
    with came_from:
        _show_origin(subject)
    with grid:
        show_pixel_grid(subject.image, f"The image of {subject.name}. Arrow keys move, space paints.", _paint)
        _offer_undo()
    with answer:
        _show_answer(subject)
    ask(
        "How many different images could be made of these numbers, if each were just 0 or 1?",
        f"Two for each pixel: 2 to the power of {subject.image.size}, a number of "
        f"{len(str(2**subject.image.size))} digits. Nearly none of them looks like a digit. The network "
        "has to tell the few that do from each other, and has seen hardly any of these.",
    )


def _show_origin(subject: Subject) -> None:
    if subject.result is None:
        st.caption(f"This is {subject.name}.")
        return
    reading = subject.result.reading
    with st.grid(2, min_column_width=120):
        for picture, caption, alt in (
            (
                boxed_picture(reading),
                subject.name,
                f"The picture, a box around each digit; read as {reading.text}",
            ),
            (ink_picture(reading), "Its ink", "The ink of the digits, white on black"),
        ):
            st.image(picture, caption=caption, alt=alt, width="stretch", output_format="PNG")


def _show_answer(subject: Subject) -> None:
    [shares] = load_recognizer().classify(subject.pixels[None])
    winner = int(shares.argmax())
    st.metric("The network says", winner)
    show_chart(
        probability_bars(shares), alt=f"The ten confidences; the {winner} has {percent(shares[winner])}"
    )


def _paint(image: np.ndarray) -> None:
    state = st.session_state
    before = st.query_params["digit"]
    painted, original = state.get("painted", (None, None))
    take(image)
    state.painted = (st.query_params["digit"], original if painted == before else before)


def _offer_undo() -> None:
    painted, original = st.session_state.get("painted", (None, None))
    if painted == st.query_params.get("digit"):
        st.button(
            "As it was", icon=":material/undo:", on_click=lambda: write(digit=original), key="unpainted"
        )
