"""How long a reading takes on the machine that serves the page, measured when asked."""

from __future__ import annotations

import time
from collections.abc import Callable

import numpy as np
import streamlit as st

from mnist_core import Recognizer
from mnist_core.data.dataset import load_test_set
from mnist_core.ui.model_info.common import show_figure

WARM_UP, RUNS = 20, 200


def show_speed(recognizer: Recognizer) -> None:
    """Show a button that measures, and the last result of this visit."""
    if st.button("Measure now", icon=":material/timer:"):
        with st.spinner(f"Running it {2 * (WARM_UP + RUNS)} times…"):
            st.session_state.speed = _measure(recognizer)
    st.caption(
        f"Median of {RUNS} runs, one after another, after {WARM_UP} runs to warm up, on digits of the test "
        "set, in the process that serves this page. Others who use it at the same time make it slower."
    )
    if "speed" in st.session_state:
        network, reading = st.session_state.speed
        with st.grid(2, min_column_width=220):
            show_figure("The network alone", f"{network:.2f} ms", "one 28×28 image to ten confidences")
            show_figure("The whole way", f"{reading:.2f} ms", "one small picture to its reading")


def _measure(recognizer: Recognizer) -> tuple[float, float]:
    """Return milliseconds for classifying one 28×28 image, and for reading one picture of the same size."""
    images, _ = load_test_set()
    pixels = images / np.float32(255)
    return (
        median_milliseconds(lambda run: recognizer.classify(pixels[run : run + 1])),
        median_milliseconds(lambda run: recognizer.read(images[run])),
    )


def median_milliseconds(work: Callable[[int], object]) -> float:
    """Return the median time of `work(0)`, `work(1)`, ... over RUNS runs that follow WARM_UP runs."""
    times = []
    for run in range(WARM_UP + RUNS):
        start = time.perf_counter()
        work(run)
        times.append(time.perf_counter() - start)
    return 1000 * float(np.median(times[WARM_UP:]))
