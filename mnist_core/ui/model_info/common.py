"""What the sections share: key figures, what to say where something is missing, rows of test images."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import streamlit as st

from mnist_core.charts.reading import enlarge
from mnist_core.data.dataset import load_test_set
from mnist_core.data.model_card import MODEL_CARD
from mnist_core.evaluation.results import FILE, Results
from mnist_core.runtime import ModelFileError

TRAIN = "python -m mnist_core.training"
EVALUATE = "python -m mnist_core.evaluation"


def show_key_figures(card: dict[str, Any]) -> None:
    """Show accuracy with its interval, loss, parameters and file size, as far as the card has them."""
    with st.grid(4, min_column_width=150):
        if "test" in card:
            test = card["test"]
            low, high = test["interval95"]
            show_figure(
                "Test accuracy", per_cent(test["accuracy"]), f"of {test['n']:,} unseen digits", "stretch"
            )
            show_figure(
                "95 % interval", f"{100 * low:.2f} – {per_cent(high)}", "for the true accuracy", "stretch"
            )
            show_figure("Test loss", f"{test['loss']:.4f}", "cross-entropy; 0 is perfect", "stretch")
        if "model" in card:
            model = card["model"]
            size = f"{model['file_bytes'] / 1e6:.2f} MB as a file"
            show_figure("Parameters", f"{model['parameters']:,}", size, "stretch")
    if not ("test" in card and "model" in card):
        say_missing("Some key figures are", TRAIN)


def show_figure(label: str, value: str, note: str, height: str = "content") -> None:
    """Show one figure, large, between its label and a note, in a frame of Streamlit's `height`."""
    with st.container(border=True, gap=None, height=height):
        st.markdown(label)
        st.header(value, anchor=False)
        st.caption(note)


def per_cent(share: float, decimals: int = 2) -> str:
    """Return a share of 0..1 in per cent, which no line breaks before its sign."""
    return f"{100 * share:.{decimals}f}\N{NO-BREAK SPACE}%"


def say_missing(what: str, command: str) -> None:
    """Say that something was not measured yet, and the command that does."""
    st.info(f"{what} missing here. `{command}` makes what is shown in this place.", icon=":material/info:")


def find_evaluation(card: dict[str, Any]) -> dict[str, Any] | None:
    """Return the card's evaluation, or None where there is none or it is of an earlier network."""
    evaluation = card.get("evaluation")
    return evaluation if evaluation and _is_of_this_network(evaluation["accuracy"], card) else None


def load_results(card: dict[str, Any]) -> Results | None:
    """Return the answers to the test images, or None where they are missing or an earlier network's."""
    path = MODEL_CARD.parent / FILE
    try:
        results, accuracy = _load_results(path.parent, path.stat().st_mtime_ns)
    except (ModelFileError, FileNotFoundError):
        return None
    return results if _is_of_this_network(accuracy, card) else None


def _is_of_this_network(accuracy: float, card: dict[str, Any]) -> bool:
    """Training tests the network, too: if the evaluation finds another accuracy, it was run before."""
    return "test" not in card or abs(accuracy - card["test"]["accuracy"]) < 1e-9


@st.cache_resource(show_spinner=False, max_entries=1)
def _load_results(directory: Path, changed: int) -> tuple[Results, float]:
    results = Results.load(directory)
    return results, float((results.predictions == load_test_set()[1]).mean())


def show_test_images(numbers: Sequence[int], captions: Sequence[str]) -> None:
    """Show test images in rows, each with its caption."""
    images, labels = load_test_set()
    with st.grid("auto", min_column_width=84, gap="small"):
        for number, caption in zip(numbers, captions, strict=True):
            st.image(
                enlarge(images[number], 4),
                caption=caption,
                width="stretch",
                output_format="PNG",
                alt=f"Test image {number}, a handwritten {labels[number]}",
            )
