"""Step 7: where the network looked."""

from __future__ import annotations

import numpy as np
import streamlit as st

from mnist_core import load_recognizer
from mnist_core.charts.heat import heat_over_digit
from mnist_core.charts.reading import enlarge, percent
from mnist_core.lesson.gradcam import grad_cam, on_image
from mnist_core.lesson.occlusion import SIDE, covered, drop_map
from mnist_core.lesson.weights import load_weights
from mnist_core.ui.lesson.address import follow, read_number, write
from mnist_core.ui.lesson.question import ask
from mnist_core.ui.lesson.subject import Subject
from mnist_core.ui.plots import show_chart

SIZES = (3, 5, 7, 9)  # pixels


def draw(subject: Subject) -> None:
    """Show Grad-CAM and occlusion of a digit side by side, and the digit under the square."""
    st.markdown(
        "Two ways to ask a network what it looked at. **Grad-CAM** asks its own numbers: which maps of conv2 "
        "raise the sum of this digit, and where are they strong? **Occlusion** asks by trying: a grey square "
        "covers one place after another, and the more the confidence falls, the hotter the place."
    )
    winner = int(subject.activations.logits.argmax())
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        st.session_state.look_for = str(read_number("for", 0, 9, winner))
        digit = int(
            st.segmented_control(
                "What speaks for a …",
                [str(digit) for digit in range(10)],
                required=True,
                key="look_for",
                on_change=follow("for", "look_for"),
            )
        )
        st.session_state.look_size = _read_size()
        size = st.segmented_control(
            "Square",
            SIZES,
            required=True,
            format_func=lambda side: f"{side}×{side}",
            key="look_size",
            on_change=follow("size", "look_size"),
        )
    drops = _drops(subject.image, digit, size)
    gradient, trial, under = st.columns(3, gap="medium")
    with gradient:
        _show_grad_cam(subject, digit)
    with trial:
        _show_drops(subject, drops, digit, size)
    with under:
        _show_covered(subject, drops, digit, size)
    ask(
        "Choose the runner-up. Why is there heat for a digit that is not the answer?",
        "Each digit's sum is made of evidence for and against it, and there is some for nearly every one. "
        "The winner is only the one with the most. So “where it looked” always means: looked for *what*?",
    )


def _read_size() -> int:
    size = read_number("size", SIZES[0], SIZES[-1], SIZES[2])
    return size if size in SIZES else SIZES[2]


def _show_grad_cam(subject: Subject, digit: int) -> None:
    st.markdown(f"**Grad-CAM**: conv2, for a {digit}")
    cells = grad_cam(load_weights(), subject.activations, digit)
    heat = on_image(cells / cells.max() if cells.max() > 0 else cells)
    row, column = np.unravel_index(heat.argmax(), heat.shape)
    show_chart(
        heat_over_digit(subject.pixels, heat, "row %{y}, column %{x}: %{z:.0%} of the strongest"),
        alt=f"Grad-CAM over the digit: most speaks for a {digit} about row {row + 1}, column {column + 1}",
        key="grad_cam",
    )
    st.caption(
        "Its limits: conv2 has 11×11 cells, so it is coarse. It sums over 64 maps and drops what speaks "
        "against the digit. It shows where, not what was seen there."
    )


def _show_drops(subject: Subject, drops: np.ndarray, digit: int, size: int) -> None:
    st.markdown(f"**Occlusion**: {SIDE * SIDE} trials. Click a place.")
    figure = heat_over_digit(
        subject.pixels, drops, "square on row %{y}, column %{x}: %{z:.1%} less sure", (*_place(drops), size)
    )
    show_chart(
        figure,
        alt=f"Occlusion over the digit: the confidence in a {digit} falls by at most {percent(drops.max())}",
        key="drops",
        on_select=_take_place,
        selection_mode="points",
    )
    st.caption(
        "Its limits: a grey square is itself something the network never saw. Where either of two strokes "
        "would do, covering one shows nothing. And it took one pass through the network for each place."
    )


def _show_covered(subject: Subject, drops: np.ndarray, digit: int, size: int) -> None:
    row, column = _place(drops)
    image = covered(subject.pixels, size)[row * SIDE + column]
    whole, now = load_recognizer().classify(np.stack([subject.pixels, image]))
    st.markdown(f"**Under the square**: the {digit} has {percent(now[digit])}, not {percent(whole[digit])}")
    st.image(
        enlarge(image, 12),
        width=300,
        output_format="PNG",
        alt=f"The digit with a grey square about row {row + 1}, column {column + 1}",
    )
    with st.container(horizontal=True):
        for name, place in (("row", row), ("column", column)):
            key = f"look_{name}"
            st.session_state[key] = place + 1
            st.slider(name.capitalize(), 1, SIDE, key=key, on_change=follow(name, key), width=140)
    if now.argmax() != digit:
        st.markdown(f"Now it would say **{now.argmax()}** ({percent(now.max())}).")


def _place(drops: np.ndarray) -> tuple[int, int]:
    """Return the row and column, from 0, of the square: those of the address, or where it hurts most."""
    row, column = np.unravel_index(drops.argmax(), drops.shape)
    return (
        read_number("row", 1, SIDE, int(row) + 1) - 1,
        read_number("column", 1, SIDE, int(column) + 1) - 1,
    )


def _take_place() -> None:
    points = st.session_state.drops.selection.points
    if points:
        write(row=points[0]["y"], column=points[0]["x"])


@st.cache_data(show_spinner=False, max_entries=50)
def _drops(image: np.ndarray, digit: int, size: int) -> np.ndarray:
    return drop_map(image / np.float32(255), digit, size, load_recognizer().classify)
