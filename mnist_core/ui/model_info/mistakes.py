"""Where the network goes wrong: the confusion matrix, precision and recall, and the hardest test images."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from mnist_core.charts.evaluation import confusion_matrix, precision_recall_chart
from mnist_core.charts.reading import percent
from mnist_core.data.dataset import load_test_set
from mnist_core.evaluation.results import Results
from mnist_core.ui.model_info.common import (
    EVALUATE,
    find_evaluation,
    load_results,
    per_cent,
    say_missing,
    show_test_images,
)
from mnist_core.ui.plots import show_chart

MOST_IMAGES = 24


def show_mistakes(card: dict[str, Any]) -> None:
    """Show what was taken for what, with the images, and how each digit fares."""
    evaluation = find_evaluation(card)
    if evaluation is None:
        say_missing("The evaluation of this network is", EVALUATE)
        return
    st.subheader("What is taken for what")
    results = load_results(card)
    if results is None:
        say_missing("This network's answers to the test images are", EVALUATE)
    else:
        _show_confusion(np.array(evaluation["confusion"]), results)
    st.subheader("The hardest test images")
    st.markdown("Those whose true digit the network found least likely, the hardest first.")
    hardest = evaluation["hardest"]
    show_test_images(
        [row["index"] for row in hardest],
        [f"a {row['label']}, read as {row['said']} ({percent(row['confidence'])})" for row in hardest],
    )
    st.subheader("Precision and recall of each digit")
    st.markdown(
        "**Precision:** of all it called a 7, how many were one. **Recall:** of all 7s, how many it found."
    )
    precision, recall = evaluation["precision"], evaluation["recall"]
    show_chart(
        precision_recall_chart(precision, recall),
        alt=f"Precision and recall of each digit; the lowest recall is {per_cent(min(recall))}, "
        f"that of the {np.argmin(recall)}",
    )


@st.fragment
def _show_confusion(counts: np.ndarray, results: Results) -> None:
    worst = np.unravel_index((counts * (1 - np.eye(10, dtype=int))).argmax(), counts.shape)
    for key, digit in zip(("confusion_true", "confusion_said"), worst, strict=True):
        st.session_state.setdefault(key, int(digit))
    matrix, cell = st.columns(2, gap="medium")
    with cell:
        st.markdown("Click a cell to see its images, or choose it here.")
        true_column, said_column = st.columns(2)
        true = true_column.selectbox("Really a", range(10), key="confusion_true")
        said = said_column.selectbox("Read as", range(10), key="confusion_said")
        _show_cell(true, said, results)
    with matrix:
        show_chart(
            confusion_matrix(counts, (true, said)),
            alt=f"Confusion matrix: {counts.trace():,} of {counts.sum():,} digits read rightly; most often "
            f"a {worst[0]} is read as a {worst[1]}",
            key="confusion_matrix",
            on_select=_choose_cell,
            selection_mode="points",
        )


def _choose_cell() -> None:
    points = st.session_state.confusion_matrix.selection.points
    if points:
        true, said = divmod(points[0]["point_index"], 10)
        st.session_state.confusion_true, st.session_state.confusion_said = true, said


def _show_cell(true: int, said: int, results: Results) -> None:
    """Show the images of one cell of the matrix, the least sure first."""
    _, labels = load_test_set()
    numbers = np.flatnonzero((labels == true) & (results.predictions == said))
    numbers = numbers[np.argsort(results.confidences[numbers], kind="stable")]
    what = f"images of a {true} " + ("read rightly" if true == said else f"read as {said}")
    if len(numbers) > MOST_IMAGES:
        st.markdown(f"**{len(numbers):,} {what}**, of which the {MOST_IMAGES} it was least sure of:")
    else:
        st.markdown(f"**{len(numbers) or 'No'} {what}**")
    shown = numbers[:MOST_IMAGES].tolist()
    show_test_images(shown, [f"{percent(float(results.confidences[number]))} sure" for number in shown])
