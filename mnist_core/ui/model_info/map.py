"""The map of the test set by the network's own features, with the visitor's last digits on it."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from mnist_core import Digit
from mnist_core.charts.map import feature_map, mark_places
from mnist_core.charts.reading import enlarge, percent
from mnist_core.data.dataset import load_test_set
from mnist_core.evaluation.results import Results
from mnist_core.reading import UNKNOWN
from mnist_core.ui.loading import find_recognizer
from mnist_core.ui.model_info.common import EVALUATE, load_results, say_missing, show_test_images
from mnist_core.ui.plots import show_chart

MOST_MARKED = 20


def show_map(card: dict[str, Any]) -> None:
    """Show the map; a click on a point shows its image and those nearest to it."""
    results = load_results(card)
    if results is None:
        say_missing("This network's map is", EVALUATE)
        return
    st.markdown(
        f"Every point is one of the {len(results.map):,} test digits. The closer two points, the more alike "
        "the 64 numbers of **dense1** by which the network tells digits apart (laid out flat by t-SNE). "
        "Digits of a kind form islands; most mistakes, marked ×, lie at the shores."
    )
    result = st.session_state.get("result")
    digits = result.reading.digits[:MOST_MARKED] if result else ()
    if not digits:
        st.caption("Have a digit read on the Home page, and it will be marked here with a star.")
    _show_map(results, digits)


@st.fragment
def _show_map(results: Results, digits: tuple[Digit, ...]) -> None:
    places, labels = results.map.astype(np.float32), load_test_set()[1]
    figure = feature_map(places, labels, results.predictions)
    recognizer = find_recognizer() if digits else None
    if recognizer:
        features, _ = recognizer.network.classify(np.stack([digit.pixels for digit in digits]))
        figure = mark_places(figure, results.place(features), [_name(digit) for digit in digits])
    picture, words = st.columns([5, 3], gap="medium")
    with picture:
        show_chart(
            figure,
            alt="Map of the test set: an island for each digit, most misread images at their shores",
            key="map",
            on_select=_choose_image,
            selection_mode="points",
        )
    with words:
        _show_image(results)
        if recognizer:
            _show_digit(digits[-1], results.neighbours(features)[-1])


def _choose_image() -> None:
    points = st.session_state.map.selection.points
    if points and "customdata" in points[0]:
        st.session_state.map_image = points[0]["customdata"]


def _show_image(results: Results) -> None:
    """Show the chosen test image and those most like it."""
    labels = load_test_set()[1]
    number = st.number_input(
        "Click a point, or give a test image's number", 0, len(labels) - 1, key="map_image"
    )
    said, sure = results.predictions[number], percent(float(results.confidences[number]))
    st.markdown(f"A **{labels[number]}**, read as **{said}** ({sure}), and those most like it:")
    # The nearest image to a test image is that image itself.
    _show_alike(results.neighbours(results.features[[number]])[0])


def _show_digit(digit: Digit, neighbours: np.ndarray) -> None:
    """Show a digit of the visitor's and the test images most like it."""
    st.markdown(f"**Your last digit**, {_name(digit)}, and the test digits most like it:")
    st.image(
        enlarge(digit.pixels, 4), width=96, output_format="PNG", alt=f"Your digit, read as {_name(digit)}"
    )
    _show_alike(neighbours)


def _show_alike(numbers: np.ndarray) -> None:
    labels = load_test_set()[1]
    show_test_images(numbers.tolist(), [f"no. {number}, a {labels[number]}" for number in numbers])


def _name(digit: Digit) -> str:
    return str(digit.value) if digit.accepted else UNKNOWN
