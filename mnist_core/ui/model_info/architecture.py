"""The architecture: as a picture, as a table, its learned filters, and its speed."""

from __future__ import annotations

from typing import Any

import numpy as np
import streamlit as st

from mnist_core.charts.model import Tensor, convolution_diagram, dense_diagram, filter_grid
from mnist_core.ui.loading import find_recognizer
from mnist_core.ui.model_info.common import TRAIN, say_missing
from mnist_core.ui.model_info.speed import show_speed
from mnist_core.ui.plots import show_chart

# What a layer of each Keras type does: in two words for the picture, in a sentence for the table.
WORDS = {
    "InputLayer": ("grey values", "The picture, 0 for paper to 1 for ink"),
    "Conv2D": ("3×3 filters, ReLU", "Slides {channels} filters over what is before; negative sums become 0"),
    "MaxPooling2D": ("max of 2×2", "Keeps the largest of every 2×2 values"),
    "Flatten": ("in a row", "Puts all values in one row"),
    "Dense": ("weighted sums", "Weighs all values before it into {channels} sums"),
    "Dropout": ("", "Could drop values at random while it learns; here none are dropped"),
}  # fmt: skip


def show_architecture(card: dict[str, Any]) -> None:
    """Draw the network and list its layers, then show its filters and measure its speed."""
    if "model" in card:
        layers = card["model"]["layers"]
        _show_diagrams(layers)
        _show_table(layers)
    else:
        say_missing("The architecture is", TRAIN)
    st.subheader("What the two convolutional layers do")
    st.markdown(
        "**conv1** looks at 3×3 pixels at a time. Each of its filters answers to one thing, most to an edge "
        "or a line in one direction. **conv2** looks at 3×3 of *those* answers, through all of conv1's maps "
        "at once, and so finds corners, crossings, ends and pieces of loops. Below are the filters of conv1 "
        "as training left them: orange weights want ink, blue ones want none."
    )
    if "model" in card:
        filters = np.array(card["model"]["filters"])
        show_chart(
            filter_grid(filters),
            alt=f"The {filters.shape[-1]} learned 3×3 filters of conv1, as coloured squares",
        )
        st.page_link(
            "pages/lesson.py",
            label="See each of them at work, on a digit of yours",
            icon=":material/school:",
            query_params={"step": "conv1"},
        )
    else:
        say_missing("They are", TRAIN)
    st.subheader("How fast it is here")
    recognizer = find_recognizer()
    if recognizer:
        show_speed(recognizer)


def _show_diagrams(layers: list[dict[str, Any]]) -> None:
    tensors = [
        Tensor(layer["name"], tuple(layer["output_shape"]), WORDS[layer["type"]][0])
        for layer in layers
        if layer["type"] != "Dropout"
    ]
    pictures = [tensor for tensor in tensors if len(tensor.shape) == 3]
    values = [tensor for tensor in tensors if len(tensor.shape) == 1]
    left, right = st.columns([len(pictures), len(values)], gap="small")
    with left:
        st.markdown("**Finding features:** from one picture to many small maps")
        show_chart(convolution_diagram(pictures), alt=_flow(pictures))
    with right:
        st.markdown("**Deciding:** from the maps to ten digits")
        show_chart(dense_diagram(values), alt=_flow(values))


def _flow(tensors: list[Tensor]) -> str:
    return "Shapes through the layers: " + ", ".join(
        f"{t.name} {'×'.join(map(str, t.shape))}" for t in tensors
    )


def _show_table(layers: list[dict[str, Any]]) -> None:
    rows = [
        {
            "Layer": f"**{layer['name']}**",
            "What it does": WORDS[layer["type"]][1].format(channels=layer["output_shape"][-1]),
            "Output shape": "×".join(f"{side:,}" for side in layer["output_shape"]),
            "Parameters": f"{layer['parameters']:,}",
        }
        for layer in layers
    ]
    total = f"**{sum(layer['parameters'] for layer in layers):,}**"
    rows.append({"Layer": "**Total**", "What it does": "", "Output shape": "", "Parameters": total})
    columns = {name: [row[name] for row in rows] for name in rows[0]}
    st.table(columns, border="horizontal", hide_index=True, alt="The layers with output shape and parameters")
