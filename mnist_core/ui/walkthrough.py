"""How a picture becomes an answer: the steps of a real reading, one picture each."""

from __future__ import annotations

import numpy as np
import streamlit as st

from mnist_core import Reading, Recognizer
from mnist_core.charts.detection import clearest_look, heat_on_ink
from mnist_core.charts.reading import (
    enlarge,
    feature_map_grid,
    ink_picture,
    percent,
    probability_bars,
)
from mnist_core.data.dataset import load_test_set
from mnist_core.data.example import example_page
from mnist_core.ui.plots import show_chart

EXAMPLE = (4, 1)  # the numbers of two test images, a 4 and a 2


def show_walkthrough(recognizer: Recognizer) -> None:
    """Show what each step makes of an example page."""
    page, seen, reading, maps = _read_example(recognizer)
    digit = reading.digits[0]
    with st.grid(3, min_column_width=230) as grid:
        for words, picture, alt in _picture_steps(page, seen, reading, maps):
            with grid.cell():
                st.markdown(words)
                st.image(picture, width="stretch", output_format="PNG", alt=alt)
        with grid.cell():
            st.markdown("**6. It answers.** Ten confidences; or “?”, where the shape is unlike every digit.")
            show_chart(
                probability_bars(digit.probabilities),
                alt=f"Ten confidences; the {digit.value} has {percent(digit.confidence)}",
            )


def _picture_steps(
    page: np.ndarray, seen: np.ndarray, reading: Reading, maps: np.ndarray
) -> list[tuple[str, np.ndarray | bytes, str]]:
    """Return words, picture and alternative text of the steps that end in a picture."""
    return [
        (
            "**1. A picture comes in.** Any size, any paper, any ink; here with a shadow across it.",
            page,
            "Two digits in blue ink on yellowish paper, a shadow over the right side",
        ),
        (
            "**2. A network finds the digits.** Ink of one is blue to it, and where its centre is, it glows.",
            seen,
            "The ink of the digits in blue, with a glow in the middle of each",
        ),
        (
            "**3. Their ink is cut out.** Paper, shadow and printed lines stay behind.",
            ink_picture(reading),
            f"White on black, without the shadow, what is read as {reading.text}",
        ),
        (
            "**4. Each becomes 28×28 pixels.** Scaled and centred by its weight, as MNIST's digits are.",
            enlarge(reading.digits[0].pixels, 12),
            "The first digit as 28 by 28 coarse pixels, white on black",
        ),
        (
            "**5. The network looks.** Each of the first layer's maps lights up for lines in one direction.",
            feature_map_grid(maps),
            f"The {maps.shape[-1]} feature maps of the first layer",
        ),
    ]


@st.cache_data(show_spinner=False)
def _read_example(_recognizer: Recognizer) -> tuple[np.ndarray, np.ndarray, Reading, np.ndarray]:
    """Return the example page, what the detector sees in it, its reading, and the first layer's maps of its
    first digit.
    """
    images, _ = load_test_set()
    page = example_page(images[list(EXAMPLE)])
    reading = _recognizer.read(page)
    seen = heat_on_ink(clearest_look(_recognizer.looks(page)))
    return page, seen, reading, _recognizer.feature_maps(reading.digits[0].pixels)["conv1"]
